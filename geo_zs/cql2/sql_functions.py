"""Functions that SQLite lacks, registered with a connection: shapes, text, lists.

SQLite knows neither shapes nor the folding of letters. The functions are those that
`geo_zs.cql2.mask` evaluates with, so that both give one answer. All are
deterministic; an argument that is null gives null.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_zs.cql2.arrays import ARRAYS, Elements
from geo_zs.cql2.spatial import EXCHANGED, SPATIAL, mend
from geo_zs.cql2.text_matching import FOLDING

#: What the names of all functions begin with.
PREFIX: Final = "cql2_"
#: Between the items of a list that a column holds as text.
SEPARATOR: Final = ";"
_CACHED: Final = 64


def install(connection: sqlite3.Connection) -> None:
    """Register the functions with a connection.

    Parameters
    ----------
    connection : sqlite3.Connection
        Newly opened; the functions last as long as it does.
    """
    functions: dict[str, tuple[int, Callable[..., Any]]] = {
        "power": (2, _power),
        "remainder": (2, _remainder),
        "whole": (1, _whole),
    }
    functions |= {op: (1, _folding(fold)) for op, fold in FOLDING.items()}
    functions |= {op: (2, _relation(op)) for op in SPATIAL}
    functions |= {op: (2, _listing(op)) for op in ARRAYS}
    for name, (size, function) in functions.items():
        connection.create_function(PREFIX + name, size, function, deterministic=True)


def _power(left: float | None, right: float | None) -> float | None:
    """Return a power; null where it is no finite number."""
    if left is None or right is None:
        return None
    with np.errstate(all="ignore"):
        found = float(np.power(np.float64(left), np.float64(right)))
    return found if math.isfinite(found) else None


def _remainder(left: float | None, right: float | None) -> float | None:
    """Return what a division leaves over, with the sign of the dividend."""
    return None if left is None or not right else math.fmod(left, right)


def _whole(value: float | None) -> float | None:
    """Return a number cut towards zero."""
    return None if value is None else float(np.trunc(value))


def _folding(fold: Callable[[str], str]) -> Callable[[str | None], str | None]:
    """Return a function of one text."""
    return lambda text: None if text is None else fold(text)


@lru_cache(maxsize=_CACHED)
def _prepared(text: str) -> BaseGeometry:
    """Return a shape of the filter, read and prepared once."""
    shape: BaseGeometry = shapely.from_wkb(text)
    shapely.prepare(shape)
    return shape


def _shape(value: bytes | str) -> BaseGeometry:
    """Return a shape: of a row (bytes), or of the filter (hexadecimal text)."""
    if isinstance(value, str):
        return _prepared(value)
    shape: BaseGeometry = shapely.from_wkb(value)
    return shape if shapely.is_valid(shape) else mend(shape)


def _relation(op: str) -> Callable[..., int | None]:
    """Return the function for a relation of two shapes."""
    holds, exchanged = SPATIAL[op], SPATIAL[EXCHANGED[op]]

    def relation(left: bytes | str | None, right: bytes | str | None) -> int | None:
        if left is None or right is None:
            return None
        if isinstance(right, str):  # a prepared shape answers faster if it comes first
            return int(exchanged(_prepared(right), _shape(left)))
        return int(holds(_shape(left), _shape(right)))

    return relation


@lru_cache(maxsize=_CACHED)
def _wanted(text: str) -> Elements:
    """Return the items of a list of the filter, as JSON writes them."""
    return frozenset(("string", item) for item in json.loads(text))


def _listing(op: str) -> Callable[[str | None, str | None], bool | None]:
    """Return the function for a relation of a column of lists and a list."""
    holds = ARRAYS[op]

    def listing(cell: str | None, wanted: str | None) -> bool | None:
        if cell is None or wanted is None:
            return None
        items = cell.split(SEPARATOR) if cell else ()
        return holds(frozenset(("string", item) for item in items), _wanted(wanted))

    return listing
