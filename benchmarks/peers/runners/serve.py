"""The protocol of a runner in Python: asked in lines of JSON, it answers in lines of JSON. The standard library only.

It is started once, with a template and a file of data; the time of a document is measured here, around the filling
alone, and no file is made meanwhile.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Fill = Callable[[Any], bytes]


def serve(prepare: Callable[[str], Fill], read: Callable[[str], list[Any]] | None = None) -> None:
    """Answers until nothing more is asked.

    Args:
        prepare: Takes the template's path, gives what fills it: the work of once.
        read: What the data are in the file of data; JSON.
    """
    answers, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no answer
    template, data = sys.argv[1:3]
    fill = prepare(template)
    contexts = read(data) if read else json.loads(Path(data).read_text("utf-8"))
    for line in sys.stdin:
        try:
            answer = _answer(json.loads(line), fill, contexts)
        except Exception as error:  # told where the results are told
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)


def _answer(asked: dict[str, Any], fill: Fill, contexts: list[Any]) -> dict[str, Any]:
    match asked:
        case {"fill": count}:
            wall, processor, size = [], [], 0
            for index in range(count):
                context = contexts[index % len(contexts)]
                begin, worked = time.perf_counter(), time.process_time()
                size += len(fill(context))
                processor.append(time.process_time() - worked)
                wall.append(time.perf_counter() - begin)
            return {"wall": wall, "processor": processor, "bytes": size / count, "peak": _peak()}
        case {"write": index, "to": path}:
            Path(path).write_bytes(fill(contexts[index]))
            return {"written": path}
    raise ValueError(asked)


def _peak() -> float:
    """The most memory that this process had, in MB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if status.exists():  # what `getrusage` tells begins with the memory of the process that started this one
        [line] = [line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) / 1024
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
