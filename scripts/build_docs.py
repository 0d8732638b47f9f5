"""Writes the reference pages that are generated: the grammar from its models, the problems from their table, the format
and the rules about words from the built-in rule set.

``python scripts/build_docs.py`` writes them, ``--check`` exits 1 where they are not what the sources say.
"""

from __future__ import annotations

import sys
import typing
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from hoi_report import (
    _answers,
    _citation,
    _data_file,
    _grammar,
    _numbering,
    _parameters,
    _rules,
    _scalars,
    _text,
    _unit,
)
from hoi_report._answers import figures, group, indicators
from hoi_report._answers import table as tables
from hoi_report._codes import CODES
from hoi_report._rules import Component, Range, RuledLine, RuleSet, format_number, load
from hoi_report._source import read
from hoi_report._source._limits import MAX_BYTES, MAX_DEPTH, MAX_VALUES
from hoi_report._translation import translate
from hoi_report._wording import WordingRule
from hoi_report._wording.pattern import PatternText
from hoi_report._wording.rule import Told

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

OUTLINE: tuple[type[BaseModel], ...] = (
    _grammar.OutlineFile, _grammar.Terms, _parameters.Parameter, _grammar.Deadline, _numbering.HeadingLevel,
    _grammar.Section, _grammar.Entry, _grammar.ItemList, _grammar.Written, _grammar.Recipient,
    _grammar.Attachment, _grammar.Check,
)  # fmt: skip
ANSWERS: tuple[type[BaseModel], ...] = (
    *group.KINDS.values(), group.GroupMember, group.GroupQuestion, tables.TableColumn, tables.Computed, tables.TableRow,
    indicators.Rating, indicators.IndicatorTitles,
)  # fmt: skip
DATA: tuple[type[BaseModel], ...] = (
    _data_file.DocumentFile, _data_file.GivenRecipient, _citation.Citation, _data_file.MadeFor, _data_file.Indicators,
    indicators.Target, indicators.Measure,
)  # fmt: skip
UNITS: tuple[type[BaseModel], ...] = (_unit.Units, _unit.Level, _unit.Unit, _unit.Issuer, _unit.Signer)
RULES: tuple[type[BaseModel], ...] = (
    _rules.RuleSet, _rules.Paper, _rules.Margins, _rules.Font, _rules.PageNumber, _rules.Choice, _rules.RangeRule,
    _rules.Range, _rules.Emblem, _rules.NumberLine, _rules.EndMark, _rules.Component, _rules.RuledLine, _rules.Kind,
)  # fmt: skip
WORDING: tuple[type[BaseModel], ...] = (WordingRule, Told)
MODELS: dict[str, type[BaseModel]] = {model.__name__: model for model in (*OUTLINE, *ANSWERS, *DATA, *UNITS, *RULES)}

NAMED = {
    _text.FixedText: "text that may mention values",
    _grammar.Texts: "text or list of texts",
    _scalars.Str: "text",
    _scalars.Boolean: "true or false",
    _scalars.Natural: "whole number from 1",
    _scalars.Date: "date",
    _scalars.Identifier: "identifier",
    _parameters.TermText: "term",
    _citation.Symbol: "symbol",
    _unit.Key: "unit key",
    _unit.Lines: "line or list of lines in capitals",
    _unit.Authorities: "line or two lines in capitals",
    _unit.Capitals: "text in capitals",
    _unit.Versions: "[Unit](#unit) or list of them",
    _numbering.Marker: "marker",
    _scalars.Slug: "slug",
    _answers.Answer: "[kind of answer](#kinds-of-answer)",
    _grammar.Reference: "answer by its id",
    figures.Limit: "number",
    figures.Decimals: "whole number from 0 to 9",
    indicators.Value: "number",
    _rules.Number: "number or fraction",
    PatternText: "pattern",
    _grammar.Node: "[Entry](#entry) or [ItemList](#itemlist)",
}


def kind(annotation: Any) -> str:
    """The type of a field in words."""
    for named, words in NAMED.items():
        if annotation == named:
            return words
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        page = "wording.md" if annotation in WORDING else ""
        return f"[{annotation.__name__}]({page}#{annotation.__name__.lower()})"
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return kind(arguments[0])
    if origin in (Union, UnionType):
        return " or ".join(kind(argument) for argument in arguments if argument is not type(None))
    if origin is Literal:
        return ", ".join(f"`{choice}`" for choice in arguments)
    if origin in (list, tuple):
        return f"list of {kind(arguments[0])}"
    if origin is dict:
        return f"{kind(arguments[1])}, by {kind(arguments[0])}"
    return {int: "whole number", str: "text", Any: "any"}.get(annotation, str(annotation))


def rows(model: type[BaseModel]) -> Iterator[str]:
    """The lines of a model's table."""
    hints = typing.get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        required = "yes" if field.is_required() else ""
        default = field.get_default(call_default_factory=False)
        if default not in (None, PydanticUndefined, [], {}, ()) and isinstance(default, (str, int)):
            required = f"`{str(default).lower()}`"
        description = (field.description or "").replace("|", "\\|")
        yield f"| `{name}` | {kind(hints[name])} | {required} | {description} |"


def page_of(model: Any) -> str:
    """A model as a section of the page."""
    head = "| key | holds | required, or default | meaning |\n|---|---|---|---|"
    about = (model.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ")
    return f"### {model.__name__}\n\n{about}\n\n{head}\n" + "\n".join(rows(model)) + "\n"


def grammar() -> str:
    """The page of the grammar."""
    parts = [
        "<!-- Generated by scripts/build_docs.py from the models. -->",
        "# The grammar of the files\n",
        "Outlines are written in `grammar: 1`. [outlines.md](outlines.md) introduces it.\n",
        "## An outline: `outlines/<term>/<name>.yaml`\n",
        *map(page_of, OUTLINE),
        "## Kinds of answer\n",
        "`answer: {type: prose, min_words: 50}`, or the type alone: `answer: prose`.\n",
        *map(page_of, ANSWERS),
        "## A document's data file\n",
        *map(page_of, DATA),
        "## Units: `units.yaml`\n",
        *map(page_of, UNITS),
        "## A rule set: `rules/<name>.yaml`\n",
        "Its keys stand in the file, or in the one that it `extends`; `name`, `title` and `valid_from` are always its",
        "own. [outlines.md](outlines.md#rule-sets) introduces it.\n",
        *map(page_of, RULES),
        "## Limits\n",
        f"A file may have at most {MAX_BYTES // 2**20} MiB, {MAX_DEPTH} levels of nesting and {MAX_VALUES} values.",
        "It is UTF-8; text is brought to NFC, which is the one change that is made to it. Control characters, U+FFFD,",
        "private-use characters and the like are refused with their place.\n",
    ]
    return "\n".join(parts)


def problems() -> str:
    """The page of the problems."""
    lines = [
        "<!-- Generated by scripts/build_docs.py from the table of codes. -->",
        "# Problems\n\nEvery code that the library reports, in English and Vietnamese.\n",
        "| code | severity | message | thông báo |\n|---|---|---|---|",
    ]
    for code, (severity, message, _) in sorted(CODES.items()):
        told = " | ".join(text.replace("|", "\\|") for text in (message, translate(message, "vi")))
        lines.append(f"| `{code}` | {severity} | {told} |".replace("{{", "{").replace("}}", "}"))
    return "\n".join(lines) + "\n"


WORDS = """\
<!-- Generated by scripts/build_docs.py from rules/nd30-2020.yaml and the models. -->
# Rules about words

A rule set says how a document looks, and under `wording` what its words must be: the zero of “Số: 05”, the marks behind
căn cứ and recipients, the letters of điểm, characters that only look right. The rules are data: another body's rule set
has its own.

Whatever is printed is judged by them: an error prints nothing and says where in the data or the outline the words
stand, warnings and notes come with the document. What the decree asks of the frame is an error; in running text, where
people cite and quote, the same is a warning. *Thông lệ* is practice that no clause asks for.

## The rules of Nghị định 30/2020/NĐ-CP

| id | về | yêu cầu | căn cứ | mức |
|---|---|---|---|---|
{rules}

## A rule of your own

Below `wording` in a rule set, by a name of your choice:

```yaml
# wording
kinh_goi:
  name: Chính tả “kính gửi”
  clause: Quy chế công tác văn thư của Hội, Điều 5
  severity: warning
  forbidden: '(?i:kính gởi)'
  unless: '“[^”]{{0,80}}”'
  asked: {{vi: viết “kính gửi”, en: it is written “kính gửi”}}
  mend: {{vi: sửa “gởi” thành “gửi”, en: write “gửi”}}
```

`inside`, `outside` and `until` name components of the rule set (`so_ky_hieu`, `can_cu`, `noi_nhan_ds` …). A text is a
paragraph as people read it, with its number or dash, without space around it; no-break spaces are spaces.

Patterns are regular expressions of Python, in single quotes, with two signs of our own: `\\l` is a small Vietnamese
letter, `\\L` a capital one. There are no references back, no named groups and no flags but `(?i:…)`. A pattern that
could take very long is refused: `*` and `+` may not stand inside another repeat, and not twice in a row of things. A
limit (`{{0,20}}`) or a possessive repeat (`*+`, `++`: it gives nothing back) says the same and is quick. Quickest is a
pattern that holds a few fixed letters.

{models}"""


def decree() -> RuleSet:
    """The built-in rule set."""
    return load(read(ROOT / "rules" / "nd30-2020.yaml").value)


def wording() -> str:
    """The page of the rules about words."""
    levels = {"error": "lỗi", "warning": "cảnh báo", "note": "lưu ý"}
    rules = decree().wording
    lines = [
        f"| `{id}` | {rule.name} | {rule.asked.vi} | {rule.clause} | {levels[rule.severity]} |"
        for id, rule in rules.items()
    ]
    return WORDS.format(rules="\n".join(lines), models="\n".join(map(page_of, WORDING)))


FORMAT = """\
<!-- Generated by scripts/build_docs.py from rules/nd30-2020.yaml. -->
# Thể thức theo từng thành phần

Hình thức của văn bản theo bộ quy tắc `nd30-2020`, tức Nghị định 30/2020/NĐ-CP, Phụ lục I (“PL I”). `hoi-report check`
soát tệp Word theo các khoảng này ([kiem-tra.md](kiem-tra.md)); mẫu của phần mềm in giá trị ghi trong ngoặc. Quy tắc về
lời văn ở [wording.md](wording.md).

## Trang và đoạn văn

| quy tắc | về | yêu cầu | căn cứ |
|---|---|---|---|
{page}

## Các thành phần

Mã của một quy tắc là mã của thành phần, dấu chấm, rồi điều được soát, ví dụ `quoc_hieu.size`: `.present` có trong văn
bản (chỉ soát ở thành phần có dấu \\*), `.text` chữ quy định sẵn, `.size` cỡ chữ, `.bold` đậm, `.italic` nghiêng,
`.case` in hoa, `.alignment` canh lề, `.line_spacing` giãn dòng, `.space_before` khoảng cách phía trên, `.ruled_line`
đường kẻ bên dưới, `.place` vị trí.

| mã | thành phần | cỡ chữ | kiểu chữ | canh | ngoài ra | căn cứ |
|---|---|---|---|---|---|---|
{components}
"""


def span(limits: Range, unit: str, shown: Callable[[Fraction], str] = format_number) -> str:
    """A range with its unit, and behind it what our template prints, where there is a choice."""
    if limits.max is None:
        return f"từ {shown(limits.min)} {unit} ({shown(limits.value)})"
    if limits.min == limits.max:
        return f"{shown(limits.min)} {unit}"
    return f"{shown(limits.min)}–{shown(limits.max)} {unit} ({shown(limits.value)})"


def page_rows(rules: RuleSet) -> Iterator[tuple[str, ...]]:
    """What holds for the page and for every paragraph: rule, what it is about, what is asked, clause."""
    paper, number, indent = rules.paper, rules.page_number, rules.first_line_indent
    upright = {"portrait": "dọc", "landscape": "ngang"}[paper.orientation]
    size = f"{format_number(paper.width)} × {format_number(paper.height)} mm"
    sheet = f"{paper.name}, {size}, {upright}; trang có bảng được in ngang"
    yield "`paper`, `orientation`", "khổ giấy", sheet, paper.clause
    for side, name in {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}.items():
        yield f"`margins.{side}`", f"lề {name}", span(getattr(rules.margins, side), "mm"), rules.margins.clause
    yield "`font`, `color`", "phông chữ, màu chữ", f"{rules.font.name}, màu đen", rules.font.clause
    where = {"top_margin": "trên", "bottom_margin": "dưới"}[number.position]
    first = {"hidden": "không hiện", "shown": "có hiện"}[number.first_page]
    again = {"each_annex": ", mỗi phụ lục đánh số riêng", "never": ""}[number.restart]
    asked = f"ở giữa, trong lề {where}, bắt đầu từ {number.start}, {first} ở trang đầu{again}"
    yield "`page_number.…`", "số trang", asked, number.clause
    choice = f"{' hoặc '.join(map(format_number, indent.allowed))} mm ({format_number(indent.value)})"
    yield "`first_line_indent`", "lùi đầu dòng", choice, indent.clause
    spacing, lines = rules.paragraph_spacing, rules.line_spacing
    yield "`paragraph_spacing`", "khoảng cách giữa các đoạn", span(spacing, "pt"), spacing.clause
    yield "`line_spacing`", "giãn dòng", span(lines, "dòng"), lines.clause


def ruled(line: RuledLine) -> str:
    """The line of a component."""
    if line.kind == "below_text":
        long = "bằng dòng chữ" if line.share.min == line.share.max == 1 else span(line.share, "dòng chữ", str)
        return f"đường kẻ bên dưới, dài {long}"
    others = {"page_width": "đường kẻ ngang phía trên", "box": "viền quanh chữ", "typed": f"“{line.text}” bên dưới"}
    return others[line.kind]


def component_row(id: str, component: Component) -> tuple[str, ...]:
    """A component: id, name, size, letters, alignment, what else is asked of it, clause."""
    look = ("in hoa" if component.case == "upper" else "in thường", "đậm" if component.bold else "")
    letters = ", ".join(filter(None, (*look, "nghiêng" if component.italic else "đứng")))
    stands = {"left": "trái", "center": "giữa", "justify": "đều hai lề", None: ""}[component.alignment]
    fixed = " hoặc ".join(f"“{text}”" for text in component.text)
    prefix = ", ".join(f"“{text}”" for text in component.prefix)
    others = (
        fixed,
        f"bắt đầu bằng {prefix}" if prefix else "",
        ruled(component.ruled_line) if component.ruled_line else "",
        f"giãn dòng {span(component.line_spacing, 'dòng')}" if component.line_spacing else "",
        f"cách phía trên {span(component.space_before, 'pt')}" if component.space_before else "",
        "lùi đầu dòng" if component.indented else "",
    )
    star = " \\*" if component.required else ""
    asked = "; ".join(filter(None, others))
    return f"`{id}`{star}", component.name, span(component.size, "pt"), letters, stands, asked, component.clause


def format_rules() -> str:
    """The page of the rules about looks."""
    rules = decree()
    page = [f"| {' | '.join(row)} |" for row in page_rows(rules)]
    components = [f"| {' | '.join(component_row(*item))} |" for item in rules.components.items()]
    return FORMAT.format(page="\n".join(page), components="\n".join(components))


def main(arguments: list[str]) -> int:
    """Writes or checks the pages."""
    written = {"grammar": grammar(), "problems": problems(), "rules": format_rules(), "wording": wording()}
    pages = {DOCS / f"{name}.md": text for name, text in written.items()}
    stale = [path for path, text in pages.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if "--check" in arguments:
        print("\n".join(f"not what the sources say: {path.name}" for path in stale))
        return 1 if stale else 0
    for path in stale:
        path.write_text(pages[path], encoding="utf-8", newline="\n")
        print(f"wrote {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
