"""The words that people read, in their language: English in the code, Vietnamese in ``locale/vi.po``.

The catalogue is read when the first message is told, so that nothing is paid where there is nothing to say.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"


@cache
def _catalogue(lang: str) -> dict[str, str]:
    from babel.messages.pofile import read_po

    with (files("hoi_report") / "locale" / f"{lang}.po").open("rb") as file:
        catalogue = read_po(file, locale=lang)
    return {str(message.id): str(message.string) for message in catalogue if message.id and message.string}


def translate(message: str, lang: str = DEFAULT_LANGUAGE) -> str:
    """The message in the language (``vi`` or ``en``); as it stands where there is no translation."""
    return message if lang == "en" else _catalogue(lang).get(message, message)
