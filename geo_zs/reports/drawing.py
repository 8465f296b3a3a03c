"""A picture as a list of shapes: drawn once, painted as SVG and into a PDF.

Points (1/72 inch) and pixels are the same here; x to the right, y **down**, as in
SVG. Colours are told apart by hatching and text as well, so that a page printed in
black and white loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from geo_zs.crs import FloatArray

Hatch = Literal["", "rising", "falling", "crossed", "dotted", "level", "upright"]
Anchor = Literal["start", "middle", "end"]

#: Order in which series get their hatching.
HATCHES: Final[tuple[Hatch, ...]] = (
    "", "rising", "dotted", "falling", "level", "crossed", "upright",
)  # fmt: skip


@dataclass(frozen=True)
class Paint:
    """How an area is filled and edged.

    Parameters
    ----------
    fill : str or None
        Colour ``#rrggbb``; None for nothing.
    hatch : str
        Pattern over the fill; empty for none.
    hatch_ink : str
        Colour of the pattern.
    stroke : str or None
        Colour of the edge.
    width : float
        Width of the edge.
    dash : tuple of float
        Lengths of strokes and gaps; empty for a full line.
    """

    fill: str | None = None
    hatch: Hatch = ""
    hatch_ink: str = "#ffffff"
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Box:
    """A rectangle with its upper left corner at `x`, `y`."""

    x: float
    y: float
    width: float
    height: float
    paint: Paint
    title: str = ""


@dataclass(frozen=True, eq=False)
class Path:
    """Lines or rings, each an (n, 2) array of x and y.

    Parameters
    ----------
    parts : tuple of arrays
        Holes are rings like others: filling is even-odd.
    paint : Paint
        Lines that are not closed are not filled.
    is_closed : bool
        Rings rather than lines.
    title : str
        What the shape is, for readers who point at it.
    """

    parts: tuple[FloatArray, ...]
    paint: Paint
    is_closed: bool = True
    title: str = ""


@dataclass(frozen=True)
class Disc:
    """A circle round `x`, `y`."""

    x: float
    y: float
    radius: float
    paint: Paint
    title: str = ""


@dataclass(frozen=True)
class Words:
    """One line of text.

    Parameters
    ----------
    x, y : float
        The base line; `x` is its start, middle or end.
    text : str
        Any text; it is never taken for markup.
    size : float
        Size of the font.
    anchor : {"start", "middle", "end"}
        What `x` means.
    color : str
        Colour ``#rrggbb``.
    is_bold : bool
        Whether it is bold.
    halo : str or None
        Colour of a rim that keeps the text readable on lines.
    """

    x: float
    y: float
    text: str
    size: float = 11.0
    anchor: Anchor = "start"
    color: str = "#1f2a30"
    is_bold: bool = False
    halo: str | None = None


Shape = Box | Path | Disc | Words


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture with its title and description.

    Parameters
    ----------
    width, height : float
        Size.
    shapes : tuple of shapes
        Painted in this order.
    title, description : str
        What it shows, and what a reader who cannot see it should know.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str = ""
    description: str = ""
