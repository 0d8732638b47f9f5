"""A file's bytes; and bytes -> a file that is complete or absent.

The bytes go to a temporary name in the same folder, are synced, and get their real name in one step. A process that is
killed on the way leaves nothing under that name, only a file called ``.~NAME.RANDOM.tmp`` that can be deleted.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import stat
from pathlib import Path

from ._names import fault, mended
from ._problems import InvalidInput, Place, RenderError, problem
from ._value_class import guarded_class

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
"""What ``os.link`` answers in a folder whose file system knows no hard links (FAT, some network drives)."""

_CODES = {
    errno.ENOENT: "output-folder-missing",
    errno.ENOTDIR: "output-folder-missing",
    errno.EACCES: "output-denied",
    errno.EPERM: "output-denied",
    errno.EROFS: "output-denied",
    errno.ENOSPC: "output-disk-full",
    errno.EDQUOT: "output-disk-full",
    errno.EFBIG: "output-disk-full",
    errno.ENAMETOOLONG: "output-name-too-long",
}


_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""How a file of our own is opened; without O_BINARY Windows would put carriage returns into it."""

_PIECE = 64 * 1024
"""Bytes read at once: to ask for all that is allowed would take that much memory for every small file."""


def read_file(path: str, name: str, limit: int) -> bytes:
    """The bytes of a file, of one with more than ``limit`` hardly more than that; ``name`` stands for it in messages.

    Raises :class:`InvalidInput` where there is no such file, or it cannot be read.
    """
    try:
        pieces: list[bytes] = []
        with open(path or os.curdir, "rb", buffering=0) as file:
            while limit >= 0 and (piece := file.read(_PIECE)):
                pieces.append(piece)
                limit -= len(piece)
        return b"".join(pieces)  # one is not copied
    except (FileNotFoundError, ValueError):  # ValueError: a zero byte in the name
        found = problem("file-not-found", Place(name), file=path)
    except OSError as error:
        if os.path.isdir(Path(path)):
            found = problem("file-is-folder", Place(name), file=path)
        else:
            found = problem("file-unreadable", Place(name), file=path, reason=error.strerror or error)
    raise InvalidInput([found])


@guarded_class
class WholeFile:
    """The content of a file that was made."""

    content: bytes
    """The file's bytes."""

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """The path, where the file now stands whole; on any failure nothing has changed there.

        Raises :class:`FileExistsError` where the file exists, unless ``overwrite``; :class:`RenderError` where it
        cannot be written.
        """
        return write_atomically(path, self.content, overwrite=overwrite)


def write_atomically(
    path: str | os.PathLike[str], data: bytes, overwrite: bool = False, *, settled: bool = True
) -> Path:
    """The path of a file that now holds the bytes, whole.

    ``path`` names a file in a folder that exists. An existing file stays as it is, even one that appears while we
    write, unless ``overwrite``; then it is replaced in one step (a symbolic link stays, what it points at is replaced).
    Permissions are those of any new file. The name itself survives a power cut where it is ``settled``; who writes many
    files into a folder settles their names at once, by :func:`settle`.

    Raises ``FileExistsError`` where the name is taken, and :class:`RenderError` where Windows could not have the name,
    the folder is missing or cannot be written, the name is too long, another program holds the file that is to be
    replaced, or the disk is full; nothing is left behind then.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_atomically(Path(folder, "plan.docx"), b"PK").name
    'plan.docx'
    """
    path = Path(path)
    refuse_names(path)
    target = _to_replace(str(path)) if overwrite else str(path)
    try:
        _write(target, data, overwrite)
        if settled:
            settle(os.path.dirname(target) or os.curdir)
    except FileExistsError:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
    except OSError as error:
        raise _told(error, path, path.parent, len(data)) from error
    return path


def make_folder(path: Path) -> None:
    """Make the folder, and those above it, where it is not there yet.

    Raises :class:`RenderError` where it cannot be made, or Windows could not have its name.
    """
    if not _is_folder(path):
        refuse_names(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise RenderError([problem("output-not-a-folder", Place(str(path)))]) from error
    except OSError as error:
        raise _told(error, path, path.parent) from error


def settle(folder: str | Path) -> None:
    """Make the new names in a folder survive a power cut, where folders can be synced (not on Windows)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def refuse_names(path: Path) -> None:
    """Raise :class:`RenderError` where Windows could not have the name of a file, or of a folder to be made for it."""
    made = [path]
    if not _is_folder(os.path.dirname(path)):
        made += itertools.takewhile(lambda folder: not _is_folder(folder), path.parents)
    problems = [
        problem("output-name", Place(str(path)), found=one.name, reason=reason, guess=mended(one.name))
        for one in made
        if (reason := fault(one.name))
    ]
    if problems:
        raise RenderError(problems)


def _is_folder(path: str | Path) -> bool:
    return os.path.isdir(path)


def _told(error: OSError, path: Path, folder: Path, size: int = 0) -> RenderError:
    code = _CODES.get(error.errno or 0, "output-failed")
    if isinstance(error, PermissionError) and error.filename2 is not None and path.exists():
        code = "output-held"  # there are two names: the bytes were written, only their real name was refused
    elif code == "output-folder-missing" and _is_folder(folder):
        code = "output-name-too-long"  # Windows says so of a path beyond 260 characters
    return RenderError([problem(code, Place(str(path)), folder=str(folder), size=size, reason=error.strerror)])


def _to_replace(path: str) -> str:
    """The name of the file that is to be replaced: of a symbolic link, that of what it points at."""
    try:
        mode = os.lstat(path).st_mode
    except OSError:  # it is not there, or writing it will say why it cannot be seen
        return path
    target = os.path.realpath(path) if stat.S_ISLNK(mode) else path
    if not stat.S_ISREG(mode) and os.path.exists(target) and not os.path.isfile(target):
        raise FileExistsError(errno.EEXIST, "not a regular file", path)
    return target


def _write(target: str, data: bytes, overwrite: bool) -> None:
    folder, name = os.path.split(target)
    # 40 characters of the name are enough to recognise it, and leave room where a name may have 255 bytes.
    temporary = os.path.join(folder, f".~{name[:40]}.{os.urandom(6).hex()}.tmp")
    try:
        descriptor = os.open(temporary, _NEW_FILE, 0o666)
        try:
            while data:  # at once, unless the disk is full
                data = data[os.write(descriptor, data) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if overwrite:
            os.replace(temporary, target)
        else:
            _rename_to_free_name(temporary, target)
    except BaseException:
        _unlink(temporary)
        raise


def _rename_to_free_name(temporary: str, target: str) -> None:
    """Give the file its name unless that is taken: asked and done in one step, so that no race is lost."""
    if os.name == "nt":
        os.rename(temporary, target)  # Windows refuses a taken name; POSIX would replace it
        return
    try:
        os.link(temporary, target)
        _unlink(temporary)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # Second best: claim the name with an empty file, then replace that. It is empty for an instant.
        open(target, "xb").close()
        try:
            os.replace(temporary, target)
        except BaseException:
            os.unlink(target)
            raise


def _unlink(temporary: str) -> None:
    with contextlib.suppress(OSError):  # it may never have come to be
        os.unlink(temporary)
