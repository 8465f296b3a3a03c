"""An area (范围) as it stands in a link and in a text field.

Corners are ``longitude,latitude`` pairs in degrees with semicolons between them;
four numbers without a semicolon are a box, west,south,east,north. The outline is
closed by itself.
"""

from __future__ import annotations

import re
from typing import Any, Final

MAX_CORNERS: Final = 300
"""Most corners of an outline, so that it fits a link."""

DECIMALS: Final = 4
"""Decimals of a degree that are kept: about ten metres."""

_WIDE: Final = str.maketrans("，；．　", ",;. ")
_NUMBER: Final = re.compile(r"[+-]?\d{1,3}(?:\.\d+)?")

Corner = tuple[float, float]


class AreaTextError(ValueError):
    """An outline cannot be read; ``key`` is its phrase, ``values`` what fills it."""

    def __init__(self, *, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(key)


def read_corners(text: str) -> tuple[Corner, ...]:
    """Read an outline.

    Parameters
    ----------
    text : str
        Pairs or a box, as the module says; full-width signs and line ends will do.

    Returns
    -------
    tuple of (lon, lat)
        At least three corners, rounded, the first not repeated at the end.

    Raises
    ------
    AreaTextError
        With the corner that cannot be read, or why there is no area.
    """
    plain = re.sub(r"[\r\n]+", ";", text.translate(_WIDE).strip())
    pairs = [part.strip() for part in plain.split(";") if part.strip()]
    numbers = [_numbers(part) for part in pairs]
    if len(numbers) == 1 and len(numbers[0]) == 4:
        west, south, east, north = numbers[0]
        if not (west < east and south < north):
            raise AreaTextError(key="area_box")
        corners = [(west, south), (east, south), (east, north), (west, north)]
    else:
        corners = [
            _corner(at, found, part)
            for at, (found, part) in enumerate(zip(numbers, pairs, strict=True), 1)
        ]
    for at, (lon, lat) in enumerate(corners, 1):
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise AreaTextError(key="area_range", at=at)
    corners = [(round(lon, DECIMALS), round(lat, DECIMALS)) for lon, lat in corners]
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    if len(set(corners)) < 3:
        raise AreaTextError(key="area_few")
    if len(corners) > MAX_CORNERS:
        raise AreaTextError(key="area_many", count=len(corners), maximum=MAX_CORNERS)
    return tuple(corners)


def _numbers(part: str) -> list[float]:
    """Return the numbers of one part; none if anything else stands in it."""
    found = [piece for piece in re.split(r"[,\s]+", part) if piece]
    if not all(_NUMBER.fullmatch(piece) for piece in found):
        return []
    return [float(piece) for piece in found]


def _corner(at: int, found: list[float], part: str) -> Corner:
    """Return one corner; raises if it is no pair of numbers."""
    if len(found) != 2:
        raise AreaTextError(key="area_pair", at=at, value=part[:40])
    return (found[0], found[1])


def corners_text(corners: tuple[Corner, ...]) -> str:
    """Return an outline as a link holds it."""
    return ";".join(f"{_degrees(lon)},{_degrees(lat)}" for lon, lat in corners)


def _degrees(value: float) -> str:
    """Return a coordinate without idle zeros."""
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")


def polygon(corners: tuple[Corner, ...]) -> dict[str, Any]:
    """Return an outline as the GeoJSON polygon that the API takes."""
    ring = [list(corner) for corner in (*corners, corners[0])]
    return {"type": "Polygon", "coordinates": [ring]}
