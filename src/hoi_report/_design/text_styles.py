"""The styles of the text: those that somebody who writes in the document uses, and finds in Word's gallery."""

from __future__ import annotations

from .._rules import RuleSet
from .measures import text_width_mm, twips_of_mm
from .style import HIDDEN, Style, alignment, first_line, letters, size, spacing, value

HEADING_LEVELS = 6
"""Depths that have a heading style of their own; what is deeper takes the last."""

ITEM_LEVELS = 3
"""Depths of lists that have a style of their own; what is deeper takes the last."""

FOOTNOTE_SIZE = 11
"""The decree is silent on footnotes; the smallest letters that it uses for text."""

FOOTNOTE_SPACING = 2
"""Below each paragraph of a footnote, in pt, so that a second paragraph is not taken for a line of the first."""


def text_styles(rules: RuleSet) -> list[Style]:
    """Text, headings, items, căn cứ, dotted lines and footnotes."""
    text, basis = rules.components["noi_dung"], rules.components["can_cu"]
    space = spacing(after=rules.paragraph_spacing.value, line=rules.line_spacing.value)
    right = twips_of_mm(text_width_mm(rules))
    return [
        Style(id="Normal", name="Normal", built_in=True, default=True, priority=0),
        Style(
            id="LoiVan",
            name="Lời văn",
            priority=1,
            gallery=True,
            paragraph=space + first_line(rules, text) + alignment(text),
            run=letters(text),
        ),
        *(_heading(rules, level) for level in range(1, HEADING_LEVELS + 1)),
        *(
            Style(id=f"GachDauDong{n}", name=f"Gạch đầu dòng {n}", based_on="LoiVan", priority=10 + n, gallery=True)
            for n in range(1, ITEM_LEVELS + 1)
        ),
        Style(
            id="CanCu",
            name="Căn cứ",
            based_on="LoiVan",
            priority=14,
            gallery=True,
            paragraph=first_line(rules, basis, text) + alignment(basis, text),
            run=letters(basis, text),
        ),
        Style(
            id="DongCham",
            name="Dòng chấm",
            based_on="LoiVan",
            priority=15,
            gallery=True,
            # not justified: a leader fills what its tab leaves free, and justifying would stretch that
            paragraph=f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{right}"/></w:tabs>{value("jc", "left")}',
        ),
        Style(
            id="FootnoteText",
            name="footnote text",
            alias="Chú thích",
            built_in=True,
            priority=HIDDEN,
            paragraph=spacing(after=FOOTNOTE_SPACING) + value("jc", "both"),
            run=size(FOOTNOTE_SIZE),
        ),
    ]


def _heading(rules: RuleSet, level: int) -> Style:
    """A real heading, which stays on the page of what it is above.

    The first level is the mục “I. TIÊU ĐỀ”. The decree names no level “2.1.” or “2.2.1.”; they look as the khoản with a
    title, upright and bold, since italic letters mean something else in it.
    """
    text, component = rules.components["noi_dung"], rules.components["muc_la_ma" if level == 1 else "khoan_co_tieu_de"]
    return Style(
        id=f"Heading{level}",
        name=f"heading {level}",
        alias=f"Đề mục {level}",
        built_in=True,
        based_on="LoiVan",
        next="LoiVan",
        priority=1 + level,
        gallery=True,
        paragraph="<w:keepNext/><w:keepLines/>"
        + first_line(rules, component, text)
        + alignment(component, text)
        + value("outlineLvl", level - 1),
        run=letters(component, text),
    )


def character_styles() -> list[Style]:
    """The looks of single words."""
    # “Not bold” within a heading: LibreOffice and most readers take the style at its word; Word, by ISO/IEC 29500-1,
    # 17.7.3, lets the bold of the heading stand unless the run itself says otherwise too.
    upright = '<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/><w:iCs w:val="0"/>'
    looks = (
        ("NoiTieuDe", "Nối tiêu đề", upright),
        ("Dam", "Đậm", "<w:b/><w:bCs/>"),
        ("Nghieng", "Nghiêng", "<w:i/><w:iCs/>"),
        ("DamNghieng", "Đậm nghiêng", "<w:b/><w:bCs/><w:i/><w:iCs/>"),
    )
    return [
        Style(
            id="DefaultParagraphFont",
            name="Default Paragraph Font",
            kind="character",
            built_in=True,
            default=True,
            priority=HIDDEN,
            hidden=True,
        ),
        *(
            Style(id=id_, name=name, kind="character", based_on="", priority=16, gallery=True, run=run)
            for id_, name, run in looks
        ),
        Style(
            id="FootnoteReference",
            name="footnote reference",
            alias="Mốc chú thích",
            kind="character",
            based_on="",
            built_in=True,
            priority=HIDDEN,
            run=value("vertAlign", "superscript"),
        ),
    ]
