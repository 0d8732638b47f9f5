"""A context becomes a .docx: the text unchanged, the file the same each time, nothing but text out of a text."""

from __future__ import annotations

import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from docxtpl import RichText
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from hoi_report._blocks import Column, Composition, Frame, Heading, Item, Paragraph, Row, Signature, Signer, Span, Table
from hoi_report._measure import text_width_pt
from hoi_report._problems import RenderError
from hoi_report._template import Template, compile_template, context_of, notes_of
from template_samples import (
    W,
    core_properties,
    drawing,
    footnotes,
    paragraph,
    paragraphs_of,
    told,
    unzipped,
    word_file,
    zipped,
)

TEMPLATES = sorted((Path(__file__).parent.parent / "templates").glob("*.docx"))
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"))
FRAME = Frame(
    document_title="KẾ HOẠCH về việc A & B",
    document_author="BAN THƯỜNG VỤ",
    draft=False,
    parent=("HỘI LHPN TỈNH THÁI BÌNH",),
    issuer=("BAN THƯỜNG VỤ",),
    number="05",
    symbol="KH-BTV",
    place="Thái Bình",
    date="ngày 05 tháng 6 năm 2024",
    title="KẾ HOẠCH",
    subject=("Kiểm tra", "giữa nhiệm kỳ"),
    addressees=(),
    recipients=("Như trên;", "Lưu: VT."),
    signer=Signer(("TM. BAN THƯỜNG VỤ",), "CHỦ TỊCH", "Nguyễn Thị A"),
)


def compiled(*body: str, **parts: str) -> Template:
    """A small template, compiled."""
    return compile_template(word_file(*body, **parts), name="mau.docx")


def refusal(template: Template, **context: object) -> str:
    """The one problem of filling a template with a context."""
    with pytest.raises(RenderError) as raised:
        template.fill(context)
    (line,) = told(raised.value)
    return line.removeprefix("mau.docx: error ")


@settings(deadline=None)  # the first one compiles
@given(text=TEXT, others=st.lists(TEXT, max_size=3))
def test_any_text_comes_out_unchanged(text: str, others: list[str]) -> None:
    """Whatever the letters, signs, braces and spaces of a value: the text in the file is the same."""
    template = compiled(
        paragraph("{{ text }}"),
        *(paragraph(tag) for tag in ("{%p for other in others %}", "{{ other }}", "{%p endfor %}")),
        header=paragraph("{{ text }}"),
        footer=paragraph("{{ text }}"),
        core=core_properties(title="{{ text }}"),
    )

    filled = template.fill({"text": text, "others": others})

    assert paragraphs_of(filled) == [text, *others]
    assert paragraphs_of(filled, "word/header1.xml") == paragraphs_of(filled, "word/footer1.xml") == [text]
    assert (etree.fromstring(unzipped(filled)["docProps/core.xml"])[0].text or "") == text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
@settings(max_examples=25, deadline=None)
@given(text=TEXT, marker=TEXT, title=TEXT)
def test_any_text_comes_out_of_our_templates_unchanged(path: Path, text: str, marker: str, title: str) -> None:
    """The same for whole documents, in which texts are runs."""
    template = compile_template(path.read_bytes(), name=path.name)
    blocks = (
        Heading(level=1, number=marker, text=(Span(text), Span(text, "run_on"))),
        Paragraph(text=(Span(text, "strong"), Span(text))),
        Item(level=1, marker=marker, text=(Span(text),)),
    )
    frame = replace(FRAME, title=title)

    filled = template.fill(context_of(Composition(frame, blocks), template))

    found = paragraphs_of(filled)
    assert 2 * text in found
    assert f"{marker} {text}" in found
    assert (f"{marker} " if marker else "") + 2 * text in found
    assert title in found or not title
    assert all(etree.fromstring(content) is not None for content in unzipped(filled).values())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_many_threads_fill_the_same_bytes_as_one(path: Path) -> None:
    """A compiled template is shared: eight threads, each with its own documents, never meet."""
    template = compile_template(path.read_bytes(), name=path.name)
    contexts = [
        context_of(Composition(FRAME, (Paragraph(text=(Span(f"Đoạn {number}"),)), Signature())), template)
        for number in range(64)
    ]
    alone = [template.fill(context) for context in contexts]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(template.fill, contexts))

    assert together == alone
    assert len(set(alone)) == len(contexts)


def test_a_template_is_compiled_once() -> None:
    """The same bytes under the same name give the same compiled template, also to threads that ask at once."""
    data = word_file(paragraph("{{ once }}"))

    with ThreadPoolExecutor(8) as pool:
        templates = list(pool.map(lambda _: compile_template(bytes(bytearray(data)), name="mau.docx"), range(16)))

    assert all(template is templates[0] for template in templates)


def test_the_package_depends_on_nothing_but_its_parts() -> None:
    """Fixed order, first day of ZIP's time, no system, whatever order and clock the template's ZIP had."""
    data = word_file(paragraph("{{ a }}"), header=paragraph("b"), core=core_properties(title="c"))
    shuffled = zipped(dict(reversed(unzipped(data).items())), year=2024)

    filled = compile_template(data, name="mau.docx").fill({"a": "1"})

    assert filled == compile_template(shuffled, name="mau.docx").fill({"a": "1"})
    with zipfile.ZipFile(BytesIO(filled)) as archive:
        infos = archive.infolist()
    names = [info.filename for info in infos]
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {(info.create_system, info.external_attr, info.extra, info.comment) for info in infos} == {(0, 0, b"", b"")}


def test_what_never_changes_is_carried_over_as_it_is() -> None:
    """Parts without tags, also those that Word or somebody else left there, keep every byte."""
    others = {
        "docProps/thumbnail.jpeg": b"\xff\xd8\x00",
        "customXml/item1.xml": "<a>{{ b }}</a>",
        "word/ảnh.bin": b"\0" * 9,
    }
    data = word_file(paragraph("{{ a }}"), header=paragraph("b"), others=others)

    filled = unzipped(compile_template(data, name="mau.docx").fill({"a": "1"}))

    before = unzipped(data)
    assert filled.keys() == before.keys()
    assert {part for part in before if filled[part] != before[part]} == {"word/document.xml"}


def test_a_block_that_keeps_stays_with_the_next() -> None:
    """The paragraph that prints a loop's ``b.text`` gets keepNext, behind its style, where ``b.keep`` says so."""
    loop = [paragraph("{%p for b in blocks %}"), paragraph("{{ b.text }}", properties='<w:pStyle w:val="S"/><w:jc/>')]
    template = compiled(*loop, paragraph("{%p endfor %}"), paragraph("{{ title.text }}"))
    kept, loose, plain = (SimpleNamespace(text="a", keep=keep) for keep in (True, False, None))
    del plain.keep

    filled = template.fill({"blocks": [kept, loose, plain], "title": kept})

    body = etree.fromstring(unzipped(filled)["word/document.xml"])
    properties = [[child.tag.removeprefix(f"{{{W}}}") for child in ppr] for ppr in body.iter(f"{{{W}}}pPr")]
    assert properties == [["pStyle", "keepNext", "jc"], ["pStyle", "jc"], ["pStyle", "jc"]]
    assert "".join(map(str, body.itertext())) == "aaaa"


RULED = "Đường kẻ dưới {}, dài {} dòng chữ"


def lengths(filled: bytes) -> list[tuple[int, int]]:
    """The two lengths of each drawing: of its frame and of its shape, in EMU."""
    body = etree.fromstring(unzipped(filled)["word/document.xml"])
    frames, shapes = body.iter(f"{WP}extent"), body.iter(f"{A}ext")
    return [(int(frame.get("cx") or 0), int(shape.get("cx") or 0)) for frame, shape in zip(frames, shapes, strict=True)]


def test_a_ruled_line_is_a_share_of_the_last_line_above_it() -> None:
    """0.40 of the last line of the list, in the size and weight of the style that prints it, here bold 12 points."""
    lines = [paragraph("{%p for line in issuer %}"), paragraph("{{ line }}", properties='<w:pStyle w:val="Dam12"/>')]
    template = compiled(*lines, paragraph("{%p endfor %}"), drawing(RULED.format("issuer", "0.40")))

    filled = template.fill({"issuer": ["HỘI LIÊN HIỆP PHỤ NỮ", "TỈNH A & B"]})

    expected = round(0.40 * text_width_pt("TỈNH A & B", 12, bold=True) * 12700)
    assert lengths(filled) == [(expected, expected)]
    assert lengths(template.fill({"issuer": [Markup("TỈNH A &#38; B")]})) == [(expected, expected)]


def test_a_ruled_line_measures_the_last_of_broken_lines() -> None:
    """A text that has to wrap is measured as it wraps, in the text area or the inside of its cell."""
    tag = "{{ subject }}"
    cell = f'<w:tbl><w:tr><w:tc><w:tcPr><w:tcW w:w="2216" w:type="dxa"/></w:tcPr>{paragraph(tag)}'
    cell += drawing(RULED.format("subject", ".5")) + "</w:tc></w:tr></w:tbl>"
    template = compiled(paragraph(tag), drawing(RULED.format("subject", "0.5")), cell)

    text = "Kế hoạch " * 21 + "hết"

    filled = template.fill({"subject": text})

    area, inside = (11906 - 1701 - 851) / 20, (2216 - 2 * 108) / 20
    ends = [last_of_lines(text, room) for room in (area, inside)]
    assert ends[0] != ends[1] and all(end != text for end in ends)
    assert lengths(filled) == [(round(0.5 * text_width_pt(end, 14) * 12700),) * 2 for end in ends]


def last_of_lines(text: str, room: float) -> str:
    """The last line of a text that is broken where a line is full: lines are taken away from the front."""
    while text_width_pt(text, 14) > room:
        taken = max(at for at, letter in enumerate(text) if letter == " " and text_width_pt(text[:at], 14) <= room)
        text = text[taken + 1 :]
    return text


def test_a_word_that_no_line_holds_is_measured_as_a_full_line() -> None:
    """There is nothing to break it at."""
    template = compiled(paragraph("{{ subject }}"), drawing(RULED.format("subject", "0.5")))

    filled = template.fill({"subject": "a" * 500})

    assert lengths(filled) == [(round(0.5 * (11906 - 1701 - 851) / 20 * 12700),) * 2]


def test_a_ruled_line_follows_the_paragraph_that_prints_its_text() -> None:
    """Also where something else stands between them; direct formatting of the tag's run counts."""
    run = '<w:p><w:r><w:rPr><w:b/><w:sz w:val="40"/></w:rPr><w:t>{{ b.subject }}</w:t></w:r></w:p>'
    loop = [paragraph("{%p for b in bs %}"), run, paragraph("{{ b.note }}"), drawing(RULED.format("b.subject", "0.3"))]
    template = compiled(*loop, paragraph("{%p endfor %}"), drawing("Đường kẻ dưới Tiêu ngữ", cx=77))

    filled = template.fill({"bs": [SimpleNamespace(subject=text, note="n") for text in ("a", "ab", [])][:2]})

    expected = [round(0.3 * text_width_pt(text, 20, bold=True) * 12700) for text in ("a", "ab")]
    assert lengths(filled) == [(length, length) for length in (*expected, 77)]


def test_a_ruled_line_of_no_text_keeps_the_templates_length() -> None:
    """Nothing to measure: the drawing stays as its designer made it."""
    template = compiled(paragraph("x"), drawing(RULED.format("subject", "0.5"), cx=123))

    assert lengths(template.fill({"subject": []})) == [(123, 123)]


def test_drawings_are_numbered_through_the_document() -> None:
    """A drawing in a loop gets a number of its own each time, and so do those in headers."""
    loop = [paragraph("{%p for x in xs %}"), drawing(number=7), paragraph("{%p endfor %}"), drawing(number=7)]

    filled = unzipped(compiled(*loop, header=drawing(number=7)).fill({"xs": "ab"}))

    parts = (etree.fromstring(filled[part]) for part in ("word/document.xml", "word/header1.xml"))
    numbers = [drawn.get("id") for root in parts for drawn in root.iter(f"{WP}docPr")]
    assert numbers == ["1001", "1002", "1003", "1004"]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\n", "\t", "\x0c", "\ud800", "\ufffe"])
def test_what_word_cannot_hold_is_refused_and_never_dropped(character: str) -> None:
    """Control characters, breaks among them, and half characters: the problem names the tag and the character."""
    template = compiled(paragraph("Số: {{ number }}"))

    assert refusal(template, number=f"a{character}b") == (
        "[template-value-character] word/document.xml {{ number }}: "
        f"the character U+{ord(character):04X} cannot be printed in Word"
    )


@pytest.mark.parametrize("beside", ["", "&"])
@pytest.mark.parametrize("character", ["\x00", "\x07", "\n", "\t", "\x0c", "\ud800", "\ufffe"])
def test_what_word_cannot_hold_is_refused_in_runs_too(character: str, beside: str) -> None:
    """In a paragraph, in a table and in a note, with and without something to be escaped in the same document."""
    template = compile_template(TEMPLATES[0].read_bytes(), name="mau.docx")
    line = (Span(f"a{character}b"),)
    other = Paragraph((Span(f"c{beside}d"),))
    table = Table((Column("Tên", 20.0),), (Row((line,)),))
    in_text, in_table = Composition(FRAME, (other, Paragraph(line))), Composition(FRAME, (other, table))
    in_note = Composition(FRAME, (other,), notes=((line,),))

    for print_it in (
        lambda: context_of(in_text, template),
        lambda: context_of(in_table, template),
        lambda: notes_of(in_note, template),
    ):
        with pytest.raises(RenderError) as raised:
            print_it()
        assert [(p.code, p.arguments) for p in raised.value.problems] == [
            ("template-value-character", {"character": f"U+{ord(character):04X}"})
        ]


NO_TEXT = "expected text or a number to print, found"
NO_RUNS = "this is plain text, printed as formatted runs write “{{ … }}”, without “r”"
BROKEN = "the markup is not well-formed:"
UNDEFINED = "the template asks for what the document does not have:"


@pytest.mark.parametrize(
    ("tag", "value", "code", "message"),
    [
        ("{{ x }}", None, "value", f"{NO_TEXT} NoneType"),
        ("{{ x }}", ["a"], "value", f"{NO_TEXT} list"),
        ("{{ x }}", True, "value", f"{NO_TEXT} bool"),
        ("{{ x.format }}", "", "value", f"{NO_TEXT} builtin_function_or_method"),
        ("{{ x }}", Markup("<w:r/>"), "value-runs", "these are formatted runs, printed as plain text write “{{r … }}”"),
        ("{{ x }}", Markup("a & b"), "value-markup", f"{BROKEN} &"),
        ("{{ x }}", Markup("&#9999999;"), "value-markup", f"{BROKEN} &#9999999;"),
        ("{{ x }}", Markup("&#0;"), "value-character", "the character U+0000 cannot be printed in Word"),
        ("{{r x }}", "a", "value-text", NO_RUNS),
        ("{{r x }}", Markup("a<w:r/>"), "value-text", NO_RUNS),
        ("{{r x }}", Markup("<w:r>"), "value-markup", f"{BROKEN} mismatched tag: line 1, column 81"),
        ("{{r x }}", Markup("<w:r>\ud800</w:r>"), "value-character", "the character U+D800 cannot be printed in Word"),
        ("{{ x.y.z }}", {"y": 1}, "undefined", f"{UNDEFINED} 'int object' has no attribute 'z'"),
        ("{{ y }}", "", "undefined", f"{UNDEFINED} 'y' is undefined"),
        ("{{r y }}", "", "undefined", f"{UNDEFINED} 'y' is undefined"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_its_place(tag: str, value: object, code: str, message: str) -> None:
    """A stranger's context may hold anything; what is no text gets a problem, never a damaged file."""
    assert refusal(compiled(paragraph(tag)), x=value) == f"[template-{code}] word/document.xml {tag}: {message}"


@pytest.mark.parametrize(
    ("tags", "message"),
    [
        ("{% if y %}{% endif %}", f"[template-undefined] {UNDEFINED} 'y' is undefined"),
        (
            "{{ x|length }}",
            "[template-failed] the template could not be filled: TypeError: object of type 'int' has no len()",
        ),
    ],
)
def test_what_goes_wrong_between_the_values_is_a_problem_too(tags: str, message: str) -> None:
    """What a condition or a filter stumbles over is told, never thrown."""
    assert refusal(compiled(paragraph(tags)), x=1) == message


def test_numbers_and_markup_are_printed() -> None:
    """Numbers as Python writes them; markup, of docxtpl's rich texts too, as the runs that it is."""
    template = compiled(paragraph("{{ a }} {{ b }} {{ c }} "), paragraph("{{r d }}"), drawing("{{ e }}{{ f }}"))
    rich = RichText("đậm & nhạt", bold=True)

    markup = Markup("x &amp; &#x1f33e; >")
    filled = template.fill({"a": 12, "b": Decimal("1.50"), "c": markup, "d": rich, "e": '"<', "f": Markup('"&amp;')})

    assert paragraphs_of(filled)[:2] == ["12 1.50 x & \U0001f33e > ", "đậm & nhạt"]
    body = etree.fromstring(unzipped(filled)["word/document.xml"])
    assert [element.get("descr") for element in body.iter(f"{WP}docPr")] == ['"<"&']


def test_a_template_of_a_stranger_with_its_own_footnotes_keeps_them() -> None:
    """Notes to which the template's own text points are its own, and carried over."""
    mark = '<w:p><w:r><w:footnoteReference w:id="5"/></w:r></w:p>'
    notes = footnotes(f'<w:footnote w:id="5">{paragraph("của mẫu")}</w:footnote>')

    filled = compiled(mark, paragraph("{{ a }}"), notes=notes).fill({"a": "b"})

    assert paragraphs_of(filled, "word/footnotes.xml") == ["", "", "của mẫu"]
