"""The formulas of the workbook, as text; they work in Excel 2010, WPS and LibreOffice.

No dynamic arrays and no names of single programs: `SUMPRODUCT` and `MATCH` do all
the work. A formula is written together with the result that the engine found, so
that a viewer that does not calculate shows the same numbers.

Notes
-----
``key = round(score − 10 × below, 12)`` orders sites as the engine does: those that
are ranked below the others follow them, and scores that agree to 12 decimals are a
tie.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell


@dataclass(frozen=True)
class Span:
    """The cells of one column of a sheet, from the first to the last row.

    Parameters
    ----------
    sheet : str
        Name of the sheet.
    column : int
        From 0.
    first, last : int
        Rows, from 0, both in the span.
    """

    sheet: str
    column: int
    first: int
    last: int

    def __str__(self) -> str:
        name = xl_col_to_name(self.column, col_abs=True)
        return f"{quoted(self.sheet)}!{name}${self.first + 1}:{name}${self.last + 1}"

    def at(self, row: int) -> str:
        """Return the address of one cell of the column."""
        return cell(row, self.column, sheet=self.sheet)


def quoted(sheet: str) -> str:
    """Return the name of a sheet as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


def cell(row: int, column: int, *, sheet: str = "", fixed: bool = True) -> str:
    """Return the address of a cell; rows and columns from 0."""
    address: str = xl_rowcol_to_cell(row, column, row_abs=fixed, col_abs=fixed)
    return f"{quoted(sheet)}!{address}" if sheet else address


@dataclass(frozen=True)
class Bounds:
    """The cells that hold the bounds of a criterion; `ideal` is empty if none."""

    worst: str
    best: str
    ideal: str = ""

    def utility(self, value: str) -> str:
        """Return the utility of a number in the cell `value`."""
        if not self.ideal:
            share = f"({value}-{self.worst})/({self.best}-{self.worst})"
            return f"MAX(0,MIN(1,{share}))"
        ends = (f"{name}({self.worst},{self.best})" for name in ("MIN", "MAX"))
        sides = ",".join(f"({value}-{end})/({self.ideal}-{end})" for end in ends)
        return f"MAX(0,MIN(1,{sides}))"


def utility_of(value: str, bounds: Bounds, *, unknown: float) -> str:
    """Return the utility of a value that may be missing."""
    return f"=IF(ISNUMBER({value}),{bounds.utility(value)},{unknown:g})"


def utility_end(
    value: str, low: str, high: str, bounds: Bounds, *, is_high: bool
) -> str:
    """Return the smallest or largest utility of an interval that may be missing.

    A value without an interval, as somebody may type it in, is its own interval.
    """
    choose, unknown = ("MAX", 1) if is_high else ("MIN", 0)
    ends = f"{choose}({bounds.utility(low)},{bounds.utility(high)})"
    if is_high and bounds.ideal:
        inside = f"AND({low}<={bounds.ideal},{bounds.ideal}<={high})"
        ends = f"IF({inside},1,{ends})"
    alone = f"IF(ISNUMBER({value}),{bounds.utility(value)},{unknown})"
    return f"=IF(AND(ISNUMBER({low}),ISNUMBER({high})),{ends},{alone})"


def share_of(weight: str, weights: str) -> str:
    """Return one weight as a share of all of them; 0 if all are 0."""
    return f"=IF(SUM({weights})=0,0,{weight}/SUM({weights}))"


def score_of(weights: str, utilities: str) -> str:
    """Return the weighted sum of utilities."""
    return f"=SUMPRODUCT({weights},{utilities})"


def squares_of(weights: str, utilities: str) -> str:
    """Return the squared distance from the worst point."""
    return f"=SUMPRODUCT(({weights}*{utilities})^2)"


def closeness_of(weights: str, utilities: str) -> str:
    """Return the closeness to the best point against the worst one (TOPSIS)."""
    to_best = f"SQRT(SUMPRODUCT(({weights}*(1-{utilities}))^2))"
    to_worst = f"SQRT(SUMPRODUCT(({weights}*{utilities})^2))"
    return f"=IF({to_best}+{to_worst}=0,0,{to_worst}/({to_best}+{to_worst}))"


SCORE_OF: Final = {"additive": score_of, "topsis": closeness_of}
"""The formula of each method."""


def key_of(score: str, below: str) -> str:
    """Return what sites are ordered by."""
    return f"=ROUND({score}-10*{below},12)"


def is_first_of_place(*, place: Span, key: Span, turn: Span, row: int) -> str:
    """Return 1 for the best site of a place, else 0."""
    better = (
        f"({place}={place.at(row)})*(({key}>{key.at(row)})"
        f"+({key}={key.at(row)})*({turn}<{turn.at(row)}))"
    )
    return f"=IF(SUMPRODUCT({better})=0,1,0)"


def position_of(*, first: Span, key: Span, by_id: Span, row: int) -> str:
    """Return the line of the list on which a place stands; empty for other sites."""
    better = (
        f"{first}*(({key}>{key.at(row)})"
        f"+({key}={key.at(row)})*({by_id}<{by_id.at(row)}))"
    )
    return f'=IF({first.at(row)}=1,1+SUMPRODUCT({better}),"")'


def rank_of(*, first: Span, key: Span, row: int) -> str:
    """Return the rank of a place; ties share the better one."""
    above = f"SUMPRODUCT({first}*({key}>{key.at(row)}))"
    return f'=IF({first.at(row)}=1,1+{above},"")'


def rank_best_of(*, first: Span, low: Span, high: Span, row: int) -> str:
    """Return the best rank that the intervals leave open."""
    above = f"SUMPRODUCT({first}*({low}>{high.at(row)}))"
    return f'=IF({first.at(row)}=1,1+{above},"")'


def rank_worst_of(*, first: Span, low: Span, high: Span, row: int) -> str:
    """Return the worst rank that the intervals leave open."""
    above = f"SUMPRODUCT({first}*({high}>{low.at(row)}))"
    own = f"IF({high.at(row)}>{low.at(row)},1,0)"
    return f'=IF({first.at(row)}=1,1+{above}-{own},"")'


def line_of(number: int, position: Span) -> str:
    """Return in which row of the sites the place on line `number` stands."""
    return f"=MATCH({number},{position},0)"


def looked_up(span: Span, line: str, *, is_text: bool = False) -> str:
    """Return the value of the place on a line; text stays text when it is empty."""
    return f"=INDEX({span},{line})" + ('&""' if is_text else "")


def part_of_sum(utility: str, share: str) -> str:
    """Return what one criterion adds to a weighted sum."""
    return f"={utility}*{share}"


def part_of_closeness(utility: str, share: str, *, total: str, score: str) -> str:
    """Return the part of one criterion in the closeness of a place.

    Its part of `total`, the squared distance from the worst point, as the engine
    shares a closeness out.
    """
    return f"=IF({total}=0,0,({utility}*{share})^2/{total}*{score})"


def looked_up_number(span: Span, line: str) -> str:
    """Return the number of the place on a line; empty where there is none."""
    found = f"INDEX({span},{line})"
    return f'=IF(ISNUMBER({found}),{found},"")'
