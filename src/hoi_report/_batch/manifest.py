"""What was made of what, kept on the disk: JSON Lines, to which one line is added for each document that ends.

Three kinds of line: ``begun`` names the documents that workers were told to make, ``rests_on`` the files behind
documents, each set of them once; every other line is what became of one input. What stands under a name that was begun
while it was free is ours, also where the batch was killed before it could say more.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path
from typing import Any, BinaryIO

from .._problems import Place, RenderError, problem
from .naming import key_of

NAME = "manifest.jsonl"
LOCK = ".hoi-report.lock"
VERSION = 1

_HEAD = json.dumps({"manifest": VERSION}).encode() + b"\n"
_BEGUN_ONLY = -1


@contextlib.contextmanager
def opened(path: Path, folder: Path) -> Iterator[Manifest]:
    """The manifest, held by nobody else; nor does another batch write into the folder meanwhile.

    The lock is the operating system's: it ends with the process, however that ends. Raises :class:`RenderError`.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK, timeout=0, thread_local=False)
    with contextlib.ExitStack() as stack:
        try:
            stack.callback(lock.acquire().lock.release)
            adding = stack.enter_context(path.open("ab", buffering=0))
            manifest = Manifest(path, adding, stack.enter_context(path.open("rb")))
        except Timeout:
            raise RenderError([problem("output-in-use", Place(str(folder)))]) from None
        except OSError as error:
            raise _failed(error, path) from error
        yield manifest
        with contextlib.suppress(OSError):
            os.fsync(adding.fileno())  # what is not kept is made again


class Manifest:
    """A manifest that can be read and added to."""

    def __init__(self, path: Path, adding: FileIO, reading: BinaryIO):
        """Raises :class:`RenderError` where it is no manifest, or damaged."""
        self.path = path
        self._adding = adding
        self._reading = reading
        self._known: dict[int, int] = {}
        """By the sign of a document's name: where its line begins."""
        self._resting: dict[str, int] = {}
        """By its sign: where the line of a set of files begins."""
        self._read()

    def is_ours(self, name: str) -> bool:
        """Whether what stands under this name was put there by a batch."""
        return key_of(name) in self._known

    def record_of(self, name: str) -> dict[str, Any] | None:
        """What was last written under a name; ``None`` where that is not known."""
        at = self._known.get(key_of(name), _BEGUN_ONLY)
        return None if at == _BEGUN_ONLY else self._line_at(at)

    def files_of(self, sign: str) -> dict[str, str]:
        """The files of a set that documents rest on, each with the sign of its content."""
        files: dict[str, str] = self._line_at(self._resting[sign])["files"] if sign in self._resting else {}
        return files

    def begin(self, names: Iterable[str]) -> None:
        """Note that documents are being made whose names are free."""
        fresh = [name for name in names if not self.is_ours(name)]
        if fresh:
            self.add({"begun": fresh})

    def rest_on(self, sign: str, files: dict[str, str]) -> None:
        """Note a set of files that documents rest on, where it is a new one."""
        if sign not in self._resting:
            self.add({"rests_on": sign, "files": files})

    def add(self, said: dict[str, Any]) -> None:
        """Add a line, in one write: what is killed in the middle leaves at most a last line without its end."""
        line = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
        try:
            ours = os.fstat(self._adding.fileno())
            if os.stat(self.path).st_ino != ours.st_ino:  # noqa: PTH116 - asked very often
                raise FileNotFoundError
            if self._adding.write(line) != len(line):
                self._adding.truncate(ours.st_size)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except FileNotFoundError:
            raise RenderError([problem("output-gone", Place(str(self.path.parent)))]) from None
        except OSError as error:
            raise _failed(error, self.path, len(line)) from error
        self._learn(said, ours.st_size)

    def _read(self) -> None:
        """Learn what is there, and take away a last line that has no end."""
        at = 0
        for number, line in enumerate(self._reading, 1):
            try:
                if not line.endswith(b"\n") and (at or _HEAD.startswith(line)):
                    self._adding.truncate(at)
                    break
                self._learn(json.loads(line), at)
            except (ValueError, KeyError, TypeError, AttributeError):
                place = Place(str(self.path), number)
                raise RenderError([problem("output-manifest-damaged", place)]) from None
            at += len(line)
        if at == 0:
            self._adding.write(_HEAD)

    def _learn(self, said: dict[str, Any], at: int) -> None:
        if at == 0:
            if said["manifest"] != VERSION:
                raise ValueError
        elif "begun" in said:
            for name in said["begun"]:
                self._known.setdefault(key_of(name), _BEGUN_ONLY)
        elif "files" in said:
            self._resting[said["rests_on"]] = at
        elif said["status"] == "written":
            self._known[key_of(said["output"])] = at
        elif said["output"] and self._known.get(key_of(said["output"])) == _BEGUN_ONLY:
            del self._known[key_of(said["output"])]  # it came to nothing: whatever stands there is not ours

    def _line_at(self, at: int) -> dict[str, Any]:
        self._reading.seek(at)
        said: dict[str, Any] = json.loads(self._reading.readline())
        return said


def _failed(error: OSError, path: Path, size: int = 0) -> RenderError:
    place = Place(str(path))
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return RenderError([problem("output-disk-full", place, size=size)])
    return RenderError([problem("output-manifest", place, reason=error.strerror or str(error))])
