"""The picture of a utility: a line through its bounds, in percent of its frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from geo_zs.criteria.utility import utility

if TYPE_CHECKING:
    from geo_zs.criteria.spec import Criterion

WIDTH: Final = 240.0
HEIGHT: Final = 90.0

_MARGIN: Final = 0.15
"""How far beyond the bounds the line is drawn, as a share of their distance."""


@dataclass(frozen=True)
class Curve:
    """A utility as a line.

    Parameters
    ----------
    points : str
        Corners for an SVG polyline in a frame of `WIDTH` by `HEIGHT`.
    marks : tuple of (float, str)
        Position and text of the bounds.
    value_x, value_y : float or None
        Position of one value on the line.
    """

    points: str
    marks: tuple[tuple[float, str], ...]
    value_x: float | None = None
    value_y: float | None = None


def curve(
    criterion: Criterion, texts: tuple[str, str], value: float | None = None
) -> Curve:
    """Return the line of a utility with clamped ends.

    Parameters
    ----------
    criterion : Criterion
        Its bounds and, if any, its ideal value.
    texts : (str, str)
        The bounds that earn 0 and 1, in words.
    value : float or None
        A value to mark.
    """
    low, high = sorted((criterion.worst, criterion.best))
    span = (high - low) * (1 + 2 * _MARGIN)
    start = low - (high - low) * _MARGIN

    def across(number: float) -> float:
        return round((number - start) / span * WIDTH, 1)

    corners = [start, low, high, start + span]
    if criterion.ideal is not None:
        corners.insert(2, criterion.ideal)
    heights = utility(np.array(corners), criterion)
    points = " ".join(
        f"{across(corner):g},{HEIGHT * (1 - float(share)):g}"
        for corner, share in zip(corners, heights, strict=True)
    )
    marks = (
        (across(criterion.worst), texts[0]),
        (across(criterion.best), texts[1]),
    )
    if value is None:
        return Curve(points, marks)
    inside = min(max(value, start), start + span)
    share = float(utility(np.array([inside]), criterion)[0])
    return Curve(points, marks, across(inside), round(HEIGHT * (1 - share), 1))
