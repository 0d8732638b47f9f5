"""By what words a component is known, however they are typed: with other tone marks, decomposed, with ƣ for ư.

Fixed words come from the rule set; what stands here is how Vietnamese documents number their parts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LETTERS = str.maketrans({"đ": "d", "Đ": "D", "Ð": "D", "ƣ": "u", "Ƣ": "U", "–": "-", "—": "-", "\u00a0": " "})
_SPACES = re.compile(r"\s+")

_BLANK = r"[\d\s.…_-]*"
DATE = re.compile(rf"[^:(]*\bngay{_BLANK}thang{_BLANK}nam\b")
"""Place and date of issue in folded text, blanks of a draft among its figures."""

NUMBER = re.compile(rf"[Ss][Ốố]{_BLANK}(?:[A-Za-zĐđ]+\s*)?[/-]|[\d.…_]{_BLANK}/\s*(?:\d{{4}}\s*/\s*)?[A-ZĐ]{{2}}\S*$")
"""A number and symbol that lacks its colon or the whole “Số:”, in composed text; “SỞ Y TẾ - …” is none."""

_ROMAN = r"(?![LlCc]\s?\.)[IVXLCivxlcІіХхⅠ-ⅿ]{1,8}"  # Cyrillic letters and single signs too, for what they are meant

ADDRESS = re.compile(r"\b(?:dt|dien thoai|e-?mail|website|fax|thu dien tu)\s*:")
"""What only the address of an office says, in folded text."""

HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("phan_chuong", re.compile(rf"(?:Phần|PHẦN|Chương|CHƯƠNG)\s+(?:{_ROMAN}|[Tt]hứ\s+\w+|THỨ\s+\w+|\d+)[.:]?")),
    ("muc_tieu_muc", re.compile(r"(?:Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+\d+[.:]?")),
    ("dieu", re.compile(r"(?:Điều|ĐIỀU)\s*\d+\s*[.:]")),
    ("muc_la_ma", re.compile(rf"{_ROMAN}\s?[.]\s*(?=\S)")),
    ("deeper", re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s")),
    ("khoan", re.compile(r"\d{1,2}\s?\.\s*(?=[^\W\d])")),
    ("diem", re.compile(r"[a-zđ]\)\s*(?=\S)")),
)
"""How numbered lines begin, the first that fits. ``deeper`` (2.1., 2.2.1.) is a level that the decree does not name."""

ALONE = {"phan_chuong": "phan_chuong_tieu_de", "muc_tieu_muc": "muc_tieu_muc_tieu_de"}
"""What stands on a line of its own, and the component of the lines below it."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text without marks, capitals and doubled blanks, to be recognised by.

    >>> fold("CỘNG HOÀ  XÃ HỘI"), fold("Kính gửi:"), fold("Độc lập – Tự do")
    ('cong hoa xa hoi', 'kinh gui:', 'doc lap - tu do')
    """
    plain = unicodedata.normalize("NFD", text.translate(_LETTERS))
    bare = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return _SPACES.sub(" ", bare).strip()


def same(text: str, words: Iterable[str]) -> bool:
    """Whether a text says one of these words, whatever its marks, dashes and blanks."""
    plain = _bare(text)
    return bool(plain) and any(plain == _bare(one) for one in words)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def begins(text: str, words: Iterable[str]) -> bool:
    """Whether a text begins with one of these words, whatever its marks and capitals."""
    plain = fold(text)
    return any(plain.startswith(fold(one).rstrip(":.")) for one in words)


def is_upper(text: str) -> bool:
    """Whether a text is written in capitals; no letters are none.

    >>> is_upper("KẾ HOẠCH"), is_upper("Kế hoạch"), is_upper("……")
    (True, False, False)
    """
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(c == c.upper() for c in letters)


def has_letters(text: str) -> bool:
    """Whether there is something to be written large or small: two letters in a row.

    >>> has_letters("…4..., ……"), has_letters("Hà Nội")
    (False, True)
    """
    return bool(re.search(r"[^\W\d_]{2}", text))
