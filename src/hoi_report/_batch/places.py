"""Where the documents of a batch are put: a folder, or a place that fsspec knows (``s3://…``, ``memory://…``)."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from .._files import make_folder, settle, write_atomically
from .._problems import HoiReportError, Place, RenderError, problem
from .._value_class import value_class

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_LEFT_OVER = re.compile(r"\.~.*\.[0-9a-f]{12}\.tmp")
"""The names under which :mod:`hoi_report._files` writes."""


class Destination(Protocol):
    """A place for documents. It is plain: any process can be told of it."""

    def path(self, name: str) -> Path | str:
        """What a document of that name is called there."""

    def prepare(self) -> None:
        """Make the place where it is not there yet. Raises :class:`RenderError`."""

    def sweep(self) -> None:
        """Take away what writers that were killed have left. Nobody else may write there now."""

    def names(self) -> Iterator[str]:
        """What stands there."""

    def is_taken(self, name: str) -> bool:
        """Whether something stands under a name."""

    def content(self, name: str) -> bytes | None:
        """What stands under a name; ``None`` where nothing can be read."""

    def write(self, name: str, data: bytes, overwrite: bool) -> None:
        """Put a document there, whole. Raises ``FileExistsError`` and :class:`RenderError`."""

    def settle(self) -> None:
        """Make what was written survive a power cut."""


def destination(place: str | os.PathLike[str]) -> Destination:
    """The place that is meant.

    >>> destination("ra").path("a.docx").as_posix(), destination("memory://ra/").path("a.docx")
    ('ra/a.docx', 'memory://ra/a.docx')
    """
    url = os.fspath(place)
    if not _URL.match(url):
        return Folder(Path(place))
    if url.startswith("file://"):  # what we write to a disk ourselves is whole or absent
        from urllib.parse import unquote, urlsplit
        from urllib.request import url2pathname

        return Folder(Path(url2pathname(unquote(urlsplit(url).path))))
    return Remote(url.rstrip("/"))


@value_class
class Folder:
    """A folder on a disk."""

    folder: Path

    def path(self, name: str) -> Path:
        return self.folder / name

    def prepare(self) -> None:
        make_folder(self.folder)

    def sweep(self) -> None:
        for entry in os.scandir(self.folder):
            if _LEFT_OVER.fullmatch(entry.name):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108 - there may be thousands of entries

    def names(self) -> Iterator[str]:
        with contextlib.suppress(OSError), os.scandir(self.folder) as entries:
            yield from (entry.name for entry in entries)

    def is_taken(self, name: str) -> bool:
        return os.path.lexists(self.path(name))

    def content(self, name: str) -> bytes | None:
        try:
            return self.path(name).read_bytes()
        except OSError:
            return None

    def write(self, name: str, data: bytes, overwrite: bool) -> None:
        write_atomically(self.path(name), data, overwrite, settled=False)

    def settle(self) -> None:
        settle(self.folder)


@value_class
class Remote:
    """A place that fsspec knows; a document is written there as one whole object."""

    url: str

    def path(self, name: str) -> str:
        return f"{self.url}/{name}"

    def prepare(self) -> None:
        self._files  # noqa: B018 - tells what is missing before anything is worked out

    def sweep(self) -> None:
        return  # objects come whole, or not at all

    def names(self) -> Iterator[str]:
        with contextlib.suppress(FileNotFoundError), self._told(""):
            yield from (found.rstrip("/").rpartition("/")[2] for found in self._files.ls(self.url, detail=False))

    def is_taken(self, name: str) -> bool:
        with self._told(name):
            return bool(self._files.exists(self.path(name)))

    def content(self, name: str) -> bytes | None:
        try:
            content: bytes = self._files.cat_file(self.path(name))
        except FileNotFoundError:
            return None
        return content

    def write(self, name: str, data: bytes, overwrite: bool) -> None:
        path = self.path(name)
        if not overwrite and self.is_taken(name):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
        with self._told(name):
            self._files.pipe_file(path, data)

    def settle(self) -> None:
        return

    @property
    def _files(self) -> Any:
        try:
            import fsspec
        except ImportError:
            raise RenderError([problem("output-needs-fsspec", Place(self.url), extra="hoi-report[cluster]")]) from None
        with self._told(""):
            return fsspec.core.url_to_fs(self.url)[0]

    @contextlib.contextmanager
    def _told(self, name: str) -> Iterator[None]:
        """Whatever goes wrong out there is one problem."""
        try:
            yield
        except (FileNotFoundError, HoiReportError):
            raise
        except Exception as error:  # each service has errors of its own
            place = Place(str(self.path(name)) if name else self.url)
            raise RenderError([problem("output-failed", place, reason=f"{type(error).__name__}: {error}")]) from error
