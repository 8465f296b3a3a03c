"""Key figures of a PDF report: boxes side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable

from geo_zs.reports.fonts import BOLD, REGULAR, fit_text, text_width
from geo_zs.reports.pdf_parts import ACCENT, INK, SOFT, ZEBRA


@dataclass(frozen=True)
class Figure:
    """A key figure.

    Parameters
    ----------
    label : str
        What it is.
    value : str
        The number as text; a dash where it is not known.
    unit : str
        Its unit.
    note : str
        A remark below.
    """

    label: str
    value: str
    unit: str = ""
    note: str = ""


def fitting_size(
    text: str, size: float, room: float, *, least: float = 6.5, is_bold: bool = False
) -> float:
    """Return the size at which a line has room.

    Parameters
    ----------
    text : str
        The line.
    size, least : float
        The size wanted, and the smallest one; points.
    room : float
        Width, points.
    is_bold : bool
        Whether it is set in bold.
    """
    while size > least and text_width(text, size, is_bold=is_bold) > room:
        size -= 0.5
    return max(size, least)


class Figures(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Key figures side by side.

    Parameters
    ----------
    figures : sequence of Figure
        From left to right, in rows of six at most.
    width : float
        Room, points.
    """

    _HEIGHT = 58.0

    def __init__(self, figures: Sequence[Figure], *, width: float) -> None:
        super().__init__()
        self._figures = tuple(figures)
        self.width = width
        self._across = min(6, max(len(self._figures), 1))
        rows = -(-len(self._figures) // self._across)
        self.height = rows * (self._HEIGHT + 6)

    def wrap(self, *_room: float) -> tuple[float, float]:
        """Return the size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw a box for each figure."""
        gap = 8.0
        wide = (self.width - gap * (self._across - 1)) / self._across
        for at, figure in enumerate(self._figures):
            x = (at % self._across) * (wide + gap)
            y = self.height - (at // self._across + 1) * (self._HEIGHT + 6) + 6
            self._box(figure, x, y, wide)

    def _box(self, figure: Figure, x: float, y: float, wide: float) -> None:
        canvas = self.canv
        canvas.setFillColor(ZEBRA)
        canvas.rect(x, y, wide, self._HEIGHT, stroke=0, fill=1)
        canvas.setFillColor(ACCENT)
        canvas.rect(x, y, 2.2, self._HEIGHT, stroke=0, fill=1)
        room = wide - 18
        label = fitting_size(figure.label, 8.5, room)
        self._line(figure.label, x + 10, y + 42, label, room, color=SOFT)
        unit = fitting_size(figure.unit, 8.5, room * 0.4)
        left = room - text_width(figure.unit, unit) - 4
        value = fitting_size(figure.value, 18, left, least=8, is_bold=True)
        end = self._line(figure.value, x + 10, y + 20, value, room, is_bold=True)
        self._line(figure.unit, end + 4, y + 20, unit, x + wide - end - 8, color=SOFT)
        note = fitting_size(figure.note, 7, room, least=5.5)
        self._line(figure.note, x + 10, y + 7, note, room, color=SOFT)

    def _line(
        self, text: str, x: float, y: float, size: float, room: float,
        *, color: Any = INK, is_bold: bool = False,  # noqa: ANN401  reportlab
    ) -> float:  # fmt: skip
        """Write a line; return where it ends."""
        shown = fit_text(text, size, room, is_bold=is_bold) if text else ""
        self.canv.setFillColor(color)
        self.canv.setFont(BOLD if is_bold else REGULAR, size)
        self.canv.drawString(x, y, shown)
        return x + text_width(shown, size, is_bold=is_bold)
