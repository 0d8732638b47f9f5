"""Whether patterns may match in a text: one look for what all of them need, and mostly there is nothing.

pydantic brings Rust's regular expressions. They know neither looking around nor turning back, as the patterns of rule
sets do; but they look for any number of alternatives at once, in a fraction of the time that Python takes for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property, lru_cache

from pydantic_core import SchemaError, SchemaValidator, core_schema

from .needs import needs_of
from .pattern import Pattern
from .stretches import Sign, Stretch


class Search:
    """Patterns that need something, ready to be looked for: first all together, then each."""

    def __init__(self, patterns: Sequence[Pattern]):
        self.patterns = patterns

    def clears(self, text: str) -> bool:
        """Whether a text holds nothing that any of them needs, and nothing odd, by one look."""
        return not _may_hold(self._together_or_odd, text)

    def possible(self, text: str) -> set[str]:
        """The sources of those that may match in a text, or in a line of one; the others cannot."""
        # what clears texts is ready as a rule; the other takes its time, and is needed where something odd stays
        by_clearing = len(self.patterns) > 1 and not is_odd(text)
        if not _may_hold(self._together_or_odd if by_clearing else self._together, text):
            return set()
        if len(self.patterns) == 1:
            return {self.patterns[0].source}
        return {pattern.source for pattern, finder in self._each if _may_hold(finder, text)}

    @cached_property
    def _together_or_odd(self) -> SchemaValidator | None:
        return _finder(self.patterns, _ODD)

    @cached_property
    def _together(self) -> SchemaValidator | None:
        return _finder(self.patterns)

    @cached_property
    def _each(self) -> list[tuple[Pattern, SchemaValidator | None]]:
        return [(pattern, _finder([pattern])) for pattern in self.patterns]


def sought(pattern: Pattern) -> tuple[str, ...]:
    """What has to be there for a pattern to match, one of these, as Rust reads it; none where that cannot be told."""
    return pattern.sought if pattern.sought is not None else _sought(pattern)


@lru_cache(maxsize=256)
def _sought(pattern: Pattern) -> tuple[str, ...]:
    return tuple(_source(stretch) for stretch in needs_of(pattern))


def _finder(patterns: Sequence[Pattern], *others: str) -> SchemaValidator | None:
    """What looks for all that patterns need, and for others; ``None`` where this is too much at once."""
    sources = [source for pattern in patterns for source in sought(pattern)]
    try:
        return _validator("|".join(filter(None, [*sources, *others])) or _NEVER)
    except SchemaError:
        return None


def _validator(source: str) -> SchemaValidator:
    return SchemaValidator(core_schema.str_schema(pattern=source, regex_engine="rust-regex"))


_NEVER = r"[^\s\S]"
_ANYTHING = _validator("")


def _may_hold(finder: SchemaValidator | None, text: str) -> bool:
    """Whether something is found in a text; also where it cannot be looked at, as it is no Unicode."""
    return finder is None or finder.isinstance_python(text) or not _ANYTHING.isinstance_python(text)


_USUAL = (
    r"\x00-\x{9F}\x{A1}-\x{2FF}\x{1E00}-\x{1EFF}"  # Latin letters, in one with their marks; figures
    r"\x{200B}-\x{2027}\x{2030}-\x{205E}\x{20A0}-\x{20BF}"  # dashes, quotes, currencies
    r"\x{2190}-\x{2328}\x{25A0}-\x{25FF}\x{E000}-\x{F8FF}"  # arrows, mathematics, bullets
)
"""What a report is made of: in NFC wherever it stands, and no other kind of space."""
_ODD = f"[^{_USUAL}]"


def is_odd(text: str) -> bool:
    """Whether a text may hold letters apart from their marks, other kinds of spaces, or anything else but the usual."""
    return _may_hold(_odd(), text)


@cache
def _odd() -> SchemaValidator:
    return _validator(_ODD)


def _source(stretch: Stretch) -> str:
    """A stretch as Rust reads it; empty where it cannot be anywhere."""
    sources = [_class(sign) for sign in stretch.row]
    return "".join(sources) if all(sources) else ""


def _class(sign: Sign) -> str:
    ranges: list[list[int]] = []
    for code in sorted(map(ord, sign.chars)):
        if 0xD800 <= code <= 0xDFFF:
            continue  # no Unicode text has it
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    members = "".join([_written(a) if a == b else f"{_written(a)}-{_written(b)}" for a, b in ranges])
    if sign.any_but:
        return f"[^{members}]" if members else r"[\s\S]"
    return f"[{members}]" if members and len(sign.chars) > 1 else members


def _written(code: int) -> str:
    """A character; letters and figures, which are no signs to an expression, are read more quickly as they are."""
    return char if (char := chr(code)).isalnum() else f"\\x{{{code:X}}}"
