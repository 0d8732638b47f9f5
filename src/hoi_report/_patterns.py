"""Regular expressions that are compiled when they are first needed: most, in most documents, never are."""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """Stands for a compiled expression. What was asked for once is found as quickly as in the expression itself."""

    def __init__(self, source: str, flags: int):
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)  # kept by `re`, and here
        setattr(self, name, found)
        return found


def compiled_later(source: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, without its cost as long as nothing is searched.

    >>> compiled_later("[0-9]+").findall("Số 05/KH-BTV năm 2024")
    ['05', '2024']
    """
    return cast("re.Pattern[str]", _Later(source, flags))
