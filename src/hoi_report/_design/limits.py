"""What this design cannot do: better no template than one that breaks its own rules."""

from __future__ import annotations

from collections.abc import Iterator

from .._messages import Words
from .._rules import RuleSet, format_number
from .body import STATE_COLUMN_MM
from .measures import text_width_mm

LEAST_ISSUER_MM = 40
"""The least width of the left column of the head: “BAN CHẤP HÀNH” still stands on one line there."""

_PRINTED = (
    "co_quan_chu_quan", "co_quan_ban_hanh", "so_ky_hieu", "dia_danh_thoi_gian", "ten_loai", "trich_yeu", "can_cu",
    "noi_dung", "muc_la_ma", "khoan_co_tieu_de", "quyen_han_ky", "chuc_vu_ky", "ho_ten_ky", "kinh_gui", "noi_nhan_tu",
    "noi_nhan_ds", "phu_luc_kem_theo", "so_trang", "chi_dan_luu_hanh",
)  # fmt: skip
"""The components without which some part of a document would have no look."""

_FIXED = ("quoc_hieu", "tieu_ngu", "so_ky_hieu", "kinh_gui", "noi_nhan_tu", "noi_nhan_ds")
"""The components that bring words of their own."""

_LINED = ("quoc_hieu", "tieu_ngu", "co_quan_ban_hanh", "trich_yeu", "phu_luc_kem_theo")
"""The components below which a line may stand."""


def undesigned(rules: RuleSet) -> Iterator[tuple[tuple[str, ...], Words]]:
    """What the rule set asks for and the design cannot do: the path of the rule, and what it is.

    >>> from hoi_report._catalog import Base, Catalog
    >>> from hoi_report._rule_sets import rules_named
    >>> list(undesigned(rules_named("nd30-2020", Catalog.of(None, Base.of(None, None))).rules))
    []
    """
    if rules.paper.orientation != "portrait":
        yield ("paper", "orientation"), Words("a landscape page")
    room = text_width_mm(rules) - STATE_COLUMN_MM
    if room < LEAST_ISSUER_MM:
        values = {"found": format_number(text_width_mm(rules)), "least": LEAST_ISSUER_MM + STATE_COLUMN_MM}
        yield ("margins",), Words("text of {found} mm between the margins; at least {least} mm are needed", values)
    elif rules.emblem is not None and not 0 < rules.emblem.width <= room:
        values = {"found": format_number(rules.emblem.width), "most": format_number(room)}
        yield ("emblem", "width"), Words("an emblem {found} mm wide, where {most} mm are free", values)
    for id_ in _PRINTED:
        if id_ not in rules.components:
            yield ("components",), Words("a document without “{component}”", {"component": id_})
    for id_ in _FIXED:
        component = rules.components.get(id_)
        if component is not None and not (component.text or component.prefix):
            yield ("components", id_), Words("“{component}” without “text” or “prefix”", {"component": id_})
    for id_ in _LINED:
        line = rules.components[id_].ruled_line if id_ in rules.components else None
        if line is not None and line.kind not in ("below_text", "typed"):
            values = {"component": id_, "kind": line.kind}
            yield ("components", id_, "ruled_line", "kind"), Words("a line “{kind}” of “{component}”", values)
