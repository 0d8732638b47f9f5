"""Every message is told in Vietnamese, completely and with the same facts as in English."""

from __future__ import annotations

import importlib.util
import io
import re
import unicodedata
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from hoi_report._translation import translate, translations

ROOT = Path(__file__).parent.parent
PO = ROOT / "src" / "hoi_report" / "locale" / "vi.po"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """``scripts/messages.py`` as a module."""
    spec = importlib.util.spec_from_file_location("messages_script", ROOT / "scripts" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """The Vietnamese catalogue."""
    return read_po(io.BytesIO(PO.read_bytes()), locale="vi")


def _translated(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id and message.string]


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_message_has_its_vietnamese(script: ModuleType, catalogue: Catalog) -> None:
    """No message of the code is missing, empty or half sure."""
    wanted = [message.id for message in script.messages() if message.id]

    left = [text for text in wanted if text not in catalogue or not catalogue[text].string or catalogue[text].fuzzy]

    assert len(wanted) > 50
    assert left == []


def test_the_catalogue_has_nothing_that_the_code_no_longer_says(script: ModuleType, catalogue: Catalog) -> None:
    """What was reworded or removed is gone."""
    wanted = {message.id for message in script.messages()}

    assert [message.id for message in catalogue if message.id not in wanted] == []
    assert list(catalogue.obsolete) == []


def test_the_committed_file_is_what_the_script_writes(script: ModuleType) -> None:
    """``make messages`` has been run."""
    old = PO.read_bytes()

    assert script.updated(old)[0] == old


def test_both_languages_mention_the_same_facts(catalogue: Catalog) -> None:
    """A translation uses exactly the placeholders of its message."""
    differing = [m.id for m in _translated(catalogue) if _placeholders(str(m.id)) != _placeholders(str(m.string))]

    assert differing == []


def test_texts_are_well_written(catalogue: Catalog) -> None:
    """Composed Unicode, “quotation marks” in pairs, no space too many, a question where there is one."""
    for message in _translated(catalogue):
        for text in (str(message.id), str(message.string)):
            assert unicodedata.is_normalized("NFC", text), text
            assert '"' not in text, text
            assert re.fullmatch(r"([^“”]*“[^“”]*”)*[^“”]*", text), text
            assert text == text.strip(), text
            assert "  " not in text, text
        assert str(message.id).endswith("?") == str(message.string).endswith("?"), message.id


def test_a_reworded_message_asks_for_a_new_look(script: ModuleType, catalogue: Catalog) -> None:
    """A translation of other words is proposed, marked as unsure, and counts as missing until somebody has looked."""
    old = PO.read_text("utf-8").replace(
        'msgid "the name of the file is too long"', 'msgid "the name of this file is too long"'
    )

    _, updated = script.updated(old.encode())

    assert updated["the name of the file is too long"].fuzzy
    assert updated["the name of the file is too long"].string == catalogue["the name of the file is too long"].string


def test_the_catalogue_is_read_as_babel_reads_it(script: ModuleType, catalogue: Catalog) -> None:
    """Our few lines take for a translation what the library for these files does: all of it, and nothing unsure."""
    reworded = PO.read_text("utf-8").replace(
        'msgid "the name of the file is too long"', 'msgid "the name of this file is too long"'
    )
    for data in (PO.read_bytes(), script.updated(reworded.encode())[0]):
        read = [m for m in read_po(io.BytesIO(data), locale="vi") if m.id and m.string and not m.fuzzy]

        assert translations(data.decode()) == {str(m.id): str(m.string) for m in read}


def test_what_is_not_translated_is_told_in_english() -> None:
    """A text without its Vietnamese is not lost."""
    assert translate("no such message", "vi") == "no such message"
    assert translate("“{key}” is required and absent", "en") == "“{key}” is required and absent"
