"""The words that people read, in their language: English in the code, Vietnamese in ``locale/vi.po``.

The catalogue is read when the first message is told, so that nothing is paid where there is nothing to say. A help text
starts here, so nothing is imported that is slow to import.
"""

from __future__ import annotations

import os
from functools import cache

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"


@cache
def _catalogue(lang: str) -> dict[str, str]:
    path = os.path.join(os.path.dirname(__file__), "locale", f"{lang}.po")  # noqa: PTH118, PTH120 - `pathlib` is slow
    with open(path, encoding="utf-8") as file:  # noqa: PTH123
        return translations(file.read())


def translations(catalogue: str) -> dict[str, str]:
    """What a ``.po`` file as ``scripts/messages.py`` writes it translates: no plurals, no contexts, nothing unsure.

    >>> translations('#. hint\\nmsgid "a “b”"\\nmsgstr ""\\n"một "\\n"“b”"\\n\\n#, fuzzy\\nmsgid "c"\\nmsgstr "d"\\n')
    {'a “b”': 'một “b”'}
    """
    found = {}
    for entry in catalogue.split("\n\n"):
        message, _, translation = entry.partition("\nmsgstr ")
        notes, _, message = message.rpartition("msgid ")
        id, text = _unquoted(message), _unquoted(translation)
        if id and text and not any("fuzzy" in note for note in notes.splitlines() if note.startswith("#,")):
            found[id] = text
    return found


def _unquoted(quoted: str) -> str:
    text = "".join(line[1:-1] for line in quoted.splitlines())
    return "\\".join(part.replace(r"\"", '"').replace(r"\n", "\n") for part in text.split(r"\\"))


def translate(message: str, lang: str = DEFAULT_LANGUAGE) -> str:
    """The message in the language (``vi`` or ``en``); as it stands where there is no translation."""
    return message if lang == "en" else _catalogue(lang).get(message, message)
