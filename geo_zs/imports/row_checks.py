"""What a row says against itself: missing values, dates out of order, money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from geo_zs.imports.cells import as_text
from geo_zs.imports.fault_book import Remark
from geo_zs.imports.faults import Fault
from geo_zs.imports.field_units import size_in_field
from geo_zs.imports.sheet_values import SheetValues

#: Dates of stages in the order in which a project comes to them.
_ORDER: Final = (
    "reserve_date",
    "negotiating_date",
    "framework_date",
    "signed_date",
    "construction_date",
    "operating_date",
)


#: A cell that names its own unit.
_HAS_UNIT: Final = re.compile(r"[元亿万¥￥]|cny|rmb|yuan", re.IGNORECASE)
#: A larger share of a pledge is told; less is rounding.
_ROUNDING: Final = 1.0001


def exceeds(part: float, whole: float) -> bool:
    """Tell whether money that arrived is more than was pledged, beyond rounding."""
    return part > whole * _ROUNDING


def check_required(sheet: SheetValues, known: list[str | None]) -> None:
    """Refuse rows without what every record needs.

    Parameters
    ----------
    sheet : SheetValues
        The rows.
    known : list of (str or None)
        Records that the rows mean; a record that is there has its values.
    """
    for spec in sheet.specs.values():
        if not spec.is_required:
            continue
        column = sheet.column(spec.name)
        mapped = sheet.mapping.fields.get(spec.name)
        cells = sheet.raw.columns[mapped.column] if mapped else None
        if cells is None:
            remark = Remark.of(
                "column_missing", title=spec.title_zh, title_en=spec.title_en
            )
        else:
            remark = Remark.of("missing_required", column=sheet.header(spec.name))
        lost = [
            row
            for row, value in enumerate(column)
            if value is None and known[row] is None
        ]
        sheet.book.add_many(lost, remark)


def check_projects(sheet: SheetValues) -> None:
    """Tell what rows of projects say against themselves."""
    _check_dates(sheet)
    _check_money(sheet)


def _check_dates(sheet: SheetValues) -> None:
    """Tell where a later stage is dated before an earlier one."""
    given = [name for name in _ORDER if name in sheet.values]
    if len(given) < 2:
        return
    columns = [sheet.values[name] for name in given]
    for row, dates in enumerate(zip(*columns, strict=True)):
        last: tuple[str, str] | None = None
        for name, date in zip(given, dates, strict=True):
            if date is None:
                continue
            if last is not None and _is_before(date, last[1]):
                sheet.book.add(row, _out_of_order(sheet, last, (name, date)))
                break
            last = (name, date)


def _is_before(one: str, other: str) -> bool:
    """Tell whether a date is before another, in the precision that both have."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def _out_of_order(
    sheet: SheetValues, earlier: tuple[str, str], later: tuple[str, str]
) -> Remark:
    """Return what is said of two dates in the wrong order."""
    return Remark.of(
        "dates_out_of_order",
        column=sheet.header(later[0]),
        earlier=sheet.header(earlier[0]),
        earlier_date=earlier[1],
        later=sheet.header(later[0]),
        later_date=later[1],
    )


def _check_money(sheet: SheetValues) -> None:
    """Tell where more arrived than was pledged, or yuan stand in another currency."""
    pledged = sheet.values.get("pledged_cny_1e8")
    if pledged is None:
        return
    arrived = sheet.values.get("arrived_cny_1e8")
    if arrived is not None:
        column = sheet.header("arrived_cny_1e8")
        held = _ask_unit(sheet, pledged, arrived)
        for row, (whole, part) in enumerate(zip(pledged, arrived, strict=True)):
            if row in held or whole is None or part is None:
                continue
            if exceeds(part, whole):
                remark = Remark.of(
                    "arrived_over_pledged", column=column, arrived=part, pledged=whole
                )
                sheet.book.add(row, remark)
    currencies = sheet.values.get("pledged_currency")
    if currencies is not None:
        _check_currencies(
            sheet, pledged, currencies, sheet.column("pledged_foreign_1e4")
        )


def _ask_unit(
    sheet: SheetValues, pledged: list[Any], arrived: list[Any]
) -> frozenset[int]:
    """Hold back rows whose money fits only in the unit of the column beside it.

    A column of arrived money without a unit stands beside a pledge with one. The
    unit is not guessed: the rows are refused until somebody has chosen it.
    """
    beside = sheet.mapping.fields.get("pledged_cny_1e8")
    own = sheet.mapping.fields.get("arrived_cny_1e8")
    if beside is None or own is None or own.unit is not None or not beside.unit:
        return frozenset()
    size = size_in_field(sheet.specs["arrived_cny_1e8"], beside.unit)
    if size is None or size >= 1:
        return frozenset()
    held = frozenset(
        row
        for row, (whole, part, cell) in enumerate(
            zip(pledged, arrived, sheet.raw.columns[own.column], strict=True)
        )
        if whole is not None
        and part is not None
        and exceeds(part, whole)
        and not exceeds(part * size, whole)
        and not _HAS_UNIT.search(as_text(cell))
    )
    if held:
        told = {"unit": beside.unit, "beside": beside.header}
        remark = Remark.of("neighbour_unit", column=own.header, **told)
        sheet.book.add_many(sorted(held), remark)
        sheet.note(Remark.of("unit_of_neighbour", column=own.header, **told))
    return held


def asked_units(notes: Sequence[Fault]) -> dict[str, str]:
    """Return the units that the user is asked about: header → the one proposed."""
    return {
        one.column: str(one.values["unit"])
        for one in notes
        if one.key == "unit_of_neighbour" and one.column
    }


def _check_currencies(
    sheet: SheetValues, pledged: list[Any], currencies: list[Any], foreign: list[Any]
) -> None:
    """Refuse an amount in yuan of a row that says it is in another currency."""
    column = sheet.header("pledged_cny_1e8")
    for row, currency in enumerate(currencies):
        if currency in (None, "CNY") or pledged[row] is None:
            continue
        if foreign[row] is None:
            remark = Remark.of(
                "foreign_money_lost",
                column=column,
                cell=f"{pledged[row]:g}",
                currency=currency,
            )
            sheet.book.add(row, remark)
            pledged[row] = None
