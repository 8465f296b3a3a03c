"""What the methods of the client are given, as the service asks for it.

What cannot be meant is refused here, in the words of the caller, before anything is
sent.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

#: West, south, east, north in degrees.
Box = tuple[float, float, float, float]

_OGC: Final = "http://www.opengis.net/def/crs/"
#: Reference systems of a service by their short names.
_SYSTEMS: Final = {
    "OGC:CRS84": f"{_OGC}OGC/1.3/CRS84",
    "EPSG:4326": f"{_OGC}EPSG/0/4326",
    "EPSG:4490": f"{_OGC}EPSG/0/4490",
    "EPSG:3857": f"{_OGC}EPSG/0/3857",
}
_URN: Final = re.compile(r"urn:ogc:def:crs:(OGC|EPSG):[\d.]*:(\w+)", re.IGNORECASE)


def reference_system(given: Any) -> str | None:  # noqa: ANN401  names of many kinds
    """Return the address of a reference system.

    Parameters
    ----------
    given : str, int, pyproj.CRS or None
        ``EPSG:4490``, ``4490``, ``CRS84``, its URN or address, or the ``crs`` of a
        frame. An address is left to the service.

    Raises
    ------
    ValueError
        If no service has it.
    """
    if given is None:
        return None
    if hasattr(given, "to_authority"):
        name = ":".join(given.to_authority() or (str(given),))
    elif isinstance(given, str | int) and not isinstance(given, bool):
        name = str(given).strip()
    else:
        name = repr(given)
    if name.startswith(("http://", "https://")):
        return name
    urn = _URN.fullmatch(name)
    name = f"{urn[1]}:{urn[2]}" if urn else name.strip("[]")
    name = name.upper().replace("::", ":")
    if name.isdecimal():
        name = f"EPSG:{name}"
    if name == "CRS84":
        name = "OGC:CRS84"
    if name not in _SYSTEMS:
        message = (
            f"crs is {str(given)[:80]!r}; expected one of {', '.join(_SYSTEMS)}, or a "
            "whole address that the collection lists"
        )
        raise ValueError(message)
    return _SYSTEMS[name]


def box_of(given: Iterable[Any] | None, *, may_wrap: bool = False) -> Box | None:
    """Return west, south, east, north; a tuple, a list or `total_bounds` alike.

    Parameters
    ----------
    given : sequence of 4 float or None
        Degrees.
    may_wrap : bool
        Whether a west greater than the east is a box over the antimeridian, as it is
        for ``/ogc``.

    Raises
    ------
    ValueError
        If it is no box.
    """
    if given is None:
        return None
    expected = "expected west, south, east, north in degrees"
    try:
        edges = [one if isinstance(one, int) else float(one) for one in given]
    except (TypeError, ValueError) as error:
        message = f"bbox is {str(given)[:80]!r}; {expected}"
        raise ValueError(message) from error
    if isinstance(given, str) or len(edges) != 4 or not all(map(math.isfinite, edges)):
        message = f"bbox is {str(given)[:80]!r}; {expected}: four finite numbers"
        raise ValueError(message)
    west, south, east, north = edges
    faults = []
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        faults.append("longitudes lie in ±180 and latitudes in ±90")
    if south > north:
        faults.append(f"south {south:g} lies north of north {north:g}")
    if west > east and (faults or not may_wrap):
        faults.append(f"west {west:g} lies east of east {east:g}")
    if faults:
        message = f"bbox is {tuple(edges)}; {expected}: {'; '.join(faults)}"
        raise ValueError(message)
    return west, south, east, north


def checked_count(given: int | None) -> int | None:
    """Return the most items that are wanted; None for all.

    Raises
    ------
    ValueError
        If it is no whole number, or less than 1.
    """
    is_count = isinstance(given, int) and not isinstance(given, bool) and given > 0
    if given is None or is_count:
        return given
    message = f"limit is {given!r}; expected 1 or more, or None for all"
    raise ValueError(message)


def checked_filter(
    given: str | Mapping[str, Any] | None,
) -> str | Mapping[str, Any] | None:
    """Return a filter as it was given.

    Raises
    ------
    ValueError
        If it is empty, or neither text nor JSON.
    """
    has_words = isinstance(given, str) and given.strip()
    if given is None or has_words or (isinstance(given, Mapping) and given):
        return given
    message = (
        f"filter is {str(given)[:80]!r} ({type(given).__name__}); expected CQL2 as "
        "text or as a mapping of its JSON, or None for all items"
    )
    raise ValueError(message)


def checked_id(given: str, name: str, *, listed_by: str = "") -> str:
    """Return an id that can stand in an address.

    Parameters
    ----------
    given : str
        The id.
    name : str
        What it is the id of, for the message.
    listed_by : str
        Method that lists the ids.

    Raises
    ------
    ValueError
        If it is empty, no text, or a way to another place.
    """
    if isinstance(given, str) and given.strip() not in ("", ".", ".."):
        return given
    hint = f", as {listed_by} lists them" if listed_by else ""
    message = f"{name} is {given!r}; expected an id{hint}"
    raise ValueError(message)
