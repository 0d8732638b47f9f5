"""PyYAML's syntax errors in words that say what to do, the same for its two parsers.

PyYAML tells where its grammar stopped ("did not find expected key"). What the writer did is guessed from the text
around that place: a colon inside a text, a missing quote, a line indented by one space too many.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from .._patterns import compiled_later
from ._characters import refusal
from ._events import Event, trouble
from ._limits import MAX_DEPTH

_SHOWN = 40
_LONGEST_KEY = 1024  # YAML's own limit


class _Case(NamedTuple):
    """All that is known about an error."""

    text: str
    at: int
    """Where the grammar stopped."""
    began: int
    """Where what it was reading began."""
    last: Event | None
    """The scalar before the error."""
    opened: list[tuple[int, bool]]
    """Where the collections around it begin, and whether they have brackets."""

    def rest(self, at: int) -> str:
        return _rest_of_line(self.text, at)

    def quoted(self, at: int) -> str:
        """The rest of the line, or of the entry in brackets, as a text in quotes."""
        rest = re.split(r"\s#", self.rest(at), maxsplit=1)[0].rstrip()  # what follows is a comment
        if self.opened and self.opened[-1][1]:
            rest = re.split(r"(?<=.)[],}]", rest, maxsplit=1)[0].rstrip()
        return "'{}'".format(rest.replace("'", "''")) if '"' in rest or "\\" in rest else f'"{rest}"'

    def line_start(self, at: int) -> int:
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def column(self, at: int) -> int:
        return at - self.line_start(at)

    def first_on_line(self, at: int) -> int:
        """Where the text of the line begins."""
        start = self.line_start(at)
        return start + len(self.text[start:at]) - len(self.text[start:at].lstrip(" "))

    def line(self, at: int) -> int:
        return len(re.findall(r"\r\n?|\n", self.text[:at])) + 1

    def is_at_end(self) -> bool:
        return not self.text[self.at :].strip()


def _rest_of_line(text: str, at: int) -> str:
    """The rest of the line, as a message shows it."""
    line = re.split(r"[\r\n]", text[at : at + 4 * _SHOWN], maxsplit=1)[0].strip()
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def explain(error: Exception, parser: Any, text: str, last: Event | None, opened: list[tuple[int, bool]]) -> Event:
    """The trouble behind an error.

    ``last`` is the scalar before it, ``opened`` says where the collections around it begin and whether they have
    brackets. An error that is not PyYAML's own comes from Python, from within the scanner.
    """
    mark = getattr(error, "problem_mark", None) or parser.get_mark()
    began = getattr(error, "context_mark", None) or mark
    reason = getattr(error, "problem", None) or str(error)
    case = _Case(text, min(mark.index, len(text)), min(began.index, len(text)), last, opened)
    whole = f"{getattr(error, 'context', None) or ''}: {reason}"
    for pattern, explanation in _EXPLANATIONS:
        if pattern.search(whole) and (found := explanation(case)):
            return found
    return trouble("yaml-syntax", case.at, reason=reason)


def _colon(case: _Case) -> Event | None:
    """A colon that makes a key of something that is none."""
    last = case.last
    if last is None or last.start is None or last.end is None:
        return None
    if last.end - last.start > _LONGEST_KEY:
        return trouble("key-too-long", last.start, limit=_LONGEST_KEY)
    if case.line_start(last.start) == case.line_start(case.at):
        return trouble("colon-in-text", case.at, suggestion=case.quoted(last.start))
    return _missing_space(case, last.start) or _indentation(case, case.first_on_line(case.at))


def _no_colon(case: _Case) -> Event | None:
    """A line that is neither a key nor part of a text."""
    if case.is_at_end() and case.text[case.began] in "[{":
        return _unclosed(case, case.began)
    return _missing_space(case, case.began) or trouble("no-colon", case.began, found=case.rest(case.began))


def _missing_space(case: _Case, at: int) -> Event | None:
    return missing_space(case.text, at) if case.first_on_line(at) == at else None


def missing_space(text: str, at: int) -> Event | None:
    """The trouble with a line that would begin with a key or an item if there were one more space."""
    found = _NO_SPACE.match(text, at)
    return found and trouble("missing-space", found.end() - 1, mark=found[0][-1], found=_rest_of_line(text, at))


_NO_SPACE = compiled_later(r"-(?=[^\s-])|[\w-]+:(?=[^\s/])")


def _colon_in_brackets(case: _Case) -> Event:
    return trouble("missing-space", case.at, mark=":", found=case.rest(case.at))


def _indentation(case: _Case, at: int) -> Event | None:
    found = case.rest(at)
    return trouble("bad-indentation", at, found=found) if found else None


def _out_of_line(case: _Case) -> Event | None:
    """Something that does not belong to the lines above it."""
    if found := _behind_quotes(case):
        return found
    if case.first_on_line(case.at) != case.at:
        return trouble("expected-line-end", case.at, found=case.rest(case.at))
    if case.text[case.at : case.at + 1] == ":":
        return trouble("key-not-text", case.at, found="null")
    if case.column(case.at) != case.column(case.began):
        return _indentation(case, case.at)
    is_list = case.text[case.began : case.began + 1] == "-"
    return trouble("expected-item" if is_list else "expected-key", case.at, found=case.rest(case.at))


def _behind_quotes(case: _Case) -> Event | None:
    """Text behind a closing quote, on the same line."""
    last = case.last
    if last is None or last.start is None or last.style not in ("'", '"'):
        return None
    if case.text[last.end : case.at].strip(" ") or case.is_at_end():
        return None
    if case.line_start(last.start) != case.line_start(case.at):  # more likely a quote was forgotten above
        return trouble("text-after-quote", case.at, found=case.rest(case.at), line=case.line(last.start))
    found, suggestion = case.rest(case.at), case.quoted(last.start)
    return trouble("text-after-quote", case.at, found=found, line=case.line(last.start), suggestion=suggestion)


def _document(case: _Case) -> Event | None:
    """Something before or behind the document."""
    before = case.text[: case.at]
    if case.last is None and (directive := re.search(r"^%[^\r\n]*", before, re.MULTILINE)):
        return trouble("yaml-directive", directive.start(), found=directive[0].rstrip())
    if re.search(r"^\.\.\.", before, re.MULTILINE):
        return trouble("second-document", case.at)
    if found := _behind_quotes(case):
        return found
    if case.first_on_line(case.at) != case.at:
        return trouble("expected-line-end", case.at, found=case.rest(case.at))
    return _indentation(case, case.at)


def _directive(case: _Case) -> Event:
    return trouble("yaml-directive", case.at, found=case.rest(case.at))


def _quote(case: _Case) -> Event:
    return trouble("unclosed-quote", case.began, quote=case.text[case.began])


def _bracket(case: _Case) -> Event:
    return _unclosed(case, case.began)


def _unclosed(case: _Case, at: int) -> Event:
    bracket = case.text[at]
    closing = {"[": "]", "{": "}"}.get(bracket, "")
    if case.is_at_end():
        return trouble("unclosed-bracket", at, bracket=bracket, closing=closing)
    found, line = case.rest(case.at), case.line(case.at)
    return trouble("unclosed-bracket", at, bracket=bracket, closing=closing, found=found, line=line)


def _in_brackets(case: _Case) -> Event | None:
    if case.is_at_end() and case.opened:
        return _unclosed(case, case.opened[-1][0])
    return None if case.is_at_end() else trouble("no-value", case.at, found=case.text[case.at])


def _start(case: _Case) -> Event | None:
    """A sign that cannot begin a text."""
    if case.is_at_end():
        return None
    return trouble("bad-start", case.at, found=case.text[case.at], suggestion=case.quoted(case.at))


def _name(case: _Case) -> Event | None:
    """``*`` or ``&`` where the writer hardly meant YAML's aliases."""
    return _start(case._replace(at=case.began))


def _tag(case: _Case) -> Event:
    return trouble("yaml-tag", case.began, tag=case.rest(case.began).split()[0])


def _block_header(case: _Case) -> Event:
    return trouble("text-after-bar", case.at, mark=case.text[case.began], found=case.rest(case.at))


def _dash(case: _Case) -> Event:
    return trouble("dash-in-line", case.at, suggestion=case.quoted(case.at))


def _escape(case: _Case) -> Event:
    at = case.text.rfind("\\", 0, case.at + 1)
    number = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))").match(case.text, at)
    code = int(number[1] or number[2], 16) if number else 0
    if 0xD800 <= code <= 0xDFFF:
        return refusal(chr(code), at)
    return trouble("bad-escape", at, found=number[0] if number else case.text[at : at + 2])


def _too_deep(case: _Case) -> Event:
    """Some builds of libyaml have a limit of their own, and meet it where they look ahead."""
    return trouble("too-deep", case.at, limit=MAX_DEPTH)


_EXPLANATIONS: list[tuple[re.Pattern[str], Callable[[_Case], Event | None]]] = [
    (compiled_later(pattern), explanation)
    for pattern, explanation in (
        ("nesting depth", _too_deep),
        ("mapping values are not allowed", _colon),
        ("found unexpected ':'", _colon_in_brackets),
        ("could not find expected ':'", _no_colon),
        ("parsing a block (mapping|collection)", _out_of_line),
        ("expected '?<document start>", _document),
        ("directive", _directive),
        ("scanning a quoted scalar: found unexpected", _quote),
        ("parsing a flow (sequence|mapping)", _bracket),
        ("parsing a flow node", _in_brackets),
        ("parsing a block node|cannot start any token|mapping keys are not allowed", _start),
        ("scanning an (alias|anchor)", _name),
        ("(scanning|parsing) a tag|undefined tag handle", _tag),
        ("scanning a block scalar", _block_header),
        ("sequence entries are not allowed", _dash),
        ("(quoted scalar: .*(escape|hexa?decimal))|chr\\(\\) arg|int too large", _escape),
    )
]
