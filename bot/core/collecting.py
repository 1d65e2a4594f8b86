"""Python's collector of cycles, for a process that lives long and makes few of them.

By default it looks through what was made lately after each 700 objects, and now and then through
everything there is. Of a short command that took an eighth of the time: there is no garbage after
an import. While thousands of lessons go out it took a quarter of a worker's time
(``benchmarks/bench_workers.py``), to find hardly anything. While ten thousand are loaded it takes
longer than loading them.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (20_000, 20, 50)
"""Objects made until the young are looked through; how often that until the older ones are."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Look through nothing while much is made that stays."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def collect_seldom() -> None:
    """Leave out what is there now for good, such as modules and lessons; look at the rest seldom.

    To be called once a command is loaded, and again once everything is put together. It is not
    looked through even once, which of ten thousand lessons takes 0.3 s.
    """
    gc.freeze()
    gc.set_threshold(*SELDOM)
