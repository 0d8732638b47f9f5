"""Snippets of the README and the guides do what they say, generated pages are current, links lead somewhere."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import hoi_report
from hoi_report._rules import load
from hoi_report._source import read
from outlines import outline

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
READMES = [ROOT / "README.md", ROOT / "README.vi.md"]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ hoi-report (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def blocks(page: Path, language: str) -> list[str]:
    """The blocks of a page in a language."""
    return [text for kind, text in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == language]


def having(language: str) -> list[Path]:
    """The pages with blocks in a language."""
    return [page for page in PAGES if blocks(page, language)]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the guides speak of, to stand in."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "outlines", tmp_path / "outlines")
    for file in ("ke-hoach.yaml", "units.yaml", "chi-tieu.yaml"):
        shutil.copy(ROOT / "examples" / "thai-binh-2024" / file, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", having("python"), ids=name)
def test_python_snippets_run(page: Path, desk: Path) -> None:
    """In their order, in one session, as a reader would type them."""
    session: dict[str, object] = {}
    for text in blocks(page, "python"):
        exec(compile(text, name(page), "exec"), session)


@pytest.mark.parametrize("page", having("console"), ids=name)
def test_commands_succeed(
    page: Path, desk: Path, hoi_report_cli: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """Each line that begins with a prompt prints what is shown below it, “…” for what is not shown, and ends with
    status 0; with 1 where an error is shown.
    """
    for text in blocks(page, "console"):
        for command, shown in COMMAND.findall(text):
            result = hoi_report_cli(*command.split(), cwd=desk)
            told = (result.stdout + result.stderr).splitlines()
            assert [line for line in shown.splitlines() if line not in ("…", *told)] == [], command
            assert result.returncode == int(": error [" in shown), (command, result.stderr)


@pytest.mark.parametrize("page", having("yaml"), ids=name)
def test_yaml_snippets_are_read(page: Path, tmp_path: Path) -> None:
    """All are YAML; a whole outline loads without a word, and so does a part of one in place; rules make a template."""
    for text in blocks(page, "yaml"):
        said = read(text.encode()).value
        if text.startswith("# data\n"):
            assert hoi_report.load_document(text.encode(), base_dir=hoi_report.example("thai-binh-2024")).problems == ()
        elif text.startswith("# outline\n"):
            assert hoi_report.load_outline(text.encode()).problems == ()
        elif text.startswith("# wording\n"):
            assert load({**read(ROOT / "rules" / "nd30-2020.yaml").value, "wording": said}).wording
        elif text.startswith("# rules\n"):
            rules = tmp_path / "rules" / f"{said['name']}.yaml"
            rules.parent.mkdir()
            rules.write_text(text, encoding="utf-8")
            shutil.copy(ROOT / "examples" / "nha-mau" / "rules" / "bieu-trung.png", rules.parent)
            assert hoi_report.build_template(rules).home == tmp_path / "templates" / f"{said['name']}.docx"
        elif set(said) <= set(outline()) | {"levels"}:
            assert hoi_report.load_outline({**outline(), **said})


def test_the_reference_pages_are_what_the_sources_say() -> None:
    """Grammar, problems and rules are written by the script."""
    result = subprocess.run(
        [sys.executable, ROOT / "scripts" / "build_docs.py", "--check"],
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        check=False,
    )

    assert (result.returncode, result.stdout.strip()) == (0, "")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link names a file of the checkout."""
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)|src=\"([^\":]+)\"", page.read_text(encoding="utf-8")):
        assert (page.parent / (target[0] or target[1])).exists(), target


def test_the_shown_answer_is_the_real_one(desk: Path) -> None:
    """The JSON of a check has the shape that the guide shows."""
    (shown,) = (json.loads(text) for text in blocks(ROOT / "docs" / "scripts.md", "json"))
    checked = hoi_report.check("examples/soat-the-thuc/ke-hoach.docx", name="ke-hoach.docx", lang="en").as_json()
    checked["answers"] = [answer for answer in checked["answers"] if answer["rule"] == "quoc_hieu.size"]

    assert checked == shown


@pytest.mark.parametrize("page", READMES, ids=name)
def test_the_shown_report_is_the_real_one(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The README's example of a problem is printed so."""
    monkeypatch.chdir(tmp_path)
    lines = (ROOT / "examples" / "thai-binh-2024" / "ke-hoach.yaml").read_text(encoding="utf-8").split("\n")
    shutil.copy(ROOT / "examples" / "thai-binh-2024" / "units.yaml", tmp_path)
    (tmp_path / "ke-hoach.yaml").write_text("\n".join([*lines[:4], "numbr: 7", *lines[4:]]), encoding="utf-8")

    with pytest.raises(hoi_report.InvalidInput) as caught:
        hoi_report.load_document("ke-hoach.yaml")

    assert str(caught.value) in page.read_text(encoding="utf-8")
