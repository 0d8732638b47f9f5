"""Official .docx documents of Hội LHPN from a YAML outline and the data of one unit.

Everything public is named here, and loaded when it is first used:

>>> import hoi_report
>>> document = hoi_report.load_document(hoi_report.example("thai-binh-2024") / "ke-hoach.yaml")
>>> rendered = hoi_report.render(document)
>>> rendered.content[:2]
b'PK'
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False
"""Type checkers take it for true; ``typing`` itself would be half of what this import costs."""

if TYPE_CHECKING:
    from typing import Any

    from ._answering import Completeness as Completeness
    from ._batch import BatchResult as BatchResult
    from ._batch import render_many as render_many
    from ._catalog import example as example
    from ._check import Checked as Checked
    from ._check import Finding as Finding
    from ._check import Fixed as Fixed
    from ._check import RuleAnswer as RuleAnswer
    from ._check import Spot as Spot
    from ._check import check as check
    from ._check import fix as fix
    from ._design import BuiltTemplate as BuiltTemplate
    from ._design import build_template as build_template
    from ._document import Document as Document
    from ._document import Validation as Validation
    from ._document import load_document as load_document
    from ._document import validate as validate
    from ._listing import OutlineInfo as OutlineInfo
    from ._listing import list_outlines as list_outlines
    from ._outline import Outline as Outline
    from ._outline import load_outline as load_outline
    from ._problems import HoiReportError as HoiReportError
    from ._problems import InvalidInput as InvalidInput
    from ._problems import Problem as Problem
    from ._problems import RenderError as RenderError
    from ._render import Rendered as Rendered
    from ._render import load as load
    from ._render import render as render
    from ._render import render_context as render_context
    from ._skeleton import skeleton as skeleton
    from ._template import Template as Template
    from ._template import load_template as load_template

_HOMES = {
    "_answering": ("Completeness",),
    "_batch": ("BatchResult", "render_many"),
    "_catalog": ("example",),
    "_design": ("BuiltTemplate", "build_template"),
    "_check": ("Checked", "Finding", "Fixed", "RuleAnswer", "Spot", "check", "fix"),
    "_document": ("Document", "Validation", "load_document", "validate"),
    "_listing": ("OutlineInfo", "list_outlines"),
    "_outline": ("Outline", "load_outline"),
    "_problems": ("HoiReportError", "InvalidInput", "Problem", "RenderError"),
    "_render": ("Rendered", "load", "render", "render_context"),
    "_skeleton": ("skeleton",),
    "_template": ("Template", "load_template"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    from ._collector import collector_at_rest

    with collector_at_rest():
        value = getattr(import_module(f".{_HOME_OF[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
