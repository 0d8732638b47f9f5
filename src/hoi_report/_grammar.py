"""The grammar of outlines, ``grammar: 1``: the keys of an outline file and what each may hold.

One grammar serves a plan, mostly fixed text, and a report, mostly prompts to be answered. The descriptions of the
fields are the reference page of the grammar.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from ._answers import Answer
from ._citation import Symbol
from ._model import Dated, Model
from ._numbering import DEFAULT_LEVELS, HeadingLevel, Marker
from ._parameters import Parameter, TermText
from ._scalars import Boolean, Date, Identifier, Natural, Slug, Str, integer, matching, one_or_many, wrong_type
from ._text import FixedText
from ._unit import Signer

GRAMMAR = 1


class Fixed(Model):
    """A paragraph of fixed text. Where nothing but the text is to be said, the text alone may stand in its place."""

    text: FixedText | None = Field(
        None, description="The text. It may mention values, `{{ unit.name }}`, and mark a footnote, `[^id]`."
    )
    each: Identifier | None = Field(
        None, description="A parameter that is a list: repeated for each member, which the text calls `{{ item }}`."
    )
    when: Identifier | None = Field(None, description="Left out where this parameter has no value (“nếu có”).")
    at: list[Identifier] = Field([], description="Only where the issuing unit is of one of these levels.")
    unlisted: Boolean = Field(False, description="true: not printed where the outline is printed as a đề cương.")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        if isinstance(value, list):
            raise wrong_type("text", value)
        return {"text": value} if isinstance(value, str) else value


class Written(Fixed):
    """A paragraph of fixed text that cannot be a prompt: of a footnote, of the opening and the closing."""

    text: FixedText = Field(description="The text, which may mention values.")


Texts = Annotated[list[Written], BeforeValidator(one_or_many)]
"""One text or a list of them."""


class Form(Model):
    """One form of a phrase. Where nothing but the text is to be said, the text alone may stand in its place."""

    text: FixedText = Field(description="The words, which may mention values; no other phrase.")
    when: Identifier | None = Field(None, description="Only where this parameter has a value.")
    at: list[Identifier] = Field([], description="Only where the issuing unit is of one of these levels.")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value


class Entry(Fixed):
    """A paragraph, or an item of a list: fixed text, or a prompt."""

    prompt: FixedText | None = Field(None, description="In place of `text`: what the đề cương asks for.")
    id: Identifier | None = Field(None, description="Its stable name, unique in the outline; a prompt must have one.")
    label: FixedText | None = Field(
        None, description="What a report prints in place of the prompt; absent: nothing but the answer."
    )
    answer: Answer | None = Field(
        None, description="This, with all below it, is one question; what kind of answer a report gives to it."
    )
    content: list[Node] = Field([], description="What stands below it: paragraphs and lists.")

    @model_validator(mode="after")
    def _one_text(self) -> Entry:
        if (self.text is None) == (self.prompt is None):
            raise PydanticCustomError("text-or-prompt", "", {})
        if self.prompt is not None and self.id is None:
            raise PydanticCustomError("prompt-without-id", "", {})
        for key in ("answer", "label"):
            if getattr(self, key) is not None and self.prompt is None:
                raise PydanticCustomError("key-without-prompt", "", {"key": key, "field": key})
        return self

    @property
    def words(self) -> Any:
        """Its text or prompt."""
        return self.text or self.prompt


class ItemList(Model):
    """A list, which names its marker."""

    marker: Marker = Field("-", description="The first item's marker: `-`, `+`, `*`, `•`, `1.`, `(1)`, `a)`, `i)` …")
    items: list[Entry] = Field(min_length=1, description="The items.")
    between: Str | None = Field(None, description="A mark put behind every item but the last: `;`.")
    last: Str | None = Field(None, description="A mark put behind the last item: `.`.")
    when: Identifier | None = Field(None, description="Left out where this parameter has no value.")
    at: list[Identifier] = Field([], description="Only where the issuing unit is of one of these levels.")


Node = Annotated[
    Annotated[Entry, Tag("<entry>")] | Annotated[ItemList, Tag("<list>")],
    Discriminator(
        lambda value: "<list>" if isinstance(value, dict) and {"items", "marker"} & value.keys() else "<entry>"
    ),
]


class Section(Model):
    """A heading and what stands below it."""

    id: Identifier = Field(description="Its stable name, unique in the outline: `tinh_hinh_chung`.")
    title: FixedText = Field(description="The heading as printed, without its number; capitals are typed.")
    run_on: FixedText | None = Field(None, description="Text that goes on behind the heading on the same line.")
    number: Natural | None = Field(None, description="Forces the number, where a real document jumps.")
    answer: Answer | None = Field(
        None, description="The section as a whole is one question; what kind of answer a report gives to it."
    )
    when: Identifier | None = Field(None, description="Left out where this parameter has no value; numbers close up.")
    at: list[Identifier] = Field([], description="Only where the issuing unit is of one of these levels.")
    content: list[Node] = Field([], description="Paragraphs and lists below the heading.")
    sections: list[Section] = Field([], description="Sections one level deeper.")


class Terms(Model):
    """The two nhiệm kỳ that an outline belongs to; they differ."""

    local: TermText = Field(description="Of the province, district and commune congresses: `2021-2026`.")
    national: TermText = Field(description="Of the national congress: `2022-2027`.")


class Deadline(Model):
    """Who owes what; by when is the document's data."""

    who: FixedText = Field(description="Who owes it.")
    what: FixedText = Field(description="What is owed.")


class RecipientLine(Model):
    """What a line of Nơi nhận is in an outline and in a data file: somebody who receives, or where it is kept."""

    name: Any = None
    purpose: Any = None
    archive: Annotated[list[Str], Field(min_length=1)] | None = Field(
        None, description="In place of `name` (and `purpose`), last: `[VT, TGTCCSLP]` prints Lưu: VT, TGTCCSLP."
    )

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one(self) -> RecipientLine:
        if (self.name is None) == (self.archive is None) or (self.archive is not None and self.purpose is not None):
            raise PydanticCustomError("name-or-archive", "", {})
        return self


class Recipient(RecipientLine):
    """A line of Nơi nhận."""

    name: FixedText | None = Field(None, description="Who receives the document.")
    purpose: FixedText | None = Field(None, description="What for, printed in brackets: `để báo cáo`.")
    when: Identifier | None = Field(None, description="Left out where this parameter has no value.")


class Attachment(Model):
    """Another outline, attached to this one's documents and printed behind the signature."""

    outline: Str = Field(description="Its id, `2021-2026/bao-cao-giua-nhiem-ky`, or a file beside this one.")
    note: FixedText | None = Field(
        None, description="The line in brackets below its subject: `(Ban hành kèm theo {{ document }})`."
    )
    end_mark: Boolean = Field(False, description="true: “./.” ends it.")


Reference = Annotated[Str, AfterValidator(matching(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*", "reference"))]
"""An answer by its id, and what of it: `bang_hoi_vien.so_hoi_vien` is the total of a column."""


class Check(Model):
    """What must hold between answers."""

    equal: Annotated[list[Reference], Field(min_length=2)] | None = Field(
        None, description="Figures that must agree: answers by their ids, `bang.cot` for the total of a table's column."
    )
    before: Annotated[list[Reference], Field(min_length=2)] | None = Field(
        None, description="In place of `equal`: dates each of which lies before the next, or on the same day."
    )

    @model_validator(mode="after")
    def _one(self) -> Check:
        if (self.equal is None) == (self.before is None):
            raise PydanticCustomError("equal-or-before", "", {})
        return self


def _grammar(value: object) -> int:
    number = integer()(value)
    if number != GRAMMAR:
        raise PydanticCustomError("unknown-grammar", "", {"found": number, "known": GRAMMAR})
    return number


class OutlineFile(Dated):
    """A whole outline."""

    grammar: Annotated[int, BeforeValidator(_grammar)] = Field(
        description="The grammar that the file is written in: 1."
    )
    version: Annotated[Str, AfterValidator(matching(r"[0-9]+(?:\.[0-9]+)*", "version"))] = Field(
        description="The outline's own version; raised whenever what it asks changes."
    )
    kind: Slug = Field(description="Kind of document, by the rule set: `ke-hoach`, `bao-cao`.")
    symbol: Symbol | None = Field(
        None, description="The kind's letters in the symbol; absent: the rule set's (KH, BC)."
    )
    rules: Slug = Field(description="The rule set that its documents obey: `nd30-2020`.")
    template: Slug | None = Field(None, description="The Word template; absent: the one with the rule set's name.")
    term: Terms = Field(description="The nhiệm kỳ, local and national.")
    valid_from: Date = Field(description="The first day of documents of this outline.")
    subject: Annotated[list[FixedText], BeforeValidator(one_or_many), Field(min_length=1, max_length=3)] = Field(
        description="Trích yếu: one to three lines, without a full stop."
    )
    issued_by: list[Identifier] = Field(
        [],
        description="Levels whose units may issue its documents: `[tinh, huyen]`; absent: any. `at` chooses of them.",
    )
    outline_title: Str | None = Field(
        None, description="The title when it is printed as a đề cương: `ĐỀ CƯƠNG BÁO CÁO`; absent: the kind's name."
    )
    parameters: dict[Identifier, Parameter] = Field({}, description="Values that the texts mention, by name.")
    deadlines: dict[Identifier, Deadline] = Field({}, description="Deadlines that the texts mention, by name.")
    phrases: dict[Identifier, Annotated[list[Form], Field(min_length=2)]] = Field(
        {},
        description="Words that the texts mention by name and that depend on the data: the first of the forms whose "
        "conditions hold; the last has none.",
    )
    legal_basis: Texts = Field([], description="Căn cứ, one each; “;” and “.” are put behind them.")
    opening: Texts = Field([], description="Paragraphs before the first section.")
    addressees: Texts = Field([], description="Kính gửi; only a report, a tờ trình and a công văn have it.")
    due: Identifier | None = Field(
        None, description="Of a report: the deadline of its plan by which it is due; a later date is noted."
    )
    checks: list[Check] = Field([], description="What must hold between answers.")
    levels: list[HeadingLevel] = Field(
        list(DEFAULT_LEVELS), description="How headings are numbered, by depth; absent: I. / 1. / 2.1. / 2.2.1."
    )
    sections: list[Section] = Field(min_length=1, description="The tree of sections.")
    closing: Texts = Field([], description="Paragraphs behind the last section.")
    end_mark: Boolean = Field(True, description="“./.” ends the text, in place of its final full stop.")
    footnotes: dict[Identifier, Annotated[list[Written], BeforeValidator(one_or_many), Field(min_length=1)]] = Field(
        {}, description="Footnotes by id, each of one or more paragraphs; the mark is `[^id]` behind a word."
    )
    recipients: list[Recipient] = Field([], description="Nơi nhận, where the data say nothing else.")
    signer: Signer | None = Field(None, description="Who signs; absent: the unit's own signer.")
    attachments: list[Attachment] = Field([], description="Outlines printed behind the signature.")


STAND_INS = {
    "grammar": GRAMMAR,
    "version": "0",
    "rules": "x",
    "kind": "x",
    "term": {"local": "2000-2001", "national": "2000-2001"},
    "valid_from": "2000",
    "subject": "…",
    "title": "…",
    "sections": [{"id": "muc", "title": "…"}],
    "description": "…",
}
"""What takes the place of required keys, so that the rest of a faulty outline can be judged."""
