"""Characters of the fonts Symbol and Wingdings, which stand where no other font has any."""

from __future__ import annotations

_SYMBOL = {0x2D: "-", 0xB7: "•", 0xA8: "◆", 0xAE: "→", 0xDE: "⇒", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB3: "≥", 0xA3: "≤"}
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x71: "❑",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "◻",
    0xD8: "➢",
    0xE0: "→",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFE: "☑",
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_OTHERS = ("webdings", "wingdings 2", "wingdings 3", "marlett")


def plain(text: str, font: str) -> str:
    """The text with characters that every font has, as far as there are any for it.

    >>> plain("\\uf0b7", "Symbol"), plain("\\uf0fc", "Wingdings"), plain("-", "Times New Roman")
    ('•', '✓', '-')
    """
    return "".join([_plain(ord(character), font.lower()) if character > "\x7f" else character for character in text])


def _plain(code: int, font: str) -> str:
    if not 0xF020 <= code <= 0xF0FF:
        return chr(code)
    known = _FONTS.get(font)
    if known is not None:
        return known.get(code - 0xF000, chr(code))
    return chr(code) if font in _OTHERS else chr(code - 0xF000)
