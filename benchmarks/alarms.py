"""How many of the planted faults are found in each kind of Word file, and how many alarms are false: see README.md."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hoi_report import check

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from word_files import corpus, forms
from word_files.faults import FAULTS
from word_files.judging import broken, complaints, false_alarms, told


def kinds(folder: Path) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The files of each kind whose program is here."""
    yield from corpus.by_python().items()
    if pandoc := shutil.which("pandoc"):
        yield "pandoc", corpus.by_pandocs(pandoc)
    if soffice := shutil.which("soffice"):
        yield from corpus.by_libreoffice(soffice, folder).items()


def main() -> None:
    """Prints the counts of each kind, with every complaint below."""
    print(f"{'kind':20}{'files':>6}{'faults':>8}{'found':>7}{'false alarms':>14}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def checked(content: bytes) -> object:
            path = folder / "checked.docx"
            path.write_bytes(content)
            return check(path)

        for kind, files in kinds(folder):
            clean = checked(files["clean"])
            wrong = [f"clean: {alarm}" for alarm in false_alarms(kind, clean)]
            missed = 0
            for fault in (fault for fault in FAULTS if fault.name in files):
                said = complaints(fault, corpus.DOCUMENTS[fault.name], checked(files[fault.name]), clean)
                missed += any(complaint.startswith("not found") for complaint in said)
                wrong += [f"{fault.name}: {complaint}" for complaint in said]
            alarms = sum("false alarm" in line or line.startswith("clean") for line in wrong)
            planted = len(files) - 1
            print(f"{kind:20}{len(files):6}{planted:8}{planted - missed:7}{alarms:14}")
            print("".join(f"    {line}\n" for line in wrong), end="")
        alarms = {name: broken(checked(forms.build(form))) for name, form in forms.FORMS.items()}
        print(f"{'forms of the decree':20}{len(alarms):6}{'':8}{'':7}{sum(map(len, alarms.values())):14}")
        print(
            "".join(f"    {name}: {told(answer)}\n" for name, found in alarms.items() for answer in found.values()),
            end="",
        )


if __name__ == "__main__":
    main()
