"""A file is complete or absent, whatever happens while it is written."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from disks import disk_at
from hoi_report._files import make_folder, write_atomically
from hoi_report._problems import RenderError

ROOT = Path(__file__).parent.parent
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals, limits and mounts as POSIX has them")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _child(code: str, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A Python of its own that runs the code, for what would harm this one."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8:surrogateescape"},
        check=False,
        timeout=60,
        cwd=cwd,
    )


def test_a_new_file_holds_the_bytes_and_nothing_else_is_left(tmp_path: Path) -> None:
    """The file is there under its name, alone in its folder."""
    path = write_atomically(tmp_path / "kế hoạch.docx", b"PK\x00\r\n")

    assert path.read_bytes() == b"PK\x00\r\n"
    assert _names(tmp_path) == ["kế hoạch.docx"]


def test_an_existing_file_is_kept(tmp_path: Path) -> None:
    """Without ``overwrite`` the name's owner stays, and the error names the file."""
    path = tmp_path / "plan.docx"
    path.write_bytes(b"old")

    with pytest.raises(FileExistsError) as caught:
        write_atomically(path, b"new")

    assert caught.value.filename == str(path)
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["plan.docx"]


def test_an_existing_file_is_replaced_when_asked(tmp_path: Path) -> None:
    """With ``overwrite`` the new bytes stand there, the longer old ones do not shine through."""
    path = tmp_path / "plan.docx"
    path.write_bytes(b"a longer old text")

    write_atomically(path, b"new", overwrite=True)

    assert path.read_bytes() == b"new"
    assert _names(tmp_path) == ["plan.docx"]


def test_of_many_writers_at_once_one_wins_and_the_others_are_told(tmp_path: Path) -> None:
    """No writer replaces what another has just written."""
    path = tmp_path / "plan.docx"
    start = threading.Barrier(8)
    won: list[bytes] = []

    def write(content: bytes) -> None:
        start.wait()
        try:
            write_atomically(path, content)
        except FileExistsError:
            return
        won.append(content)

    threads = [threading.Thread(target=write, args=(bytes([65 + i]) * 50_000,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1
    assert path.read_bytes() == won[0]
    assert _names(tmp_path) == ["plan.docx"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """The folder is not made up, and the message says which one is missing."""
    path = tmp_path / "nowhere" / "plan.docx"

    with pytest.raises(RenderError) as caught:
        write_atomically(path, b"PK")

    (problem,) = caught.value.problems
    assert str(problem.in_language("en")) == (
        f"{path}: error [output-folder-missing] the folder “{path.parent}” does not exist"
    )
    assert _names(tmp_path) == []


def test_folders_are_made_where_they_are_asked_for(tmp_path: Path) -> None:
    """With those above it; one that is there already is fine, a file of that name is not."""
    make_folder(tmp_path / "ra" / "đây")
    make_folder(tmp_path / "ra" / "đây")
    (tmp_path / "tệp").write_bytes(b"")

    with pytest.raises(RenderError) as caught:
        make_folder(tmp_path / "tệp")
    with pytest.raises(RenderError) as below:
        make_folder(tmp_path / "tệp" / "đây")

    assert (tmp_path / "ra" / "đây").is_dir()
    assert caught.value.problems[0].code == "output-not-a-folder"
    assert below.value.problems[0].code in ("output-folder-missing", "output-not-a-folder")


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_name_may_be_as_long_as_the_disk_allows(tmp_path: Path, overwrite: bool) -> None:
    """The temporary name leaves no long Vietnamese name without room; one that is too long is a clear problem."""
    path = tmp_path / ("ế" * 83 + ".docx")

    write_atomically(path, b"PK", overwrite)
    with pytest.raises(RenderError) as caught:
        write_atomically(tmp_path / ("ế" * 200 + ".docx"), b"PK", overwrite)

    assert path.read_bytes() == b"PK"
    assert caught.value.problems[0].code in ("output-name-too-long", "output-folder-missing")
    assert len(_names(tmp_path)) == 1


@POSIX
def test_permissions_are_those_of_any_new_file(tmp_path: Path) -> None:
    """The umask decides, not the temporary file."""
    before = os.umask(0o027)
    try:
        path = write_atomically(tmp_path / "plan.docx", b"PK")
    finally:
        os.umask(before)

    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@POSIX
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Replacing through a symbolic link replaces what it points at."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "plan.docx").write_bytes(b"old")
    link = tmp_path / "plan.docx"
    link.symlink_to(tmp_path / "shared" / "plan.docx")

    write_atomically(link, b"new", overwrite=True)

    assert link.is_symlink()
    assert (tmp_path / "shared" / "plan.docx").read_bytes() == b"new"


@POSIX
def test_a_link_to_nothing_gets_what_it_points_at(tmp_path: Path) -> None:
    """The file comes to be where the link says."""
    link = tmp_path / "plan.docx"
    link.symlink_to("later.docx")

    write_atomically(link, b"PK", overwrite=True)

    assert link.is_symlink()
    assert (tmp_path / "later.docx").read_bytes() == b"PK"
    assert _names(tmp_path) == ["later.docx", "plan.docx"]


@POSIX
@pytest.mark.parametrize("make", ["mkdir", "mkfifo"])
def test_what_is_no_file_is_never_replaced(tmp_path: Path, make: str) -> None:
    """A folder or a pipe of that name stays, even where overwriting was asked for."""
    path = tmp_path / "plan.docx"
    getattr(os, make)(path)

    with pytest.raises(FileExistsError):
        write_atomically(path, b"PK", overwrite=True)

    assert not path.is_file()
    assert _names(tmp_path) == ["plan.docx"]


@POSIX
def test_a_link_to_what_is_no_file_stays(tmp_path: Path) -> None:
    """Nor is a folder replaced to which the name points."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "plan.docx").symlink_to("folder")

    with pytest.raises(FileExistsError) as caught:
        write_atomically(tmp_path / "plan.docx", b"PK", overwrite=True)

    assert caught.value.filename == str(tmp_path / "plan.docx")
    assert _names(tmp_path / "folder") == []


KILLED = """
import os, signal, sys
from hoi_report import _files
setattr(os, sys.argv[3], lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL))
_files.write_atomically(sys.argv[1], b"new" * 100_000, overwrite=sys.argv[2] == "overwrite")
"""


@POSIX
@pytest.mark.parametrize(("mode", "step"), [("new", "link"), ("overwrite", "replace"), ("new", "fsync")])
def test_a_process_killed_before_the_rename_leaves_the_name_alone(tmp_path: Path, mode: str, step: str) -> None:
    """Killed by a real signal at a step: no new file, or the old one whole; what is left can be recognised."""
    path = tmp_path / "plan.docx"
    if mode == "overwrite":
        path.write_bytes(b"old")

    done = _child(KILLED, str(path), mode, step)

    assert done.returncode == -signal.SIGKILL, done.stderr
    assert (path.read_bytes() if path.exists() else None) == (b"old" if mode == "overwrite" else None)
    (left,) = [name for name in _names(tmp_path) if name != "plan.docx"]
    assert left.startswith(".~plan.docx.")
    assert left.endswith(".tmp")
    write_atomically(path, b"again", overwrite=True)
    assert path.read_bytes() == b"again"


TOLD = """
import os, signal, sys
from hoi_report._files import write_atomically
from hoi_report._problems import RenderError
if sys.argv[2] == "limited":
    import resource
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
if sys.argv[2] == "nobody" and os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    write_atomically(sys.argv[1], b"x" * 300_000)
except RenderError as error:
    print(*(problem.in_language("en") for problem in error.problems))
else:
    print("written")
"""


@POSIX
def test_a_file_beyond_the_size_limit_leaves_nothing(tmp_path: Path) -> None:
    """The system stops the write half way (a real limit); the half is removed and the message says why."""
    path = tmp_path / "plan.docx"

    done = _child(TOLD, str(path), "limited")

    assert done.stdout == (
        f"{path}: error [output-disk-full] there is no room for the 300000 bytes of this file\n"
        "    free some space on the disk\n"
    ), done.stderr
    assert _names(tmp_path) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    with disk_at(tmp_path / "disk", "size=64k") as folder:
        yield folder


@pytest.fixture
def read_only_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that takes no writing, from nobody."""
    with disk_at(tmp_path / "disk", "ro") as folder:
        yield folder


def test_a_full_disk_leaves_nothing(small_disk: Path) -> None:
    """A real disk runs full while we write: no file, no temporary file, and the old one is whole."""
    (small_disk / "old.docx").write_bytes(b"old")

    for path in (small_disk / "plan.docx", small_disk / "old.docx"):
        with pytest.raises(RenderError) as caught:
            write_atomically(path, b"x" * 300_000, overwrite=True)
        assert caught.value.problems[0].code == "output-disk-full"

    assert _names(small_disk) == ["old.docx"]
    assert (small_disk / "old.docx").read_bytes() == b"old"
    write_atomically(small_disk / "short.docx", b"there is room for this")


def test_a_read_only_disk_is_named(read_only_disk: Path) -> None:
    """Nothing can be written there, and the message names the folder."""
    path = read_only_disk / "plan.docx"

    with pytest.raises(RenderError) as caught:
        write_atomically(path, b"PK")

    assert str(caught.value.problems[0].in_language("en")) == (
        f"{path}: error [output-denied] nothing may be written into the folder “{read_only_disk}”\n"
        "    choose another one"
    )


@POSIX
def test_a_folder_without_the_right_to_write_is_named(tmp_path: Path) -> None:
    """A folder that belongs to somebody else; root, whom no right binds, becomes “nobody” before it writes."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed").chmod(0o555)
    tmp_path.chmod(0o755)

    done = _child(TOLD, "closed/plan.docx", "nobody", cwd=tmp_path)

    assert done.stdout == (
        "closed/plan.docx: error [output-denied] nothing may be written into the folder “closed”\n"
        "    choose another one\n"
    ), done.stderr
    assert _names(tmp_path / "closed") == []


NO_LINKS = """
import errno, os, sys
from hoi_report._files import write_atomically
def refuse(*arguments, **options):
    raise PermissionError(errno.EPERM, "Operation not permitted")
os.link = refuse
for content in (b"first", b"second"):
    try:
        write_atomically(sys.argv[1], content)
    except FileExistsError as error:
        print(error.errno)
"""


@POSIX
def test_a_disk_without_hard_links_is_served_too(tmp_path: Path) -> None:
    """On FAT, where ``os.link`` is refused, a new file comes to be and an existing one is kept."""
    path = tmp_path / "plan.docx"

    done = _child(NO_LINKS, str(path))

    assert done.stdout == f"{errno.EEXIST}\n", done.stderr
    assert path.read_bytes() == b"first"
    assert _names(tmp_path) == ["plan.docx"]
