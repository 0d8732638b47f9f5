"""Which library compresses a document's XML: time and size of each that is installed, beside the whole file.

pip install isal zlib-ng
python benchmarks/deflate.py
"""

from __future__ import annotations

import statistics
import time
import zlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from report import large_report

from hoi_report import example, load_document
from hoi_report._compose import compose
from hoi_report._document import Document
from hoi_report._template import compile_template, context_of, notes_of

ROUNDS = 41
FOLDER = example("thai-binh-2024")
LIBRARIES = (
    ("zlib", "zlib", (1, 3, 6, 9)),
    ("isal", "isal.isal_zlib", (0, 1, 2, 3)),
    ("zlib-ng", "zlib_ng.zlib_ng", (1, 3, 6, 9)),
)


def body(document: Document) -> bytes:
    """The XML of a document's body."""
    path: Path = document.template
    template = compile_template(path.read_bytes(), name=path.name)
    composition = compose(document)
    return template.xml(context_of(composition, template), notes_of(composition, template))["word/document.xml"]


def took(work: Callable[[], object]) -> float:
    """The processor time of some work, in milliseconds: the median of several rounds."""
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        times.append(1000 * (time.process_time() - begin))
    return statistics.median(times)


def main() -> None:
    """Prints a row for each library and level."""
    documents = {
        "S": body(load_document(FOLDER / "ke-hoach-dong-hung.yaml")),
        "M": body(load_document(FOLDER / "bao-cao-dong-hung.yaml")),
        "L": body(load_document(large_report(1), base_dir=FOLDER)),
    }
    print(f"{'':12}" + "".join(f"{size:>6} ms{'bytes':>9}" for size in documents))
    print(f"{'as it is':12}" + "".join(f"{'':9}{len(xml):>9}" for xml in documents.values()))
    for name, module, levels in LIBRARIES:
        try:
            library = import_module(module)
        except ImportError:
            print(f"{name:12}not installed")
            continue
        for level in levels:
            row = f"{name + ' ' + str(level):12}"
            for xml in documents.values():
                milliseconds = took(lambda: library.compress(xml, level, -zlib.MAX_WBITS))  # noqa: B023 - at once
                row += f"{milliseconds:9.2f}{len(library.compress(xml, level, -zlib.MAX_WBITS)):9}"
            print(row)
        checksum = "".join(f"{took(lambda: library.crc32(xml)):9.2f}{'':9}" for xml in documents.values())  # noqa: B023
        print(f"{name + ' crc32':12}{checksum}")


if __name__ == "__main__":
    main()
