"""Whether there is anything in a file's text that has to be looked at closely; in most there is nothing."""

from __future__ import annotations

from functools import cache

from pydantic_core import SchemaValidator, core_schema

from ._legacy import SIGNS

BLOCKS = (
    "\t\n\r\x20-\x7e"  # ASCII
    "\xa0-\u024f\u1e00-\u1eff"  # Latin letters with their marks
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff\u25a0-\u25ff"  # dashes, quotes, currencies, arrows, signs
)
"""Characters that can be printed, and that stay as they are in NFC whatever usual ones stand beside them."""


def is_usual(text: str) -> bool:
    """Whether a text holds usual characters only, and nothing that may be in an old encoding.

    One look by Rust's regular expressions, which pydantic brings, instead of several of Python's.

    >>> is_usual("Hội Liên hiệp Phụ nữ"), is_usual("Hô\\u0323i"), is_usual("Uû ban nh©n d©n")
    (True, False, False)
    """
    return not _unusual().isinstance_python(text)


@cache
def _unusual() -> SchemaValidator:
    return SchemaValidator(core_schema.str_schema(pattern=f"[^{BLOCKS}]|{SIGNS}", regex_engine="rust-regex"))
