"""Phrases inside messages, told in the language of the message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from ._translation import translate
from ._value_class import guarded_class


@guarded_class
class Words:
    """A phrase inside a message, told in the message's language: what was expected, what was found."""

    text: str
    """The phrase in English."""
    values: Mapping[str, object] = field(default_factory=dict)
    """What it mentions; phrases among them are told in the same language."""

    def tell(self, lang: str) -> str:
        """The phrase in a language.

        >>> Words("the number {number}", {"number": 7}).tell("en")
        'the number 7'
        """
        told = {k: v.tell(lang) if isinstance(v, Words) else v for k, v in self.values.items()}
        return translate(self.text, lang).format_map(told)


@guarded_class
class Phrase(Words):
    """A phrase that brings its translation: it comes from a file and not from the code."""

    vi: str = field(kw_only=True)
    """The phrase in Vietnamese."""

    def tell(self, lang: str) -> str:
        """The phrase in a language.

        >>> Phrase("a zero", vi="số 0").tell("vi")
        'số 0'
        """
        return self.vi if lang == "vi" else self.text


def words(text: str, **values: object) -> Words:
    """A phrase with what it mentions.

    >>> words("the number {number}", number=7).tell("en")
    'the number 7'
    """
    return Words(text, values)
