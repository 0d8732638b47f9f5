"""What is done with one input of a batch, in this process or in another: read, judged, printed, put in its place.

A worker is told little and tells little: it reads and writes the files itself, since handing their content to and fro
would cost more than two processes gain.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from .. import __version__
from .._catalog import built_in, exists
from .._collector import collector_at_rest
from .._deflate import DEFLATE
from .._document import Document
from .._files import read_file
from .._names import letters
from .._outline import Outline, is_outline_id
from .._problems import Place, Problem, RenderError, problem, problems_of
from .._remembered import noting, remembered
from .._render import Printable, load, printable, printed, template_bytes
from .._source import MAX_BYTES
from .._value_class import value_class
from .places import Destination, Folder

MADE_BY = {"hoi_report": __version__, "deflate": DEFLATE}
"""What decides the bytes of a document, besides what it is made of."""

STOPPING = frozenset(("output-disk-full", "output-denied", "output-folder-missing"))
"""The codes of what no other document would escape either."""

Again = Literal["input", "rests_on", "made_by", "output"]


@value_class
class Orders:
    """What is asked of every document of a batch."""

    destination: Destination
    cwd: str
    """Where relative paths start: a worker may stand elsewhere."""
    base_dir: str | None
    draft: bool
    pdf: bool
    overwrite: bool
    lang: str
    each_alone: bool
    """Whether each document is made on its own: the folder is made where it is not there, nothing stops the others."""

    @property
    def place(self) -> Destination:
        """The destination, as it is found from here."""
        if isinstance(self.destination, Folder):
            return Folder(Path(self.here(str(self.destination.folder))))
        return self.destination

    def base(self) -> str | None:
        """The base folder, as it is found from here."""
        return None if self.base_dir is None else self.here(self.base_dir)

    def may_replace(self, task: Task) -> bool:
        """Whether what stands under the name of a document may be replaced."""
        return self.overwrite or task.is_ours

    def here(self, path: str) -> str:
        """A path that was given there, as it is found from here; nothing more than as given where that is the same."""
        return path if self.cwd == os.getcwd() else os.path.join(self.cwd, path)  # noqa: PTH109, PTH118

    @property
    def made_by(self) -> dict[str, object]:
        """What decides the bytes of its documents, besides what they are made of."""
        return {**MADE_BY, "draft": self.draft, "pdf": self.pdf}


@value_class
class Loaded:
    """A document that was given as an object, ready to cross to another process."""

    ready: Printable
    about: dict[str, str]


Given = str | bytes | Mapping[str, Any] | Loaded


@value_class
class Task:
    """One input, and the name of its document."""

    number: int
    given: Given
    name: str
    is_ours: bool = False
    """Whether what stands under the name was put there by an earlier run of the batch, and is to be replaced."""
    before: dict[str, Any] | None = None
    """What the manifest says of the name, where it is to be left alone if that still holds."""


@value_class
class Done:
    """What became of one input."""

    number: int
    status: Literal["written", "kept", "failed"]
    problems: tuple[Problem, ...] = ()
    again: Again | None = None
    """Why it was made once more."""
    about: dict[str, Any] = field(default_factory=dict)
    """What the manifest says of it."""
    files: dict[str, str] = field(default_factory=dict)
    """The files that it rests on, with the signs of their content."""

    @property
    def stops(self) -> bool:
        """Whether every other input would fare alike."""
        return any(one.code in STOPPING for one in self.problems)


is_to_end: Callable[[], object] = bool
"""Whether this process is to make no more; who starts one says how it hears of that."""


def work(orders: Orders, tasks: Sequence[Task]) -> list[Done]:
    """What became of the inputs, in their order; of fewer where no more are to be made, or it makes no sense."""
    done: list[Done] = []
    for task in tasks:
        if is_to_end():
            break
        done.append(_done(orders, task))
        if done[-1].stops and not orders.each_alone:
            break
    return done


def sign(content: bytes) -> str:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def about(document: Document | Outline, template: bytes) -> dict[str, str]:
    """What the manifest says of a document besides the files that it rests on."""
    outline = document.outline if isinstance(document, Document) else document
    return {
        "outline": outline.id,
        "outline_version": outline.version,
        "rules": outline.rules.name,
        "template": outline.template.name,
        "template_sha256": _sign_of_many(template),
    }


def pdf_name(name: str) -> str:
    """The name of the PDF beside a document."""
    return name[: -len(".docx")] + ".pdf"


def _done(orders: Orders, task: Task) -> Done:
    again: Again | None = None
    noted: dict[str, Any] = {}
    try:
        if task.before is not None:
            again = _why_again(orders, task, task.before)
            if again is None:
                return Done(task.number, "kept")
        _refuse_taken(orders, task)
        with collector_at_rest():
            content, problems, files = _made(orders, task.given, noted)
        noted |= _put(orders, task, content)
    except Exception as error:  # the other inputs are made all the same
        return Done(task.number, "failed", problems_of(error), again, noted)
    return Done(task.number, "written", problems, again, noted, files)


# --- made -------------------------------------------------------------------------------------------------------------


def _made(orders: Orders, given: Given, noted: dict[str, Any]) -> tuple[bytes, tuple[Problem, ...], dict[str, str]]:
    """The bytes of a document, its problems, and the files that it rests on; all else that it took is gone then."""
    ready, files = _ready(orders, given, noted)
    return printed(ready, lang=orders.lang), ready.problems, files


def _ready(orders: Orders, given: Given, noted: dict[str, Any]) -> tuple[Printable, dict[str, str]]:
    """What is to be printed, and the files that it rests on; what is known of it is noted, also where it fails."""
    if isinstance(given, Loaded):
        noted |= given.about
        files = {given.ready.template_name: given.about["template_sha256"]}
        noted["rests_on"] = _sign_of(files)
        return given.ready, files
    source = orders.here(given) if isinstance(given, str) else given
    with noting() as looks:
        try:
            document = load(source, base_dir=orders.base(), lang=orders.lang)
            ready = printable(document, draft=orders.draft, lang=orders.lang)
        finally:
            noted["input_sha256"] = _input_sign(source, looks.files)
    files = _rests_on(orders, source, looks.files)
    noted |= {"rests_on": _sign_of(files), **about(document, ready.template)}
    return ready, files


def _refuse_taken(orders: Orders, task: Task) -> None:
    """Nothing is worked out that could not be written. In a batch a document that is there may be the very one that
    would be made: by a worker that died before it could say so.
    """
    names = [task.name] if orders.each_alone else []
    names += [pdf_name(task.name)] if orders.pdf else []
    taken = [] if orders.may_replace(task) else [name for name in names if orders.place.is_taken(name)]
    if taken:
        raise RenderError([problem("output-exists", Place(str(orders.place.path(name)))) for name in taken])


def _put(orders: Orders, task: Task, content: bytes) -> dict[str, Any]:
    """Put the document in its place, and its PDF beside it."""
    place, replace = orders.place, orders.may_replace(task)
    made, signs = {task.name: content}, {"output_sha256": sign(content), "size": len(content)}
    if orders.pdf:
        from .._pdf import convert_to_pdf

        if not replace and place.content(task.name) not in (None, content):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place.path(task.name)))
        made[pdf_name(task.name)] = pdf = convert_to_pdf(content)
        signs["pdf_sha256"] = sign(pdf)
    if orders.each_alone:
        place.prepare()
    for name, data in made.items():
        try:
            place.write(name, data, replace)
        except FileExistsError:
            if orders.each_alone or place.content(name) != data:
                raise
    return signs


# --- left alone -------------------------------------------------------------------------------------------------------


def _why_again(orders: Orders, task: Task, before: dict[str, Any]) -> Again | None:
    """Why a document has to be made once more; ``None`` where all is as it was."""
    if before["made_by"] != orders.made_by:
        return "made_by"
    if before["input_sha256"] != _input_now(orders, task.given):
        return "input"
    outputs = {task.name: "output_sha256"} | ({pdf_name(task.name): "pdf_sha256"} if orders.pdf else {})
    for name, signed in outputs.items():
        content = orders.place.content(name)
        if content is None or sign(content) != before[signed]:
            return "output"
    return None if before["rests_on"] == _rests_on_now(orders, task.given, before["rests_on"]) else "rests_on"


def _input_now(orders: Orders, given: Given) -> str | None:
    if isinstance(given, Loaded):
        return given.about["input_sha256"]
    if isinstance(given, str):
        path = orders.here(given)
        return None if is_outline_id(path) and not exists(path) else sign(read_file(path, given, MAX_BYTES))
    return _input_sign(given, {})


def _rests_on_now(orders: Orders, given: Given, before: str) -> str:
    """The sign of the files that a document would rest on now.

    What rested on the same files, in the same folder, does so still if one of it does: it is loaded, and again only
    when one of the files has changed.
    """
    if isinstance(given, Loaded):
        return _sign_of({given.ready.template_name: given.about["template_sha256"]})
    source = orders.here(given) if isinstance(given, str) else given

    def load_one() -> str:
        with noting() as looks:
            template_bytes(load(source, base_dir=orders.base(), lang=orders.lang).template)
        return _sign_of(_rests_on(orders, source, looks.files))

    folder = str(Path(source).parent.absolute()) if isinstance(source, str) else None
    return remembered(("batch", folder, orders.base(), before), load_one)


# --- signs ------------------------------------------------------------------------------------------------------------


def _input_sign(source: str | bytes | Mapping[str, Any], read: Mapping[str, bytes]) -> str | None:
    """The sign of what was given; ``None`` of an outline's id, and where nothing could be read."""
    if isinstance(source, str):
        return sign(read[source]) if source in read else None
    return sign(source if isinstance(source, bytes) else repr(source).encode("utf-8", "surrogatepass"))


def _rests_on(orders: Orders, source: object, read: Mapping[str, bytes]) -> dict[str, str]:
    """The signs of the other files that were read."""
    folder = os.path.dirname(source) if isinstance(source, str) else orders.base() or ""  # noqa: PTH120
    here = os.getcwd()  # noqa: PTH109
    return {_from_input(file, folder, here): _sign_of_many(content) for file, content in read.items() if file != source}


@lru_cache(maxsize=1024)
def _from_input(file: str, folder: str, here: str) -> str:
    """What a file is called from the input's folder, or in the library: both may be moved, and stay the same."""
    path = Path(here, file)
    if path.is_relative_to(built_in()):
        return f"hoi_report/{path.relative_to(built_in()).as_posix()}"
    try:
        return letters(Path(os.path.relpath(path, Path(here, folder))).as_posix())
    except ValueError:  # on another drive
        return str(path)


def _sign_of(files: Mapping[str, str]) -> str:
    """One sign of several files."""
    return sign(repr(sorted(files.items())).encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=32)
def _sign_of_many(content: bytes) -> str:
    """The sign of a file that many documents rest on."""
    return sign(content)
