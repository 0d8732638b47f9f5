"""How content becomes a page's sequence: the frame, citations, footnotes, optional parts, the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hoi_report
from hoi_report._blocks import Heading, Item, NoteMark, Span, plain
from hoi_report._compose import compose, compose_outline
from hoi_report._vietnamese import BLANK
from outlines import SECTION, UNIT, composed, document, of_kind, outline

CITED = {
    "kind": "Kế hoạch",
    "number": 8,
    "symbol": "KH-BTV",
    "date": "08/6/2023",
    "issuer": "Ban Thường vụ",
    "subject": "về việc thử",
}
FULL = "Kế hoạch số 08/KH-BTV ngày 08/6/2023 của Ban Thường vụ về việc thử"
SHORT = "Kế hoạch số 08/KH-BTV"
PLAN = {"ke_hoach": {"type": "citation", "description": "Kế hoạch"}}


def section(*content: Any, **keys: Any) -> dict[str, Any]:
    """One section with this content."""
    return {**SECTION, "content": list(content), **keys}


def texts(found: Any) -> list[str]:
    """The text of every paragraph and item."""
    return [plain(block.text) for block in found.blocks if hasattr(block, "text") and not isinstance(block, Heading)]


def test_a_citation_is_full_first_and_short_afterwards_in_each_part(tmp_path: Path) -> None:
    """PL I, Phần I, II.6.b; an attachment begins anew."""
    said = outline(
        parameters=PLAN,
        opening="Thực hiện {{ ke_hoach }}.",
        sections=[section("Theo {{ ke_hoach }}.", {"items": ["Theo {{ ke_hoach }}."]})],
        attachments=[{"outline": "annex.json"}],
    )
    annex = outline(parameters=PLAN, sections=[section("Theo {{ ke_hoach }}; {{ ke_hoach }}.")])
    import json

    (tmp_path / "annex.json").write_text(json.dumps(annex), encoding="utf-8")

    found = composed(tmp_path, said, parameters={"ke_hoach": CITED})

    assert texts(found) == [
        f"Thực hiện {FULL}.",
        f"Theo {SHORT}.",
        f"Theo {SHORT}./.",
        f"Theo {FULL}; {SHORT}.",
    ]


@pytest.mark.parametrize(
    ("cited", "full", "short"),
    [
        (CITED, FULL, SHORT),
        ({"kind": "Luật", "subject": "Bình đẳng giới"}, "Luật Bình đẳng giới", "Luật Bình đẳng giới"),
        (
            {"kind": "Kế hoạch", "subject": "thực hiện khâu đột phá"},
            "Kế hoạch thực hiện khâu đột phá",
            "Kế hoạch thực hiện khâu đột phá",
        ),
        (
            {"kind": "Nghị định", "number": "30/2020", "symbol": "NĐ-CP", "date": "05/3/2020", "subject": "về văn thư"},
            "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 về văn thư",
            "Nghị định số 30/2020/NĐ-CP",
        ),
        (
            {"kind": "Công văn", "number": 12, "symbol": "UBND-VX", "date": "2023", "subject": "về việc thử"},
            "Công văn số 12/UBND-VX năm 2023 về việc thử",
            "Công văn số 12/UBND-VX",
        ),
    ],
)
def test_a_citation_says_what_is_known(cited: dict[str, Any], full: str, short: str, tmp_path: Path) -> None:
    """What a document has not is left out, without a gap."""
    said = outline(parameters=PLAN, sections=[section("{{ ke_hoach }}|{{ ke_hoach }}|")], end_mark=False)

    found = composed(tmp_path, said, parameters={"ke_hoach": cited})

    assert texts(found) == [f"{full}|{short}|"]


@pytest.mark.parametrize("symbol", ["KH-BTV", "QĐ-TTg", "CTr-BTV", "QyĐ-BCH", "TTr-BTV", "QH14", "2013-QH13", "ĐCT"])
def test_symbols_that_the_decree_and_the_state_write_are_accepted(symbol: str, tmp_path: Path) -> None:
    """Capital letters, with the one small letter that some abbreviations have (PL III)."""
    said = outline(parameters=PLAN, sections=[section("{{ ke_hoach }}.")])

    assert composed(tmp_path, said, parameters={"ke_hoach": {**CITED, "symbol": symbol}})


@pytest.mark.parametrize("symbol", ["kh-btv", "KH - BTV", "KH-", "Kh-BTV", "KH_BTV", "KH-Btv", ""])
def test_other_symbols_are_refused(symbol: str, tmp_path: Path) -> None:
    """No small letters, no spaces (PL I, Phần I, II.3.c)."""
    said = outline(parameters=PLAN, sections=[section("{{ ke_hoach }}.")])

    with pytest.raises(hoi_report.InvalidInput):
        document(tmp_path, said, parameters={"ke_hoach": {**CITED, "symbol": symbol}})


@pytest.mark.parametrize(
    ("last", "printed"),
    [("Hết.", "Hết./."), ("Hết", "Hết./."), ("Hết./.", "Hết./."), ("Hết...", "Hết.../."), ("Hết;", "Hết;./.")],
)
def test_the_end_mark_takes_the_place_of_the_full_stop(last: str, printed: str, tmp_path: Path) -> None:
    """All forms of PL III end so; nothing but a final full stop gives way."""
    found = composed(tmp_path, outline(closing=last))

    assert texts(found) == [printed]
    assert found.blocks[-2].keep and not any(block.keep for block in found.blocks[:-2])


def test_what_announces_something_stays_with_it(tmp_path: Path) -> None:
    """A text that ends with a colon, and a prompt above the lines for its answer."""
    said = outline(
        sections=[section("Gồm:", {"items": ["một:", "hai"]}, {"id": "p", "prompt": "Nêu.", "answer": "prose"})]
    )

    blocks = compose(document(tmp_path, said), draft=True).blocks

    kept = [plain(block.text) for block in blocks if block.keep and hasattr(block, "text")]
    assert kept == ["Gồm:", "một:", "Nêu."]


def test_an_end_mark_follows_a_heading_or_an_item_too(tmp_path: Path) -> None:
    """Whatever is last."""
    item = composed(tmp_path, outline(sections=[section({"items": ["một", "hai"]})]))
    heading = composed(tmp_path, outline())

    assert plain(of_kind(item, "item")[-1].text) == "hai./."
    assert plain(of_kind(heading, "heading")[-1].text) == "MỤC MỘT./."


def test_no_end_mark_where_the_outline_says_so(tmp_path: Path) -> None:
    """`end_mark: false`."""
    assert texts(composed(tmp_path, outline(closing="Hết.", end_mark="false"))) == ["Hết."]


def test_footnotes_are_numbered_in_the_order_of_their_marks(tmp_path: Path) -> None:
    """Through the whole document, attachments included, whatever the order in which they are written."""
    import json

    annex = outline(sections=[section("ba[^x].")], footnotes={"x": "chú thích ba"})
    (tmp_path / "annex.json").write_text(json.dumps(annex), encoding="utf-8")
    said = outline(
        sections=[section("hai[^b] và", {"items": ["cuối"]}, title="MỤC[^a] MỘT")],
        footnotes={"b": ["chú thích hai", "đoạn thứ hai"], "a": "chú thích một"},
        attachments=[{"outline": "annex.json"}],
    )

    found = composed(tmp_path, said)

    assert [[plain(p) for p in note] for note in found.notes] == [
        ["chú thích một"],
        ["chú thích hai", "đoạn thứ hai"],
        ["chú thích ba"],
    ]
    marked = [part.note for b in found.blocks if hasattr(b, "text") for part in b.text if isinstance(part, NoteMark)]
    assert marked == [1, 2, 3]
    assert of_kind(found, "heading")[0].text == (Span("MỤC"), NoteMark(1), Span(" MỘT"))


def test_what_has_no_value_is_left_out_and_numbers_close_up(tmp_path: Path) -> None:
    """`when` on a section, an entry, a list, a footnote and a recipient."""
    said = outline(
        parameters={"neu_co": {"type": "text", "required": False, "description": "Nếu có"}},
        sections=[
            {"id": "a", "title": "MỘT", "when": "neu_co"},
            {
                "id": "b",
                "title": "HAI[^ghi_chu]",
                "content": [
                    {"text": "Có {{ neu_co }}.", "when": "neu_co"},
                    {"marker": "(1)", "items": [{"text": "bỏ", "when": "neu_co"}, "giữ"]},
                    {"items": ["bỏ"], "when": "neu_co"},
                ],
            },
        ],
        footnotes={"ghi_chu": [{"text": "{{ neu_co }}", "when": "neu_co"}]},
        recipients=[{"name": "Bỏ", "when": "neu_co"}, {"archive": ["VT"]}],
    )

    without = composed(tmp_path, said)
    given = composed(tmp_path, said, parameters={"neu_co": "x"})

    assert [b.number for b in of_kind(without, "heading")] == ["I."]
    assert [(b.marker, plain(b.text)) for b in of_kind(without, "item")] == [("(1)", "giữ./.")]
    assert without.notes == () and without.frame.recipients == ("Lưu: VT.",)
    assert [b.number for b in of_kind(given, "heading")] == ["I.", "II."]
    assert texts(given) == ["Có x.", "bỏ", "giữ", "bỏ./."]
    assert len(given.notes) == 1 and given.frame.recipients == ("Bỏ;", "Lưu: VT.")


CONDITIONS = st.sampled_from([{}, {}, {"when": "neu_co"}, {"at": ["huyen"]}])
ENTRIES = st.tuples(st.sampled_from(["text", "asked", "optional"]), CONDITIONS)
CONTENT = st.lists(ENTRIES | st.tuples(st.lists(ENTRIES, min_size=1, max_size=2), CONDITIONS), max_size=2)
SECTIONS = st.recursive(
    st.tuples(CONTENT | st.sampled_from(["asked", "optional"]), st.just([]), CONDITIONS),
    lambda inside: st.tuples(CONTENT, st.lists(inside, max_size=2), CONDITIONS),
    max_leaves=5,
)


def grown(drawn: Any, ids: Iterator[str]) -> dict[str, Any]:
    """A section, an entry or a list as an outline writes it."""
    if len(drawn) == 3:
        content, sections, condition = drawn
        asked = {"answer": {"type": "prose", "required": content == "asked"}} if isinstance(content, str) else {}
        below = [] if asked else [grown(one, ids) for one in content]
        return {
            "id": next(ids),
            "title": "MỤC",
            "content": below,
            "sections": [grown(one, ids) for one in sections],
            **asked,
            **condition,
        }
    what, condition = drawn
    if isinstance(what, list):
        return {"items": [grown(one, ids) for one in what], "marker": "-", **condition}
    if what == "text":
        return {"text": "Chữ.", **condition}
    return {"id": next(ids), "prompt": "Hỏi", "answer": {"type": "prose", "required": what == "asked"}, **condition}


@settings(deadline=None)
@given(st.lists(SECTIONS, min_size=1, max_size=3), st.booleans())
def test_what_is_known_to_say_something_does_in_every_document(
    tmp_path_factory: Any, drawn: list[Any], told: bool
) -> None:
    """What is known of an outline's sections without its documents is a short cut: it changes nothing."""
    ids = map("q{}".format, count())
    said = outline(
        issued_by=["tinh", "huyen"],
        parameters={"neu_co": {"type": "text", "required": False, "description": "Nếu có"}},
        sections=[grown(one, ids) for one in drawn],
    )
    document_ = document(tmp_path_factory.mktemp("o"), said, **({"parameters": {"neu_co": "x"}} if told else {}))
    knowing_nothing = replace(document_.outline)
    vars(knowing_nothing)["lasting"] = frozenset()

    assert compose(document_) == compose(replace(document_, outline=knowing_nothing))


def test_a_list_repeats_for_its_members_and_is_closed_as_it_says(tmp_path: Path) -> None:
    """`each`, with content below each member, and the marks between and behind."""
    said = outline(
        parameters={"xa": {"type": "list", "of": "text", "description": "Các xã"}},
        sections=[
            section(
                {
                    "marker": "a)",
                    "between": ";",
                    "last": ".",
                    "items": [
                        "Trước",
                        {
                            "each": "xa",
                            "text": "Xã {{ item }}",
                            "content": [{"marker": "+", "items": ["Của {{ item }}"]}],
                        },
                    ],
                }
            )
        ],
        end_mark=False,
    )

    found = composed(tmp_path, said, parameters={"xa": ["An", "Bình"]})

    assert [(b.level, b.marker, plain(b.text)) for b in of_kind(found, "item")] == [
        (1, "a)", "Trước;"),
        (1, "b)", "Xã An;"),
        (2, "+", "Của An"),
        (1, "c)", "Xã Bình."),
        (2, "+", "Của Bình"),
    ]


def test_a_level_says_what_only_it_says(tmp_path: Path) -> None:
    """`at` on an item and a section."""
    said = outline(
        issued_by=["tinh", "huyen"],
        sections=[
            section({"items": [{"text": "tỉnh", "at": ["tinh"]}, {"text": "huyện", "at": ["huyen"]}]}),
            {"id": "b", "title": "HUYỆN", "at": ["huyen"]},
        ],
    )

    found = composed(tmp_path, said)

    assert [plain(b.text) for b in found.blocks if isinstance(b, (Heading, Item))] == ["MỤC MỘT", "tỉnh./."]


def test_a_phrase_has_the_first_of_its_forms_that_holds(tmp_path: Path) -> None:
    """In a title, behind it, in an item and in the subject; by level, by what is given and by yes or no."""
    said = outline(
        issued_by=["tinh", "huyen"],
        parameters={
            "o_giua": {"type": "text", "required": False, "description": "Cấp ở giữa"},
            "ban_be": {"type": "yes_no", "required": False, "description": "Có ai khác không"},
        },
        phrases={
            "noi_den": [
                {"at": ["huyen"], "text": "xã"},
                {"when": "o_giua", "text": "{{ o_giua }}, xã"},
                {"when": "ban_be", "text": "xã, bạn"},
                "{{ unit.level_name }} ta",
            ]
        },
        subject="Đến {{ noi_den }}",
        sections=[section({"items": ["Từ {{ noi_den }}."]}, title="ĐẾN {{ noi_den }}", run_on="và {{ noi_den }}")],
    )
    cases: list[tuple[dict[str, Any], str, str]] = [
        ({}, "tinh", "tỉnh ta"),
        ({"ban_be": "không"}, "tinh", "tỉnh ta"),
        ({"ban_be": "có"}, "tinh", "xã, bạn"),
        ({"ban_be": "có", "o_giua": "quận"}, "tinh", "quận, xã"),
        ({"ban_be": "có", "o_giua": "quận"}, "huyen", "xã"),
    ]
    for parameters, level, words in cases:
        found = composed(tmp_path, said, parameters=parameters, unit={**UNIT, "level": level})

        assert found.frame.subject == (f"Đến {words}",)
        assert plain(of_kind(found, "heading")[0].text) == f"ĐẾN {words} và {words}"
        assert texts(found) == [f"Từ {words}./."]


def test_a_phrase_is_of_the_part_that_mentions_it(tmp_path: Path) -> None:
    """An attachment has phrases of its own; a citation in one is full at its first mention in the part."""
    import json

    parameters = {**PLAN, "ai": {"type": "yes_no", "required": False, "description": "Ai"}}
    parts = [section("{{ viec }}; {{ viec }}.")]
    annex = outline(
        parameters=parameters, sections=parts, phrases={"viec": [{"when": "ai", "text": "ai"}, "Xem {{ ke_hoach }}"]}
    )
    (tmp_path / "annex.json").write_text(json.dumps(annex), encoding="utf-8")
    said = outline(
        parameters=parameters,
        sections=parts,
        phrases={"viec": [{"when": "ai", "text": "ai"}, "Theo {{ ke_hoach }}"]},
        attachments=[{"outline": "annex.json"}],
    )

    found = composed(tmp_path, said, parameters={"ke_hoach": CITED})

    assert texts(found) == [f"Theo {FULL}; Theo {SHORT}./.", f"Xem {FULL}; Xem {SHORT}."]


def test_an_outline_alone_has_a_blank_for_a_phrase(tmp_path: Path) -> None:
    """As for any other value that only a document says."""
    said = outline(
        parameters={"ai": {"type": "yes_no", "description": "Ai"}},
        sections=[section("Theo {{ viec }}.")],
        phrases={"viec": [{"when": "ai", "text": "một"}, "hai"]},
    )

    found = compose_outline(hoi_report.load_outline(said))

    assert texts(found) == [f"Theo {BLANK}."]


def test_defaults_follow_the_level_of_the_unit(tmp_path: Path) -> None:
    """The level's own default, else the general one; what the data say goes first."""
    said = outline(
        issued_by=["tinh", "xa"],
        parameters={
            "ben_duoi": {
                "type": "text",
                "description": "Cấp dưới",
                "default": "đơn vị",
                "default_for": {"tinh": "huyện"},
            }
        },
        closing="Các {{ ben_duoi }}.",
    )
    commune = {**UNIT, "level": "xa", "level_name": "xã"}

    assert texts(composed(tmp_path, said)) == ["Các huyện./."]
    assert texts(composed(tmp_path, said, unit=commune)) == ["Các đơn vị./."]
    assert texts(composed(tmp_path, said, parameters={"ben_duoi": "thôn"})) == ["Các thôn./."]


def test_the_frame_of_a_numbered_document(tmp_path: Path) -> None:
    """Zeros, symbol, place, legal basis and addressees with their marks."""
    said = outline(
        legal_basis=["Căn cứ Luật A", "Căn cứ Luật B"],
        addressees=["Hội LHPN tỉnh", "Tỉnh ủy"],
        recipients=["Như trên", {"name": "Huyện ủy", "purpose": "để báo cáo"}, {"archive": ["VT", "VP"]}],
    )

    found = composed(tmp_path, said, number="7", date="2024-02-09")

    frame = found.frame
    assert (frame.number, frame.symbol, frame.place, frame.date) == ("07", "KH-BTV", "A", "ngày 09 tháng 02 năm 2024")
    assert (frame.title, frame.subject, frame.document_title) == ("KẾ HOẠCH", ("Kiểm thử",), "Kế hoạch Kiểm thử")
    assert frame.addressees == ("Hội LHPN tỉnh;", "Tỉnh ủy.")
    assert frame.recipients == ("Như trên;", "Huyện ủy (để báo cáo);", "Lưu: VT, VP.")
    assert [plain(b.text) for b in of_kind(found, "legal_basis")] == ["Căn cứ Luật A;", "Căn cứ Luật B."]


def test_a_document_may_bring_its_own_signer_addressee_and_recipients(tmp_path: Path) -> None:
    """They are printed as they stand: a text of the data mentions nothing."""
    signer = {"authority": ["TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH"], "title": "PHÓ CHỦ TỊCH", "name": "Trần Thị B"}

    found = composed(
        tmp_path, outline(), signer=signer, addressees=["{{ x }}"], recipients=["[^1] {{ y }}", {"archive": ["VT"]}]
    )

    assert found.frame.signer is not None
    assert found.frame.signer.authority == ("TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH")
    assert found.frame.addressees == ("{{ x }}",)
    assert found.frame.recipients == ("[^1] {{ y }};", "Lưu: VT.")


def test_a_draft_leaves_room_below_every_question(tmp_path: Path) -> None:
    """A question open in a report stops it, unless it is a draft."""
    said = outline(
        sections=[
            section({"id": "x", "prompt": "Nêu kết quả.", "answer": "prose"}),
            {"id": "y", "title": "B", "answer": "prose"},
        ]
    )
    asked = document(tmp_path, said)

    with pytest.raises(hoi_report.InvalidInput) as caught:
        hoi_report.render(asked)
    assert [p.path for p in caught.value.problems] == ["answers.muc_mot.x", "answers.y"]

    kinds = [block.kind for block in compose(asked, draft=True).blocks]
    assert kinds == ["heading", "paragraph", "dots", "dots", "heading", "dots", "dots", "signature"]


def test_a_run_on_heading_keeps_its_text_apart(tmp_path: Path) -> None:
    """The title in the heading's look, the text behind it in that of the text."""
    found = composed(
        tmp_path, outline(sections=[{**SECTION, "title": "Đề xuất:", "run_on": "với {{ unit.generic_name }}"}])
    )

    (heading,) = of_kind(found, "heading")
    assert heading.text == (Span("Đề xuất:"), Span(" "), Span("với Hội LHPN tỉnh./.", "run_on"))
