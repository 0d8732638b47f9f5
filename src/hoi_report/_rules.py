"""Rule sets: what a document has to look like, as data, each rule with the clause that it comes from.

A rule set says two things apart: what is allowed (``min``, ``max``, ``allowed``), by which any document can be judged,
and what our own template prints (``value``). It knows nothing of Word, and nothing of one body's habits.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from ._citation import Symbol
from ._messages import Words
from ._model import Dated, Model
from ._patterns import compiled_later
from ._scalars import Boolean, Date, Identifier, Slug, Str, integer, matching, wrong_type
from ._wording import Judge, WordingRule

_NUMBER = compiled_later(r"(?P<whole>[0-9]+)(?:,(?P<tenths>[0-9]+)|/(?P<below>[1-9][0-9]*))?")


def _number(value: object) -> Fraction:
    if isinstance(value, (int, float, Fraction)) and not isinstance(value, bool) and 0 <= value < float("inf"):
        return Fraction(str(value))  # by its digits: 12.7 is not quite 127/10 in binary
    match = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise wrong_type("a number like 12,7 or 1/3", value)
    if match["below"]:
        return Fraction(int(match["whole"]), int(match["below"]))
    return Fraction(f"{match['whole']}.{match['tenths'] or 0}")


Number = Annotated[Fraction, BeforeValidator(_number), WithJsonSchema({"type": ["number", "string"]})]
"""A measure, not negative, in Vietnamese notation (``12,7``) or as a fraction (``1/3``); kept exactly."""


def format_number(value: Fraction) -> str:
    """A measure as the rule set writes it.

    >>> format_number(Fraction(127, 10)), format_number(Fraction(20)), format_number(Fraction(1, 3))
    ('12,7', '20', '1/3')
    """
    if value.denominator == 1:
        return str(value.numerator)
    shifted = next((n for n in (1, 2, 3) if (value * 10**n).denominator == 1), None)
    return str(value) if shifted is None else f"{float(value):.{shifted}f}".replace(".", ",")


def _wrong_value(code: str, value: Fraction, **arguments: object) -> PydanticCustomError:
    """The error that points at the key ``value``."""
    return PydanticCustomError(code, "", {"field": "value", "found": format_number(value), **arguments})


class Rule(Model):
    """A rule with its source."""

    clause: Str = Field(description="Where the rule stands: `PL I, Phần I, mục II.1.a`.")


class Range(Model):
    """What is allowed, and what is printed."""

    min: Number = Field(description="The least that is allowed.")
    max: Number | None = Field(None, description="The most that is allowed; absent: no limit.")
    value: Number = Field(description="What our template prints.")

    @model_validator(mode="after")
    def _within(self) -> Range:
        if self.max is not None and self.max < self.min:
            limits = {"least": format_number(self.min), "most": format_number(self.max)}
            raise PydanticCustomError("limits-order", "", {"field": "max", **limits})
        if not self.allows(self.value):
            raise _wrong_value("out-of-range", self.value, range=self._limits())
        return self

    def _limits(self) -> Words:
        if self.max is None:
            return Words("a number from {least}", {"least": format_number(self.min)})
        limits = {"least": format_number(self.min), "most": format_number(self.max)}
        return Words("a number from {least} to {most}", limits)

    def allows(self, measured: float | Fraction, tolerance: float | Fraction = 0) -> bool:
        """Whether a measured value is within the limits; ``tolerance``, in its unit, is for what measuring loses."""
        return self.min - tolerance <= measured and (self.max is None or measured <= self.max + tolerance)


class RangeRule(Rule, Range):
    """A range with a clause of its own."""


class Choice(Rule):
    """Values of which one must be taken, nothing between them."""

    allowed: Annotated[list[Number], Field(min_length=1)] = Field(description="The values that are allowed.")
    value: Number = Field(description="What our template prints; one of them.")

    @model_validator(mode="after")
    def _one_of_them(self) -> Choice:
        if self.value not in self.allowed:
            raise _wrong_value("not-a-choice", self.value, choices="; ".join(map(format_number, self.allowed)))
        return self


class Paper(Rule):
    """The sheet."""

    name: Str = Field(description="What people call it: `A4`.")
    width: Number = Field(description="Width in mm.")
    height: Number = Field(description="Height in mm.")
    orientation: Literal["portrait", "landscape"] = Field(description="How the text runs on it.")


class Margins(Rule):
    """What stays free around the text, in mm."""

    top: Range = Field(description="From the upper edge.")
    bottom: Range = Field(description="From the lower edge.")
    left: Range = Field(description="From the left edge.")
    right: Range = Field(description="From the right edge.")


class Font(Rule):
    """The one font of a document."""

    name: Str = Field(description="Its name: `Times New Roman`.")
    color: Annotated[Str, AfterValidator(matching("[0-9A-F]{6}", "color"))] = Field(
        description="Its colour, red, green and blue in hexadecimal digits: `000000` is black."
    )


class PageNumber(Rule):
    """Where page numbers stand and how they run; how they are written is the component `so_trang`."""

    start: Annotated[int, BeforeValidator(integer(0))] = Field(description="The number of the first page.")
    first_page: Literal["hidden", "shown"] = Field(description="Whether the first page shows its number.")
    position: Literal["top_margin", "bottom_margin"] = Field(description="The margin that it stands in.")
    restart: Literal["each_annex", "never"] = Field(description="Where the numbers start again.")


class RuledLine(Rule):
    """A line that belongs to a component: drawn and solid, or typed."""

    kind: Literal["below_text", "page_width", "box", "typed"] = Field(
        description="`below_text`: centred below its text; `page_width`: across the text area; `box`: all around; "
        "`typed`: signs, centred below its text."
    )
    share: Range = Field(
        Range.model_construct(min=Fraction(1), max=Fraction(1), value=Fraction(1)),
        description="`below_text`: its length, in lengths of its line of text; absent: just as long.",
    )
    text: Str | None = Field(None, description="`typed`: its signs, `-----`.")

    @model_validator(mode="after")
    def _typed_or_drawn(self) -> RuledLine:
        if (self.kind == "typed") != (self.text is not None):
            raise PydanticCustomError("typed-line", "", {"field": "text"})
        return self


class Component(Rule):
    """A thành phần thể thức: how its letters look and where it stands."""

    name: Str = Field(description="What the decree calls it.")
    required: Boolean = Field(False, description="true: a document without it lacks a main component (Điều 8).")
    not_in: list[Slug] = Field([], description="Kinds of document whose form has none: `[bien-ban]`.")
    text: list[Str] = Field([], description="The fixed words of the whole, one of; the first is printed.")
    prefix: list[Str] = Field([], description="The fixed words that it starts with, one of.")
    size: Range = Field(description="Size of the letters in pt.")
    size_as: Literal["noi_dung"] | None = Field(None, description="The component whose size it has to share.")
    bold: Boolean = Field(description="true: đậm.")
    italic: Boolean = Field(description="true: nghiêng; false: đứng.")
    case: Literal["upper", "sentence"] = Field(description="`upper`: in hoa; `sentence`: in thường.")
    alignment: Literal["left", "center", "justify"] | None = Field(
        None, description="How its lines stand; absent: the decree says where by other words."
    )
    body: Boolean = Field(False, description="true: part of the text; its paragraph and line spacing hold.")
    indented: Boolean = Field(False, description="true: its first line is indented by `first_line_indent`.")
    line_spacing: RangeRule | None = Field(None, description="Line spacing of its own, in lines.")
    space_before: RangeRule | None = Field(None, description="Space above it, in pt.")
    ruled_line: RuledLine | None = Field(None, description="The line that belongs to it.")


class Emblem(Rule):
    """A picture above the names of the issuer."""

    image: Str = Field(description="A PNG or JPEG file beside the rule file: `bieu-trung.png`.")
    width: Number = Field(description="Its width in mm; its height follows.")
    description: Str = Field(description="What is to be seen, for who does not see it (the alternative text).")


class NumberLine(Rule):
    """How number and symbol are joined; how they look is the component `so_ky_hieu`."""

    after_number: Str = Field(description="Between number and symbol: `/` as in 05/KH-BTV.")
    within_symbol: Str = Field(description="Between the kind and the body in the symbol: `-`.")


class EndMark(Rule):
    """What ends a text."""

    text: Str = Field(description="Its signs: `./.`.")


class Kind(Model):
    """A kind of document."""

    name: Str = Field(description="Its name in a sentence: `Kế hoạch`. As a title it is in capitals.")
    symbol: Symbol | None = Field(
        None, description="Its letters in a symbol: `KH`. Absent: the symbol starts with the issuing body (công văn)."
    )


class RuleSet(Dated):
    """A whole rule set, or what differs from the one that it extends."""

    extends: Slug | None = Field(None, description="The rule set that holds where this one says nothing: `nd30-2020`.")
    name: Slug = Field(description="Its name, which is the name of its file: `nd30-2020`.")
    title: Str = Field(description="What it is taken from.")
    valid_from: Date = Field(description="The first day of documents that it holds for.")
    paper: Paper = Field(description="The sheet.")
    margins: Margins = Field(description="The margins, in mm.")
    font: Font = Field(description="The font.")
    page_number: PageNumber = Field(description="The page numbers.")
    first_line_indent: Choice = Field(description="Indent of the first line of a paragraph of text, in mm.")
    paragraph_spacing: RangeRule = Field(description="Space between two paragraphs of text, in pt.")
    line_spacing: RangeRule = Field(description="Line spacing of the text, in lines.")
    emblem: Emblem | None = Field(None, description="A picture above the issuer's names; absent: none.")
    number_line: NumberLine = Field(description="How number and symbol are joined.")
    end_mark: EndMark | None = Field(None, description="What ends the text; absent: its own full stop.")
    components: dict[Identifier, Component] = Field(description="The components, by id, in the order of the decree.")
    kinds_clause: Str = Field(description="Where the kinds and their letters stand.")
    kinds: dict[Slug, Kind] = Field(description="The kinds of document, by id: `ke-hoach`.")
    wording: dict[Identifier, WordingRule] = Field({}, description="The rules about words, by id.")

    @property
    def authorities(self) -> list[str]:
        """The marks of which a signer's authority begins with one: ``TM.``, ``KT.``; empty where any text may stand."""
        component = self.components.get("quyen_han_ky")
        return component.prefix if component is not None else []

    @cached_property
    def judge(self) -> Judge:
        """Who judges documents by the rules about words."""
        return Judge(self.wording)

    def symbol(self, *groups: str) -> str:
        """A ký hiệu of its groups, those that are empty left out: ``KH-BTV``."""
        return self.number_line.within_symbol.join(filter(None, groups))

    def numbered(self, number: str, symbol: str) -> str:
        """A number as printed, with its symbol: ``05/KH-BTV``."""
        return f"{number}{self.number_line.after_number}{symbol}"


def load(data: Mapping[str, Any]) -> RuleSet:
    """The rule set that plain data describe: the mapping of a rule file, its scalars as text or as numbers.

    Raises pydantic's ``ValidationError``; who has a file at hand and wants problems with their place reads it as a
    tree and validates :class:`RuleSet` against that.
    """
    return RuleSet.model_validate(dict(data))
