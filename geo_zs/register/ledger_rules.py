"""What the amounts of an entry of the ledger must be to each other."""

from __future__ import annotations

from typing import Any, Final

from geo_zs.register.faults import RecordFault
from geo_zs.register.table_faults import table_fault

Row = dict[str, Any]

#: Amounts are in ten thousands; so many decimals go down to cents.
DECIMALS: Final = 6
_AMOUNTS: Final = ("reported_1e4", "verified_1e4", "reduced_1e4")
_NEAR: Final = 0.5 * 10**-DECIMALS


def settle_amounts(row: Row, old: Row | None) -> None:
    """Fill the amount that follows from the other two.

    Parameters
    ----------
    row : dict
        The entry as it would be kept; changed here.
    old : dict or None
        As it was: a reduction or a verified amount that follows from amounts that
        changed is computed anew.
    """
    reported, verified, reduced = (row.get(name) for name in _AMOUNTS)
    is_stale = old is not None and reduced == old.get("reduced_1e4")
    if reported is not None and verified is not None and (reduced is None or is_stale):
        left = round(reported - verified, DECIMALS)
        row["reduced_1e4"] = left if left >= 0 else None
    elif reported is not None and verified is None and reduced is not None:
        if is_stale:
            row["reduced_1e4"] = None
        else:
            row["verified_1e4"] = round(reported - reduced, DECIMALS)


def amount_faults(row: Row, *, number: int | None = None) -> list[RecordFault]:
    """List what is wrong with the amounts and the currency of an entry."""
    found: list[RecordFault] = []

    def add(field: str, key: str, **told: object) -> None:
        found.append(table_fault(field, key, told, row=number))

    reported, verified, reduced = (row.get(name) for name in _AMOUNTS)
    if reported is None and verified is None:
        add("reported_1e4", "no_amount")
    for name in _AMOUNTS:
        value = row.get(name)
        if value is None:
            continue
        if abs(round(value, DECIMALS) - value) > 1e-12 * max(1.0, abs(value)):
            add(name, "too_fine", value=repr(value))
        elif value < 0 and name != "reduced_1e4" and not row.get("corrects_month"):
            add(name, "negative_amount", value=f"{value:g}")
    if reported is not None and verified is not None:
        left = round(reported - verified, DECIMALS)
        if left < -_NEAR:
            told = {"value": f"{verified:g}", "reported": f"{reported:g}"}
            add("verified_1e4", "verified_above", **told)
        elif reduced is not None and abs(reduced - left) > _NEAR:
            add(
                "reduced_1e4",
                "reduction_differs",
                value=f"{reduced:g}",
                expected=f"{left:g}",
            )
    if reduced and not row.get("reduced_reason"):
        add("reduced_reason", "no_reason")
    month, corrected = row.get("month"), row.get("corrects_month")
    if month and corrected and corrected >= month:
        add("corrects_month", "corrects_later", value=corrected, month=month)
    found += _currency_faults(row, number)
    return found


def _currency_faults(row: Row, number: int | None) -> list[RecordFault]:
    """List what is wrong with the currency of an entry."""
    scope, currency = row.get("scope"), row.get("currency")
    if scope == "foreign" and currency is None:
        return [table_fault("currency", "no_currency", row=number)]
    if scope in ("domestic", "outside_region") and currency != "CNY":
        told = {"value": currency}
        return [table_fault("currency", "not_yuan", told, row=number)]
    return []
