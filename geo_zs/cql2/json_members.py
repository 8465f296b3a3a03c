"""What is said of an object whose members are not those of any part of a filter."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.unknown import names_alike

_OPERATION: Final = ("op", "args")
_SINGLE: Final = ("property", "date", "timestamp", "interval", "bbox")
_EXPECTED: Final = (
    "'op' and 'args'",
    *(repr(name) for name in _SINGLE),
    "a GeoJSON geometry",
)
_LONGEST: Final = 40


def wrong_members(keys: Collection[object], at: str) -> Cql2Error:
    """Return the error for an object that is no part of a filter.

    Parameters
    ----------
    keys : collection of object
        Names of its members.
    at : str
        JSON pointer to it.

    Returns
    -------
    Cql2Error
        Names the member that is missing, or the first that is too much, and points
        at that one.
    """
    present = [str(key) for key in keys]
    for needed in (_OPERATION, *((name,) for name in _SINGLE)):
        if set(needed) & set(present):
            return _unlike(needed, present, at)
    if not present:
        return Cql2Error(
            message="an empty object is nothing of CQL2",
            zh="空对象不是 CQL2 的任何结构",
            at=at,
            expected=_EXPECTED,
        )
    first = present[0]
    if first == "function":
        hint = "; write a function as {'op': its name, 'args': […]}"
        hint_zh = "；函数请写作 {'op': 函数名, 'args': […]}"
        near: tuple[str, ...] = ()
    else:
        near = names_alike(first[:_LONGEST], [*_OPERATION, *_SINGLE, "type"])
        hint = f"; did you mean {near[0]!r}?" if near else ""
        hint_zh = f"；是否想写“{near[0]}”？" if near else ""
    return Cql2Error(
        message=f"{first[:_LONGEST]!r} is no member of CQL2{hint}",
        zh=f"“{first[:_LONGEST]}”不是 CQL2 的成员{hint_zh}",
        at=_pointer(at, first),
        expected=tuple(map(repr, near)) or _EXPECTED,
    )


def _unlike(needed: tuple[str, ...], present: list[str], at: str) -> Cql2Error:
    """Return the error for an object that lacks a member or has one too many."""
    whole = " and ".join(map(repr, needed))
    whole_zh = " 和 ".join(needed)
    missing = [name for name in needed if name not in present]
    if missing:
        message, zh, place = f"{missing[0]!r} is missing", f"缺少 {missing[0]}", at
    else:
        other = next((name for name in present if name not in needed), "")
        shown = other[:_LONGEST]
        message, zh = f"{shown!r} is too much", f"“{shown}”多余"
        place = _pointer(at, other)
    return Cql2Error(
        message=f"{message}: this object takes {whole}, and nothing else",
        zh=f"{zh}：此对象须有且只有 {whole_zh}",
        at=place,
        expected=tuple(map(repr, missing or needed)),
    )


def _pointer(at: str, name: str) -> str:
    """Return the JSON pointer to a member (RFC 6901)."""
    return f"{at}/{name[:_LONGEST].replace('~', '~0').replace('/', '~1')}"
