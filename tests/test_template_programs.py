"""A template's program means what Jinja means, on whatever values it is given; and holds nothing of the template."""

from __future__ import annotations

import ast
from collections.abc import Callable
from decimal import Decimal
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from hoi_report._problems import RenderError
from hoi_report._template import Template, compile_template
from hoi_report._template.part import _NAMES
from hoi_report._template.values import Refused, print_attribute, print_text, safe_text
from template_samples import paragraph, paragraphs_of, word_file

JINJA = Environment(autoescape=True, undefined=StrictUndefined)
WORDS = ["", "a", "Ộ b", "<&>", '"', "&amp;", "12", " x "]
TEXT = st.sampled_from(WORDS)
PLAIN = st.one_of(TEXT, st.integers(-3, 12), st.sampled_from([0.5, Decimal("1.50"), True, False, None]))
MARKUP = st.sampled_from([Markup("a &amp; b"), Markup("x"), safe_text("{'ộ'} & <")])
VALUE = st.recursive(
    PLAIN | MARKUP,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
        | st.dictionaries(st.sampled_from("abc"), inner, max_size=3).map(lambda fields: SimpleNamespace(**fields))
    ),
    max_leaves=6,
)
CONTEXT = st.dictionaries(st.sampled_from(["x", "y", "zs"]), VALUE)
UNARY = [
    "({}|upper)",
    "({}|lower)",
    "({}|capitalize)",
    "({}|trim)",
    "({}|length)",
    "({}|first)",
    "({}|last)",
    "({}|join(', '))",
    "({}|e)",
]
UNARY += [
    "({}|default('-'))",
    "({}|d('-', true))",
    "{}.a",
    "{}['b']",
    "{}[0]",
    "{}[-1]",
    "(not {})",
    "-{}",
    "({} is defined)",
]
UNARY += ["({} is none)", "({} is string)", "({} is number)", "({} is odd)", "({} is even)", "({} is divisibleby 3)"]
UNARY += [
    "({} is true)",
    "({} is false)",
    "({} is boolean)",
    "({} is undefined)",
    "({})",
    "[{}]",
    "({},)",
    "({} in zs)",
]
BINARY = ["{} == {}", "{} != {}", "{} < {}", "{} >= {}", "{} in {}", "{} not in {}", "({} and {})", "({} or {})"]
BINARY += [
    "{} ~ {}",
    "({} + {})",
    "({} - {})",
    "{} * {}",
    "({} if {})",
    "({}|default({}))",
    "({}|join({}))",
    "[{}, {}]",
]
LEAF = st.sampled_from(["x", "y", "zs", "x.a", "zs[0]", "y.b.c", "missing", "7", "2.5", "'b'", "'<'", "true", "none"])
EXPRESSION = st.recursive(
    LEAF,
    lambda inner: (
        st.builds(str.format, st.sampled_from(UNARY), inner)
        | st.builds(str.format, st.sampled_from(BINARY), inner, inner)
        | st.builds("({} if {} else {})".format, inner, inner, inner)
    ),
    max_leaves=5,
)
LOOPED = ["{{ loop.index }}", "{{ loop.revindex0 }}", "{{ loop.length }}", "{% if loop.first %}!{% endif %}", "{{ m }}"]
LOOPED += ["{{ 'e' if loop.last else 'n' }}", "{{ loop.previtem|default('<') }}{{ loop.nextitem|d('>') }}", "{{ x }}"]
LOOP = st.builds(
    "{{% for m in {}{} %}}{}{}{{% else %}}none{{% endfor %}}{}".format,
    st.sampled_from(["zs", "x", "[x, y, 1]", "x.a", "'abc'"]),
    st.sampled_from(["", " if m", " if m != x", " if m is string"]),
    st.sampled_from(LOOPED),
    st.sampled_from([*LOOPED, "{% for n in zs %}{{ n }}{{ loop.index0 }}{{ m }}{% endfor %}{{ loop.index }}"]),
    st.sampled_from(["", "{{ m }}", "{% for x in zs %}{{ x }}{% endfor %}{{ x }}"]),
)
CHAIN = st.builds(
    "{{% if {0} %}}1{{% elif {1} %}}2{{% elif {2} %}}3{{% else %}}4{{% endif %}}".format,
    *(
        st.sampled_from(["x.a == 'a'", "x.a and x.b", "not x.a", "x.a != y", "y.a == 1", "x.a is string"])
        for _ in range(3)
    ),
)


def compiled(tags: str) -> Template:
    """A template whose body is one line of tags."""
    return compile_template(word_file(paragraph(tags)), name="mau.docx")


def jinja_prints(tags: str, context: dict[str, Any]) -> str | None:
    """What Jinja prints, with autoescape on; ``None`` where it cannot."""
    try:
        return unescape(JINJA.from_string(tags).render(context))
    except (UndefinedError, TypeError, ValueError, ArithmeticError, AttributeError):
        return None


@settings(max_examples=600, deadline=None)
@given(tags=EXPRESSION.map("[{{{{ {} }}}}]".format) | LOOP | CHAIN, context=CONTEXT)
@example("{{ x|join(y) }}", {"x": ["<", Markup("&amp;")], "y": "&"})
@example("{{ x[0] }}{% for c in x %}{{ c }}{% endfor %}", {"x": Markup("&#38;")})
@example("{% for a, b in x %}{{ a }}{{ b }}{% endfor %}", {"x": [(1, 2), "cd"]})
@example(
    "{% if x.a == 1 %}{% for x in x.b %}{{ x.a }}{% endfor %}{% elif x.a == 2 %}{% endif %}",
    {"x": {"a": 1, "b": [{"a": 2}]}},
)
def test_whatever_compiles_prints_what_jinja_prints(tags: str, context: dict[str, Any]) -> None:
    """Or is refused: what is no text or number, and what is calculated with anything but numbers."""
    try:
        template = compiled(tags)
    except RenderError as error:
        assert {problem.code for problem in error.problems} <= {"template-not-allowed", "template-too-deep"}
        return
    expected = jinja_prints(tags, context)
    try:
        (found,) = paragraphs_of(template.fill(context))
    except RenderError as error:
        codes = {problem.code for problem in error.problems}
        if expected is not None:
            assert codes <= {"template-value", "template-failed", "template-value-markup"}, (error, expected)
        return

    assert found == expected


def test_fields_of_mappings_come_before_their_methods() -> None:
    """A key named as a method of ``dict`` is the key: where Jinja would find the method, there is nothing to print."""
    assert paragraphs_of(compiled("{{ x.items }}").fill({"x": {"items": "a"}})) == ["a"]
    with pytest.raises(RenderError):
        compiled("{{ x.items }}").fill({"x": {}})


def test_a_calculation_is_of_numbers() -> None:
    """A text or a list times a number could be of any length."""
    template = compiled("{{ x * y + 1 }}")

    assert paragraphs_of(template.fill({"x": 2, "y": Decimal("1.5")})) == ["4.0"]
    for x in ("a", [1], None):
        with pytest.raises(RenderError) as raised:
            template.fill({"x": x, "y": 10**9})
        assert [problem.code for problem in raised.value.problems] == ["template-failed"]


def test_a_program_holds_nothing_of_the_template_but_constants() -> None:
    """Whatever a template says, its program calls what a program may call, and names what it may name."""
    tags = "{{ x|join('\\'); import os #') }}{{ \"'''\" ~ y }}{% for __x in z %}{% endfor %}"
    with pytest.raises(RenderError):
        compiled(tags)
    texts = [part.text for part in compiled(tags[: tags.index("{% for")]).programs]

    for text in texts:
        tree = ast.parse(text)
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        ours = {name for name in names if name[0] in "gv" and name[1:].isdecimal()} | {"values", "out", "float"}
        assert names <= ours | set(_NAMES)
        assert not any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.walk(tree))


@pytest.mark.parametrize("prints", [print_text, print_attribute], ids=lambda prints: prints.__name__)
@given(text=st.text())
def test_a_printed_value_cannot_leave_its_place(prints: Callable[[object, str], bytes], text: str) -> None:
    """No letter of a plain value opens an element, a reference or a quotation mark; or the value is refused."""
    try:
        printed = prints(text, "").decode("utf-8")
    except Refused:
        assert any(not letter.isprintable() for letter in text)
        return

    assert unescape(printed) == text
    assert not set(printed) & set("<>" + ('"' if prints is print_attribute else ""))
