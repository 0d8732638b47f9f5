"""A template that does not print everything that a document can say is found out before it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoi_report._problems import RenderError
from hoi_report._template import compile_template
from hoi_report._template.proving import prove
from template_samples import (
    LANDSCAPE,
    SAMPLE_NOTE,
    SECTION,
    STYLES,
    core_properties,
    footnotes,
    paragraph,
    told,
    word_file,
)
from test_template_filling import TEMPLATES

WHOLE = """
{%p if draft %} | DỰ THẢO | {%p endif %}
{%p for x in parent %} | {{ x }} | {%p endfor %}
{%p for x in issuer %} | {{ x }} | {%p endfor %}
{{ number }}/{{ symbol }}
{{ place }}, {{ date }}
{{ title }}
{{ subject|join(' ') }}
{%p for x in addressees %} | {{ x }} | {%p endfor %}
{%p for b in blocks %}
{%p if b.kind == 'heading' %} | {{ b.number|upper }} {{r b.text }} | {%p endif %}
{%p if b.kind == 'paragraph' %} | {{r b.text }} | {%p endif %}
{%p if b.kind == 'legal_basis' %} | {{r b.text }} | {%p endif %}
{%p if b.kind == 'item' %} | {{ b.marker }} {{r b.text }} | {%p endif %}
{%p if b.kind == 'dots' %} | ...... | {%p endif %}
{%p if b.kind == 'signature' %}
{%p for x in recipients %} | {{ x }} | {%p endfor %}
{%p if signer %}
{%p for x in signer.authority %} | {{ x }} | {%p endfor %}
{{ signer.title }}
{{ signer.name }}
{%p endif %} | ký | {%p endif %}
{%p if b.kind == 'table' %} | {{p b.table }} | {%p endif %}
{%p if b.kind == 'part_break' and b.landscape %} | LANDSCAPE | {%p elif b.kind == 'part_break' %} | ___ | {%p endif %}
{%p if b.kind == 'section_break' and b.landscape %} | LANDSCAPE | {%p endif %}
{%p if b.kind == 'section_break' and not b.landscape %} | SECTION | {%p endif %}
{%p if b.kind == 'attachment_head' %}
{{ b.title }}
{{ b.subject|join(' ') }}
{{ b.note }}
{%p endif %}
{%p endfor %}
"""
CORE = {"title": "{{ document_title }}", "creator": "{{ document_author }}"}


def template(text: str = WHOLE, styles: str = STYLES, notes: str = SAMPLE_NOTE, **core: str) -> bytes:
    """A Word template from lines, with ``|`` between paragraphs on one line."""
    lines = [line.strip() for piece in text.splitlines() if piece for line in piece.split(" | ")]
    sections = {name: paragraph(properties=xml) for name, xml in (("LANDSCAPE", LANDSCAPE), ("SECTION", SECTION))}
    body = [sections.get(line) or paragraph(line) for line in lines]
    properties = core_properties(**{**CORE, **core})
    return word_file(*body, styles=styles, notes=footnotes(notes) if notes else "", core=properties)


def problems_of(data: bytes) -> list[str]:
    """What is said of a template that is not complete."""
    with pytest.raises(RenderError) as raised:
        compile_template(data, name="mau.docx", complete=True)
    return [line.removeprefix("mau.docx: error ") for line in told(raised.value)]


def lacks(variable: str) -> str:
    """The problem of a variable that is printed nowhere."""
    return f"[template-lacks] {variable}: the template prints “{variable}” nowhere: that text would be lost"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_our_templates_print_everything(path: Path) -> None:
    """The shipped templates are complete."""
    prove(compile_template(path.read_bytes(), name=path.name))


def test_a_complete_template_is_complete() -> None:
    """The plain template of these tests prints all there is."""
    assert compile_template(template(), name="mau.docx", complete=True).name == "mau.docx"


@pytest.mark.parametrize(
    ("tag", "variables"),
    [
        ("{{ number }}/", ["number"]),
        ("{{ symbol }}", ["symbol"]),
        ("{{ place }}, ", ["place"]),
        ("{{ date }}", ["date"]),
        ("{{ title }}\n", ["title"]),
        ("{{ subject|join(' ') }}", ["subject[0]", "subject[1]", "subject[2]"]),
        ("{{ signer.title }}", ["signer.title"]),
        ("{{ signer.name }}", ["signer.name"]),
        ("{{ b.title }}", ["attachment_head.title"]),
        ("{{ b.note }}", ["attachment_head.note"]),
    ],
)
def test_a_variable_that_is_not_printed_is_named(tag: str, variables: list[str]) -> None:
    """Each text that would be lost in silence is a problem with its name."""
    assert problems_of(template(WHOLE.replace(tag, "\n", 1))) == [lacks(variable) for variable in variables]


@pytest.mark.parametrize(
    "kind",
    [
        "draft",
        "dots",
        "signature",
        "part_break",
        "section_break",
        "section_break.landscape",
        "part_break.landscape",
    ],
)
def test_what_has_no_text_has_to_leave_a_trace(kind: str) -> None:
    """A draft mark, a dotted line, a signature, a break between parts: print is not the same with and without."""
    lines = {
        "draft": ("{%p if draft %} | DỰ THẢO | {%p endif %}", ""),
        "dots": ("{%p if b.kind == 'dots' %} | ...... | {%p endif %}", ""),
        "signature": ("{%p if b.kind == 'signature' %}", "{%p if loop.last %}"),  # printed, but not where it belongs
        "part_break": (" | {%p elif b.kind == 'part_break' %} | ___ | ", " | "),
        "section_break": ("{%p if b.kind == 'section_break' and not b.landscape %} | SECTION | {%p endif %}", ""),
        "section_break.landscape": (
            "section_break' and b.landscape %} | LANDSCAPE",
            "section_break' and b.landscape %} | SECTION",
        ),
        "part_break.landscape": ("{%p if b.kind == 'part_break' and b.landscape %} | LANDSCAPE | {%p el", "{%p "),
    }
    text = WHOLE.replace(*lines[kind])

    assert problems_of(template(text)) == [lacks(kind)]


def test_properties_are_part_of_a_document() -> None:
    """Title and author of the file are printed in its properties."""
    assert problems_of(template(title="Kế hoạch", creator="")) == [lacks("document_title"), lacks("document_author")]


def test_a_list_of_one_and_of_several_are_both_tried() -> None:
    """A template may print a single member and several apart, and forget one of the two."""
    several = "{%p if addressees|length > 1 %} | {{ addressees|join(' ') }} | {%p endif %}"
    text = WHOLE.replace("{%p for x in addressees %} | {{ x }} | {%p endfor %}", several)

    assert problems_of(template(text)) == [lacks("addressees[0]")]


def test_a_level_that_the_template_does_not_know_is_named() -> None:
    """Text below the deepest known level must not vanish."""
    text = WHOLE.replace("b.kind == 'item'", "b.kind == 'item' and b.level < 3")

    names = [f"item (level {level})" for level in (3, 4)]
    assert problems_of(template(text)) == [
        lacks(f"{name}.{variable}")
        for name in names
        for variable in (
            "marker",
            "text",
            "text (run_on)",
            "text (strong)",
            "text (emphasis)",
            "text (strong_emphasis)",
        )
    ]


def test_missing_styles_and_the_missing_sample_note_are_named_together() -> None:
    """Everything that a document may need is asked for before there is a document."""
    assert problems_of(template(styles="<w/>", notes="")) == [
        *(
            f"[template-style-missing] {style}: the template has no style named “{style}” add it in Word"
            for style in (
                "Nối tiêu đề",
                "Đậm",
                "Nghiêng",
                "Đậm nghiêng",
                "footnote reference",
                "Bảng",
                "Đầu bảng",
                "Ô bảng",
                "Ô bảng giữa",
                "Ô bảng phải",
                "Sau bảng",
            )
        ),
        "[template-note-missing] the template has no sample footnote, and the document has footnotes",
    ]


def test_what_a_document_does_not_have_is_named() -> None:
    """A template of another house asks for something that our documents never say."""
    assert problems_of(template(WHOLE + "{{ so_van_ban }}")) == [
        "[template-undefined] word/document.xml {{ so_van_ban }}: "
        "the template asks for what the document does not have: 'so_van_ban' is undefined"
    ]


def test_runs_printed_as_text_are_found_before_any_document_is() -> None:
    """The most likely slip of a designer, a forgotten “r”, is a problem of the template."""
    text = WHOLE.replace("'legal_basis' %} | {{r", "'legal_basis' %} | {{")

    assert problems_of(template(text)) == [
        "[template-value-runs] word/document.xml {{ b.text }}: these are formatted runs, printed as plain text "
        "write “{{r … }}”"
    ]
