"""Bring ``src/hoi_report/locale/vi.po`` up to date with the messages of the code.

    python scripts/messages.py            # write it; say what is still to be translated
    python scripts/messages.py --check    # write nothing; exit 1 where it is not up to date or not complete

A message is what ``_codes.py`` says of a problem (its words and its hint), any text in ``translate("…")`` or
``t("…")``, and the phrases in ``Words("…")``, ``words("…")`` and ``wrong_type("…")``. Translations are kept. A message
whose English was reworded takes over the nearest old translation, marked ``fuzzy``: read it, mend it, remove the mark.
"""

from __future__ import annotations

import argparse
import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "hoi_report"
FILE = PACKAGE / "locale" / "vi.po"
TRANSLATORS = {"translate", "t", "Words", "words", "wrong_type"}

HEADER = """\
# Vietnamese words of hoi_report. scripts/messages.py adds and removes messages; people translate.
msgid ""
msgstr ""
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def messages() -> Catalog:
    """Every message of the code in the order met, with a comment that says where it is told."""
    catalog = Catalog(locale="vi", fuzzy=False)
    for text, where in (*_problems(), *_texts()):
        catalog.add(text, auto_comments=[where])
    return catalog


def _problems() -> Iterator[tuple[str, str]]:
    sys.path.insert(0, str(PACKAGE.parent))
    from hoi_report._codes import CODES

    for code, said in CODES.items():
        yield said.message, f"{said.severity} {code}"
        if said.hint:
            yield said.hint, f"hint of {code}"


def _texts() -> Iterator[tuple[str, str]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in TRANSLATORS and node.args:
                text = node.args[0]
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value, file.relative_to(PACKAGE).as_posix()


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def updated(old: bytes) -> tuple[bytes, Catalog]:
    """The file as it should be, and its messages: those of the code, with the translations of the old file."""
    catalog = read_po(io.BytesIO(old), locale="vi")
    for message in catalog:
        message.auto_comments = []
    catalog.update(messages())
    body = io.BytesIO()
    write_po(body, catalog, width=120, omit_header=True, ignore_obsolete=True)
    return HEADER.encode() + body.getvalue(), catalog


def main() -> int:
    """Write the catalogue, or only judge it."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="write nothing")
    check = arguments.parse_args().check
    old = FILE.read_bytes() if FILE.exists() else HEADER.encode()
    new, catalog = updated(old)
    left = [str(message.id) for message in catalog if message.id and (message.fuzzy or not message.string)]
    if not check:
        FILE.write_bytes(new)
    for text in left:
        print(f"to be translated: {text}")
    for gone in catalog.obsolete:
        print(f"no longer there: {gone}")
    if check and new != old:
        print(f"{FILE.name} is not up to date: run scripts/messages.py")
    return 1 if check and (left or new != old) else 0


if __name__ == "__main__":
    sys.exit(main())
