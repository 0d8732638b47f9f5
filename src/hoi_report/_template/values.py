"""Values on their way into Word's XML: what is made safe beforehand, and what is judged at the moment of printing.

Two ways lead here. Our own values are made safe once, for any engine that prints them (:func:`safe_text`), and known by
their type. A stranger's context may hold anything; every tag of a compiled template prints through one of the functions
at the end, which escapes, or refuses with the tag's place, but never lets through what would damage the document or
silently drop text. They give UTF-8: as text, one Vietnamese letter would make a whole document twice as wide in memory,
to be encoded after all.

docxtpl gives ``\\n``, ``\\t``, ``\\a`` and ``\\f`` in a value a meaning (break, tab, paragraph, page); here they are
refused, because a break that nobody ordered is as wrong as a lost one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NoReturn, cast

from markupsafe import Markup

from .._measure import last_line_width_pt
from .._problems import Place, RenderError, problem

_FORBIDDEN = re.compile(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile(rf"""[&<>"'{{}}]|{_FORBIDDEN.pattern}""")
_REFERENCE = re.compile(r"&(?:(?:amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));|&")
_EMU_PER_PT = 12_700


class Refused(Exception):
    """A value that cannot be printed at its place: the code of the problem, the place and the arguments."""

    def __init__(self, code: str, where: str, **arguments: object):
        super().__init__(code)
        self.code, self.where, self.arguments = code, where, arguments

    def error(self, template: str) -> RenderError:
        """The error that people get, of the template with this name."""
        return RenderError([problem(self.code, Place(template), self.where, **self.arguments)])


class UndefinedValue(Exception):
    """Something was asked of a value that is not there; says which."""


class Undefined:
    """What stands for a value that is not there. As it is here, ``a if b`` where ``b`` is not so, it prints nothing."""

    __slots__ = ()

    def __str__(self) -> str:
        return ""

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(Undefined)


class Missing(Undefined):
    """A value that a template names and nobody has given: it can be asked whether it is there, and nothing else."""

    __slots__ = ("_said",)

    def __init__(self, said: str):
        self._said = said

    def _fail(self, *_: object) -> NoReturn:
        raise UndefinedValue(self._said)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):  # Python's own questions, such as whether it is markup
            raise AttributeError(name)
        self._fail()

    __str__ = __len__ = __iter__ = __contains__ = __getitem__ = __bool__ = __hash__ = _fail
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __mod__ = __rmod__ = _fail


class SafeText(Markup):
    """A text that was escaped and judged here: it is printed as it is. What is made of it is not one any more."""

    __slots__ = ()


class Elements:
    """Whole elements of our own making, as UTF-8 in pieces, which are put together when they are printed.

    Any engine prints them unchanged. A filter for text would damage them: their names have letters too.
    """

    __slots__ = ("pieces",)

    def __init__(self, pieces: list[bytes]):
        self.pieces = pieces

    def __html__(self) -> str:
        return b"".join(self.pieces).decode()

    def __str__(self) -> str:
        return self.__html__()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def __len__(self) -> int:
        return len(str(self))

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other) if isinstance(other, Elements | str) else NotImplemented

    def __hash__(self) -> int:
        return hash(str(self))


class Runs(Elements):
    """Whole runs of WordprocessingML, known to be well-formed."""

    __slots__ = ()


PLAIN_BEGIN = b'<w:r><w:t xml:space="preserve">'
PLAIN_END = b"</w:t></w:r>"
"""What stands around the text of a run without a look of its own."""


class Blocks(Elements):
    """Whole paragraphs and tables of WordprocessingML."""

    __slots__ = ()


class View:
    """A block, or a signer, as a template sees it. What it does not have is not there, like the key of a mapping."""

    __slots__ = (
        "authority",
        "first",
        "keep",
        "kind",
        "landscape",
        "level",
        "marker",
        "name",
        "note",
        "number",
        "subject",
        "table",
        "text",
        "title",
    )

    kind: str
    keep: bool
    level: int
    marker: SafeText
    number: SafeText
    text: Runs
    title: SafeText
    subject: list[SafeText]
    note: SafeText
    table: Blocks
    landscape: bool
    first: bool
    authority: list[SafeText]
    name: SafeText


def safe_text(text: str) -> SafeText:
    """The text escaped so that every engine prints it unchanged, docxtpl too, with or without its autoescape.

    Numbers name the characters: ``&#38;`` survives the filter ``upper``, which ``&amp;`` does not, and braces written
    so are neither a tag nor what docxtpl turns into one (``{_{``).

    Raises:
        Refused: a character of the text cannot stand in Word's XML.

    >>> safe_text("A & B {{ x }}")
    SafeText('A &#38; B &#123;&#123; x &#125;&#125;')
    """
    return str.__new__(SafeText, escaped(text))


def escaped(text: str) -> str:
    """The same as part of markup that is being put together.

    Raises:
        Refused: as :func:`safe_text`.
    """
    if _SPECIAL.search(text) is None:
        return text
    _check_characters(text, "")
    return _SPECIAL.sub(_reference, text)


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found.group())};"


_IN_RUNS = re.compile(rf"[&<>{{}}]|{_FORBIDDEN.pattern}")
_BYTES_IN_RUNS = bytes(range(0x20)) + b"&<>{}\xef"
"""Bytes without which nothing is escaped in runs, or forbidden; the last begins the noncharacters, and rare letters."""


def run_text(text: str) -> bytes:
    """A text as it stands in a run, in UTF-8: as :func:`safe_text`, but quotation marks mean nothing there.

    Raises:
        Refused: as :func:`safe_text`.

    >>> run_text('A & "B"')
    b'A &#38; "B"'
    """
    _check_characters(text, "")
    return _IN_RUNS.sub(_reference, text).encode()


def are_run_texts(texts: Iterable[bytes]) -> bool:
    """Whether texts in UTF-8 are known to stand in runs as they are. To take bytes away finds them most quickly."""
    joined = b"".join(texts)
    return len(joined.translate(None, _BYTES_IN_RUNS)) == len(joined)


def print_text(value: object, where: str) -> bytes:
    """What ``{{ value }}`` prints as text: a text or a number."""
    if type(value) is SafeText:
        return value.encode()
    text = value if type(value) is str and value.isprintable() else _judged(value, where)  # the first is quick
    if ("&" in text or "<" in text or ">" in text) and not isinstance(text, Markup):
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.encode()


def print_attribute(value: object, where: str) -> bytes:
    """What ``{{ value }}`` prints in an attribute's value: a text or a number, without quotation marks of its own."""
    return print_text(value, where).replace(b'"', b"&#34;")


def print_runs(value: object, where: str) -> bytes:
    """What ``{{r value }}`` prints: whole runs, as markup."""
    if type(value) is Runs:
        return b"".join(value.pieces)
    _check_defined(value, where)
    if isinstance(value, Blocks):
        raise Refused("template-subdocument", where)
    if not hasattr(value, "__html__"):
        raise Refused("template-value-text", where)
    return foreign_runs(Markup(value), where).encode()


def print_blocks(value: object, where: str) -> bytes:
    """What ``{{p value }}`` prints: whole paragraphs and tables, of our own making only."""
    _check_defined(value, where)
    if type(value) is not Blocks:
        raise Refused("template-subdocument", where)
    return b"".join(value.pieces)


def foreign_runs(markup: Markup, where: str) -> Markup:
    """The runs that somebody else made, if they are well-formed and all their text stands inside elements."""
    from xml.parsers import expat  # here: what prints our own runs parses none

    from .._package import W

    _check_characters(markup, where)
    depth, stray = 0, ""

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def text(data: str) -> None:
        nonlocal stray
        stray += data.strip() if depth == 1 else ""

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        parser.Parse(f'<r xmlns:w="{W}">{markup}</r>', True)
    except expat.ExpatError as error:
        raise Refused("template-value-markup", where, reason=str(error)) from error
    if stray:
        raise Refused("template-value-text", where)
    return markup


def line_length(
    lines: object, share: float, size_pt: float, bold: bool, capitals: bool, room_pt: float, otherwise: int
) -> int:
    """The length in EMU of a ruled line: a share of the last line of a text, broken where there is no more room.

    ``otherwise`` is the length where there is no text.
    """
    every = [lines] if isinstance(lines, str) else list(cast("Iterable[object]", lines))
    if not every:
        return otherwise
    last = every[-1]
    text = last.unescape() if isinstance(last, Markup) else str(last)
    width = last_line_width_pt(text.upper() if capitals else text, size_pt, bold, room_pt)
    return round(width * share * _EMU_PER_PT) or otherwise


def _judged(value: object, where: str) -> str:
    """The text, plain or escaped, that a value is printed as."""
    if type(value) is not str:
        _check_defined(value, where)
        if isinstance(value, Undefined):
            return ""
        if not isinstance(value, str) and hasattr(value, "__html__"):
            value = Markup(value)
        if isinstance(value, Markup):
            return _checked_markup(value, where)
        if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
            raise Refused("template-value", where, found=type(value).__name__)
        value = str(value)
    _check_characters(value, where)
    return value


def _check_defined(value: object, where: str) -> None:
    if isinstance(value, Missing):
        try:
            str(value)
        except UndefinedValue as error:
            raise Refused("template-undefined", where, reason=str(error)) from error


def _checked_markup(markup: Markup, where: str) -> Markup:
    """Markup that is an escaped text, as it can be printed in text."""
    _check_characters(markup, where)
    if "<" in markup:
        raise Refused("template-value-runs", where)
    if "&" in markup:
        for reference in _REFERENCE.finditer(markup):
            _check_reference(reference, where)
    return Markup(str.replace(markup, ">", "&gt;")) if ">" in markup else markup  # Markup.replace would escape


def _check_reference(reference: re.Match[str], where: str) -> None:
    if reference.group(0) == "&":
        raise Refused("template-value-markup", where, reason="&")
    decimal, hexadecimal = reference.groups()
    if not decimal and not hexadecimal:
        return
    number = int(decimal or hexadecimal, 10 if decimal else 16)
    if number > sys.maxunicode:
        raise Refused("template-value-markup", where, reason=reference.group(0))
    _check_characters(chr(number), where)


def _check_characters(text: str, where: str) -> None:
    if text.isprintable():  # quick, and true of nearly every text
        return
    found = _FORBIDDEN.search(text)
    if found:
        raise Refused("template-value-character", where, character=f"U+{ord(found.group(0)):04X}")
