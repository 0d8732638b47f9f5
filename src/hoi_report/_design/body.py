"""What stands where: the body of the template and its page headers, in docxtpl's dialect.

One paragraph for each kind of block, chosen by ``{%p if … %}``; a Word user may restyle, move or reword any of them.
"""

from __future__ import annotations

from collections.abc import Callable

from .._measure import text_width_pt
from .._rules import Component, RuleSet
from . import drawing
from .furniture import header_references, relation_id
from .measures import HEAD, RELATIONS, WORD, Length, margin_twips, text_width_mm, twips_of_mm
from .picture import Picture
from .style import fixed_words, literal
from .text_styles import HEADING_LEVELS, ITEM_LEVELS

STATE_COLUMN_MM = 99
"""The right column of the head holds the Quốc hiệu at its largest (95,7 mm) and a long date (98,7 mm) on one line."""

SIGNER_COLUMN_MM = 77
"""The right column of the signature; the left one then holds a usual recipient (87,2 mm) on one line."""

HEADER_DISTANCE_MM = 8
"""From the upper edge to the page number: it and a draft's mark below it then fit into a top margin of 20 mm."""

LENGTH_IN_TEMPLATE = 100
"""A ruled line whose text is not known yet, in pt; in a document it is as long as its text demands."""

_BREAKS = (
    ("b.landscape and b.first", True, True),
    ("b.landscape", True, False),
    ("b.first", False, True),
    ("not b.first", False, False),
)
"""The sections that a break may end: which, whether landscape, whether the first of its part."""


def document(rules: RuleSet, picture: Picture | None) -> str:
    """``word/document.xml``; the picture is the rule set's emblem."""
    return (
        f"{HEAD}<w:document {WORD} {RELATIONS} {drawing.NAMESPACES}><w:body>"
        + _if("issuer", _head(rules, picture))
        + _if("title", _title(rules))
        + _addressees(rules.components["kinh_gui"])
        + _blocks(rules)
        + _section(rules)
        + "</w:body></w:document>"
    )


def header(rules: RuleSet) -> str:
    """``word/header.xml``: from the second page on."""
    return _header(_number() if rules.page_number.position == "top_margin" else _NO_NUMBER)


def first_header() -> str:
    """``word/header-first.xml``: the first page of a part shows no number."""
    return _header(_NO_NUMBER)


def footer() -> str:
    """``word/footer.xml``, of a document whose numbers stand in the lower margin."""
    return f"{HEAD}<w:ftr {WORD}>{_number()}</w:ftr>"


def first_footer() -> str:
    """``word/footer-first.xml``: the first page of a part shows no number."""
    return f"{HEAD}<w:ftr {WORD}>{_NO_NUMBER}</w:ftr>"


def _header(number: str) -> str:
    return f"{HEAD}<w:hdr {WORD}>{number}{_if('draft', _paragraph('DuThao', 'DỰ THẢO'))}</w:hdr>"


def _number() -> str:
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    return f'<w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr>{field}</w:p>'


_NO_NUMBER = '<w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr></w:p>'


# --- the head of the first page -------------------------------------------------------------------------------------


def _head(rules: RuleSet, picture: Picture | None) -> str:
    parts = rules.components
    issuer = (
        _for("line", "parent", _paragraph("CoQuanChuQuan", "{{ line }}"))
        + _for("line", "issuer", _paragraph("CoQuanBanHanh", "{{ line }}"))
        + _line_below("issuer", 2, parts["co_quan_ban_hanh"])
    )
    number = _paragraph(
        "SoKyHieu",
        f"{fixed_words(parts['so_ky_hieu'])} {{{{ number }}}}{literal(rules.number_line.after_number)}{{{{ symbol }}}}",
    )
    place = _paragraph("DiaDanhThoiGian", "{{ place }}, {{ date }}")
    rows = [(issuer, _state(rules)), (number, place)]
    if rules.emblem is not None and picture is not None:
        # in a row of its own: so the names of issuer and state stay on one line (PL I, Phần I, mục IV)
        emblem = rules.emblem
        rows.insert(0, (drawing.picture(picture, relation_id(rules, picture.part), emblem), "<w:p/>"))
    # LibreOffice puts an empty line before a table that starts a document of several parts; it finds a low one here
    return _paragraph("CuoiPhan", "") + _columns(rules, STATE_COLUMN_MM, *rows)


def _state(rules: RuleSet) -> str:
    """Quốc hiệu and Tiêu ngữ, or what a rule set has in their place; their texts never change, nor do their lines."""
    pieces = []
    for number, id_, style in ((6, "quoc_hieu", "QuocHieu"), (1, "tieu_ngu", "TieuNgu")):
        component = rules.components.get(id_)
        if component is None:
            continue
        pieces.append(_paragraph(style, fixed_words(component)))
        if component.ruled_line is not None:
            length = text_width_pt(component.text[0], float(component.size.value), bold=component.bold)
            share = float(component.ruled_line.share.value)
            pieces.append(_line(component, number, literal(f"Đường kẻ dưới {component.name}"), length * share))
    return "".join(pieces) or "<w:p/>"


def _title(rules: RuleSet) -> str:
    subject = _for("line", "subject", _paragraph("TrichYeu", "{{ line }}"))
    return _paragraph("TenLoai", "{{ title }}") + _if(
        "subject", subject + _line_below("subject", 3, rules.components["trich_yeu"])
    )


def _addressees(component: Component) -> str:
    """One addressee on the line of “Kính gửi”, several below each other."""
    words = fixed_words(component)
    several = _paragraph("KinhGuiNhieuNoi", words) + _for(
        "line", "addressees", _paragraph("KinhGuiDanhSach", "- {{ line }}")
    )
    one = _for("line", "addressees", _paragraph("KinhGui", f"{words} {{{{ line }}}}"))
    return _choice(("addressees | length > 1", several), ("addressees", one))


# --- the text -------------------------------------------------------------------------------------------------------


def _blocks(rules: RuleSet) -> str:
    branches = [('b.kind == "paragraph"', _text("LoiVan"))]
    branches += _by_level("item", ITEM_LEVELS, lambda n: _text(f"GachDauDong{n}", "{{ b.marker }} "))
    branches += _by_level(
        "heading", HEADING_LEVELS, lambda n: _text(f"Heading{n}", "{% if b.number %}{{ b.number }} {% endif %}")
    )
    branches += [
        ('b.kind == "legal_basis"', _text("CanCu")),
        ('b.kind == "dots"', _dots()),
        ('b.kind == "signature"', _signature(rules)),
        ('b.kind == "attachment_head"', _attachment_head(rules)),
        ('b.kind == "table"', _paragraph("LenhMau", "{{p b.table }}")),
        (
            'b.kind == "part_break" or b.kind == "section_break"',
            _choice(*((test, _break(rules, landscape, first)) for test, landscape, first in _BREAKS)),
        ),
    ]
    return _for("b", "blocks", _choice(*branches))


def _text(style: str, before: str = "") -> str:
    """The paragraph of a block: what stands before its text, and its text as ready runs."""
    return _paragraph(style, before, after="<w:r><w:t>{{r b.text }}</w:t></w:r>")


def _break(rules: RuleSet, landscape: bool, first: bool) -> str:
    """The paragraph that ends a section."""
    return f'<w:p><w:pPr><w:pStyle w:val="CuoiPhan"/>{_section(rules, landscape, first)}</w:pPr></w:p>'


def _dots() -> str:
    return '<w:p><w:pPr><w:pStyle w:val="DongCham"/></w:pPr><w:r><w:tab/></w:r></w:p>'


def _signature(rules: RuleSet) -> str:
    parts = rules.components
    dash = fixed_words(parts["noi_nhan_ds"])
    recipients = _paragraph("NoiNhan", fixed_words(parts["noi_nhan_tu"])) + _for(
        "line", "recipients", _paragraph("NoiNhanDanhSach", f"{dash} {{{{ line }}}}")
    )
    signer = (
        _for("line", "signer.authority", _paragraph("QuyenHanKy", "{{ line }}"))
        + _paragraph("ChucVuKy", "{{ signer.title }}")
        + _paragraph("HoTenKy", "{{ signer.name }}")
    )
    row = (_optional("recipients", recipients), _optional("signer", signer))
    # without keepNext the last line of a part could slip to a page of its own behind a full one
    end = '<w:p><w:pPr><w:pStyle w:val="CuoiPhan"/><w:keepNext/></w:pPr></w:p>'
    return _columns(rules, SIGNER_COLUMN_MM, row, space_above=True) + end


def _attachment_head(rules: RuleSet) -> str:
    """Title, subject and note; the ruled line stands below the last of them (PL III, mẫu 1.3)."""
    parts = rules.components
    with_note = _paragraph("KemTheo", "{{ b.note }}") + _line_below("b.note", 5, parts["phu_luc_kem_theo"])
    return (
        _paragraph("TenVanBanKemTheo", "{{ b.title }}")
        + _for("line", "b.subject", _paragraph("TrichYeuKemTheo", "{{ line }}"))
        + _choice(("b.note", with_note), ("b.subject", _line_below("b.subject", 4, parts["trich_yeu"])))
    )


# --- the pieces -----------------------------------------------------------------------------------------------------


def _paragraph(style: str, text: str, after: str = "") -> str:
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}{after}</w:p>'


def _command(text: str) -> str:
    """A line of the template that is not printed: it vanishes with its paragraph."""
    return _paragraph("LenhMau", f"{{%p {text} %}}")


def _if(condition: str, content: str) -> str:
    return _choice((condition, content))


def _choice(*branches: tuple[str, str]) -> str:
    words = ["if", *["elif"] * (len(branches) - 1)]
    pieces = [_command(f"{word} {test}") + content for word, (test, content) in zip(words, branches, strict=True)]
    return "".join(pieces) + _command("endif")


def _optional(condition: str, content: str) -> str:
    """The content of a table cell, which must hold a paragraph even where there is nothing to print."""
    return _command(f"if {condition}") + content + _command("else") + "<w:p/>" + _command("endif")


def _for(variable: str, source: str, content: str) -> str:
    return _command(f"for {variable} in {source}") + content + _command("endfor")


def _by_level(kind: str, levels: int, paragraph: Callable[[int], str]) -> list[tuple[str, str]]:
    """A branch for each level of a kind; the last also takes what is deeper."""
    tests = [f'b.kind == "{kind}" and b.level == {level}' for level in range(1, levels)] + [f'b.kind == "{kind}"']
    return [(test, paragraph(level)) for level, test in enumerate(tests, 1)]


def _line_below(variable: str, number: int, component: Component) -> str:
    """A ruled line that the filling makes as long as a share of its variable's last line, if it is drawn.

    Where there is none its room stays: what follows stands as far below.
    """
    if component.ruled_line is None:
        return _paragraph("DuongKe", "")
    share = float(component.ruled_line.share.value)
    return _line(component, number, f"Đường kẻ dưới {variable}, dài {share:.2f} dòng chữ", LENGTH_IN_TEMPLATE)


def _line(component: Component, number: int, description: str, length: Length) -> str:
    """The ruled line of a component that has one, typed or drawn."""
    typed = component.ruled_line.text if component.ruled_line is not None else None
    return _paragraph("DuongKeGo", literal(typed)) if typed else drawing.line(number, description, length)


def _columns(rules: RuleSet, right_mm: int, *rows: tuple[str, str], space_above: bool = False) -> str:
    """A table of two columns without borders, as wide as the text; no row of it breaks over pages."""
    width = twips_of_mm(text_width_mm(rules))
    right = twips_of_mm(right_mm)
    widths = (width - right, right)
    margin = '<w:tblCellMar><w:top w:w="240" w:type="dxa"/></w:tblCellMar>' if space_above else ""
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    cells = [
        "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{column}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
            for column, content in zip(widths, row, strict=True)
        )
        for row in rows
    ]
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Khung"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{margin}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        + "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>" for row in cells)
        + "</w:tbl>"
    )


def _section(rules: RuleSet, landscape: bool = False, first: bool = True) -> str:
    """A section on a new page; the first of a part has page numbers of its own, and none on its first page.

    The decree names the edges of the page as it is read, and allows a landscape one without margins of its own (PL I,
    Phần I, I.2 and I.3): left is left there too.
    """
    paper, margins, number = rules.paper, rules.margins, rules.page_number
    width, height = twips_of_mm(paper.width), twips_of_mm(paper.height)
    size = f'w:w="{height}" w:h="{width}" w:orient="landscape"' if landscape else f'w:w="{width}" w:h="{height}"'
    sides = " ".join(
        f'w:{side}="{margin_twips(getattr(margins, side))}"' for side in ("top", "right", "bottom", "left")
    )
    distance = twips_of_mm(HEADER_DISTANCE_MM)
    start = f' w:start="{number.start}"' if first and number.restart == "each_annex" else ""
    title_page = "<w:titlePg/>" if first and number.first_page == "hidden" else ""
    return (
        f"<w:sectPr>{header_references(rules)}"
        f'<w:type w:val="nextPage"/><w:pgSz {size}/>'
        f'<w:pgMar {sides} w:header="{distance}" w:footer="{distance}" w:gutter="0"/>'
        f"<w:pgNumType{start}/>{title_page}</w:sectPr>"
    )
