"""Values on their way into Word's XML: what is made safe beforehand, and what is judged at the moment of printing.

Two ways lead here. Our own values are made safe once, for any engine that prints them (:func:`safe_text`). A stranger's
context may hold anything; every tag of a compiled template prints through one of the functions at the end, which
escapes, or refuses with the tag's place, but never lets through what would damage the document or silently drop text.
docxtpl gives ``\\n``, ``\\t``, ``\\a`` and ``\\f`` in a value a meaning (break, tab, paragraph, page); here they are
refused, because a break that nobody ordered is as wrong as a lost one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from xml.parsers import expat

from jinja2 import Undefined
from markupsafe import Markup, escape

from .measure import text_width_pt
from .package import W

_FORBIDDEN = re.compile(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);|#(?:[0-9]{1,7}|x[0-9A-Fa-f]{1,6});)")
_SPECIAL = str.maketrans({character: f"&#{ord(character)};" for character in "&<>\"'{}"})
_EMU_PER_PT = 12_700


class Refused(Exception):
    """A value that cannot be printed at its place: the code of the problem, the place and the arguments."""

    def __init__(self, code: str, where: str, **arguments: object):
        super().__init__(code)
        self.code, self.where, self.arguments = code, where, arguments


class Runs(Markup):
    """Whole runs of WordprocessingML, made by this package and so known to be well-formed."""

    __slots__ = ()


def safe_text(text: str) -> Markup:
    """The text escaped so that every engine prints it unchanged, docxtpl too, with or without its autoescape.

    Numbers name the characters: ``&#38;`` survives the filter ``upper``, which ``&amp;`` does not, and braces written so
    are neither a tag nor what docxtpl turns into one (``{_{``).

    Raises:
        Refused: a character of the text cannot stand in Word's XML.

    >>> safe_text("A & B {{ x }}")
    Markup('A &#38; B &#123;&#123; x &#125;&#125;')
    """
    _check_characters(text, "")
    return Markup(text if text.isalnum() else text.translate(_SPECIAL))


def print_text(value: object, where: str) -> Markup | str:
    """What ``{{ value }}`` prints as text: a text or a number."""
    if isinstance(value, Undefined):
        return str(value)  # raises, naming what is not defined
    if not isinstance(value, str) and hasattr(value, "__html__"):
        value = Markup(value)
    if isinstance(value, Markup):
        return _checked_markup(value, where)
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        raise Refused("template-value", where, found=type(value).__name__)
    text = str(value)
    _check_characters(text, where)
    return text


def print_attribute(value: object, where: str) -> Markup | str:
    """What ``{{ value }}`` prints in an attribute's value: a text or a number, without quotation marks of its own."""
    text = print_text(value, where)
    return Markup(text.replace('"', "&#34;")) if isinstance(text, Markup) else text


def print_runs(value: object, where: str) -> Markup:
    """What ``{{r value }}`` prints: whole runs, as markup."""
    if isinstance(value, Runs):
        return value
    if isinstance(value, Undefined):
        str(value)
    if not hasattr(value, "__html__"):
        raise Refused("template-value-text", where)
    return foreign_runs(Markup(value), where)


def foreign_runs(markup: Markup, where: str) -> Markup:
    """The runs that somebody else made, if they are well-formed and all their text stands in elements."""
    if isinstance(markup, Runs):
        return markup
    _check_characters(markup, where)
    if re.sub(r"<[^>]*>", "", markup[: markup.find("<")] + markup[markup.rfind(">") + 1 :]).strip():
        raise Refused("template-value-text", where)
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(f'<r xmlns:w="{W}">{markup}</r>', True)
    except (expat.ExpatError, UnicodeEncodeError) as error:
        raise Refused("template-value-markup", where, reason=str(error)) from error
    return markup


def line_length(lines: object, share: float, size_pt: float, bold: bool, capitals: bool, room_pt: float) -> int:
    """The length in EMU of a ruled line: a share of the last line of a text, which is no wider than the room for it."""
    last = lines if isinstance(lines, str) else [str(line) for line in _sequence(lines)][-1]
    text = last.unescape() if isinstance(last, Markup) else Markup(last).unescape()
    width = text_width_pt(text.upper() if capitals else text, size_pt, bold)
    return round(min(width, room_pt) * share * _EMU_PER_PT)
