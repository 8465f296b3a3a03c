"""Numbers of the small pictures: where a mark, a whisker or a bar stands.

All in percent of the width; the templates draw them as inline SVG, and beside each
picture stands its text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Whisker:
    """An interval with a mark in it, in percent of the width."""

    low: float
    mark: float
    high: float

    @property
    def width(self) -> float:
        """Width of the interval, wide enough to be seen."""
        return max(round(self.high - self.low, 2), 0.6)


def whisker(low: float, mark: float, high: float) -> Whisker:
    """Return the picture of an interval of a share between 0 and 1.

    Parameters
    ----------
    low, mark, high : float
        ``low <= mark <= high``; parts outside [0, 1] are cut off.
    """
    return Whisker(*(percent(value) for value in (low, mark, high)))


def percent(share: float) -> float:
    """Return a share as percent of the width, within the picture."""
    return round(100 * min(max(share, 0.0), 1.0), 2)


def ranks(best: int, rank: int, worst: int, total: int) -> Whisker:
    """Return the picture of a range of ranks: the first stands at the left.

    Parameters
    ----------
    best, rank, worst : int
        ``best <= rank <= worst``.
    total : int
        Number of ranked places, the right end.
    """
    span = max(total - 1, 1)
    return Whisker(*(percent((one - 1) / span) for one in (best, rank, worst)))


@dataclass(frozen=True)
class Step:
    """A change of one weight: where it starts, where it ends, in percent."""

    start: float
    end: float

    @property
    def left(self) -> float:
        """The smaller of the two."""
        return min(self.start, self.end)

    @property
    def width(self) -> float:
        """How long the change is."""
        return round(abs(self.end - self.start), 2)

    @property
    def is_up(self) -> bool:
        """Whether the weight rises."""
        return self.end >= self.start


def step(start: float, end: float) -> Step:
    """Return the picture of a change of a weight, shares between 0 and 1."""
    return Step(percent(start), percent(end))
