"""Series for charts: what the page and the PDF both draw, with a table of the same.

A series holds figures and words, no colours and no pixels. Values that are not known
are None and leave a gap; they are never drawn as zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from geo_zs.board.label import Label
from geo_zs.board.table import Column, Table

Kind = Literal["bars", "lines", "histogram"]

#: Digits behind the point in the table of a chart, by unit.
_WHOLE: Final = 0


@dataclass(frozen=True)
class Values:
    """One row of bars, or one line.

    Parameters
    ----------
    key : str
        Stable name.
    name : Label
        Name in the legend.
    values : tuple of float or None
        One for each category; None is not known.
    is_reference : bool
        Whether it is a line to compare with (a target), not a count of ours.
    """

    key: str
    name: Label
    values: tuple[float | None, ...]
    is_reference: bool = False


@dataclass(frozen=True)
class Series:
    """One chart.

    Parameters
    ----------
    key : str
        Stable name.
    kind : {"bars", "lines", "histogram"}
        ``histogram``: categories are neighbouring classes.
    title : Label
        What it shows.
    unit : Label
        Unit of all values.
    axis : Label
        What the categories are.
    categories : tuple of Label
        From left to right.
    values : tuple of Values
        The bars or lines.
    decimals : int
        Digits behind the point.
    notes : tuple of Label
        What a reader has to know.
    """

    key: str
    kind: Kind
    title: Label
    unit: Label
    axis: Label
    categories: tuple[Label, ...]
    values: tuple[Values, ...]
    decimals: int = _WHOLE
    notes: tuple[Label, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: no value above or below zero."""
        return not any(one for values in self.values for one in values.values)

    def table(self) -> Table:
        """Return the same figures as a table, for who cannot see the chart."""
        columns = (
            Column("category", self.axis),
            *(
                Column(one.key, one.name, self.unit, self.decimals)
                for one in self.values
            ),
        )
        rows = tuple(
            (category, *(one.values[place] for one in self.values))
            for place, category in enumerate(self.categories)
        )
        return Table(self.title, columns, rows, notes=self.notes)
