"""A data file before it is filled in: each question in its place, how to answer it, and room for the answer."""

from __future__ import annotations

import contextlib
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path as FilePath
from textwrap import wrap
from typing import Any

from ._answers import GroupAnswer, IndicatorsAnswer, Kind, Setting, TableAnswer
from ._answers.choices import ChoiceAnswer, YesNoAnswer
from ._answers.indicators import Rating
from ._answers.table import TableColumn
from ._answers.text import WordRules
from ._catalog import OUTLINE_ID, Base, Catalog, identity
from ._document import Document, Loader, fingerprint
from ._grammar import Section
from ._meaning import PLAN
from ._messages import Words
from ._model import Path
from ._names import letters
from ._numbering import heading_number, numbered
from ._printing import NO_ITEM, words
from ._problems import InvalidInput, told_in
from ._questions import Branch, Holder, Question
from ._scope import Values
from ._source import read
from ._text import Mention, Text
from ._translation import translate
from ._unit import first_day
from ._vietnamese import BLANK, format_decimal

WIDTH = 110
"""How long a line of a comment may become."""

_STILL_OPEN = ("missing-parameter", "missing-deadline", "missing-plan")
"""What may be absent of a file that is yet to be filled in."""


def skeleton(
    outline: str | os.PathLike[str],
    *,
    unit: str | None = None,
    units: str | os.PathLike[str] | None = None,
    plan: str | os.PathLike[str] | None = None,
    indicators: str | os.PathLike[str] | None = None,
    folder: str | os.PathLike[str] = ".",
    lang: str = "vi",
) -> str:
    """The YAML text of a data file to fill in, which is read again without any problem but what is not answered yet.

    ``outline`` is an id or a file; ``unit`` a key of ``units``, which is a file, or else the plan's; ``plan`` the data
    file of the plan that is answered; ``indicators`` the file of targets, where the plan brings none. What is not named
    is left open in the text; without a unit all questions are asked. The text is meant to stand in ``folder``: its
    paths start there, and the JSON Schema that its first line names. ``lang`` is the language of the comments. Raises
    :class:`InvalidInput` with every problem of what was named.

    >>> print(skeleton("2021-2026/bao-cao-giua-nhiem-ky").splitlines()[0])
    # yaml-language-server: $schema=bao-cao-giua-nhiem-ky.schema.json
    """
    files = {"plan": plan, "units": units, "indicators": indicators}
    named = {key: os.fspath(path) for key, path in files.items() if path is not None}
    with told_in(lang):
        document = _document({"outline": os.fspath(outline), "unit": unit if unit is not None else _NOBODY, **named})
        sign = fingerprint(read(named["plan"])) if plan is not None else None
    head = _Head(document, unit is not None, lang)
    lines = [f"# yaml-language-server: $schema={schema_file(document.outline.id)}", *head.comments(), ""]
    paths = {key: _from(folder, path) for key, path in named.items()}
    lines += head.names({"outline": _name_of(document, FilePath(folder)), "unit": unit, **paths}, sign)
    lines += [*head.parameters(), *head.deadlines(), *head.indicators(paths.get("indicators"))]
    asked = list(_Asked(document, unit is not None, lang).lines())
    if asked:
        lines += ["", "answers:", *asked]
    return unicodedata.normalize("NFC", "\n".join(_spaced(lines)).rstrip("\n") + "\n")


def schema_file(outline_id: str) -> str:
    """The name of the file that holds the JSON Schema of an outline's data files.

    >>> schema_file("2021-2026/bao-cao-giua-nhiem-ky")
    'bao-cao-giua-nhiem-ky.schema.json'
    """
    name = re.sub(r"[^\w.-]+", "-", outline_id.rpartition("/")[2])  # editors end it at the first space
    return f"{name}.schema.json"


# --- what is known of the document ------------------------------------------------------------------------------------


def _document(given: Mapping[str, Any]) -> Document:
    """The document of the answers to come; where the unit is not known, of one that has nothing but blanks."""
    loader = Loader(read(given), Base(FilePath()))
    expected = _STILL_OPEN if given["unit"] is not _NOBODY else (*_STILL_OPEN, "level-cannot-issue")
    try:
        loader.load()
    except InvalidInput as error:
        # What has a file is a problem of the plan, the units or the outline: these must be right.
        found = [p for p in error.problems if p.severity == "error" and (p.file or p.code not in expected)]
        if [p.code for p in found] == ["not-valid-undated"] and (begun := _begun(loader, given["unit"])):
            return _document({**given, "date": begun})
        if found or loader.document is None:
            raise InvalidInput(found) from None
    assert loader.document is not None  # it is there as soon as loading comes to an end
    return loader.document


def _begun(loader: Loader, key: str) -> str:
    """The year in which a unit begins that is newer than the day on which an undated document is judged; or nothing."""
    day = first_day(loader.units, key) if loader.units is not None else None
    return str(day.year) if day is not None and loader.day is not None and day.earliest > loader.day.latest else ""


_NOBODY: dict[str, Any] = {
    **dict.fromkeys(("name", "short_name", "generic_name", "locality", "level_name", "body", "place"), BLANK),
    "level": "nobody",
    "issuer": {"name": BLANK},
    "symbol": "X",
    "signer": {"title": BLANK},
}
"""The unit as long as nobody is named."""


def _from(folder: str | os.PathLike[str], path: str | os.PathLike[str]) -> str:
    """A path as it is written in a file of the folder."""
    # Links of folders are followed, as “..” leads to where the folder really stands; the file may be a link itself.
    real = os.path.join(os.path.realpath(FilePath(path).parent), FilePath(path).name)  # noqa: PTH118 - of texts
    with contextlib.suppress(ValueError):  # on another drive
        real = os.path.relpath(real, os.path.realpath(folder))
    return letters(FilePath(real).as_posix())


def _name_of(document: Document, folder: FilePath) -> str:
    """The outline's id where a file of the folder finds it by that, else its file."""
    id, file = document.outline.id, FilePath(str(document.outline.tree.name))
    found = Catalog.of(None, Base(folder)).find("outlines", id, ".yaml") if OUTLINE_ID.fullmatch(id) else None
    same = found is not None and (identity(found) == identity(file) or found.read_bytes() == file.read_bytes())
    return id if same else _from(folder, file)


# --- writing YAML -----------------------------------------------------------------------------------------------------

_OTHERWISE = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
"""Words that YAML readers take for something else than a text."""


def _scalar(text: str) -> str:
    """A text of one line as YAML, in quotes where it needs them.

    >>> _scalar("../kế hoạch.yaml"), _scalar("2021-2026/bao-cao"), _scalar("no"), _scalar("1.0"), _scalar("a: b")
    ('../kế hoạch.yaml', '2021-2026/bao-cao', '"no"', '"1.0"', '"a: b"')
    """
    is_word = re.fullmatch(r"[^\W_]|[\w.][\w./ -]*\w", text) and ("/" in text or text[0].isalpha())
    if is_word and text.lower() not in _OTHERWISE:
        return text
    return json.dumps(text, ensure_ascii=False)


def _comment(text: str, indent: int, *, behind: str = "") -> Iterator[str]:
    """A text as comment lines; ``behind`` leads the further lines in."""
    room = max(WIDTH - indent - 2, 40)
    for line in wrap(" ".join(text.split()), room, break_on_hyphens=False, subsequent_indent=behind):
        yield f"{' ' * indent}# {line}"


def _spaced(lines: Iterable[str]) -> Iterator[str]:
    """The lines, never two empty ones in a row."""
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line


# --- the head of the file ---------------------------------------------------------------------------------------------


class _Head:
    """Everything above the answers."""

    def __init__(self, document: Document, named: bool, lang: str):
        self.document = document
        self.outline = document.outline
        self.named = named
        self.t = partial(translate, lang=lang)

    def comments(self) -> Iterator[str]:
        """What is filled in, and how."""
        t = self.t
        yield from _comment(f"{self.outline.kind_name}: {self.outline.subject}", 0)
        if self.outline.questions.children:
            how = (
                t("Figures and choices: between the quotation marks."),
                t("Texts: on the lines below “|”, further to the right than the key; an empty line parts paragraphs."),
                t("Lists and rows of tables: one behind each “- ”; take away “#”, copy a row for the next."),
                t("What is asked “if there is any” may stay empty. “#” is a comment, but not in a text below “|”."),
            )
            for line in how:
                yield from _comment(line, 0)
        yield from _comment(t("To see what is still open: hoi-report validate FILE"), 0)

    def names(self, said: Mapping[str, str | None], sign: str | None) -> Iterator[str]:
        """Which outline, plan and unit; number and date. ``sign`` is the plan's."""
        t, bringing = self.t, self.document.plan
        yield f"outline: {_scalar(str(said['outline']))}"
        if "plan" in said:
            yield f"plan: {_scalar(str(said['plan']))}"
        elif self.outline.questions.children:
            yield from _comment(t("The data file of the plan that is answered, relative to this file"), 0)
            yield "plan:"
        made_for = {"version": self.outline.version} | ({"plan": sign} if sign else {})
        yield f"made_for: {{{', '.join(f'{key}: {json.dumps(value)}' for key, value in made_for.items())}}}"
        if "units" in said and (bringing is None or bringing.units != self.document.units):
            yield f"units: {_scalar(str(said['units']))}"
        if said["unit"] is None:
            yield from _comment(t("The key of the unit in the file of units"), 0)
        yield "unit:" if said["unit"] is None else f"unit: {_scalar(said['unit'])}"
        yield ""
        yield f"# number: 12  # {t('the number of the document; without it a blank is printed')}"
        date = "# date: 05/6/2024" if self.document.date is None else f"date: {self.document.date}"
        yield f"{date}  # {t('the date of issue; without it blanks are printed')}"

    def parameters(self) -> list[str]:
        """Parameters that are still to be given; those that need not be, as comments."""
        found: dict[str, tuple[bool, str, str]] = {}
        plan = self.document.plan
        for name, (parameter, _) in self.outline.parameters.items():
            if plan is not None and name in plan.values:
                continue
            must = name not in self.document.values and parameter.required
            must = must and not (parameter.default_for and not self.named)
            found[name] = must, parameter.description, parameter.example(name).partition(": ")[2]
        return self._to_give("parameters", found)

    def deadlines(self) -> list[str]:
        """Deadlines that the plan does not bring."""
        declared = {name: (True, f"{due.who}: {due.what}", "05/6/2024") for name, due in self.outline.deadlines.items()}
        if self.outline.file.due is not None:
            declared.setdefault(self.outline.file.due, (False, self.t("By when the document is due"), "05/6/2024"))
        given = self.document.deadlines
        return self._to_give("deadlines", {name: said for name, said in declared.items() if name not in given})

    def _to_give(self, key: str, entries: Mapping[str, tuple[bool, str, str]]) -> list[str]:
        """Entries by name: whether each must be given, what it means, and an example of it."""
        if not entries:
            return []
        must = any(needed for needed, _, _ in entries.values())
        lines = ["", f"{key}:" if must else f"# {key}:"]
        for name, (needed, meaning, example) in entries.items():
            lines += _comment(f"{meaning} ({example})" if needed else meaning, 2 if must else 0)
            lines.append(f"  {_scalar(name)}:" if needed else f"{'  # ' if must else '#   '}{_scalar(name)}: {example}")
        return lines

    def indicators(self, path: str | None) -> Iterator[str]:
        """Where the targets come from; an example, where they are asked about and nobody brings them."""
        if path is not None:
            yield from ("", f"indicators: {_scalar(path)}")
        elif not self.document.targets and any(isinstance(q.kind, IndicatorsAnswer) for q in self.outline.questions):
            yield ""
            yield from _comment(self.t("The file of the targets (chỉ tiêu), relative to this file"), 0)
            yield "# indicators: chi-tieu.yaml"


# --- the questions ----------------------------------------------------------------------------------------------------


class _Said(Values):
    """What the names in a prompt stand for, with a blank for what is not known yet."""

    def show(self, mention: Mention, item: object) -> str:
        if mention.names[0] == PLAN and not self.has(PLAN):
            return BLANK
        self.begin_part(self._document.outline.file)  # each comment is read alone: every citation is in full
        try:
            return super().show(mention, item)
        except (KeyError, AttributeError, InvalidInput):  # a value, a field or a unit above that is not there yet
            return BLANK


class _Asked:
    """The lines below ``answers``."""

    def __init__(self, document: Document, named: bool, lang: str):
        self.document = document
        self.outline = document.outline
        self.named = named
        self.lang = lang
        self.t = partial(translate, lang=lang)
        self.scope = _Said(document)
        self.setting = self._setting()
        self.numbers = dict(self._numbered(self.outline.file.sections, ()))
        self.above: dict[Path, list[str]] = {}
        """Comments above a key, by its path in the answer."""
        self.behind: dict[Path, str] = {}
        """Comments behind a key."""
        self.choices: dict[Path, list[str]] = {}
        """What may stand in a list, as YAML."""

    def lines(self) -> Iterator[str]:
        """Every question that is asked, in the order of the outline."""
        yield from self._branch(self.outline.questions, 2)

    def _setting(self) -> Setting:
        """The document's; a list that is still to be given has one member, to show the question."""
        known = self.document.answers.setting
        declared = self.outline.parameters.items()
        unknown = {name: [BLANK] for name, (parameter, _) in declared if parameter.of and name not in known.lists}
        return replace(known, lists={**known.lists, **unknown})

    def _holds(self, node: Holder) -> bool:
        """Whether a part is printed, or will be as soon as everything is given."""
        if not self.named or self.document.holds(node):
            return True
        declared = self.outline.parameters
        to_come = node.when in declared and node.when not in self.document.values and declared[node.when][0].required
        return to_come and self.document.holds(node.model_copy(update={"when": None}))

    def _numbered(self, sections: list[Section], above: tuple[int, ...]) -> Iterator[tuple[str, str]]:
        """The printed number of each section, by its id."""
        levels = self.outline.file.levels
        for section, counters in numbered(filter(self._holds, sections), levels, above):
            yield section.id, heading_number(levels, counters)
            yield from self._numbered(section.sections, counters)

    def _words(self, text: Text, item: object = NO_ITEM) -> str:
        return words(text, self.scope, item=item)

    def _titled(self, node: Any) -> str:
        if isinstance(node, Section):
            run_on = f" {self._words(node.run_on)}" if node.run_on else ""
            return f"{self.numbers[node.id]} {self._words(node.title)}{run_on}"
        return self._words(node.words)

    def _branch(self, branch: Branch, indent: int) -> Iterator[str]:
        for id, child in branch.children.items():
            if isinstance(child, Question):
                if all(map(self._holds, child.around)):
                    yield from self._question(child, indent)
            elif inside := list(self._branch(child, indent + 2)):
                yield from ("", *_comment(self._titled(child.node), indent), f"{' ' * indent}{_scalar(id)}:", *inside)

    def _question(self, question: Question, indent: int) -> Iterator[str]:
        path: Path = (question.id,)
        each = getattr(question.node, "each", None) is not None
        self.above = {path: [] if each else [self._titled(question.node)]}
        self.above[path] += self._how(question.kind)
        self.behind, self.choices = {}, {}
        self._explain(question.kind, path, question.prompt if each else None)
        yield ""
        yield from self._entry(path, question.kind.skeleton(self.setting), indent)

    def _how(self, kind: Kind) -> list[str]:
        """How a question is answered: a line, and one for each further rule."""
        t = self.t
        one = kind.of if isinstance(kind, GroupAnswer) and kind.of is not None else kind
        said = [one.manner().tell(self.lang)]
        if isinstance(one, WordRules):
            said += [t("at least {least} words").format(least=one.min_words)] if one.min_words else []
            said += [t("at most {most} words").format(most=one.max_words)] if one.max_words else []
            said += [t("with figures as evidence")] if one.evidence else []
        if isinstance(one, ChoiceAnswer) and one.details == "required":
            said.append(t("details are required"))
        if isinstance(one, YesNoAnswer) and one.details_for != "none":
            after = {"yes": "“có”", "no": "“không”", "both": "“có”, “không”"}[one.details_for]
            said.append(t("details are required after: {answers}").format(answers=after))
        least, most = getattr(kind, "at_least", None), getattr(kind, "at_most", None)
        said += [t("at least {least} of them").format(least=least)] if least else []
        said += [t("at most {most} of them").format(most=most)] if most else []
        text = "; ".join(said)
        if isinstance(kind, GroupAnswer) and kind.of is not None:
            text = t("each: {manner}").format(manner=text)
        lines = [f"→ {text}" if kind.required else f"→ {t('if there is any')}: {text}"]
        if isinstance(one, IndicatorsAnswer):
            lines += [f"→ {self._demanded(one, rating)}" for rating in one.ratings if rating.requires]
        return lines

    def _demanded(self, kind: IndicatorsAnswer, rating: Rating) -> str:
        demands = ", ".join(f"{key} ({getattr(kind.titles, key)})" for key in rating.requires)
        return self.t("“{rating}” asks for {demands}").format(rating=rating.name, demands=demands)

    def _explain(self, kind: Kind, path: Path, repeated: Text | None = None) -> None:
        """Notes what stands inside an answer; ``repeated`` is what is asked of each member of a list."""
        if isinstance(kind, GroupAnswer):
            for member in kind.members_in(self.setting):
                inside = (*path, member.key)
                item = NO_ITEM if member.item is None else member.item
                self.above[inside] = [self._words(repeated or member.title, item)]
                if kind.of is not None:
                    self._explain(kind.of, inside)
                for asked in kind.questions:
                    self.above[*inside, asked.id] = [self._words(asked.prompt), *self._how(asked.answer)]
                    self._explain(asked.answer, (*inside, asked.id))
        elif isinstance(kind, TableAnswer):
            self.above |= {(*path, row.id): [row.title] for row in kind.rows}
            rows: list[str | int] = [row.id for row in kind.rows]
            for row in rows or [0]:
                self.behind |= {(*path, row, column.id): self._column(column) for column in kind.columns}
        elif isinstance(kind, IndicatorsAnswer):
            self._explain_targets(kind, path)
        elif isinstance(kind, ChoiceAnswer) and kind.several:
            self.choices[*path, "value"] = list(map(_scalar, kind.choices))

    def _explain_targets(self, kind: IndicatorsAnswer, path: Path) -> None:
        self.behind[*path, "as_of"] = self.t("the day as of which the results hold, for example “30/4/2024”")
        if not self.setting.targets:
            self.behind[*path, "results"] = self.t("no targets are known yet")
        for target in self.setting.targets:
            self.above[*path, "results", target.id] = [target.name]
            for measure in target.measures:
                wanted = f"{kind.titles.target}: {format_decimal(measure.target)} {measure.unit} ({measure.period})"
                self.above[*path, "results", target.id, measure.id] = [f"{measure.name}. {wanted}"]

    def _column(self, column: TableColumn) -> str:
        """What a cell of a column holds."""
        title = f"{column.title} ({column.unit})" if column.unit else column.title
        manners = {
            "percent": Words("percentage, for example “12,5%”"),
            "ratio": Words("so many of so many, for example “7/7”"),
            "date": Words("date, for example “05/6/2024”"),
            "choice": Words("one of: {choices}", {"choices": "; ".join(column.choices)}),
        }
        said = [title]
        said += [manners[column.kind].tell(self.lang)] if column.kind in manners else []
        said += [] if column.required else [self.t("if there is any")]
        return "; ".join(" ".join(part.split()) for part in said)

    # --- writing ------------------------------------------------------------------------------------------------------

    def _entry(self, path: Path, value: Any, indent: int) -> Iterator[str]:
        """A key with its comments and its value."""
        pad = " " * indent
        for text in self.above.get(path, ()):
            yield from _comment(text, indent, behind="  " if text.startswith("→") else "")
        key = f"{pad}{_scalar(str(path[-1]))}:"
        behind = f"  # {self.behind[path]}" if path in self.behind else ""
        if value == "|":
            yield from (f"{key} |{behind}", "")
        elif value == "":
            yield f'{key} ""{behind}'
        elif isinstance(value, dict):
            yield f"{key}{behind}" if value else f"{key} {{}}{behind}"
            for name, inside in value.items():
                yield from self._entry((*path, name), inside, indent + 2)
        elif isinstance(value, list) and value:
            yield f"{key}{behind}"
            for number, row in enumerate(value):
                yield from self._row((*path, number), row, indent + 2)
        else:
            yield f"{key}{behind}"
            yield from (f"{pad}  # - {choice}" for choice in self.choices.get(path, ["…"]))

    def _row(self, path: Path, row: Mapping[str, Any], indent: int) -> Iterator[str]:
        """A row of a table."""
        lines = [line for name, cell in row.items() for line in self._entry((*path, name), cell, indent + 2)]
        yield f"{' ' * indent}- {lines[0].lstrip()}"
        yield from lines[1:]
