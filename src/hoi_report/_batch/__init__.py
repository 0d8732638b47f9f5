"""Many documents in one go: none lost, none mixed up.

* ``batch``: the public function, and its results as they end;
* ``naming``: how the files are named, and that no two have one name;
* ``manifest``: what was made of what, kept on the disk: what a resumed batch rests on;
* ``work``: what is done with one input, here or in another process;
* ``places``: where documents are put: a folder, or a place that fsspec knows;
* ``handing``: how work is handed over; ``executors``: to an executor, with never more than so much in its hands;
* ``workers``: processes of our own, which are replaced when they die.
"""

from __future__ import annotations

from .batch import BatchResult, render_many

__all__ = ["BatchResult", "render_many"]
