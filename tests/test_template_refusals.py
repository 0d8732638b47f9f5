"""What a template may not do, and what of docxtpl's dialect cannot be compiled: refused with tag, part and reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from hoi_report._problems import RenderError
from hoi_report._template import compile_template
from template_samples import NAMESPACES, core_properties, drawing, paragraph, told, unzipped, word_file

FILTERS = "capitalize, count, d, default, e, escape, first, join, last, length, lower, trim, upper"


def problems_of(*body: str, **parts: str) -> list[str]:
    """The problems of a template with this body, as people read them, without its name."""
    with pytest.raises(RenderError) as raised:
        compile_template(word_file(*body, **parts), name="mau.docx")
    return [line.removeprefix("mau.docx: error ") for line in told(raised.value)]


def test_everything_that_reaches_for_python_is_reported_at_once() -> None:
    """Body, header, footer, property, alternative text, a tag cut into runs: a problem for each, with its place."""
    found = problems_of(
        paragraph("Số: {{ ''.__class__ }}"),
        paragraph("a {{ f", "oo", "() }} b"),
        drawing("{{ x.__init__ }}"),
        header=paragraph("{{ x|attr('y') }}"),
        footer=paragraph("{{ _x }}"),
        core=core_properties(title="{{ x['__dict__'] }}"),
    )

    private = "a name that begins with “_” is not allowed:"
    assert found == [
        f"[template-private-name] word/document.xml {{{{ ''.__class__ }}}}: {private} “__class__” "
        "it stands in “Số: {{ ''.__class__ }}”",
        "[template-call] word/document.xml {{ foo() }}: a template cannot call functions "
        "it stands in “a {{ foo() }} b”",
        f"[template-private-name] word/document.xml {{{{ x.__init__ }}}}: {private} “__init__” "
        "it stands in “{{ x.__init__ }}”",
        "[template-filter] word/header1.xml {{ x|attr('y') }}: “attr” is not a filter or test that templates may "
        f"use so allowed are {FILTERS}; it stands in “{{{{ x|attr('y') }}}}”",
        f"[template-private-name] word/footer1.xml {{{{ _x }}}}: {private} “_x” it stands in “{{{{ _x }}}}”",
        f"[template-private-name] docProps/core.xml {{{{ x['__dict__'] }}}}: {private} “__dict__” "
        "it stands in “{{ x['__dict__'] }}”",
    ]


NOT_ALLOWED = [
    "{% set x = 1 %}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% block x %}{% endblock %}",
    "{% macro m() %}{% endmacro %}",
    "{% call x() %}{% endcall %}",
    "{% filter upper %}a{% endfilter %}",
    "{% with x = 1 %}{% endwith %}",
    "{% autoescape false %}{% endautoescape %}",
    "{% raw %}a{% endraw %}",
    "{% for x in y recursive %}{% endfor %}",
    "{{ x[y] }}",
    "{{ x[1:2] }}",
    "{{ 9 ** 9 }}",
    "{{ 'a' * 9 }}",
    "{{ {'a': 1} }}",
    "{{ x|safe }}",
    "{{ x|map(attribute='y') }}",
    "{{ x|join(attribute='__class__') }}",
    "{{ x|join('', '__class__') }}",
    "{{ x|_text('') }}",
    "{{ x is callable }}",
    "{{ x is filter }}",
    "{{ x() }}",
    "{{ loop.cycle('a') }}",
    "{{ self }}",
    "{{ super }}",
    "{{ range }}{{ range(9) }}",
    "{{ 'a\\x01' }}",
    "{% for _x in y %}{% endfor %}",
]


@pytest.mark.parametrize("tags", NOT_ALLOWED)
def test_a_template_can_only_print_ask_and_repeat(tags: str) -> None:
    """Nothing else of Jinja compiles."""
    found = problems_of(paragraph(tags))

    codes = {line.split("]")[0] for line in found}
    assert codes <= {"[template-not-allowed", "[template-call", "[template-filter", "[template-private-name"}


def test_a_tag_that_is_not_understood_is_shown_with_its_paragraph() -> None:
    """A slip in a tag is reported with the tag, Jinja's reason and the text around it, which is what Word shows."""
    found = problems_of(paragraph("Số: {{ number symbol }}/KH"), header=paragraph("{% for a in b %}"))

    assert found == [
        "[template-syntax] word/document.xml {{ number symbol }}: the tag “{{ number symbol }}” is not understood: "
        "expected token 'end of print statement', got 'symbol' it stands in “Số: {{ number symbol }}/KH”",
        "[template-syntax] word/header1.xml {% for a in b %}: the tag “{% for a in b %}” is not understood: "
        "Unexpected end of template. Jinja was looking for the following tags: 'endfor' or 'else'. "
        "The innermost block that needs to be closed is 'for'. it stands in “{% for a in b %}”",
    ]


def test_what_only_docxtpl_can_do_is_refused_with_the_reason() -> None:
    """Inserted documents need the finished tree."""
    found = problems_of(
        CELL.format(paragraph("{{p sub }}")),
        CELL.format(paragraph("{{tr sub }}")),
        CELL.format(paragraph("{{tc sub }}")),
        paragraph("a\tb"),
    )

    insert = "whole paragraphs, rows or documents cannot be inserted"
    instead = "repeat a paragraph of the template with “{%p for … %}”"
    assert found[:4] == [
        f"[template-subdocument] word/document.xml {{{{p sub }}}}: {insert} {instead}",
        f"[template-subdocument] word/document.xml {{{{tr sub }}}}: {insert} {instead}",
        f"[template-subdocument] word/document.xml {{{{tc sub }}}}: {insert} {instead}",
        "[template-line-break] word/document.xml: a tab or a line feed stands as a character in the text “a b” "
        "type it in Word, with the Tab or Enter key",
    ]


def test_a_tag_where_docxtpl_fills_nothing_is_refused() -> None:
    """It would be printed as it stands: in comments, in notes, in a property such as the keywords."""
    note = f'<w:footnote w:id="2">{paragraph("{{ a }}")}</w:footnote>'
    found = problems_of(
        paragraph("a"),
        core=core_properties(keywords="{{ a }}"),
        notes=f"<w:footnotes {NAMESPACES}>{note}</w:footnotes>",
    )

    reason = "tags are not filled in this part of a Word file move it to the text, a header, a footer or a property"
    assert found == [
        f"[template-unfilled-tag] word/footnotes.xml {{{{ a }}}}: {reason}",
        f"[template-unfilled-tag] docProps/core.xml {{{{ a }}}}: {reason}",
    ]


CELL = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    "body",
    [
        paragraph("{% if x %}a") + CELL.format(paragraph("b{% endif %}")),
        CELL.format(paragraph("a{% for x in y %}")) + paragraph("{% endfor %}"),
        CELL.format(paragraph("{% if x %}a")) + paragraph("{% else %}b{% endif %}"),
        CELL.format(paragraph("{%tr if x %}")) + paragraph("{%p endif %}"),
    ],
)
def test_a_condition_that_would_break_the_document_is_refused(body: str) -> None:
    """A tag that opens in the text and closes in a table would leave elements open, for some data."""
    found = problems_of(body)

    assert any("[template-structure]" in line for line in found)


@pytest.mark.parametrize(
    "tags",
    ["{{ " + "(" * 3000 + "a" + ")" * 3000 + " }}", "{{ " + "not " * 5000 + "a }}", "{{ " + "9" * 5000 + " }}"],
    ids=["brackets", "not", "a number"],
)
def test_what_would_exhaust_the_compiler_is_refused(tags: str) -> None:
    """Deep nesting and enormous numbers are a problem of the template, not a crash."""
    assert problems_of(paragraph(tags)) == [
        "[template-too-deep] word/document.xml: the tags are nested too deeply, or hold too large a number"
    ]


def test_loops_deeper_than_python_allows_are_refused() -> None:
    """Python nests twenty loops; a template with thirty gets a problem."""
    opening = [paragraph(f"{{%p for a{number} in b %}}") for number in range(30)]

    assert problems_of(*opening, *[paragraph("{%p endfor %}")] * 30) == [
        "[template-too-deep] word/document.xml: the tags are nested too deeply, or hold too large a number"
    ]


PRINTED = st.sampled_from(["{{ x }}", "{{ a }}", "{{r y }}", "b", "{# c #}"]).map(lambda token: [token])


def around(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    """Tags that belong together, with others between them."""
    letter = st.sampled_from(["", "", "p", "tr"])
    loop = st.tuples(letter, inner).map(lambda t: [f"{{%{t[0]} for a in xs %}}", *t[1], f"{{%{t[0]} endfor %}}"])
    condition = st.tuples(letter, inner, inner).map(
        lambda t: [f"{{%{t[0]} if x %}}", *t[1], f"{{%{t[0]} else %}}", *t[2], f"{{%{t[0]} endif %}}"]
    )
    return (
        loop
        | condition
        | st.lists(inner, max_size=3).map(lambda lists: [token for tokens in lists for token in tokens])
    )


def scattered(tokens: list[str], places: list[str]) -> str:
    """The tokens, each in the paragraph of the one before, a new one, a new row or a new table."""
    xml, inside = "<w:p>", False
    for token, place in zip(tokens, places, strict=False):
        if place == "table":
            xml += ("</w:p></w:tc></w:tr></w:tbl><w:p>", "</w:p><w:tbl><w:tr><w:tc><w:p>")[not inside]
            inside = not inside
        elif place == "row" and inside:
            xml += "</w:p></w:tc></w:tr><w:tr><w:tc><w:p>"
        elif place != "here":
            xml += "</w:p><w:p>"
        xml += f"<w:r><w:t>{token}</w:t></w:r>"
    return xml + ("</w:p></w:tc></w:tr></w:tbl>" if inside else "</w:p>")


PLACES = st.lists(st.sampled_from(["here", "paragraph", "paragraph", "row", "table"]), min_size=40, max_size=40)


@settings(max_examples=400, deadline=None)
@given(tokens=st.recursive(PRINTED, around, max_leaves=6), places=PLACES, xs=st.lists(st.just("c"), max_size=2))
def test_whatever_compiles_prints_well_formed_xml(tokens: list[str], places: list[str], xs: list[str]) -> None:
    """Tags scattered over paragraphs and tables are refused, or give XML that a parser takes, whatever the data."""
    data = word_file(scattered(tokens, places), paragraph("end"))
    try:
        template = compile_template(data, name="mau.docx")
    except RenderError as error:
        assert all(told(error))
        return

    for x in ("", "<&>"):
        filled = template.fill({"x": x, "xs": xs, "a": "d", "y": Markup("<w:r><w:t>e</w:t></w:r>")})

        assert all(etree.fromstring(content) is not None for content in unzipped(filled).values())
