"""Plain docxtpl is the oracle: the same template and context, the same text in body, headers and footers."""

from __future__ import annotations

import copy
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from hoi_report._blocks import (
    AttachmentHead,
    Block,
    Column,
    Composition,
    Dots,
    Frame,
    Heading,
    Item,
    LegalBasis,
    Paragraph,
    PartBreak,
    Row,
    SectionBreak,
    Signature,
    Signer,
    Span,
    Table,
)
from hoi_report._template import compile_template, context_of
from template_samples import W, core_properties, drawing, paragraph, paragraphs_of, unzipped, word_file

TEMPLATES = sorted((Path(__file__).parent.parent / "templates").glob("*.docx"))
TRICKY = ["{{", "}}", "{%", "%}", "{_{", "}_}", "{_%", "%_}", "{{ x }}", "{%p if x %}", "{#", "&amp;", "&#123;", "]]>"]
TRICKY += ["<w:p/>", "a & b", '"', "'", "  ", " ", "“Nghị quyết”", "\u00a0", "\u2028", "ộ", "\\n", "\U0001f33e"]
VALUE = st.lists(
    st.sampled_from(TRICKY)
    | st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")),
    max_size=4,
).map("".join)
LINES = st.lists(VALUE, max_size=3).map(tuple)
SPANS = st.lists(
    st.builds(Span, VALUE, st.sampled_from(["", "run_on", "strong", "emphasis", "strong_emphasis"])), max_size=3
).map(tuple)
LEVEL = st.integers(1, 8)
COLUMN = st.builds(
    Column, VALUE, st.floats(1, 100), st.sampled_from(["left", "center", "right"]), st.sampled_from(["", "", "a & {b"])
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of all shapes."""
    columns = draw(st.lists(COLUMN, min_size=1, max_size=5).map(tuple))
    row = st.lists(SPANS, min_size=len(columns), max_size=len(columns)).map(tuple)
    rows = st.builds(Row, row, st.sampled_from(["", "total"])) | st.builds(Row, st.tuples(SPANS), st.just("across"))
    return Table(columns, draw(st.lists(rows, max_size=4).map(tuple)), draw(st.booleans()), keep=draw(st.booleans()))


BLOCK: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, level=LEVEL, number=VALUE, text=SPANS),
    st.builds(Paragraph, text=SPANS),
    st.builds(LegalBasis, text=SPANS),
    st.builds(Item, level=LEVEL, marker=VALUE, text=SPANS),
    st.builds(AttachmentHead, title=VALUE, subject=LINES, note=VALUE),
    st.sampled_from([Dots(), Signature()]),
    st.builds(PartBreak, first=st.booleans()),
    st.builds(SectionBreak, landscape=st.booleans(), first=st.booleans()),
    tables(),
)
SHORT = st.text("aộ&<{}", max_size=20)  # python-docx, under docxtpl, refuses a property of more than 255 characters
FRAME = st.builds(
    Frame,
    document_title=SHORT,
    document_author=SHORT,
    draft=st.booleans(),
    parent=LINES,
    issuer=LINES,
    number=VALUE,
    symbol=VALUE,
    place=VALUE,
    date=VALUE,
    title=VALUE,
    subject=LINES,
    addressees=LINES,
    recipients=LINES,
    signer=st.none() | st.builds(Signer, LINES, VALUE, VALUE),
)
BLOCKS = st.lists(BLOCK, max_size=6).map(tuple)
COMPOSITION = st.builds(Composition, FRAME, BLOCKS, continued=st.booleans())


def docxtpl_fills(data: bytes, context: dict[str, object], *, autoescape: bool) -> bytes:
    """What plain docxtpl makes of a template and a context."""
    template, file = DocxTemplate(BytesIO(data)), BytesIO()
    template.render(context, autoescape=autoescape)
    template.save(file)
    return file.getvalue()


def texts(data: bytes) -> dict[str, list[str]]:
    """The paragraphs of body, headers and footers."""
    parts = [part for part in unzipped(data) if part.startswith(("word/document", "word/header", "word/footer"))]
    return {part: paragraphs_of(data, part) for part in parts}


def structure(data: bytes, part: str) -> list[tuple[str, dict[str, str], str]]:
    """The elements of a part in their order, each with its attributes and its text; of cells the properties by name.

    Left out is what is no part of the dialect: numbers of drawings, and the white space that docxtpl keeps or loses.
    """
    root = etree.fromstring(unzipped(data)[part])
    for properties in root.iter(f"{{{W}}}tcPr"):
        properties[:] = sorted(properties, key=lambda element: str(element.tag))
    return [
        (str(element.tag), {k: v for k, v in sorted(element.items()) if k != "id"}, (element.text or "").strip())
        for element in root.iter()
    ]


def canonical_body(data: bytes) -> bytes:
    """The body as canonical XML, without what the two may differ in: numbers, lengths and names of drawings, space."""
    body = etree.fromstring(unzipped(data)["word/document.xml"], etree.XMLParser(remove_blank_text=True))[0]
    for element in body.iter():
        for name in ("id", "cx", "descr"):
            if not element.tag.startswith(f"{{{W}}}"):
                element.attrib.pop(name, None)
        if element.tag != f"{{{W}}}t":
            element.text = (element.text or "").strip() or None
        element.tail = None
    etree.cleanup_namespaces(body)
    return etree.tostring(copy.deepcopy(body), method="c14n", exclusive=True)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
@settings(max_examples=25, deadline=None)
@given(composition=COMPOSITION)
def test_docxtpl_prints_the_same_text_from_our_templates(template: Path, composition: Composition) -> None:
    """Whatever a document says, docxtpl and the compiled template print it alike, escaping on or off."""
    data = template.read_bytes()
    compiled = compile_template(data, name=template.name)
    context = context_of(composition, compiled)

    ours = texts(compiled.fill(context))

    assert ours == texts(docxtpl_fills(data, context, autoescape=True))
    assert ours == texts(docxtpl_fills(data, context, autoescape=False))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
@settings(max_examples=10, deadline=None)
@given(composition=COMPOSITION)
def test_the_body_is_docxtpls_as_canonical_xml(template: Path, composition: Composition) -> None:
    """Not only the text: elements and attributes too, in their order, but for what a template adds to docxtpl."""
    data = template.read_bytes()
    compiled = compile_template(data, name=template.name)
    context = context_of(composition, compiled)
    context |= {"landscape": False, "continued": False}  # docxtpl cannot change the last section
    for block in cast("list[SimpleNamespace]", context["blocks"]):
        block.keep = False  # nor keep a paragraph with the next

    ours = compiled.fill(context)

    assert canonical_body(ours) == canonical_body(docxtpl_fills(data, context, autoescape=True))


def row(*cells: str) -> str:
    """A row of a table, of cells with these texts."""
    return (
        "<w:tr>"
        + "".join(f'<w:tc><w:tcPr><w:tcW w:w="9"/></w:tcPr>{paragraph(cell)}</w:tc>' for cell in cells)
        + "</w:tr>"
    )


DIALECT = {
    "a tag cut into runs": [paragraph("a {", "{ x", " }", "} b")],
    "a condition inside a line": [paragraph("a{% if x %} {{ x }} {% else %}-{% endif %}b")],
    "a condition over paragraphs": [paragraph("a{% if x %}b"), paragraph("c{% endif %}d")],
    "paragraphs in a loop": [paragraph("{%p for y in ys %}"), paragraph("{{ y }};"), paragraph("{%p endfor %}")],
    "runs in a loop": [paragraph("a{%r for y in ys %}", "b{{ y }}", "{%r endfor %}c")],
    "rows in a loop": [
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>'
        + "".join(
            f"<w:tr><w:tc><w:tcPr/>{paragraph(text)}</w:tc></w:tr>"
            for text in ("{%tr for y in ys %}", "{{ loop.index }} {{ y }}", "{%tr endfor %}")
        )
        + "</w:tbl>"
    ],
    "a merged cell": [
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>'
        f"<w:tr><w:tc><w:tcPr></w:tcPr>{paragraph('{%tr for y in ys %}')}</w:tc></w:tr>"
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="9"/></w:tcPr>{paragraph("{% vm %}{{ x }}")}</w:tc></w:tr>'
        f"<w:tr><w:tc><w:tcPr></w:tcPr>{paragraph('{%tr endfor %}')}</w:tc></w:tr></w:tbl>"
    ],
    "columns in a loop": [
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="600"/><w:gridCol w:w="300"/></w:tblGrid>'
        + row("{{ x }}", "{%tc for y in ys %}", "{{ y }}", "{%tc endfor %}")
        + row("{%tr for y in ys %}")
        + row("{{ y }}", "{%tc for z in ys %}", "{{ z }}{{ loop.index }}", "{%tc endfor %}")
        + row("{%tr endfor %}")
        + "</w:tbl>"
    ],
    "fewer cells than columns": [
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/><w:gridCol w:w="5"/></w:tblGrid>'
        + row("{%tr if x %}")
        + row("a", "{{ x }}")
        + row("{%tr endif %}")
        + row("b")
        + "</w:tbl>"
    ],
    "cells merged over columns": [
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>'
        + row("{% colspan ys|count %}{{ x }}")
        + row("{%tc for y in ys %}", "{{ y }}", "{%tc endfor %}")
        + row("{%tc for y in ys %}", "{% hm %}{{ x }}", "{%tc endfor %}")
        + "</w:tbl>"
    ],
    "a colour of a cell": [
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>'
        + row("{%tr for y in ys %}")
        + row("{% cellbg colours[0] %}{{ y }}")
        + row("{%tr endfor %}")
        + "</w:tbl>"
    ],
    "calculations": [paragraph("{{ ys|length * 2 + 1 }} {% for y in ys %}{{ loop.index + 1 }}{% endfor %}")],
    "a comment": [paragraph("a{# not printed #}b"), paragraph("{#p nor this #}")],
    "minus signs": [paragraph("a  {%- if x %}  b  {%- endif %} c")],
    "filters": [paragraph("{{ x|upper }} {{ ys|join(', ') }} {{ ys|length }} {{ ys|first }} {{ z|default('-') }}")],
    "comparisons": [paragraph("{{ 'a' if ys|length > 1 and x != 'b' else 'c' }}{% if z is undefined %}d{% endif %}")],
    "quotation marks of Word": [paragraph("{{ 'a' if x == “b” else ‘c’ }}")],
    "braces to be printed": [paragraph("{_{ x }_} {_% if %_}")],
    "space in a text": [paragraph("a ", "  {{ x }}  ", " b")],
    "a drawing in a loop": [paragraph("{%p for y in ys %}"), drawing("hình {{ y }}"), paragraph("{%p endfor %}")],
    "text without a tag": [paragraph("A & B < C")],
}


# docxtpl takes braces such as {_{ in a plain value for structure; ours are escaped before (see above).
PLAIN = VALUE.map(lambda text: text.replace("{", "").replace("}", ""))


@pytest.mark.parametrize("body", DIALECT.values(), ids=DIALECT.keys())
@settings(max_examples=8, deadline=None)
@given(x=PLAIN, ys=st.lists(PLAIN, min_size=1, max_size=3))
def test_docxtpls_dialect_means_the_same(body: list[str], x: str, ys: list[str]) -> None:
    """Each construction of the dialect that compiles prints what docxtpl prints, from plain values with escaping."""
    core = core_properties(title="T")  # python-docx makes properties of its own, with the clock, where there are none
    data = word_file(*body, header=paragraph("h {{ x }}"), footer=paragraph("f {{ ys|length }}"), core=core)
    context: dict[str, object] = {"x": x, "ys": ys, "colours": ["FF0000"]}

    ours = compile_template(data, name="mau.docx").fill(context)
    theirs = docxtpl_fills(data, context, autoescape=True)

    assert texts(ours) == texts(theirs)
    for part in texts(ours):
        assert structure(ours, part) == structure(theirs, part), part


def test_what_docxtpl_gets_wrong_in_properties_is_right_here() -> None:
    """The title of a file is the text itself; docxtpl escapes it twice."""
    data = word_file(paragraph("a"), core=core_properties(title="{{ title }}", creator="Hội"))

    filled = compile_template(data, name="mau.docx").fill({"title": "A & B"})

    core = etree.fromstring(unzipped(filled)["docProps/core.xml"])
    assert [element.text for element in core] == ["A & B", "Hội"]
