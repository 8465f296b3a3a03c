"""A picture in a PDF: lines and text, no pixels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import Flowable

from geo_zs.reports.drawing import Box, Disc, Hatch, Paint, Path, Picture, Words
from geo_zs.reports.fonts import page_text, runs, text_width

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_STEP: Final = 4.0
_HATCH_WIDTH: Final = 0.9
_SPACES: Final = re.compile(r"\s+")


class PictureFlowable(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A picture as a part of a page.

    Parameters
    ----------
    picture : Picture
        What to paint.
    width : float or None
        Width on the page, points; that of the picture when None. Text and lines are
        scaled with it.
    """

    def __init__(self, picture: Picture, *, width: float | None = None) -> None:
        super().__init__()
        self._picture = picture
        self._scale = 1.0 if width is None else width / picture.width
        self.width = picture.width * self._scale
        self.height = picture.height * self._scale
        self.hAlign = "LEFT"

    def wrap(self, *_room: float) -> tuple[float, float]:
        """Return the size that is needed, whatever there is."""
        return self.width, self.height

    def draw(self) -> None:
        """Paint the picture with its lower left corner at the origin."""
        self.canv.saveState()
        self.canv.scale(self._scale, self._scale)
        paint(self.canv, self._picture)
        self.canv.restoreState()


def paint(canvas: Canvas, picture: Picture) -> None:
    """Paint a picture with its lower left corner at the origin of a canvas.

    Parameters
    ----------
    canvas : reportlab Canvas
        Where to paint.
    picture : Picture
        What to paint.
    """
    for shape in picture.shapes:
        if isinstance(shape, Words):
            _write(canvas, shape, picture.height)
        else:
            _draw(canvas, shape, picture.height)


def _draw(canvas: Canvas, shape: Box | Disc | Path, height: float) -> None:
    """Fill, hatch and edge a shape."""
    path = canvas.beginPath()
    if isinstance(shape, Box):
        path.rect(shape.x, height - shape.y - shape.height, shape.width, shape.height)
    elif isinstance(shape, Disc):
        path.circle(shape.x, height - shape.y, shape.radius)
    else:
        for part in shape.parts:
            points = part.tolist()
            path.moveTo(points[0][0], height - points[0][1])
            for x, y in points[1:]:
                path.lineTo(x, height - y)
            if shape.is_closed:
                path.close()
    is_closed = not isinstance(shape, Path) or shape.is_closed
    look = shape.paint
    fill = look.fill is not None and is_closed
    canvas.saveState()
    if fill:
        canvas.setFillColor(HexColor(look.fill))
    if look.stroke:
        canvas.setStrokeColor(HexColor(look.stroke))
        canvas.setLineWidth(look.width)
        canvas.setLineJoin(1)
        canvas.setDash(*((list(look.dash),) if look.dash else ()))
    is_hatched = bool(look.hatch) and is_closed
    canvas.drawPath(
        path,
        fill=int(fill),
        stroke=int(bool(look.stroke) and not is_hatched),
        fillMode=0,
    )
    if is_hatched:
        _hatch(canvas, path, look, _bounds(shape, height))
        if look.stroke:
            canvas.drawPath(path, fill=0, stroke=1)
    canvas.restoreState()


def _bounds(
    shape: Box | Disc | Path, height: float
) -> tuple[float, float, float, float]:
    """Return west, south, east and north of a shape on the page."""
    if isinstance(shape, Box):
        south = height - shape.y - shape.height
        return shape.x, south, shape.x + shape.width, south + shape.height
    if isinstance(shape, Disc):
        y, r = height - shape.y, shape.radius
        return shape.x - r, y - r, shape.x + r, y + r
    west = min(float(part[:, 0].min()) for part in shape.parts)
    east = max(float(part[:, 0].max()) for part in shape.parts)
    south = height - max(float(part[:, 1].max()) for part in shape.parts)
    north = height - min(float(part[:, 1].min()) for part in shape.parts)
    return west, south, east, north


def _hatch(
    canvas: Canvas,
    path: object,
    look: Paint,
    bounds: tuple[float, float, float, float],
) -> None:
    """Draw the pattern of a paint inside a path."""
    canvas.saveState()
    canvas.clipPath(path, stroke=0, fill=0, fillMode=0)
    canvas.setStrokeColor(HexColor(look.hatch_ink))
    canvas.setLineWidth(_HATCH_WIDTH)
    canvas.setDash(*(([1.2, _STEP - 1.2],) if look.hatch == "dotted" else ()))
    canvas.lines(hatch_lines(look.hatch, bounds))
    canvas.restoreState()


def hatch_lines(
    hatch: Hatch, bounds: tuple[float, float, float, float]
) -> list[tuple[float, float, float, float]]:
    """Return the lines of a pattern over a rectangle.

    Parameters
    ----------
    hatch : str
        Which pattern.
    bounds : (west, south, east, north)
        The rectangle. Lines lie on one grid for the whole page, so that areas side
        by side join.

    Returns
    -------
    list of (x1, y1, x2, y2)
    """
    west, south, east, north = bounds
    tall = north - south
    lines = []
    if hatch in {"level", "dotted"}:
        at = south - south % _STEP
        while at <= north:
            lines.append((west, at, east, at))
            at += _STEP
    if hatch == "upright":
        at = west - west % _STEP
        while at <= east:
            lines.append((at, south, at, north))
            at += _STEP
    for name, sign in (("rising", 1.0), ("falling", -1.0)):
        if hatch not in {name, "crossed"}:
            continue
        # Lines x - sign·y = c, for each c that meets the rectangle.
        least = west - (north if sign > 0 else -south)
        most = east - (south if sign > 0 else -north)
        gap = _STEP * 1.4
        at = least - least % gap
        while at <= most:
            lines.append((at + sign * south, south, at + sign * (south + tall), north))
            at += gap
    return lines


def _write(canvas: Canvas, words: Words, height: float) -> None:
    """Write a line of text, each part in the font that has it."""
    text = _SPACES.sub(" ", page_text(words.text))
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor]
    x = words.x - shift * text_width(text, words.size, is_bold=words.is_bold)
    canvas.saveState()
    rims: tuple[int, ...] = (0,)
    if words.halo:
        canvas.setStrokeColor(HexColor(words.halo))
        canvas.setLineWidth(2.2)
        canvas.setLineJoin(1)
        rims = (1, 0)
    canvas.setFillColor(HexColor(words.color))
    for mode in rims:
        at = canvas.beginText(x, height - words.y)
        at.setTextRenderMode(mode)
        for font, part in runs(text, is_bold=words.is_bold):
            at.setFont(font, words.size)
            at.textOut(part)
        at.setTextRenderMode(0)
        canvas.drawText(at)
    canvas.restoreState()
