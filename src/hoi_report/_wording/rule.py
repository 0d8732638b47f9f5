"""What a rule about words says."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .._messages import Phrase
from .._model import Model
from .._scalars import Identifier, Str, one_or_many
from .judges import JudgeName
from .pattern import PatternText


class Told(Model):
    """A sentence for people, in Vietnamese and in English."""

    vi: Str = Field(description="In Vietnamese.")
    en: Str | None = Field(None, description="In English; absent: the Vietnamese one.")

    @property
    def phrase(self) -> Phrase:
        """The sentence as a problem mentions it."""
        return Phrase(self.en or self.vi, vi=self.vi)


class WordingRule(Model):
    """A rule about the words of a document.

    It judges by exactly one of `forbidden`, `required` (with or without `last`; or `last` alone), `mixed` and
    `judged_by`.
    """

    name: Str = Field(description="What it is about: `Số 0 trước số văn bản nhỏ hơn 10`.")
    clause: Str = Field(description="Where the rule stands; of a practice that no clause asks for, that it is one.")
    severity: Literal["error", "warning", "note"] = Field(
        description="error: a document that breaks it is not printed; warning: somebody should look; note: worth "
        "knowing."
    )
    inside: list[Identifier] = Field(
        [], description="The components whose texts it judges; absent: all text, whether it is a component or not."
    )
    outside: list[Identifier] = Field([], description="The components whose texts it leaves alone.")
    until: list[Identifier] = Field(
        [], description="Only what stands above the first of these components is judged; absent: all."
    )
    forbidden: Annotated[list[PatternText], BeforeValidator(one_or_many)] = Field(
        [], description="A pattern, or several: each match in a text is a finding."
    )
    required: PatternText | None = Field(None, description="A pattern that each text has to match as a whole.")
    last: PatternText | None = Field(
        None,
        description="A pattern that the last of the texts has to match as a whole, in place of `required`; without "
        "`until`, the last of each list of them.",
    )
    mixed: Annotated[list[PatternText], Field(min_length=2, max_length=2)] | None = Field(
        None,
        description="Two patterns of which a document keeps to one: the matches of the rarer are findings, in doubt "
        "those of the first.",
    )
    judged_by: JudgeName | None = Field(
        None,
        description="What no pattern can say: `decomposed` (letters and marks apart), `legacy_encoding` (TCVN3, VNI), "
        "`letters` (a, b, c, d, đ, e, g … in their order).",
    )
    unless: PatternText | None = Field(
        None, description="A pattern that excuses what overlaps a match of it; of `required`, a text that holds one."
    )
    asked: Told = Field(description="What is asked.")
    mend: Told = Field(description="What to do about it.")

    @model_validator(mode="after")
    def _one_way_to_judge(self) -> WordingRule:
        ways = {
            "forbidden": self.forbidden or None,
            "required": self.required or self.last,
            "mixed": self.mixed,
            "judged_by": self.judged_by,
        }
        given = [name for name, way in ways.items() if way is not None]
        if len(given) != 1:
            raise PydanticCustomError("wording-ways", "", {"ways": ", ".join(ways), "found": ", ".join(given) or "–"})
        return self
