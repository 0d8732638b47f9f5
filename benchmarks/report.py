"""How long a report takes, told in times of ``yaml.load`` with the C safe loader on the same file: see README.md."""

from __future__ import annotations

import copy
import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from hoi_report import example
from hoi_report._catalog import Base
from hoi_report._compose import compose
from hoi_report._document import document_of
from hoi_report._remembered import at_one_moment
from hoi_report._source import read

REPORT = example("thai-binh-2024") / "bao-cao-dong-hung.yaml"
ROUNDS = 100
AT_MOST = 3

RESULTS = ("answers", "ket_qua_nua_dau_nhiem_ky", "ket_qua_thuc_hien", "phong_trao_cuoc_van_dong", "cuoc_van_dong")
TABLE = (*RESULTS, "bang_cong_trinh")
PROSE = ("answers", "tinh_hinh_chung", "dac_diem_dia_phuong")
ROW = {"ten": "Nhà vệ sinh hợp chuẩn", "so_luong": "1.250", "kinh_phi": "624,5", "xa_hoi_hoa": "418"}
PARAGRAPH = "Các cấp Hội **kết nạp mới 3.640 hội viên**, đạt *104%* chỉ tiêu; số hội viên tăng thực là 2.815 người."


def took(work: Callable[[], object]) -> float:
    """The processor time of some work, in milliseconds; what it made is thrown away within that time.

    What others have left behind is cleared away before, and the collector of cycles rests meanwhile: it goes through
    everything at times of its own, in any program.
    """
    gc.collect()
    begin = time.process_time()
    work()
    return 1000 * (time.process_time() - begin)


def steps(source: Path | bytes, base: Base) -> tuple[float, float, float]:
    """The processor time of reading, validating and composing a report, in milliseconds."""
    with at_one_moment():
        times = [time.process_time()]
        tree = read(source)
        times.append(time.process_time())
        document = document_of(tree, base, "vi")
        times.append(time.process_time())
    compose(document)
    times.append(time.process_time())
    reading, validating, composing = (1000 * (end - begin) for begin, end in pairwise(times))
    return reading, validating, composing


def everything(source: Path | bytes, base: Base) -> None:
    """A report, read, validated and composed."""
    with at_one_moment():
        document = document_of(read(source), base, "vi")
    compose(document)


def example_report() -> float:
    """Prints how long the report of some 15 pages takes; gives back in how many times of ``yaml.load``."""
    base = Base.of(REPORT, None)
    alone, whole, parts = [], [], []
    for _ in range(ROUNDS):
        alone.append(took(lambda: yaml.load(REPORT.read_bytes(), Loader=yaml.CSafeLoader)))
        whole.append(took(lambda: everything(REPORT, base)))
        parts.append(steps(REPORT, base))
    ratios = [ours / theirs for ours, theirs in zip(whole, alone, strict=True)]
    print(f"{REPORT.name}: {REPORT.stat().st_size / 1024:.0f} KB, {ROUNDS} rounds, processor time in ms")
    print(f"{'':12}{'median':>9}{'best':>9}")
    for name, times in (
        ("yaml.load", alone),
        *zip(("read", "validate", "compose"), zip(*parts, strict=True), strict=True),
        ("together", whole),
    ):
        print(f"{name:12}{statistics.median(times):9.2f}{min(times):9.2f}")
    print(f"{'times':12}{statistics.median(ratios):9.2f}{min(whole) / min(alone):9.2f}")
    return statistics.median(ratios)


def large_report(times: int) -> bytes:
    """The same report with a table of 300 rows and a text of 1,500 paragraphs, or so many times as much."""
    data = copy.deepcopy(yaml.load(REPORT.read_bytes(), Loader=yaml.CSafeLoader))
    put(data, TABLE, [dict(ROW) for _ in range(300 * times)])
    put(data, PROSE, "\n\n".join([PARAGRAPH] * (1500 * times)))
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False).encode()


def put(data: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    """Puts a value in the place of the one at a path."""
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = value


def large_reports() -> None:
    """Prints time and memory of a very large report, and of larger ones."""
    print("\nvery large, in memory    rows  paragraphs      KB  yaml.load, ms  ours, ms  times  peak of ours, MB")
    base = Base(REPORT.parent)
    for times in (1, 2, 4):
        source = large_report(times)
        everything(source, base)
        alone = min(took(lambda: yaml.load(source, Loader=yaml.CSafeLoader)) for _ in range(3))  # noqa: B023 - at once
        ours = min(took(lambda: everything(source, base)) for _ in range(3))  # noqa: B023
        tracemalloc.start()
        everything(source, base)
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        amount = f"{300 * times:28}{1500 * times:12}{len(source) / 1024:8.0f}"
        print(f"{amount}{alone:15.1f}{ours:10.1f}{ours / alone:7.2f}{peak:19.1f}")


if __name__ == "__main__":
    gc.disable()
    ratio = example_report()
    large_reports()
    print(f"\n{ratio:.2f} times yaml.load (at most {AT_MOST})")
