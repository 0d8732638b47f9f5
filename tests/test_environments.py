"""Other machines: old locales, homes that take no writing, folders with Vietnamese names; what Windows cannot do."""

from __future__ import annotations

import ast
import errno
import io
import json
import ntpath
import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hoi_report
from hoi_report._cli import main
from hoi_report._files import make_folder, write_atomically
from hoi_report._names import fault, mended, on_disk
from hoi_report._pdf import convert_to_pdf

ROOT = Path(__file__).parent.parent
PLAN = "2021-2026/ke-hoach-giua-nhiem-ky"
QUESTIONS = "2021-2026/bao-cao-giua-nhiem-ky"
EXAMPLE = ROOT / "examples" / "thai-binh-2024"
OLD_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""Here Python takes the names of files for ASCII, and every letter with a mark for something undecodable."""

POSIX = pytest.mark.skipif(os.name == "nt", reason="locales, homes and links as POSIX has them")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(params=["NFC", "NFD"])
def form(request: pytest.FixtureRequest) -> str:
    """How a disk writes letters with marks: in one piece, or in several as those of a Mac do."""
    return str(request.param)


@pytest.fixture
def travelled(tmp_path: Path, form: str) -> Path:
    """The source case in a folder with spaces and Vietnamese letters, as are the names in it."""
    folder = tmp_path / unicodedata.normalize(form, "Bản sao của Hội – tỉnh") / "số liệu (1)"
    folder.mkdir(parents=True)
    for name, named in (("ke-hoach", "kế hoạch tỉnh"), ("units", "đơn vị"), ("chi-tieu", "chỉ tiêu")):
        text = (EXAMPLE / f"{name}.yaml").read_text("utf-8").replace("units: units.yaml", "units: đơn vị.yaml")
        (folder / unicodedata.normalize(form, f"{named}.yaml")).write_text(
            text.replace("indicators: chi-tieu.yaml", "indicators: chỉ tiêu.yaml"), "utf-8"
        )
    return folder


def _codes(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [problem["code"] for result in json.loads(done.stdout)["results"] for problem in result["problems"]]


# --- names with Vietnamese letters, under any locale ------------------------------------------------------------------


@POSIX
@pytest.mark.parametrize("env", [{}, OLD_LOCALE, {"LC_ALL": "C"}], ids=["as it is", "ASCII", "C"])
def test_names_with_marks_are_read_written_and_told(
    hoi_report_cli: Run, travelled: Path, form: str, env: dict[str, str]
) -> None:
    """As an argument, in the data and as an output, in both forms; told as they were typed."""
    plan, out = (unicodedata.normalize(form, name) for name in ("kế hoạch tỉnh.yaml", "ra đây/kế hoạch.docx"))

    rendered = hoi_report_cli("render", plan, "-o", out, cwd=travelled, env=env)
    absent = hoi_report_cli("validate", f"x {plan}", "--lang", "en", cwd=travelled, env=env)

    assert (rendered.returncode, rendered.stderr) == (0, f"đã ghi: {out}\n")
    assert (travelled / out).read_bytes().startswith(b"PK")
    assert absent.stderr.startswith(f"x {plan}: error [file-not-found] there is no file “x {plan}”\n")


@POSIX
@pytest.mark.parametrize("env", [{}, OLD_LOCALE], ids=["as it is", "ASCII"])
def test_a_new_file_names_its_plan_so_that_it_is_found(
    hoi_report_cli: Run, travelled: Path, form: str, env: dict[str, str]
) -> None:
    """What is written into a file is in NFC; the file of that name may be written otherwise on the disk."""
    plan = unicodedata.normalize(form, "kế hoạch tỉnh.yaml")

    made = hoi_report_cli(
        "new", QUESTIONS, "--plan", plan, "--unit", "vu-thu", "-o", "mới.yaml", cwd=travelled, env=env
    )
    judged = hoi_report_cli("validate", "mới.yaml", "--json", cwd=travelled, env=env)
    drawn = hoi_report_cli("render", "mới.yaml", "--draft", cwd=travelled, env=env)

    assert made.returncode == 0, made.stderr
    assert "plan: kế hoạch tỉnh.yaml\n" in (travelled / "mới.yaml").read_text("utf-8")
    assert set(_codes(judged)) == {"unanswered", "plan-without-number"}
    assert drawn.returncode == 0, drawn.stderr


@POSIX
def test_a_script_under_an_old_locale_finds_the_files_that_data_name(travelled: Path, form: str) -> None:
    """The library starts no second Python: it looks what the folder has."""
    code = "import hoi_report, sys; print(hoi_report.load_document(sys.argv[1]).key)"

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, travelled / unicodedata.normalize(form, "kế hoạch tỉnh.yaml")],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **OLD_LOCALE},
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "thai-binh\n", "")


@POSIX
def test_the_flags_of_python_survive_the_change_of_mode(hoi_report_cli: Run) -> None:
    """Also where somebody insists on another mode: it is tried once, and then goes on."""
    dev = hoi_report_cli("--version", env=OLD_LOCALE, flags=("-X", "dev", "-W", "error"))
    insisting = hoi_report_cli("--version", env=OLD_LOCALE, flags=("-X", "utf8=0"))

    assert (dev.returncode, dev.stdout, dev.stderr) == (0, "hoi-report 0.1.0\n", "")
    assert (insisting.returncode, insisting.stdout, insisting.stderr) == (0, "hoi-report 0.1.0\n", "")


@POSIX
def test_a_name_on_the_disk_in_two_forms_is_the_one_that_was_meant(tmp_path: Path) -> None:
    """What is written as it was asked for comes first; what is there in no form stays as it was asked for."""
    composed, decomposed = (tmp_path / unicodedata.normalize(form, "tệp") for form in ("NFC", "NFD"))
    decomposed.write_bytes(b"")
    if composed.exists():
        pytest.skip("this disk takes both for one")
    assert on_disk(composed) == decomposed

    composed.write_bytes(b"")

    assert on_disk(composed) == composed
    assert on_disk(decomposed) == decomposed
    assert on_disk(tmp_path / "không" / "có") == tmp_path / "không" / "có"


@POSIX
def test_another_form_of_a_name_does_not_leave_the_folder(tmp_path: Path) -> None:
    """A link that is found only by its letters leads out as little as any other."""
    fence = tmp_path / "trong"
    fence.mkdir()
    shutil.copy(EXAMPLE / "units.yaml", tmp_path)
    (fence / unicodedata.normalize("NFD", "đơn vị.yaml")).symlink_to(tmp_path / "units.yaml")
    data = {"outline": PLAN, "units": "đơn vị.yaml", "unit": "thai-binh"}

    found = hoi_report.validate(data, base_dir=fence)

    assert [problem.code for problem in found.problems if problem.path == "units"] == ["outside-folder"]


# --- LibreOffice ------------------------------------------------------------------------------------------------------


@pytest.fixture
def closed_home(tmp_path: Path) -> Iterator[Path]:
    """A home that takes no writing, not even root's where it may mount a disk."""
    home = tmp_path / "nhà"
    home.mkdir(mode=0o555)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(home)], capture_output=True, check=False)
    yield home
    if mounted.returncode == 0:
        subprocess.run(["umount", str(home)], check=True)


@POSIX
def test_a_pdf_needs_no_home_and_no_locale(
    soffice: str, hoi_report_cli: Run, travelled: Path, closed_home: Path
) -> None:
    """The home is closed, the locale old, and temporary files lie below a name with marks."""
    temporary = travelled / "đồ tạm"
    temporary.mkdir()
    env = {**OLD_LOCALE, "HOME": str(closed_home), "TMPDIR": str(temporary)}

    done = hoi_report_cli("render", PLAN.replace("ke-hoach", "bao-cao"), "--pdf", cwd=travelled, env=env)

    assert (done.returncode, done.stderr.count("đã ghi: ")) == (0, 2), done.stderr
    assert (travelled / "bao-cao-giua-nhiem-ky.pdf").read_bytes().startswith(b"%PDF-")
    assert list(temporary.iterdir()) == []


def test_temporary_files_that_cannot_be_written_are_told(
    soffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full or closed is no fault of ours, and no traceback."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "không có"))

    with pytest.raises(hoi_report.RenderError) as caught:
        convert_to_pdf(b"PK")

    (problem,) = (one.in_language("en") for one in caught.value.problems)
    assert problem.code == "libreoffice-no-folder"
    assert problem.message.endswith(": No such file or directory")


# --- names that Windows cannot have -----------------------------------------------------------------------------------

REFUSED = (
    "con", "Con.docx", "PRN.yaml", "aux.", "nul .txt", "NUL.tar.gz", "com1.docx", "LPT9", "com¹.docx", "conin$",
    "CONOUT$", "quý 1: số liệu.docx", "a?.docx", "a*.docx", "<a>.docx", 'a"b.docx', "a|b.docx", "a\\b.docx", "a/b",
    "tệp. ", "tệp.", "tab\t.docx",
)  # fmt: skip
TAKEN = ("kế hoạch.docx", "console.docx", "com.docx", "com10.docx", "lpt.yaml", "auxiliary", ".nul", "a.con")


@pytest.mark.parametrize("name", REFUSED)
def test_a_name_that_windows_cannot_have_is_known_and_mended(name: str) -> None:
    """The name that is proposed instead has no fault."""
    assert fault(name) is not None
    assert fault(mended(name)) is None


@pytest.mark.parametrize("name", TAKEN)
def test_a_name_that_only_looks_like_one_is_taken(name: str) -> None:
    """Nothing is refused that Windows takes."""
    assert fault(name) is None


@pytest.mark.skipif(not hasattr(ntpath, "isreserved"), reason="Python has known these names since 3.13")
@given(
    st.one_of(
        st.text(min_size=1),
        st.from_regex(r"(con|prn|aux|nul|com|lpt|conin\$)[0-9¹²³]? ?(\.[a-z .]*)?", fullmatch=True),
        st.sampled_from((*REFUSED, *TAKEN)).map(str.swapcase),
    )
)
def test_the_names_are_those_that_python_knows(name: str) -> None:
    """The rule is Windows' own, as Python's library has written it down."""
    is_one_name = not set(r"\/:") & set(name)  # what has a stroke or a drive is a path there
    assert (fault(name) is not None) == (not is_one_name or ntpath.isreserved(name))


@given(st.text(min_size=1))
def test_every_name_can_be_mended(name: str) -> None:
    """Whatever was typed."""
    assert mended(name)
    assert fault(mended(name)) is None


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ["render", PLAN, "-o", "nul.docx"],
            "nul.docx: error [output-name] a file cannot be named “nul.docx” on Windows: "
            "Windows keeps “nul” for a device",
        ),
        (
            ["render", PLAN, "-o", "quý 1: số liệu.docx"],
            "quý 1: số liệu.docx: error [output-name] a file cannot be named “quý 1: số liệu.docx” on Windows: "
            "“:” can stand in no file name there",
        ),
        (
            ["schema", PLAN, "-o", "ra. /a.json"],
            "ra. : error [output-name] a file cannot be named “ra. ” on Windows: "
            "a dot or space at its end is dropped there",
        ),
        (
            ["new", PLAN, "-o", "aux.yaml"],
            "aux.yaml: error [output-name] a file cannot be named “aux.yaml” on Windows: "
            "Windows keeps “aux” for a device",
        ),
    ],
)
def test_no_output_has_a_name_that_windows_cannot_have(
    hoi_report_cli: Run, tmp_path: Path, arguments: list[str], complaint: str
) -> None:
    """Refused on every system, before anything is worked out; a folder that is to be made likewise."""
    done = hoi_report_cli(*arguments, "--lang", "en")

    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == complaint
    assert "choose another name, for example “" in done.stderr
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_a_document_does_not_get_such_a_name_from_its_input(hoi_report_cli: Run, tmp_path: Path) -> None:
    """A file of this name can be read here; the others are rendered all the same."""
    for name in ("con.yaml", "chị.yaml"):
        shutil.copy(EXAMPLE / "ke-hoach.yaml", tmp_path / name)
    shutil.copy(EXAMPLE / "units.yaml", tmp_path)
    shutil.copy(EXAMPLE / "chi-tieu.yaml", tmp_path)

    done = hoi_report_cli("render", "con.yaml", "chị.yaml", "-o", "ra", "--json")

    assert (done.returncode, _codes(done)) == (2, ["output-name"])
    assert [path.name for path in (tmp_path / "ra").glob("*.docx")] == ["chị.docx"]


def test_folders_that_are_there_are_as_they_are(tmp_path: Path) -> None:
    """Their names are not ours to choose: only what is made is judged, also for scripts."""
    folder = tmp_path / "con"
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this is Windows")

    make_folder(folder)
    write_atomically(folder / "plan.docx", b"PK")
    for make in (lambda: make_folder(folder / "aux" / "x"), lambda: write_atomically(folder / "a:b.docx", b"PK")):
        with pytest.raises(hoi_report.RenderError) as caught:
            make()
        assert [problem.code for problem in caught.value.problems] == ["output-name"]

    assert [path.name for path in folder.iterdir()] == ["plan.docx"]


# --- files that were filled in on Windows -----------------------------------------------------------------------------


def _report(tmp_path: Path, **names: str) -> Path:
    """A district's report in one folder, the province's files in another; what it names is given."""
    (tmp_path / "chung").mkdir()
    (tmp_path / "huyện").mkdir()
    for name in ("units.yaml", "chi-tieu.yaml", "ke-hoach.yaml"):
        shutil.copy(EXAMPLE / name, tmp_path / "chung" / name)
    report = {"outline": QUESTIONS, "unit": "vu-thu", "date": "05/6/2024", **names}
    file = tmp_path / "huyện" / "báo cáo.yaml"
    file.write_text(json.dumps(report, ensure_ascii=False), "utf-8")
    return file


@pytest.mark.parametrize("plan", ["..\\chung\\ke-hoach.yaml", "../chung\\ke-hoach.yaml", "../chung/ke-hoach.yaml"])
def test_folders_in_data_are_parted_by_either_stroke(tmp_path: Path, plan: str) -> None:
    """What was written on Windows is read elsewhere."""
    found = hoi_report.validate(_report(tmp_path, plan=plan))

    assert {problem.code for problem in found.problems} == {"unanswered", "plan-without-number"}


def test_a_file_written_on_windows_says_the_same(hoi_report_cli: Run, tmp_path: Path) -> None:
    """Lines that end with two signs and the mark of UTF-8 that Notepad writes: the document has the same bytes."""
    for folder in ("một", "hai"):
        shutil.copytree(EXAMPLE, tmp_path / folder)
    for path in (tmp_path / "hai").glob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    for folder in ("một", "hai"):
        done = hoi_report_cli("render", "bao-cao-dong-hung.yaml", "ke-hoach.yaml", "-o", "ra/", cwd=tmp_path / folder)
        assert done.returncode == 0, done.stderr
        assert "warning" not in done.stderr

    for name in ("bao-cao-dong-hung.docx", "ke-hoach.docx"):
        assert (tmp_path / "hai" / "ra" / name).read_bytes() == (tmp_path / "một" / "ra" / name).read_bytes()


def test_an_ending_in_capitals_is_that_of_a_file(hoi_report_cli: Run, tmp_path: Path) -> None:
    """As a stick formatted long ago writes them: its own folder is where its paths start."""
    shutil.copytree(EXAMPLE, tmp_path / "USB")
    (tmp_path / "USB" / "ke-hoach.yaml").rename(tmp_path / "USB" / "KE-HOACH.YAML")

    done = hoi_report_cli("render", "USB/KE-HOACH.YAML", "-o", "ra/")

    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "ra").iterdir()] == ["KE-HOACH.docx"]


@POSIX
@pytest.mark.parametrize("name", ["ống", "/dev/tty"])
def test_a_device_is_no_file(tmp_path: Path, name: str) -> None:
    """Refused with its place: reading it would wait for ever, as of ``con.yaml`` in every folder of Windows."""
    file = _report(tmp_path, plan="../chung/ke-hoach.yaml", units=name)
    os.mkfifo(file.with_name("ống"))

    (found,) = [p for p in hoi_report.validate(file, lang="en").problems if p.path == "units"]

    assert (found.code, found.file, found.line) == ("file-is-device", str(file), 1)
    assert found.column == file.read_text("utf-8").index(f'"{name}"') + 1
    assert found.message == f"expected a file, found the device or pipe “{name}”"


def test_what_a_mac_hides_on_a_stick_is_no_report(hoi_report_cli: Run, tmp_path: Path) -> None:
    """Beside every file lies a hidden one of bytes that nobody handed in."""
    shutil.copytree(EXAMPLE, tmp_path / "nộp")
    for path in list((tmp_path / "nộp").glob("*.yaml")):
        path.with_name(f"._{path.name}").write_bytes(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X")

    done = hoi_report_cli("validate", "nộp", "--json")

    assert done.returncode == 0, done.stdout
    assert not [one for one in json.loads(done.stdout)["results"] if "._" in one["input"]]


# --- what Windows refuses: answered here as it answers there, since its disk cannot be had elsewhere ------------------


def test_a_document_that_is_open_in_word_is_told(
    hoi_report_cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Windows replaces no file that a program holds open: the old one stays whole, and nothing else is left."""
    path = tmp_path / "plan.docx"
    path.write_bytes(b"old")

    def held(source: str, target: str) -> None:  # as Windows says it: WinError 5
        raise PermissionError(errno.EACCES, "Access is denied", source, None, target)

    monkeypatch.setattr(os, "replace", held)

    status = main(["render", PLAN, "-o", str(path), "--force", "--lang", "en"])

    assert status == 2
    assert capsys.readouterr().err.splitlines()[:2] == [
        f"{path}: error [output-held] the file that is there cannot be replaced: "
        "another program holds it open, or it is protected",
        "    close it in Word and try again, or write to another name",
    ]
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["plan.docx"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can protect a file so")
def test_a_file_that_belongs_to_somebody_else_is_told(tmp_path: Path) -> None:
    """The same answer from a real disk: in a folder like /tmp nobody replaces what is another's."""
    tmp_path.chmod(0o1777)
    for folder in tmp_path.parents:
        if folder.owner() == "root" and folder != Path("/tmp") and folder.is_relative_to("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
    path = tmp_path / "plan.docx"
    path.write_bytes(b"old")
    code = """
import os, sys
from hoi_report._files import write_atomically
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    write_atomically(sys.argv[1], b"new", overwrite=True)
except Exception as error:
    print(error.problems[0].code)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, path.name],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        cwd=tmp_path,
        check=False,
    )

    assert done.stdout == "output-held\n", done.stderr
    assert path.read_bytes() == b"old"


def test_a_path_too_long_for_windows_is_no_missing_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond 260 characters it says that there is no such path, and the folder is there."""

    def too_long(*_: object, **__: object) -> None:  # as Windows says it: WinError 3 or 206
        raise FileNotFoundError(errno.ENOENT, "The system cannot find the path specified")

    monkeypatch.setattr("os.open", too_long)

    with pytest.raises(hoi_report.RenderError) as caught:
        write_atomically(tmp_path / "plan.docx", b"PK")

    assert [problem.code for problem in caught.value.problems] == ["output-name-too-long"]


@POSIX
def test_a_pipe_that_windows_closed_is_no_news() -> None:
    """It says so with another word than other systems."""
    code = """
import errno, sys
from hoi_report._cli import main
def closed(text):
    raise OSError(errno.EINVAL, "Invalid argument")
sys.stdout.write = closed
sys.exit(main(["list"]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
    )

    assert (done.returncode, done.stderr) == (2, "")


def test_standard_output_has_the_bytes_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows would end lines with two signs."""
    printed = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, encoding="cp1252", newline="\r\n"))

    assert main(["schema", PLAN]) == main(["schema", PLAN, "-o", str(tmp_path / "a.json")]) == 0

    assert printed.getvalue() == (tmp_path / "a.json").read_bytes()


# --- the sources ------------------------------------------------------------------------------------------------------


def _files_of_the_project() -> list[str]:
    """Every file that is kept, by its path."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this is no checkout")
    return [name for name in done.stdout.decode("utf-8").split("\0") if name]


def test_the_project_can_be_checked_out_on_every_disk() -> None:
    """Names that Windows can have, no two that differ in capitals or form only, none too long for a deep folder."""
    names = _files_of_the_project()

    assert names
    assert [name for name in names if any(map(fault, name.split("/")))] == []
    assert [name for name in names if len(str(PureWindowsPath(name))) > 120] == []
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names}) == len(names)


NAMING = {"rename", "renames", "link", "symlink", "hardlink_to", "symlink_to", "move", "mkfifo", "chmod", "chown"}
SYSTEM = {"fcntl", "grp", "pwd", "pty", "resource", "termios", "tty", "msvcrt", "winreg", "_winapi"}


def test_only_one_module_gives_files_their_names() -> None:
    """What systems do differently stands in one place; that each call exists on Windows is mypy's to say."""
    found = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in NAMING:
                found.add((path.name, node.attr))
            if isinstance(node, ast.Import | ast.ImportFrom):
                modules = [node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
                assert not SYSTEM & set(modules), f"{path.name}:{node.lineno}"

    assert found == {("_files.py", "rename"), ("_files.py", "link")}
