"""Time callables side by side: turn about, so that both see the same machine."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one callable over several runs."""

    name: str
    least: float
    median: float
    most: float
    runs: int


def side_by_side(
    callables: Mapping[str, Callable[[], object]], *, runs: int = 15, warm_up: int = 2
) -> list[Timing]:
    """Return the timings of callables that take turns.

    Parameters
    ----------
    callables : mapping of name to callable
    runs : int
        Timed turns of each.
    warm_up : int
        Turns before, which are not timed.
    """
    times: dict[str, list[float]] = {name: [] for name in callables}
    for turn in range(runs + warm_up):
        for name, work in callables.items():
            gc.collect()
            start = time.perf_counter()
            work()
            taken = (time.perf_counter() - start) * 1000.0
            if turn >= warm_up:
                times[name].append(taken)
    return [
        Timing(name, min(all_), statistics.median(all_), max(all_), runs)
        for name, all_ in times.items()
    ]


def print_table(title: str, timings: list[Timing], *notes: str) -> None:
    """Print timings as a Markdown table."""
    print(f"\n## {title}\n")
    print("| what | median ms | min–max | runs |")
    print("|---|--:|---|--:|")
    for one in timings:
        print(
            f"| {one.name} | {one.median:.2f} | {one.least:.2f}–{one.most:.2f} "
            f"| {one.runs} |"
        )
    for note in notes:
        print(f"\n{note}")
