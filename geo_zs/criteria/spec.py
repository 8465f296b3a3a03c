"""What a criterion (准则) is: a property, the values that earn 0 and 1, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

from geo_zs.errors import CriterionError

#: What happens to values out of the bounds, see `Criterion`.
Outside = Literal["clamp", "drop", "leave"]
OUTSIDE: Final[tuple[Outside, ...]] = ("clamp", "drop", "leave")


@dataclass(frozen=True)
class Criterion:
    """One measured property with fixed bounds.

    Parameters
    ----------
    id : str
        Key; the name that requests give weights to.
    column : str
        Column of the site table that is measured.
    unit : str
        Unit of the column as printed; empty for shares, classes and yes/no.
    worst, best : float
        Values that earn 0 and 1; ``best < worst`` if less is better. With an
        `ideal` both are ends of the useful range and earn 0.
    ideal : float or None
        Value between the bounds that earns 1, falling to 0 at both of them.
    outside : str
        What happens to values out of the bounds, on either side: ``clamp`` gives
        them the utility of the nearer bound, ``drop`` excludes their site, ``leave``
        lets the line go on, so that the utility leaves [0, 1].
    name_zh, name_en : str
        Names as printed.
    reason_zh, reason_en : str
        Why the bounds are what they are.
    basis : str
        ``fact``, ``calculation`` or ``judgement``.
    source_ids : tuple of str
        Keys of the register of sources.
    phrase_zh, phrase_en : str
        How a value is said in a sentence, with ``{value}`` (and ``{port}``).
    words_zh, words_en : tuple of (float, str)
        Words instead of the phrase for certain values, as for yes/no.
    is_asked : bool
        True for what only the park can tell: never scored unless a request gives
        it a weight, and listed as "ask the park".

    Raises
    ------
    CriterionError
        If a bound is not finite, the bounds are equal, the ideal value does not lie
        between them, or `outside` is none of the three words.
    """

    id: str
    column: str
    unit: str
    worst: float
    best: float
    ideal: float | None = None
    name_zh: str = ""
    name_en: str = ""
    reason_zh: str = ""
    reason_en: str = ""
    basis: str = "judgement"
    source_ids: tuple[str, ...] = ()
    phrase_zh: str = ""
    phrase_en: str = ""
    words_zh: tuple[tuple[float, str], ...] = ()
    words_en: tuple[tuple[float, str], ...] = ()
    is_asked: bool = False
    outside: Outside = "clamp"

    def __post_init__(self) -> None:
        check_bounds(self.worst, self.best, self.ideal, name=self.id)
        if self.outside not in OUTSIDE:
            message = (
                f"{self.id}: outside is {self.outside!r}; expected one of "
                f"{', '.join(OUTSIDE)}"
            )
            raise CriterionError(message)


def check_bounds(
    worst: float, best: float, ideal: float | None = None, *, name: str = "criterion"
) -> None:
    """Raise CriterionError unless the bounds define a utility.

    Parameters
    ----------
    worst, best : float
        Bounds in the unit of the criterion.
    ideal : float or None
        Ideal value, strictly between them.
    name : str
        Name of the criterion for the message.

    Raises
    ------
    CriterionError
        If a bound is not finite, the bounds are equal, or the ideal value does not
        lie strictly between them.
    """
    if not (math.isfinite(worst) and math.isfinite(best)):
        message = f"{name}: bounds are {worst!r} and {best!r}; expected finite numbers"
        raise CriterionError(message)
    if worst == best:
        message = (
            f"{name}: worst and best are both {worst!r}; expected two different "
            "values, else every site earns the same"
        )
        raise CriterionError(message)
    if ideal is not None and not min(worst, best) < ideal < max(worst, best):
        message = (
            f"{name}: ideal is {ideal!r}; expected a value between {worst!r} and "
            f"{best!r}"
        )
        raise CriterionError(message)
