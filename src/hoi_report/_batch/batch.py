"""Many inputs into many documents: who is handed what, what is noted, what the caller hears."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .._catalog import exists, is_device
from .._document import Document
from .._messages import Words, words
from .._names import fault, mended
from .._outline import Outline, Source, is_outline_id
from .._problems import InvalidInput, Place, Problem, RenderError, placed, problem, problems_of, told_in
from .._render import printable
from .._translation import LANGUAGES
from .._value_class import guarded_class
from .handing import Ended, Hands, OurHands
from .manifest import NAME, Manifest, opened
from .naming import OF_FILES, OF_OTHERS, Pattern, key_of, name_of
from .places import Folder, destination
from .work import Done, Given, Loaded, Orders, Task, about, pdf_name, sign, work

if TYPE_CHECKING:
    from concurrent.futures import Executor

CHUNK = 16
"""Documents that are handed over at once: to hand over takes as long as one of them, done one by one."""

AHEAD = 3
"""Chunks for each worker, in its hands or ready for it."""

_INPUTS = (str, os.PathLike, bytes, bytearray, memoryview, Mapping, Document, Outline)

UNKNOWN_WORKERS = 20
"""How many workers an executor is taken to have that does not say."""


@guarded_class
class BatchResult:
    """What became of one input."""

    input: Source | Document | Outline
    """The input, as it was given."""
    status: Literal["written", "kept", "failed"]
    """``kept``: it was left alone, since the document is there and nothing that it rests on has changed."""
    output: Path | str | None
    """The .docx, where it was written or kept."""
    pdf: Path | str | None
    """The PDF beside it, where one was asked for."""
    problems: tuple[Problem, ...]
    """Why it failed; of a document that was written its warnings and notes; of one that was kept nothing."""

    def as_json(self) -> dict[str, Any]:
        """The result as plain data; its problems are :meth:`Problem.as_json`."""
        return {
            "input": label(self.input),
            "status": self.status,
            "output": None if self.output is None else str(self.output),
            "pdf": None if self.pdf is None else str(self.pdf),
            "problems": [one.as_json() for one in self.problems],
        }


def render_many(
    inputs: Iterable[Source | Document | Outline],
    out_dir: str | os.PathLike[str],
    executor: Executor | None = None,
    *,
    jobs: int = 1,
    name: str | None = None,
    draft: bool = False,
    pdf: bool = False,
    overwrite: bool = False,
    resume: bool = False,
    manifest: str | os.PathLike[str] | None = NAME,
    base_dir: str | os.PathLike[str] | None = None,
    lang: str = "vi",
    chunk: int | None = None,
) -> Generator[BatchResult, None, None]:
    """The documents of many inputs, each a file in ``out_dir``; what became of each is told as it ends.

    A wrong input costs itself only: its result has the problems, and no file. Memory does not grow with the number of
    inputs: an iterator is asked for the next ones when there is somebody to make them.

    Args:
        inputs: What :func:`load` takes (paths, outlines' ids, bytes, dicts), and documents and outlines themselves.
        out_dir: The folder; it is made where it is not there. With ``hoi-report[cluster]`` also what fsspec knows:
            ``s3://…``, ``memory://…``.
        executor: Any ``concurrent.futures.Executor``: processes, threads, Dask's ``Client.get_executor()``. It is not
            shut down. Absent: this process, or ``jobs`` processes that start and end with the batch.
        jobs: How many processes. One that dies is replaced; only the input that kills it twice fails.
        name: How files are named, ``"{unit}-{outline}.docx"``; fields are ``input`` (the input's own name), ``unit``,
            ``outline``, ``level``, ``number`` and ``date``. Absent: a file's own name, else by unit and outline.
        draft: As for :func:`render`.
        pdf: A PDF beside each document, by LibreOffice.
        overwrite: Replace files that are there already. A file that holds the very bytes counts as written.
        resume: Leave alone what an earlier batch has made, where nothing has changed since; make the rest.
        manifest: Where is noted what was made of what: a file in ``out_dir``, or anywhere on a disk; it has to be said
            where ``out_dir`` is no folder. ``None``: nowhere; then nothing can be resumed, and each document is made on
            its own, even where all fail alike.
        base_dir: As for :func:`load`.
        lang: The language of problems, ``vi`` or ``en``.
        chunk: How many inputs a worker is handed at once. Absent: up to 16, as suits their number.

    Raises:
        RenderError: at the first result: the folder or the manifest cannot be used, another batch is writing there,
            two inputs would share a name (of a list: before anything is written). Later: the disk is full or gone, the
            executor broke. What ended is noted, and ``resume`` goes on.

    >>> import tempfile
    >>> from hoi_report import example
    >>> plan = example("thai-binh-2024") / "ke-hoach.yaml"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for result in render_many([plan, b"unit: 1"], folder, name="{unit}.docx"):
    ...         print(result.status, result.output and result.output.name, [p.code for p in result.problems])
    written thai-binh.docx []
    failed None ['missing']
    """
    if isinstance(inputs, (str, bytes, os.PathLike, Mapping, Document, Outline)):
        raise TypeError(f"inputs are several, in a list or an iterator; this is one: {type(inputs).__name__}")
    if lang not in LANGUAGES:
        raise ValueError(f"lang is one of {', '.join(LANGUAGES)}, not {lang!r}")
    if jobs < 1 or (chunk is not None and chunk < 1):
        raise ValueError("jobs and chunk are 1 or more")
    if executor is not None and jobs != 1:
        raise ValueError("an executor has its own workers: jobs is for a batch without one")
    if resume and manifest is None:
        raise ValueError("to resume takes a manifest")
    place = destination(out_dir)
    orders = Orders(
        destination=place,
        cwd=os.getcwd(),  # noqa: PTH109 - compared, very often
        base_dir=None if base_dir is None else os.fspath(base_dir),
        draft=draft,
        pdf=pdf,
        overwrite=overwrite,
        lang=lang,
        each_alone=manifest is None,
    )
    batch = _Batch(inputs, orders, name, resume, chunk)
    return batch.run(executor, jobs, None if manifest is None else Path(manifest))


def label(given: object) -> str | None:
    """What an input is called: its path; ``None`` of what has none."""
    return os.fsdecode(given) if isinstance(given, (str, os.PathLike)) else None


class _Stopped(Exception):
    """Every further input would fare alike; the argument is the problem."""


class _Batch:
    """One batch. Of each input a small sign is kept, and no more once it has ended."""

    def __init__(
        self,
        inputs: Iterable[Source | Document | Outline],
        orders: Orders,
        name: str | None,
        resume: bool,
        chunk: int | None,
    ):
        self.inputs = inputs
        self.orders = orders
        self.place = orders.destination
        self.resume = resume
        self.chunk = chunk
        with told_in(orders.lang):
            self.of_files = Pattern(name or OF_FILES)
            self.of_others = Pattern(name or OF_OTHERS)
        self.manifest: Manifest | None = None
        self.under_way: dict[int, tuple[Source | Document | Outline, str]] = {}
        """Inputs that are being made, by number, with the names of their documents."""
        self.there: set[int] = set()
        """The signs of the names that stood in the folder before."""
        self.names: set[int] = set()
        """The signs of the names of this batch."""
        self.count = self.written = 0

    def run(self, executor: Executor | None, jobs: int, manifest: Path | None) -> Generator[BatchResult, None, None]:
        """The results as they end."""
        with told_in(self.orders.lang), contextlib.ExitStack() as stack:
            if isinstance(self.inputs, Sequence):
                self._refuse_same_names(self.inputs)
            if self.orders.pdf:
                from .._pdf import find_soffice

                find_soffice()  # a machine without it is told before anything is written
            if manifest is not None:
                self.place.prepare()
                self.manifest = stack.enter_context(opened(*self._manifest_and_lock(manifest)))
                self.place.sweep()
                self.there = {key_of(name) for name in self.place.names()}
            if executor is None and jobs > 1:
                from .workers import Workers

                useful = len(self.inputs) if isinstance(self.inputs, Collection) else jobs
                executor = stack.enter_context(Workers(max(1, min(jobs, useful))))
            size, hands = self._hands(executor)
            try:
                yield from self._results(hands, size)
                if self.manifest is not None:
                    self.place.sweep()  # a worker may have died
            except (_Stopped, RenderError) as error:
                cause = error.problems if isinstance(error, RenderError) else error.args
                raise RenderError([*cause, problem("output-stopped")]) from error
            finally:
                # What is being made comes to its end and is noted, whatever ends the batch: an interrupt, a full disk,
                # a caller who has heard enough.
                with contextlib.suppress(RenderError):  # nobody is there to do what is not done any more
                    for done in hands.stop():
                        if done.number in self.under_way:
                            with contextlib.suppress(RenderError, _Stopped):
                                self._noted(done)
                self.place.settle()

    def _results(self, hands: Hands[Task, Done], size: int) -> Iterator[BatchResult]:
        tasks: list[Task] = []
        for given in self.inputs:
            try:
                tasks.append(self._task(given))
            except Exception as error:
                yield self._failed(given, problems_of(error))
            if len(tasks) == size:
                yield from self._hand_over(hands, tasks)
                tasks = []
        if tasks:
            yield from self._hand_over(hands, tasks)
        while hands:
            yield from self._ended(hands)

    # --- to the workers -----------------------------------------------------------------------------------------------

    def _task(self, given: Source | Document | Outline) -> Task:
        """An input, named and ready to be handed over. Raises what is wrong with it as far as that can be seen."""
        if not isinstance(given, _INPUTS):
            raise InvalidInput([problem("not-an-input", found=type(given).__name__)])
        name = self._name(given)
        key = key_of(name)
        if key in self.names:
            raise RenderError([problem("output-same-again", Place(label(given)), output=str(self.place.path(name)))])
        self.names.add(key)
        before = ours = None
        if self.resume and self.manifest is not None:
            before, ours = self.manifest.record_of(name), self.manifest.is_ours(name)
        self.count += 1
        task = Task(self.count, self._to_hand_over(given), name, bool(ours), before)
        self.under_way[self.count] = given, name
        return task

    def _name(self, given: Source | Document | Outline) -> str:
        path = label(given)
        if path is not None and is_device(Path(path)):
            raise InvalidInput([problem("file-is-device", Place(path), found=path)])
        pattern = self.of_files if path is not None else self.of_others
        name = name_of(given, pattern, self.orders.base_dir)
        if reason := fault(name):
            if path is not None and not is_outline_id(path) and not exists(path):  # that is what is wrong
                raise InvalidInput([problem("file-not-found", Place(path), file=path)])
            place = Place(str(self.place.path(name)))
            raise RenderError([problem("output-name", place, found=name, reason=reason, guess=mended(name))])
        return name

    def _to_hand_over(self, given: Source | Document | Outline) -> Given:
        """What any process can make the document of."""
        if isinstance(given, (Document, Outline)):
            ready = printable(given, draft=self.orders.draft, lang=self.orders.lang)
            text = repr(ready.composition).encode("utf-8", "surrogatepass")
            return Loaded(ready, {"input_sha256": sign(text), **about(given, ready.template)})
        if isinstance(given, (bytes, bytearray, memoryview)):
            return bytes(given)
        return given if isinstance(given, Mapping) else os.fsdecode(given)

    def _hand_over(self, hands: Hands[Task, Done], tasks: Sequence[Task]) -> Iterator[BatchResult]:
        """Hand the tasks over; the results of others, where hands are full."""
        if self.manifest is not None:
            self.manifest.begin(task.name for task in tasks if key_of(task.name) not in self.there)
        hands.hand_over(tasks)
        while hands.full:
            yield from self._ended(hands)

    # --- from the workers ---------------------------------------------------------------------------------------------

    def _ended(self, hands: Hands[Task, Done]) -> Iterator[BatchResult]:
        """The results of what has ended. What failed as a whole is tried again one by one, and nothing else meanwhile:
        so the one that is to blame is known, and the others are made.
        """
        again: list[Task] = []
        for ended in hands.ended():
            yield from self._told(ended, again)
        while again and hands:
            for ended in hands.ended():
                yield from self._told(ended, again)
        for task in again:
            hands.hand_over([task])
            for ended in hands.ended():
                yield from self._told(ended, None)

    def _told(self, ended: Ended[Task, Done], again: list[Task] | None) -> Iterator[BatchResult]:
        """The results of what has ended; what failed as a whole goes to those that are tried again, once."""
        results: list[BatchResult] = []
        stopped: _Stopped | RenderError | None = None
        for done in ended.results:  # all are noted before the caller hears of one, and perhaps asks for no more
            try:
                results.append(self._result(done))
            except (_Stopped, RenderError) as error:
                stopped = error
                break
        yield from results
        if stopped is not None:
            raise stopped
        if ended.error is None:
            return
        if ended.lost and not ended.renewed:
            raise _Stopped(problem("output-executor-broken", reason=ended.reason))
        if again is not None:
            again += ended.work
            return
        code = "worker-killed" if ended.lost else "worker-failed"
        for task in ended.work:
            given, _ = self.under_way.pop(task.number)
            yield self._failed(given, [problem(code, reason=ended.reason)])

    def _result(self, done: Done) -> BatchResult:
        """What the caller hears of an input, once it is noted."""
        given, name = self.under_way[done.number]
        problems = self._noted(done)
        if done.status == "failed":
            return BatchResult(given, "failed", None, None, problems)
        pdf = self.place.path(pdf_name(name)) if self.orders.pdf else None
        return BatchResult(given, done.status, self.place.path(name), pdf, problems)

    def _failed(self, given: Source | Document | Outline, problems: Iterable[Problem]) -> BatchResult:
        """The result of an input that came to no worker, or did not come back."""
        told = self._in_order(given, problems)
        self._add({"input": label(given), "status": "failed", "output": None}, told)
        return BatchResult(given, "failed", None, None, told)

    # --- what is noted ------------------------------------------------------------------------------------------------

    def _noted(self, done: Done) -> tuple[Problem, ...]:
        """The problems of an input that ended, which stands in the manifest now."""
        if done.stops and not self.orders.each_alone:
            raise _Stopped(*done.problems)
        given, name = self.under_way[done.number]
        found = list(done.problems)
        if done.again is not None:
            found.append(problem("made-again", reason=self._why_again(done, name)))
        problems = self._in_order(given, found)
        if done.status == "written":
            self.written += 1
            if self.written % CHUNK == 0:
                self.place.settle()
        if done.status != "kept":
            if self.manifest is not None and done.files:
                self.manifest.rest_on(done.about["rests_on"], done.files)
            said = {"input": label(given), "input_from_here": self._from_here(given), "output": name}
            self._add({**said, "status": done.status, "made_by": self.orders.made_by, **done.about}, problems)
        del self.under_way[done.number]  # last: what an interrupt comes before is noted when the batch stops
        return problems

    def _add(self, record: dict[str, Any], problems: Iterable[Problem]) -> None:
        if self.manifest is not None:
            self.manifest.add({**record, "problems": [one.as_json() for one in problems]})

    def _in_order(self, given: Source | Document | Outline, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        told = [one.in_language(self.orders.lang) for one in problems]
        return placed(told, label(given))

    def _why_again(self, done: Done, name: str) -> Words:
        if done.again == "input":
            return words("the input has changed")
        if done.again == "output":
            return words("its file was gone, or not as it was made")
        if done.again == "made_by" or self.manifest is None:
            return words("it was made by another version, or in another way")
        before = self.manifest.record_of(name) or {}
        old, new = (
            {Path(file).name: signed for file, signed in files.items()}
            for files in (self.manifest.files_of(before["rests_on"]), done.files)
        )
        changed = sorted(file for file in {*old, *new} if old.get(file) != new.get(file))
        return words("what it rests on has changed: {files}", files=", ".join(changed))

    def _from_here(self, given: Source | Document | Outline) -> str | None:
        """The path of an input, as it is found from the folder of the documents: they may travel together."""
        path = label(given)
        if path is None or not isinstance(self.place, Folder) or (is_outline_id(given) and not exists(path)):
            return None
        with contextlib.suppress(ValueError):  # another drive
            return Path(os.path.relpath(path, self.place.folder)).as_posix()
        return None

    # --- before anything is written -----------------------------------------------------------------------------------

    def _refuse_same_names(self, inputs: Sequence[Source | Document | Outline]) -> None:
        """Two inputs never become one file. Of what comes one by one, the second is refused when it comes."""
        first: dict[int, int] = {}
        problems = []
        for number, given in enumerate(inputs):
            try:
                name = self._name(given)
            except Exception:
                continue  # that is told when its turn comes
            other = first.setdefault(key_of(name), number)
            if other != number:
                problems.append(self._same(given, inputs[other], name))
        if problems:
            raise RenderError(problems)

    def _same(self, given: object, other: object, name: str) -> Problem:
        """The problem of an input that would be written where another one is."""
        place = Place(label(given))
        if given is other or (place.file is not None and place.file == label(other)):
            return problem("input-twice", place)
        example = OF_OTHERS if self.of_files.text == OF_FILES else OF_FILES
        output = str(self.place.path(name))
        return problem("output-same", place, other=label(other) or name, output=output, example=example)

    def _manifest_and_lock(self, manifest: Path) -> tuple[Path, Path]:
        """The file of the manifest, and the folder that nobody else may write into."""
        if isinstance(self.place, Folder):
            return self.place.folder / manifest, self.place.folder
        if manifest == Path(NAME):  # nobody has said where
            raise RenderError([problem("output-needs-manifest", Place(str(self.place.path(""))))])
        return manifest, manifest.parent

    def _hands(self, executor: Executor | None) -> tuple[int, Hands[Task, Done]]:
        """How many inputs are handed over at once, and to whom."""
        do = partial(work, self.orders)
        if executor is None:
            return 1, OurHands(do)
        from .executors import ExecutorHands

        workers: int = getattr(executor, "_max_workers", UNKNOWN_WORKERS)
        size = self.chunk or CHUNK
        if self.chunk is None and isinstance(self.inputs, Collection):
            size = max(1, min(size, len(self.inputs) // (4 * workers)))
        return size, ExecutorHands(executor, do, AHEAD * workers)
