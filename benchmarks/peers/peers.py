"""The peers: how each is installed, in an environment of its own, and how its runner is asked."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "bench"
RUNNERS = Path(__file__).parent / "runners"

JINJA = ("Jinja2==3.1.6", "MarkupSafe==3.0.4", "lxml==6.1.3")


@dataclass(frozen=True)
class Peer:
    """A library that fills the report's template, or writes the report without one."""

    name: str
    runner: str
    dialect: str | None
    """Whose template it fills, a name in ``dialects``; none: it starts from an empty page."""
    packages: tuple[str, ...] = ()
    """What is installed for it, with its version; nothing: it is run by the Python that runs the benchmark."""
    options: tuple[str, ...] = ()
    flat: bool = False
    """Whether it takes the data as mail merge does."""

    @property
    def command(self) -> list[str]:
        """What starts its runner."""
        if self.runner.endswith(".mjs"):
            return ["node", str(RUNNERS / self.runner)]
        scripts = "Scripts" if os.name == "nt" else "bin"
        python = str(self.place / scripts / "python") if self.packages else sys.executable
        return [python, str(RUNNERS / self.runner)]

    @property
    def place(self) -> Path:
        """The folder of its environment."""
        key = hashlib.sha256("\n".join(self.packages).encode()).hexdigest()[:8]
        return BUILD / "environments" / f"{self.name.partition(' ')[0]}-{key}"


OURS, OURS_ZLIB = "hoi_report", "hoi_report, zlib"
PEERS = (
    Peer("docxtpl", "run_docxtpl.py", "docxtpl", ("docxtpl==0.20.2", "python-docx==1.2.0", *JINJA)),
    Peer(OURS, "run_hoi_report.py", "docxtpl"),
    Peer(OURS_ZLIB, "run_hoi_report.py", "docxtpl", options=("zlib",)),
    Peer(
        "rust-docxtpl",
        "run_docxtpl.py",
        "docxtpl",
        ("rust-docxtpl==0.1.2", "docxcompose==2.2.0", "python-docx==1.2.0", *JINJA),
    ),
    Peer("docxtpl-ng", "run_docxtpl_ng.py", "docxtpl", ("docxtpl-ng==0.2.0", "python-docx-ng==2.1.0", *JINJA)),
    Peer("docx-mailmerge2", "run_mailmerge.py", "mailmerge", ("docx-mailmerge2==1.0.3", JINJA[-1]), flat=True),
    Peer("python-docx", "run_python_docx.py", None, ("python-docx==1.2.0", JINJA[-1])),
    Peer("docxtemplater", "run_docxtemplater.mjs", "docxtemplater", ("docxtemplater@3.71.0", "pizzip@3.3.0")),
    Peer("easy-template-x", "run_easy_template_x.mjs", "easy-template-x", ("easy-template-x@7.2.8",)),
    Peer("carbone", "run_carbone.mjs", "carbone", ("carbone@3.8.2",)),
    Peer("docx-templates", "run_docx_templates.mjs", "docx-templates", ("docx-templates@4.15.0",)),
)
"""The first is what the others are compared with."""

BLOCKS = (
    Peer("docxtpl", "run_blocks.py", None, options=("docxtpl",)),
    Peer(OURS, "run_blocks.py", None),
    Peer(OURS_ZLIB, "run_blocks.py", None, options=("zlib",)),
)
"""The same with the template that comes with hoi_report and the context of a real report."""


class NotInstalled(Exception):
    """Why a peer cannot be installed here."""


def install(peer: Peer) -> None:
    """Makes a peer's environment, unless it is there; raises :class:`NotInstalled`."""
    ready = peer.place / "ready"
    if not peer.packages or ready.exists():
        return
    shutil.rmtree(peer.place, ignore_errors=True)
    peer.place.mkdir(parents=True)
    for command in _installing(peer):
        try:
            done = subprocess.run(command, cwd=peer.place, capture_output=True, encoding="utf-8", errors="replace")
        except OSError as error:
            raise NotInstalled(f"{command[0]}: {error.strerror}") from error
        if done.returncode:
            told = (done.stderr.strip() or done.stdout.strip()).splitlines()
            raise NotInstalled(told[-1] if told else f"{command[0]} ended with {done.returncode}")
    ready.touch()


def _installing(peer: Peer) -> list[list[str]]:
    if peer.runner.endswith(".mjs"):
        npm = shutil.which("npm") or "npm"  # a script on Windows, whose name has an ending
        (peer.place / "package.json").write_text('{"private": true}', "utf-8")
        options = ["--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
        return [[npm, "install", *options, *peer.packages]]
    pip = [sys.executable, "-m", "pip", "--python", peer.command[0], "install"]
    return [
        [sys.executable, "-m", "venv", "--without-pip", str(peer.place)],
        [*pip, "--quiet", "--disable-pip-version-check", *peer.packages],
    ]


class Runner:
    """A peer's process, with a template and data; it is started once and asked any number of times."""

    def __init__(self, peer: Peer, template: Path, data: Path) -> None:
        self.peer = peer
        self._process = subprocess.Popen(
            [*peer.command, str(template), str(data), *peer.options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            cwd=peer.place if peer.packages else ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")} if not peer.packages else None,
        )
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(self._process.pid, {max(os.sched_getaffinity(0))})

    def ask(self, **asked: Any) -> dict[str, Any]:
        """An answer; raises :class:`RuntimeError` with what went wrong instead."""
        assert self._process.stdin and self._process.stdout
        with suppress(BrokenPipeError):
            print(json.dumps(asked), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.peer.name}: its runner ended with {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer

    def end(self) -> None:
        """Nothing more is asked."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()
