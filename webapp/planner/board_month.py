"""The month that the board shows, why it is that one, and which others there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from geo_zs.board.places import REGION
from geo_zs.board.targets import read_targets
from geo_zs.register.ledger import closed_months, day_of
from webapp.accounts import current
from webapp.planner import frames
from webapp.state import get_catalog

if TYPE_CHECKING:
    from webapp.params import Reader

#: What is known of a month, the best first; also why it is the one shown.
Why = Literal["closed", "entries", "published", "today", "asked"]
_MONTH: Final = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")
#: Months that are offered at most, the latest ones.
MOST_OFFERED: Final = 60


@dataclass(frozen=True)
class ShownMonth:
    """The last month of the progress.

    Parameters
    ----------
    month : str
        ``YYYY-MM``.
    why : str
        ``closed``, ``entries``, ``published`` or ``today``: the latest month of that
        kind, there being none of a better one; ``asked``: the reader chose it.
    others : tuple of (month, kind)
        Months to choose from, the latest first, the shown one among them.
    """

    month: str
    why: Why
    others: tuple[tuple[str, Why], ...]

    @property
    def year(self) -> str:
        """Its year."""
        return self.month[:4]


def months_closed() -> frozenset[str]:
    """Return the closed months of the ledger."""
    with current.register().read() as session:
        return closed_months(session)


def shown_month(reader: Reader) -> ShownMonth:
    """Return the month of the progress: the asked one, else the last one told of.

    Closed months of the ledger come first, then those with entries, then those that
    a published result of the region speaks of in a year with a target.
    """
    asked = reader.text("month")
    if asked and not _MONTH.fullmatch(asked):
        reader.fail("month", f"{asked!r} is no month; expected one such as 2023-06")
        reader.finish()
    kinds = _kinds()
    offered: dict[str, Why] = {}
    for kind, months in kinds.items():
        for month in months:
            offered.setdefault(month, kind)
    if asked:
        offered.setdefault(asked, "asked")
        return ShownMonth(asked, "asked", _latest(offered))
    why = next(kind for kind, months in kinds.items() if months)
    return ShownMonth(max(kinds[why]), why, _latest(offered))


def _kinds() -> dict[Why, frozenset[str]]:
    """Return the months of each kind, the best kind first; that of today is there."""
    now = day_of(current.register().clock())[:7]
    entered = {str(month) for month in frames.ledger()["month"].dropna()}
    known = read_targets(get_catalog().tables["targets"], frames.targets())
    years = set(known.targets["year"])
    told = known.results[known.results["adcode"].eq(REGION)]["last_month"]
    return {
        "closed": months_closed(),
        # A month that is still to come was mistyped: it is not shown unasked.
        "entries": frozenset(month for month in entered if month <= now),
        "published": frozenset(month for month in told if int(month[:4]) in years),
        "today": frozenset({now}),
    }


def _latest(offered: dict[str, Why]) -> tuple[tuple[str, Why], ...]:
    """Return the latest months with their kinds."""
    return tuple(sorted(offered.items(), reverse=True)[:MOST_OFFERED])
