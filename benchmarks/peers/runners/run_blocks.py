"""The template that comes with hoi_report, a list of blocks, and the context of a real report: filled by docxtpl or by
hoi_report. The file of data lists reports; each is read, validated and composed before anything is measured."""

import json
import sys
from pathlib import Path

from docxtpl_filling import prepare as by_docxtpl
from serve import Fill, serve

if "zlib" in sys.argv[3:]:
    sys.modules["isal"] = None  # type: ignore[assignment]  # importing it fails

from hoi_report import load_document, load_template, render_context
from hoi_report._compose import compose
from hoi_report._template import context_of, notes_of


def by_hoi_report(template: str) -> Fill:
    compiled = load_template(template)
    return lambda values: compiled.fill(*values)


def contexts(data: str) -> list[object]:
    """What is filled in: for docxtpl the context; for hoi_report its footnotes as well, which docxtpl cannot repeat."""
    documents = [load_document(path) for path in json.loads(Path(data).read_text("utf-8"))]
    if "docxtpl" in sys.argv[3:]:
        return [render_context(document)[1] for document in documents]
    compiled, compositions = load_template(sys.argv[1]), map(compose, documents)
    return [(context_of(composition, compiled), notes_of(composition, compiled)) for composition in compositions]


serve(by_docxtpl if "docxtpl" in sys.argv[3:] else by_hoi_report, contexts)
