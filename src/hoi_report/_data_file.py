"""The keys of a data file, and what each may hold: what one unit says of one document."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ._answers import Target
from ._grammar import Recipient, RecipientLine, Written
from ._model import Model
from ._scalars import Date, Identifier, Natural, Slug, Str, one_or_many
from ._text import Text
from ._unit import Signer


def literal(text: str) -> Text:
    """A text of the data, which is printed as it stands: it mentions nothing."""
    return Text(text, (text,))


def as_written(text: str) -> Written:
    """The same as a paragraph of an outline."""
    return Written.model_construct(text=literal(text), each=None, when=None, at=[], unlisted=False)


def _unmarked(value: str) -> str:
    if value.endswith((";", ".")):
        raise PydanticCustomError("recipient-mark", "", {"found": value[-1], "offset": len(value) - 1})
    return value


Unmarked = Annotated[Str, AfterValidator(_unmarked)]
"""A text that gets its final mark when it is printed."""


class GivenRecipient(RecipientLine):
    """A line of Nơi nhận in a data file: its texts are printed as they stand."""

    name: Unmarked | None = Field(None, description="Who receives the document.")
    purpose: Str | None = Field(None, description="What for, printed in brackets: `để báo cáo`.")

    def as_recipient(self) -> Recipient:
        """The same line, as an outline would say it."""
        return Recipient.model_construct(
            name=literal(self.name) if self.name else None,
            purpose=literal(self.purpose) if self.purpose else None,
            archive=self.archive,
            when=None,
        )


class MadeFor(Model):
    """What a data file was made for, so that later changes are noticed."""

    version: Str | None = Field(None, description="The version of the outline.")
    plan: Str | None = Field(None, description="The sign of the plan's data.")


class Indicators(Model):
    """A file of targets."""

    indicators: list[Target] = Field(description="The chỉ tiêu, in their order.")


class DocumentFile(Model):
    """A document's data file."""

    outline: Str = Field(description="The outline's id, `2021-2026/ke-hoach-giua-nhiem-ky`, or a file beside this one.")
    plan: Str | None = Field(
        None, description="The data file of the plan that a report answers, relative to this file: `ke-hoach.yaml`."
    )
    made_for: MadeFor = Field(
        MadeFor.model_construct(),
        description="Written by `new`: version of the outline and sign of the plan, to notice later changes.",
    )
    unit: Any = Field(description="A key of `units`, or the whole unit.")
    units: Str | None = Field(
        None, description="The file of units, relative to this file: `units.yaml`; absent: the plan's."
    )
    rules: Slug | None = Field(
        None, description="The rule set of the document, a house's own; absent: the unit's, else the outline's."
    )
    number: Natural | None = Field(None, description="Number of the document; absent: left blank, as in a draft.")
    date: Date | None = Field(None, description="`2024-06-05`; `2024`, `2024-06` or absent: blanks.")
    signer: Signer | None = Field(None, description="Who signs; absent: the outline's, or the unit's own.")
    addressees: list[Unmarked] | None = Field(None, description="Kính gửi; absent: the outline's own.")
    recipients: list[GivenRecipient] | None = Field(None, description="Nơi nhận; absent: the outline's own.")
    parameters: dict[str, Any] = Field(
        {}, description="Values that the outline's texts mention; absent ones are the plan's."
    )
    deadlines: dict[Identifier, Date] = Field({}, description="When what the outline calls a deadline is due.")
    indicators: Annotated[list[Any], BeforeValidator(one_or_many)] | None = Field(
        None,
        description="Chỉ tiêu: a file of them (`chi-tieu.yaml`) or a target itself, or a list; absent: the plan's.",
    )
    answers: Any = Field(None, description="The answers, as the outline asks for them.")
