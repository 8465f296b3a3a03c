"""Where everything stands in the workbook, and how its cells look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from webapp.exports.formulas import Bounds, Span, cell
from webapp.phrases import Lang, phrases

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

SHEETS: Final = (
    "ranking",
    "weights",
    "data",
    "calculation",
    "excluded",
    "evidence",
    "sources",
    "notes",
)
"""The sheets in their order."""

RANKING_HEAD: Final = 3
RANKING_FIRST: Final = RANKING_HEAD + 1
WEIGHTS_HEAD: Final = 3
WEIGHTS_FIRST: Final = WEIGHTS_HEAD + 1
SITES_HEAD: Final = 2
SITES_FIRST: Final = SITES_HEAD + 1
"""Rows, from 0, of the heads and of the first lines."""

_DATA_OWN: Final = (
    "id",
    "name",
    "kind",
    "league",
    "banner",
    "place",
    "turn",
    "by_id",
    "below",
    "open",
    "flags",
    "lon",
    "lat",
)
STABILITY: Final = (
    "p_first",
    "p_top5",
    "p_first_with_unknowns",
    "p_top5_with_unknowns",
)
DATA_COLUMNS: Final = (*_DATA_OWN, *STABILITY)
"""Columns of the sheet of data before those of the criteria."""

CALCULATION_COLUMNS: Final = (
    "id",
    "score",
    "low",
    "high",
    "key",
    "key_low",
    "key_high",
    "first",
    "line",
    "rank",
    "rank_best",
    "rank_worst",
    "squares",
)
"""Columns of the sheet of calculation before those of the criteria."""

WEIGHT_COLUMNS: Final = (
    "id",
    "criterion",
    "unit",
    "weight",
    "share",
    "worst",
    "best",
    "ideal",
    "default",
    "reason",
)


@dataclass(frozen=True)
class Layout:
    """The addresses of the workbook.

    Parameters
    ----------
    lang : {"zh", "en"}
        Language of the names of the sheets.
    n_sites, n_criteria : int
        How many lines and criteria there are.
    """

    lang: Lang
    n_sites: int
    n_criteria: int

    def name(self, sheet: str) -> str:
        """Return the name of a sheet."""
        return phrases(self.lang)(f"file_{sheet}")

    def site_row(self, at: int) -> int:
        """Return the row of site number `at` on the sheets of data and calculation."""
        return SITES_FIRST + at

    def data(self, column: str) -> Span:
        """Return a column of the sheet of data."""
        return self._sites("data", DATA_COLUMNS.index(column))

    def calculation(self, column: str) -> Span:
        """Return a column of the sheet of calculation."""
        return self._sites("calculation", CALCULATION_COLUMNS.index(column))

    def _sites(self, sheet: str, column: int) -> Span:
        last = SITES_FIRST + max(self.n_sites, 1) - 1
        return Span(self.name(sheet), column, SITES_FIRST, last)

    def value_column(self, criterion: int) -> int:
        """Return the column of the value of a criterion; low and high follow it."""
        return len(DATA_COLUMNS) + 3 * criterion

    def values_of(self, row: int, criterion: int) -> tuple[str, str, str]:
        """Return the cells of value, low and high of a site, from any sheet."""
        at, own = self.value_column(criterion), self.name("data")
        value, low, high = (cell(row, at + part, sheet=own) for part in range(3))
        return value, low, high

    def utility_column(self, criterion: int, part: int = 0) -> int:
        """Return the column of a utility; part 1 is the lowest, 2 the highest."""
        return len(CALCULATION_COLUMNS) + part * self.n_criteria + criterion

    def utility(self, criterion: int) -> Span:
        """Return the utilities of a criterion."""
        return self._sites("calculation", self.utility_column(criterion))

    def utilities_of(self, row: int, part: int = 0) -> str:
        """Return the cells of all utilities of one site."""
        first = cell(row, self.utility_column(0, part))
        last = cell(row, self.utility_column(self.n_criteria - 1, part))
        return f"{first}:{last}"

    def shares(self) -> str:
        """Return the cells of the shares as the sheet of calculation repeats them."""
        return self.utilities_of(SITES_HEAD - 1)

    def weight(self, criterion: int, column: str) -> str:
        """Return a cell of the sheet of weights."""
        return cell(
            WEIGHTS_FIRST + criterion,
            WEIGHT_COLUMNS.index(column),
            sheet=self.name("weights"),
        )

    def weights(self) -> str:
        """Return the cells of all weights, on their own sheet."""
        at = WEIGHT_COLUMNS.index("weight")
        first = cell(WEIGHTS_FIRST, at)
        return f"{first}:{cell(WEIGHTS_FIRST + self.n_criteria - 1, at)}"

    def bounds(self, criterion: int, *, has_ideal: bool) -> Bounds:
        """Return the cells of the bounds of a criterion."""
        return Bounds(
            self.weight(criterion, "worst"),
            self.weight(criterion, "best"),
            self.weight(criterion, "ideal") if has_ideal else "",
        )


@dataclass(frozen=True)
class Formats:
    """The looks of the cells."""

    title: Format
    hint: Format
    head: Format
    text: Format
    wrap: Format
    number: Format
    endless: Format
    score: Format
    percent: Format
    whole: Format
    edit: Format
    edit_share: Format


#: A number that stands for "no end": spreadsheets have no infinity.
ENDLESS: Final = 1e99


def make_formats(book: Workbook) -> Formats:
    """Return the looks of the cells of `book`."""
    base = {"font_size": 10, "valign": "top"}
    yellow = {"bg_color": "#FFF6D6", "border": 1, "border_color": "#D9C77A"}

    def look(**values: object) -> Format:
        return book.add_format({**base, **values})

    return Formats(
        title=look(bold=True, font_size=14),
        hint=look(font_color="#4D5A61"),
        head=look(
            bold=True, bg_color="#E2EFEC", text_wrap=True, bottom=1, valign="bottom"
        ),
        text=look(),
        wrap=look(text_wrap=True),
        number=look(),
        endless=look(num_format='"∞";"−∞"'),
        score=look(num_format="0.000"),
        percent=look(num_format="0.0%"),
        whole=look(num_format="0"),
        edit=look(**yellow),
        edit_share=look(num_format="0.0%", **yellow),
    )
