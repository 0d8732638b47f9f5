"""Python's collector of cycles at rest, while something is made that is needed until it is done.

The values of a document are all needed until it is printed, and then go by themselves. The collector would look through
them, and now and then through everything else in the process: a fifth of the time. So it would where modules are
imported, which stay.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Inside, nothing is looked through for garbage; then it is as it was.

    Where it ends, all that was made inside and is still there is looked through: so it is wrapped around the function
    that makes a thing, and what that needs in between is gone by then.

    >>> with collector_at_rest():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
