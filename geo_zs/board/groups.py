"""Groups of projects: by stage, place, industry, month, origin and size."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.register.sizes import SIZE_CLASSES, SIZE_LIMITS_CNY_1E8
from geo_zs.vocab import Stage

Grouping = Literal[
    "stage",
    "league",
    "banner",
    "park",
    "industry",
    "cluster",
    "chain",
    "month",
    "source",
    "origin",
    "investor_origin",
    "size_class",
    "visibility",
    "officer",
]

#: Key of the group of projects of which the property is not known.
UNKNOWN: Final = "unknown"
#: Stages that have a date in the frame of projects, in their usual order.
DATED_STAGES: Final[tuple[str, ...]] = tuple(
    stage.value for stage in Stage if stage is not Stage.UNKNOWN
)
#: Stages at which the works have begun.
BEGUN_STAGES: Final = frozenset({"construction", "operating"})
#: Stages at which a project no longer moves.
HALTED_STAGES: Final = frozenset({"stopped", "cancelled"})

#: Grouping → column of the frame of projects.
COLUMNS: Final[dict[str, str]] = {
    "stage": "stage",
    "league": "league",
    "banner": "banner",
    "park": "park_id",
    "industry": "industry_tags",
    "cluster": "cluster",
    "chain": "chain",
    "source": "source",
    "origin": "origin",
    "investor_origin": "investor_origin",
    "visibility": "visibility",
    "officer": "officer",
}
#: Ways of grouping.
GROUPINGS: Final[tuple[Grouping, ...]] = (
    "stage",
    "league",
    "banner",
    "park",
    "industry",
    "cluster",
    "chain",
    "month",
    "source",
    "origin",
    "investor_origin",
    "size_class",
    "visibility",
    "officer",
)
#: Groupings in which a project may stand in several groups.
OVERLAPPING: Final = frozenset({"industry"})

#: Orders of groups that are neither alphabetic nor by size.
_ORDERS: Final[dict[str, Sequence[str]]] = {
    "stage": tuple(stage.value for stage in Stage),
    "investor_origin": ("region", "outside_region", "outside_country", UNKNOWN),
    "size_class": SIZE_CLASSES,
}
_BY_KEY: Final = frozenset({"league", "banner", "month", "visibility", "origin"})


def size_class(pledged_cny_1e8: pd.Series) -> NDArray[np.object_]:
    """Return the class of size of each project by its pledged money.

    Parameters
    ----------
    pledged_cny_1e8 : (n,) series of float
        Pledged money in 10⁸ CNY; NaN where not known, or known only in another
        currency.

    Returns
    -------
    (n,) object array
        ``ge_1bn`` (10 亿元 or more), ``ge_100m`` (1 to 10 亿元), ``ge_5m`` (500 万元
        to 1 亿元), ``below``, ``unknown``. Each project has one class.
    """
    money = pledged_cny_1e8.to_numpy(dtype=float)
    classes = np.full(len(money), UNKNOWN, dtype=object)
    classes[money >= 0] = "below"
    for name, bound in SIZE_LIMITS_CNY_1E8.items():
        classes[money >= bound] = name
    return classes


def filled_keys(column: pd.Series) -> NDArray[np.object_]:
    """Return a column of keys with ``unknown`` where there is none."""
    keys = column.to_numpy(dtype=object, copy=True)
    keys[pd.isna(keys)] = UNKNOWN
    return keys


def month_keys(dates: pd.Series) -> NDArray[np.object_]:
    """Return the month of each date, ``2023-03``.

    A date that is known only by its year keeps the year as its own group, ``2023``;
    it is not spread over the months.
    """
    codes, texts = pd.factorize(dates.to_numpy(dtype=object))
    months = np.array([*(str(text)[:7] for text in texts), UNKNOWN], dtype=object)
    return np.asarray(months[codes])


def group_keys(
    frame: pd.DataFrame, by: Grouping, *, date_stage: str = "signed"
) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """Return the groups that each project belongs to.

    Parameters
    ----------
    frame : DataFrame, (n,)
        Frame of projects.
    by : str
        One of `GROUPINGS`.
    date_stage : str
        By month: the stage whose date counts.

    Returns
    -------
    rows : (m,) int array
        Position of the project in the frame. By industry a project of several tags
        stands there several times; else m = n.
    keys : (m,) object array
        Its group; ``unknown`` where the property is not known.

    Raises
    ------
    ValueError
        If `by` or `date_stage` is none of these.
    """
    if by not in GROUPINGS:
        message = f"by is {by!r}; expected one of {', '.join(GROUPINGS)}"
        raise ValueError(message)
    rows = np.arange(len(frame), dtype=np.int64)
    if by == "month":
        if date_stage not in DATED_STAGES:
            known = ", ".join(DATED_STAGES)
            message = f"date_stage is {date_stage!r}; expected one of {known}"
            raise ValueError(message)
        return rows, month_keys(frame[f"{date_stage}_date"])
    if by == "size_class":
        return rows, size_class(frame["pledged_cny_1e8"])
    if by == "industry":
        return _tag_keys(frame["industry_tags"])
    return rows, filled_keys(frame[COLUMNS[by]])


def _tag_keys(column: pd.Series) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """Return one row for each tag of each project; ``unknown`` without tags."""
    none = (UNKNOWN,)
    tags = [
        tuple(dict.fromkeys(item)) if isinstance(item, tuple | list) and item else none
        for item in column
    ]
    counts = np.fromiter(map(len, tags), np.int64, len(tags))
    rows = np.repeat(np.arange(len(tags), dtype=np.int64), counts)
    keys = np.empty(len(rows), dtype=object)
    keys[:] = list(chain.from_iterable(tags))
    return rows, keys


def sort_keys(table: pd.DataFrame, by: Grouping) -> pd.DataFrame:
    """Sort a table of groups as readers expect; ``unknown`` comes last.

    Stages, classes and origins keep the order of their vocabulary; codes and months
    go up; all others begin with the group of most projects.

    Parameters
    ----------
    table : DataFrame
        Index: keys; column ``projects``.
    by : str
        Grouping of its index.
    """
    keys = [str(key) for key in table.index]
    if by in _ORDERS:
        order = {key: place for place, key in enumerate(_ORDERS[by])}
        ranked = sorted(keys, key=lambda key: order.get(key, len(order)))
    elif by in _BY_KEY:
        ranked = sorted(keys, key=lambda key: (key == UNKNOWN, key))
    else:
        counts = dict(zip(keys, table["projects"], strict=True))
        ranked = sorted(keys, key=lambda key: (key == UNKNOWN, -counts[key], key))
    return table.loc[ranked]
