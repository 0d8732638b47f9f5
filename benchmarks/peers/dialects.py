"""The report's layout written as a Word template of each peer, with its tags."""

# ruff: noqa: UP031 - tags are full of braces, which str.format would want doubled

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape

import docx
import report
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from report import TAG, Beside, Data, Each, Grid, Item, Line

FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
LOOKS = {
    "body": '<w:spacing w:before="60" w:after="60"/><w:ind w:firstLine="709"/><w:jc w:val="both"/>',
    "bold": '<w:keepNext/><w:spacing w:before="120" w:after="60"/><w:ind w:firstLine="709"/><w:jc w:val="both"/>',
    "italic": '<w:spacing w:before="60" w:after="60"/><w:ind w:firstLine="709"/><w:jc w:val="both"/>',
    "centre": '<w:jc w:val="center"/>',
    "cell": '<w:jc w:val="center"/>',
    "left": "",
}

Pieces = Iterable[tuple[bool, str]]
"""A text in pieces: whether each is a tag."""


class Dialect:
    """How a peer writes values and loops; this one as docxtpl does."""

    def value(self, path: str) -> str:
        return "{{ %s }}" % path

    def choice(self, path: str, yes: str, no: str) -> Pieces:
        return [(True, "{%% if %s %%}" % path), (False, yes), (True, "{% else %}"), (False, no), (True, "{% endif %}")]

    def lines(self, each: Each) -> tuple[str | None, str | None]:
        """The tags that stand alone before and after the lines of a loop."""
        return "{%%p for %s in %s %%}" % (each.name, each.items), "{%p endfor %}"

    def edges(self, each: Each) -> tuple[str, str]:
        """The tags at the beginning of a loop's first line and the end of its last."""
        return "", ""

    def rows(self, grid: Grid) -> tuple[str | None, str | None]:
        """The tags that stand in rows of their own before and after the row of a table."""
        return "{%%tr for %s in %s %%}" % (grid.name, grid.items), "{%tr endfor %}"

    def row(self, grid: Grid) -> tuple[str, str]:
        """The tags at the beginning and the end of a table's row."""
        return "", ""

    def enter(self, loop: Each | Grid) -> Dialect:
        """The dialect inside a loop."""
        return self

    def parsed(self, text: str) -> Iterator[tuple[bool, str]]:
        """A line's text in pieces."""
        end = 0
        for tag in TAG.finditer(text):
            path, yes, no = tag.groups()
            yield False, text[end : tag.start()]
            yield from [(True, self.value(path))] if yes is None else self.choice(path, yes, no)
            end = tag.end()
        yield False, text[end:]


class Mustache(Dialect):
    """docxtemplater: ``{#list}{field}{/list}``, names looked up from the inside out."""

    def value(self, path: str) -> str:
        return "{%s}" % _last(path)

    def choice(self, path: str, yes: str, no: str) -> Pieces:
        name = _last(path)
        for sign, word in (("#", yes), ("^", no)):
            yield from ((True, "{%s%s}" % (sign, name)), (False, word), (True, "{/%s}" % name))

    def lines(self, each: Each) -> tuple[str | None, str | None]:
        return "{#%s}" % _last(each.items), "{/%s}" % _last(each.items)

    def rows(self, grid: Grid) -> tuple[str | None, str | None]:
        return None, None

    def row(self, grid: Grid) -> tuple[str, str]:
        return "{#%s}" % grid.items, "{/%s}" % grid.items


class EasyTemplate(Mustache):
    """easy-template-x: the same, but what is to be printed otherwise has a name of its own; the tags of a loop stand in
    its first and its last line, as a line of their own would be printed empty.
    """

    def choice(self, path: str, yes: str, no: str) -> Pieces:
        for name, word in ((_last(path), yes), ("not_" + _last(path), no)):
            yield from ((True, "{#%s}" % name), (False, word), (True, "{/%s}" % name))

    def lines(self, each: Each) -> tuple[str | None, str | None]:
        return None, None

    def edges(self, each: Each) -> tuple[str, str]:
        return '{#%s [loopOver: "paragraph"]}' % _last(each.items), "{/%s}" % _last(each.items)


class DocxTemplates(Dialect):
    """docx-templates: JavaScript between braces, loops over ``$name``."""

    def value(self, path: str) -> str:
        return "{INS %s}" % _dollar(path)

    def choice(self, path: str, yes: str, no: str) -> Pieces:
        for sign, word in (("", yes), ("!", no)):
            yield from ((True, "{IF %s%s}" % (sign, _dollar(path))), (False, word), (True, "{END-IF}"))

    def lines(self, each: Each | Grid) -> tuple[str | None, str | None]:
        return "{FOR %s IN %s}" % (each.name, _dollar(each.items)), "{END-FOR %s}" % each.name

    def rows(self, grid: Grid) -> tuple[str | None, str | None]:
        return self.lines(grid)


class Carbone(Dialect):
    """Carbone: an example of an item, ``d.list[i]``, and the place of the next one, ``d.list[i+1]``."""

    def __init__(self, places: dict[str, str] | None = None) -> None:
        self.places = places or {}

    def place(self, path: str) -> str:
        first, dot, rest = path.partition(".")
        return self.places.get(first, "d." + first) + dot + rest

    def value(self, path: str) -> str:
        return "{%s}" % self.place(path)

    def choice(self, path: str, yes: str, no: str) -> Pieces:
        return [(True, "{%s:ifEQ(true):show('%s'):elseShow('%s')}" % (self.place(path), yes, no))]

    def lines(self, each: Each) -> tuple[str | None, str | None]:
        line = each.lines[0]
        assert isinstance(line, Line)
        tag = TAG.search(line.text)
        assert tag is not None
        return None, "{%s[i+1].%s}" % (self.place(each.items), _last(tag[1]))

    def rows(self, grid: Grid) -> tuple[str | None, str | None]:
        tag = TAG.search(grid.cells[0].text)
        assert tag is not None
        return None, "{%s[i+1].%s}" % (self.place(grid.items), _last(tag[1]))

    def enter(self, loop: Each | Grid) -> Dialect:
        return Carbone({**self.places, loop.name: self.place(loop.items) + "[i]"})


class MailMerge(Dialect):
    """docx-mailmerge2: Word's merge fields. Only rows of tables are repeated: see :func:`flat`."""

    def value(self, path: str) -> str:
        return path.replace(".", "_")

    def choice(self, path: str, yes: str, no: str) -> Pieces:
        return [(True, self.value(path))]

    def rows(self, grid: Grid) -> tuple[str | None, str | None]:
        return None, None


DIALECTS: dict[str, Dialect] = {
    "docxtpl": Dialect(),
    "docxtemplater": Mustache(),
    "easy-template-x": EasyTemplate(),
    "docx-templates": DocxTemplates(),
    "carbone": Carbone(),
    "mailmerge": MailMerge(),
}


def flat(data: Data) -> dict[str, Any]:
    """The data as mail merge takes them: a loop, with what is in it, is one list of texts; a choice is its word."""
    merged: dict[str, Any] = {key: value for key, value in data.items() if isinstance(value, str)}
    for item in _inside(report.LAYOUT):
        if isinstance(item, Each):
            merged[item.items] = [{item.items: text} for text in report.expected(data, [item])]
        elif isinstance(item, Grid):
            tags = [tag for cell in item.cells if (tag := TAG.search(cell.text))]
            rows = [{**data, item.name: one} for one in report.look_up(data, item.items)]
            fields = [{MailMerge().value(tag[1]): report.filled(tag[0], row) for tag in tags} for row in rows]
            merged[MailMerge().value(tags[0][1])] = fields
    return merged


def _inside(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Beside):
            for cell in item.cells:
                yield from cell
        else:
            yield item


def template(name: str | None) -> bytes:
    """The report as a Word template in a dialect; without one, only the page, its styles and its header."""
    document = _page()
    if name is not None:
        document.element.body[:-1] = _Writer().body(DIALECTS[name])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _page() -> Any:
    """An empty document with what Word itself would save: no hundred styles of tables, as python-docx has them."""
    document = docx.Document()
    for style in list(document.styles.element):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in ("TableNormal", "TableGrid"):
            document.styles.element.remove(style)
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] in ("stylesWithEffects", "thumbnail", "customXml"):
                del relations[key]
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(20),
        Mm(20),
        Mm(30),
        Mm(15),
    )
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]._p
    header.append(parse_xml(f'<w:pPr {nsdecls("w")}><w:jc w:val="center"/></w:pPr>'))
    header.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'))
    return document


class _Writer:
    """Writes a template's body; every third tag is cut into two runs, as Word leaves them."""

    def __init__(self) -> None:
        self.tags = 0

    def body(self, dialect: Dialect) -> list[Any]:
        xml = "".join(self.items(report.LAYOUT, dialect))
        return list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"))

    def items(self, items: Iterable[Item], dialect: Dialect, first: str = "", last: str = "") -> Iterator[str]:
        """The XML of some items; ``first`` and ``last`` are tags for the edges of what they print."""
        items = list(items)
        for number, item in enumerate(items, 1):
            before, after = first * (number == 1), last * (number == len(items))
            match item:
                case Line(text, look):
                    yield self.paragraph([(True, before), *dialect.parsed(text), (True, after)], look, dialect)
                case Each() if isinstance(dialect, MailMerge):
                    field = self.paragraph([(True, item.items)], "body", dialect)
                    yield _table([self.cells([field], [9356])], [9356]) + self.paragraph([], "body", dialect)
                case Each():
                    (begin, end), (head, tail) = dialect.lines(item), dialect.edges(item)
                    yield self.alone(begin, dialect)
                    yield from self.items(item.lines, dialect.enter(item), before + head, tail + after)
                    yield self.alone(end, dialect)
                case Grid():
                    yield _table(list(self.rows(item, dialect)), item.widths, borders=True)
                case Beside(cells, widths):
                    texts = ["".join(self.items(cell, dialect)) for cell in cells]
                    yield _table([self.cells(texts, widths)], widths)

    def alone(self, tag: str | None, dialect: Dialect) -> str:
        return self.paragraph([(True, tag)], "body", dialect) if tag else ""

    def rows(self, grid: Grid, dialect: Dialect) -> Iterator[str]:
        heads = [self.paragraph([(False, text)], "cell bold", dialect) for text in grid.head]
        yield self.cells(heads, grid.widths, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
        before, after = dialect.rows(grid)
        yield from self.row_alone(before, grid, dialect)
        inner, (first, last) = dialect.enter(grid), dialect.row(grid)
        texts = []
        for number, cell in enumerate(grid.cells, 1):
            pieces = list(inner.parsed(cell.text))
            pieces = [(True, first)] * (number == 1) + pieces + [(True, last)] * (number == len(grid.cells))
            texts.append(self.paragraph(pieces, cell.look, inner))
        yield self.cells(texts, grid.widths, "<w:trPr><w:cantSplit/></w:trPr>")
        yield from self.row_alone(after, grid, dialect)

    def row_alone(self, tag: str | None, grid: Grid, dialect: Dialect) -> Iterator[str]:
        if tag:
            empty = self.paragraph([], "cell", dialect)
            yield self.cells([self.alone(tag, dialect), *[empty] * (len(grid.cells) - 1)], grid.widths)

    def cells(self, texts: list[str], widths: Iterable[int], properties: str = "") -> str:
        cells = zip(texts, widths, strict=True)
        xml = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr>{text}</w:tc>' for text, w in cells)
        return f"<w:tr>{properties}{xml}</w:tr>"

    def paragraph(self, pieces: Pieces, look: str, dialect: Dialect) -> str:
        layout, *letters = look.split()
        properties = "".join(f"<w:{letter[0]}/>" for letter in (layout, *letters) if letter in ("bold", "italic"))
        layout = "left" if "left" in letters else layout
        style = f'<w:rPr>{FONT}{properties}<w:sz w:val="{24 if look.startswith("cell") else 28}"/></w:rPr>'
        runs = "".join(self.runs(tag, text, style, dialect) for tag, text in pieces if text)
        return f"<w:p><w:pPr>{LOOKS[layout]}</w:pPr>{runs}</w:p>"

    def runs(self, tag: bool, text: str, style: str, dialect: Dialect) -> str:
        if not tag:
            return _run(text, style)
        self.tags += 1
        cut = self.tags % 3 == 0
        if isinstance(dialect, MailMerge):
            return _field(text, style, cut)
        middle = len(text) // 2 if cut else len(text)
        return "".join(_run(half, style) for half in (text[:middle], text[middle:]) if half)


def _run(text: str, style: str) -> str:
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(name: str, style: str, cut: bool) -> str:
    middle = len(name) // 2 if cut else len(name)
    codes = (f" MERGEFIELD {name[:middle]}", f"{name[middle:]} ")
    texts = "".join(f'<w:r>{style}<w:instrText xml:space="preserve">{code}</w:instrText></w:r>' for code in codes)
    begin, separate, end = (
        f'<w:r>{style}<w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return begin + texts + separate + _run(f"«{name}»", style) + end


def _table(rows: list[str], widths: Iterable[int], borders: bool = False) -> str:
    style = '<w:tblStyle w:val="TableGrid"/>' if borders else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = f'<w:tblPr>{style}<w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def _dollar(path: str) -> str:
    """A name inside a loop is marked in docx-templates: what has a dot is an item's."""
    return "$" + path if "." in path else path
