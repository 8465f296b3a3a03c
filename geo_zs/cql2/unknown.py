"""What is said of a property that there is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import Position

#: Most names that are offered where none is like the one that was asked for.
_MOST_NAMES: Final = 12
_MOST_NEAR: Final = 3
#: Least likeness of a name that may be meant, of 100.
_ALIKE: Final = 70
_LONGEST: Final = 80


def unknown_property(name: str, known: Iterable[str], at: Position = None) -> Cql2Error:
    """Return the error for a property that there is not.

    Parameters
    ----------
    name : str
        What was asked for.
    known : iterable of str
        What may be asked for; nothing else is told of.
    at : int, str or None
        Where the filter asks for it.

    Returns
    -------
    Cql2Error
        With the names alike, one that differs in upper and lower case first; without
        any, with the first of all names.
    """
    shown, names = name[:_LONGEST], list(known)
    near = names_alike(shown, names)
    if near:
        return Cql2Error(
            message=f"there is no property {shown!r}; did you mean "
            f"{' or '.join(map(repr, near))}?",
            zh=f"没有属性“{shown}”；是否想写{'或'.join(f'“{one}”' for one in near)}？",
            at=at,
            expected=near,
        )
    first, left = names[:_MOST_NAMES], len(names) - _MOST_NAMES
    more = f" and {left} more" if left > 0 else ""
    more_zh = f"等 {len(names)} 个" if left > 0 else ""
    return Cql2Error(
        message=f"there is no property {shown!r}; there are: {', '.join(first)}{more}",
        zh=f"没有属性“{shown}”；可用的属性：{'、'.join(first)}{more_zh}",
        at=at,
        expected=first,
    )


def names_alike(name: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names like one, best first; one that differs in case alone, alone."""
    folded = name.casefold()
    found = process.extract(
        folded,
        [one.casefold() for one in names],
        scorer=fuzz.ratio,
        score_cutoff=_ALIKE,
        limit=_MOST_NEAR,
    )
    near = tuple(names[place] for _, _, place in found)
    same = tuple(one for one in near if one.casefold() == folded)
    return same or near
