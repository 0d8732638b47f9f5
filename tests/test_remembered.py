"""What was made of files is made again as soon as one of them says something else, and only then."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import hoi_report
from hoi_report import _remembered
from hoi_report._catalog import built_in
from hoi_report._remembered import MOST_KEPT, at_one_moment, looked, remembered

HEAD = """grammar: 1
version: 1
rules: nd30-2020
term: {local: 2021-2026, national: 2022-2027}
valid_from: 2020
subject: Về việc kiểm thử
"""
REPORT = """kind: bao-cao
opening: "Thực hiện {{ plan }}:"
sections: [{id: mot, title: MỘT, answer: {type: prose, required: false}}]
"""
PLAN = "kind: ke-hoach\nsections: [{id: muc, title: MỤC}]\nattachments: [{outline: t/bc}]\n"
UNITS = """levels: {tinh: {name: tỉnh}}
units:
  tinh-a:
    name: Hội Liên hiệp Phụ nữ tỉnh A
    short_name: Hội LHPN tỉnh A
    generic_name: Hội LHPN tỉnh
    locality: tỉnh A
    level: tinh
    body: Ban Thường vụ
    issuer: {parent: HỘI LHPN TỈNH A, name: BAN THƯỜNG VỤ}
    symbol: BTV
    place: A
    signer: {authority: TM. BAN THƯỜNG VỤ, title: CHỦ TỊCH}
"""
TARGETS = """indicators:
  - id: t
    name: Giảm nghèo
    measures: [{id: m, name: Số hộ, unit: hộ, period: hằng năm, target: 5}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack, and in a folder of it the data of a report with everything that it rests on."""
    files = {
        "outlines/t/bc.yaml": HEAD + REPORT,
        "outlines/t/kh.yaml": HEAD + PLAN,
        "don-vi/units.yaml": UNITS,
        "don-vi/chi-tieu.yaml": TARGETS,
        "don-vi/ke-hoach.yaml": "outline: t/kh\nunits: units.yaml\nunit: tinh-a\nnumber: 15\ndate: 02/5/2024\n",
        "don-vi/bao-cao.yaml": "outline: t/bc\nplan: ke-hoach.yaml\nunit: tinh-a\nindicators: chi-tieu.yaml\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """What other tests have left, and what these leave, is no one's business."""
    _remembered._kept.clear()
    yield
    _remembered._kept.clear()


def load(folder: Path) -> hoi_report.Document:
    return hoi_report.load_document(folder / "don-vi" / "bao-cao.yaml")


def change(file: Path, old: str, new: str) -> None:
    """Rewrites a file in place."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


Seen = Callable[[hoi_report.Document], object]


@pytest.mark.parametrize(
    ("name", "old", "new", "seen"),
    [
        ("outlines/t/bc.yaml", "title: MỘT", "title: HAI", lambda d: str(d.outline.file.sections[0].title)),
        ("outlines/t/kh.yaml", "title: MỤC", "title: MẸO", lambda d: str(d.plan.outline.file.sections[0].title)),
        ("don-vi/ke-hoach.yaml", "number: 15", "number: 16", lambda d: d.plan.number),
        ("don-vi/units.yaml", "Hội LHPN tỉnh A", "Hội LHPN tỉnh B", lambda d: d.unit.unit.short_name),
        ("don-vi/chi-tieu.yaml", "target: 5", "target: 6", lambda d: d.targets[0].measures[0].target),
    ],
)
def test_a_changed_file_is_seen_by_the_next_load(folder: Path, name: str, old: str, new: str, seen: Seen) -> None:
    """The same number of bytes, and the same times: a disk with a coarse clock tells of no change."""
    file = folder / name
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    before = seen(load(folder))

    change(file, old, new)
    os.utime(file, ns=times)
    after = seen(load(folder))
    change(file, new, old)
    os.utime(file, ns=times)

    assert before != after
    assert seen(load(folder)) == before


def test_a_change_of_a_file_that_has_lain_long_is_seen(folder: Path) -> None:
    """Also where size and time of the change are set back: its other signs tell."""
    file = folder / "outlines" / "t" / "bc.yaml"
    time.sleep(2.2)
    load(folder)
    assert load(folder).outline is load(folder).outline
    about = file.stat()

    change(file, "title: MỘT", "title: HAI")
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))

    assert str(load(folder).outline.file.sections[0].title) == "HAI"


def test_a_file_put_in_the_place_of_another_is_seen(folder: Path) -> None:
    """Moved there with its own, older times."""
    other = folder / "khac.yaml"
    other.write_text((HEAD + REPORT).replace("title: MỘT", "title: HAI"), encoding="utf-8")
    os.utime(other, (1_000_000_000, 1_000_000_000))
    load(folder)

    other.replace(folder / "outlines" / "t" / "bc.yaml")

    assert str(load(folder).outline.file.sections[0].title) == "HAI"


def test_a_changed_rule_set_is_seen(folder: Path) -> None:
    (folder / "rules").mkdir()
    rules = folder / "rules" / "nd30-2020.yaml"
    shutil.copy(built_in() / "rules" / "nd30-2020.yaml", rules)
    assert load(folder).outline.kind_name == "Báo cáo"

    change(rules, "Báo cáo", "Bản tin")

    assert load(folder).outline.kind_name == "Bản tin"


def test_a_pack_file_that_appears_earlier_on_the_search_path_is_taken(folder: Path) -> None:
    """A rule set beside the built-in one, then a nearer pack; and what was before where they go again."""
    assert load(folder).outline.kind_name == "Báo cáo"
    (folder / "rules").mkdir()
    rules = folder / "rules" / "nd30-2020.yaml"
    shutil.copy(built_in() / "rules" / "nd30-2020.yaml", rules)
    change(rules, "Báo cáo", "Bản tin")
    assert load(folder).outline.kind_name == "Bản tin"
    rules.unlink()
    assert load(folder).outline.kind_name == "Báo cáo"

    nearer = folder / "don-vi" / "outlines" / "t"
    shutil.copytree(folder / "outlines" / "t", nearer)
    change(nearer / "bc.yaml", "title: MỘT", "title: HAI")
    assert str(load(folder).outline.file.sections[0].title) == "HAI"
    shutil.rmtree(folder / "don-vi" / "outlines")
    assert str(load(folder).outline.file.sections[0].title) == "MỘT"


@pytest.mark.parametrize(
    "name", ["outlines/t/bc.yaml", "don-vi/ke-hoach.yaml", "don-vi/units.yaml", "don-vi/chi-tieu.yaml"]
)
def test_a_deleted_file_is_missed_and_found_again(folder: Path, name: str) -> None:
    load(folder)
    file, away = folder / name, folder / "away"

    file.rename(away)
    with pytest.raises(hoi_report.InvalidInput, match=r"file-not-found|unknown-outline"):
        load(folder)
    away.rename(file)

    assert load(folder).plan is not None


def test_a_faulty_file_is_told_each_time_and_mended_once(folder: Path) -> None:
    file = folder / "outlines" / "t" / "bc.yaml"
    change(file, "kind: bao-cao", "kind: bao-caoo")
    told = []
    for _ in range(2):
        with pytest.raises(hoi_report.InvalidInput) as error:
            load(folder)
        told.append([problem.code for problem in error.value.problems])
    change(file, "kind: bao-caoo", "kind: bao-cao")

    assert told[0] == told[1]
    assert "unknown-kind" in told[0]
    assert load(folder).outline.kind == "bao-cao"


def test_another_working_directory_is_another_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same relative name means another file there."""
    other = folder.parent / f"{folder.name}-khac"
    shutil.copytree(folder, other)
    change(other / "outlines" / "t" / "bc.yaml", "title: MỘT", "title: HAI")
    change(other / "don-vi" / "units.yaml", "Hội LHPN tỉnh A", "Hội LHPN tỉnh B")
    found = []

    for place in (folder, other, folder, other):
        monkeypatch.chdir(place / "don-vi")
        document = hoi_report.load_document("bao-cao.yaml")
        found.append((str(document.outline.file.sections[0].title), document.unit.unit.short_name))

    assert found == [("MỘT", "Hội LHPN tỉnh A"), ("HAI", "Hội LHPN tỉnh B")] * 2


def test_what_has_not_changed_is_not_made_again(folder: Path) -> None:
    first, second = load(folder), load(folder)

    assert first.outline is second.outline
    assert first.plan is second.plan
    assert first.units is second.units


def test_documents_in_many_folders_rest_on_one_outline(folder: Path) -> None:
    """A folder for each district of a country: the outline is read once for all of them."""
    other = shutil.copytree(folder / "don-vi", folder / "don-vi-khac")

    first, second = (hoi_report.load_document(place / "bao-cao.yaml") for place in (folder / "don-vi", other))

    assert first.outline is second.outline


def test_problems_name_the_file_as_it_was_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By whatever name it was loaded before."""
    change(folder / "don-vi" / "units.yaml", "parent: HỘI", "parent: Hội")
    monkeypatch.chdir(folder)
    names = []
    for path in (folder / "don-vi" / "bao-cao.yaml", Path("don-vi/bao-cao.yaml"), folder / "don-vi" / "bao-cao.yaml"):
        with pytest.raises(hoi_report.InvalidInput) as error:
            hoi_report.load_document(path)
        names.append({problem.file for problem in error.value.problems if problem.code == "capitals"})

    whole = {str(folder / "don-vi" / "units.yaml")}
    assert names == [whole, {str(Path("don-vi/units.yaml"))}, whole]


def test_many_threads_see_one_of_two_states_and_the_last_one_in_the_end(folder: Path) -> None:
    """While the outline is being replaced, each load gets it as it was or as it is."""
    file, one = folder / "outlines" / "t" / "bc.yaml", HEAD + REPORT
    other = one.replace("title: MỘT", "title: HAI")
    stop = threading.Event()

    def replace() -> None:
        for count in range(30):
            new = folder / f"new-{count}"
            new.write_text(other if count % 2 == 0 else one, encoding="utf-8")
            new.replace(file)
            time.sleep(0.005)
        stop.set()

    def look() -> set[str]:
        found: set[str] = set()
        while not stop.is_set():
            found.add(str(load(folder).outline.file.sections[0].title))
        return found

    with ThreadPoolExecutor(9) as pool:
        writing = pool.submit(replace)
        looking = [pool.submit(look) for _ in range(8)]
        found = set().union(*(future.result() for future in looking))
        writing.result()

    assert found == {"MỘT", "HAI"}
    assert str(load(folder).outline.file.sections[0].title) == "MỘT"
    assert len(_remembered._kept) <= MOST_KEPT


# --- the thing itself -------------------------------------------------------------------------------------------------


def test_no_more_is_kept_than_it_says_and_the_oldest_goes_first() -> None:
    made = []

    def make(key: str) -> str:
        return remembered(key, lambda: made.append(key) or key)  # type: ignore[func-returns-value]

    for number in range(MOST_KEPT):
        make(str(number))
    make("0")  # used again, so it is not the oldest
    make("one more")
    assert len(_remembered._kept) == MOST_KEPT

    made.clear()
    make("0")
    make("2")
    assert made == []
    make("1")
    assert made == ["1"]


def test_what_fails_is_not_kept() -> None:
    calls = []

    def fails() -> str:
        calls.append(1)
        raise hoi_report.InvalidInput([])

    for _ in range(2):
        with pytest.raises(hoi_report.InvalidInput):
            remembered("fails", fails)

    assert len(calls) == 2
    assert remembered("fails", lambda: "made") == "made"


def test_what_rests_on_another_thing_rests_on_its_looks(tmp_path: Path) -> None:
    """The inner thing is used again: a change of its file is one of the outer thing all the same."""
    file = tmp_path / "file"
    file.write_text("one", encoding="utf-8")

    def inner() -> str:
        return remembered("inner", lambda: looked(file.read_text))

    def outer() -> str:
        return remembered("outer", lambda: f"<{inner()}>")

    assert (inner(), outer()) == ("one", "<one>")
    file.write_text("two", encoding="utf-8")

    assert outer() == "<two>"


def test_at_one_moment_a_file_says_one_thing(tmp_path: Path) -> None:
    """However often it is looked at, and whatever happens meanwhile; afterwards it is looked at anew."""
    file = tmp_path / "file"
    file.write_text("one", encoding="utf-8")

    with at_one_moment():
        first = looked(file.read_text)
        file.write_text("two", encoding="utf-8")
        with at_one_moment():
            second = looked(file.read_text)

    assert (first, second, looked(file.read_text)) == ("one", "one", "two")
