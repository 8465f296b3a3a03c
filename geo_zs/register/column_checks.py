"""Check the values of many projects column by column: each different value once.

Finds the same as ``values.check_fields`` row by row, which is asked only for the rows
where something is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import NoneType
from typing import Any, Final

from geo_zs.register.faults import RecordFault
from geo_zs.register.names import Names
from geo_zs.register.values import DERIVED, Checker, check_fields, checkers

Row = dict[str, Any]

#: Types whose values are equal only if they are checked alike.
_TOGETHER: Final = ({NoneType, str}, {NoneType, float})


def check_rows(
    rows: Sequence[Mapping[str, object]], known: Names, *, start: int
) -> tuple[list[Row], list[list[RecordFault]]]:
    """Check each given value by itself, of many records.

    Parameters
    ----------
    rows : sequence of mapping
        Values of each record, as ``values.check_fields`` takes them.
    known : Names
        Keys that a record may name.
    start : int
        Number of the first record, for the faults.

    Returns
    -------
    list of dict, list of list of RecordFault
        As ``values.check_fields`` returns them, for each record.
    """
    kept: list[Row] = [dict(row) for row in rows]
    suspects: set[int] = set()
    names: set[str] = set().union(*rows)
    for name in names:
        checker = checkers().get(name)
        if checker is None or name in DERIVED:
            suspects.update(at for at, row in enumerate(rows) if name in row)
            continue
        values = [row.get(name) for row in rows]
        replaced, found = _check_column(checker, values, known)
        suspects.update(found)
        for at, value in replaced.items():
            kept[at][name] = value
    faults: list[list[RecordFault]] = [[] for _ in rows]
    for at in suspects:
        kept[at], faults[at] = check_fields(rows[at], known, row=start + at)
    return kept, faults


def suspect_rows(columns: Mapping[str, Sequence[object]], known: Names) -> list[int]:
    """Return the positions where ``values.check_fields`` finds a fault, in order.

    Parameters
    ----------
    columns : mapping of str to sequence
        Fields of projects, all of the same length.
    known : Names
        Keys that a record may name.
    """
    suspects: set[int] = set()
    for name, values in columns.items():
        checker = checkers().get(name)
        if name in DERIVED:
            continue
        if checker is None:
            return list(range(len(values)))
        suspects.update(_check_column(checker, values, known)[1])
    return sorted(suspects)


def _check_column(
    checker: Checker, values: Sequence[Any], known: Names
) -> tuple[dict[int, Any], list[int]]:
    """Return the values that are kept otherwise than they came, and what is wrong."""
    different = set(map(type, values))
    if any(different <= kinds for kinds in _TOGETHER):
        answers = _odd_answers(checker, values, known)
        places = (
            [
                (at, answers[value])
                for at, value in enumerate(values)
                if value in answers
            ]
            if answers
            else []
        )
    else:
        places = [
            (at, _checked(checker, value, known))
            for at, value in enumerate(values)
            if value is not None
        ]
    replaced: dict[int, Any] = {}
    found: list[int] = []
    for at, (kept, is_wrong) in places:
        replaced[at] = kept
        if is_wrong:
            found.append(at)
    return replaced, found


def _odd_answers(
    checker: Checker, values: Sequence[Any], known: Names
) -> dict[Any, tuple[Any, bool]]:
    """Return value → answer, for those that are not simply kept as they came."""
    odd: dict[Any, tuple[Any, bool]] = {}
    for value in set(values):
        answer = _checked(checker, value, known)
        if answer[1] or not _is_same(value, answer[0]):
            odd[value] = answer
    return odd


def _checked(checker: Checker, value: Any, known: Names) -> tuple[Any, bool]:  # noqa: ANN401  any value
    """Return how a value is kept, and whether something is wrong with it."""
    if value is None or (isinstance(value, str) and not value):
        return None, False
    kept, finding = checker(value, known)
    return kept, finding is not None


def _is_same(value: Any, kept: Any) -> bool:  # noqa: ANN401  any value
    """Tell whether a value is kept as it came; zero may have come with a sign."""
    return value is kept or (value == kept and value != 0)
