"""Every file of the corpus: each kind of Word file clean, and with each fault."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from office import convert

from . import by_libreoffice_odt, by_libreoffice_rtf, by_ourselves, by_pandoc, by_python_docx
from .document import CLEAN, Document
from .faults import FAULTS

DOCUMENTS: Mapping[str, Document] = {"clean": CLEAN, **{fault.name: fault.plant(CLEAN) for fault in FAULTS}}
"""What is written in every dialect: the clean document, and one for each fault."""

HEADS = {
    "python_docx": "table",
    "odt": "boxes",
    "rtf": "tabs",
    "pandoc": "table",
    "ours": "table",
    "python_docx_tabs": "tabs",
    "python_docx_boxes": "boxes",
}
"""The kinds of files, and what the head is made of; the last two only clean."""


def by_libreoffice(
    soffice: str, folder: Path, documents: Mapping[str, Document] = DOCUMENTS
) -> dict[str, dict[str, bytes]]:
    """The files of the kinds ``odt`` and ``rtf``; one start of the program for all of them."""
    sources = []
    for kind, build in (("odt", by_libreoffice_odt.build), ("rtf", by_libreoffice_rtf.build)):
        for name, document in documents.items():
            sources.append(folder / f"{kind}-{name}.{kind}")
            sources[-1].write_bytes(build(document))
    convert(soffice, sources, "docx", folder)
    return {
        kind: {name: (folder / f"{kind}-{name}.docx").read_bytes() for name in documents} for kind in ("odt", "rtf")
    }


def by_pandocs(pandoc: str, documents: Mapping[str, Document] = DOCUMENTS) -> dict[str, bytes]:
    """The files of the kind ``pandoc``; it starts anew for each."""
    with ThreadPoolExecutor() as starts:
        made = starts.map(lambda document: by_pandoc.build(pandoc, document), documents.values())
        return dict(zip(documents, made, strict=True))


def by_python() -> dict[str, dict[str, bytes]]:
    """The files of the kinds that need no other program."""
    return {
        "python_docx": {name: by_python_docx.build(document) for name, document in DOCUMENTS.items()},
        "ours": {name: by_ourselves.build(document) for name, document in DOCUMENTS.items()},
        **{f"python_docx_{head}": {"clean": by_python_docx.build(CLEAN, head)} for head in ("tabs", "boxes")},
    }
