"""Targets and published results: shipped rows and those of the register as one.

The shipped table holds targets and results under several measures and periods; the
register holds yearly targets. Here both become two plain frames.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from geo_zs.errors import DataError, Problem

_TARGET_COLUMNS: Final = (
    "target_id",
    "adcode",
    "year",
    "scope",
    "value_cny_1e8",
    "currency",
    "value_foreign_1e4",
    "growth_pct",
    "source",
    "origin",
)
_RESULT_COLUMNS: Final = (
    "target_id",
    "adcode",
    "year",
    "scope",
    "first_month",
    "last_month",
    "value_cny_1e8",
    "growth_pct",
    "rank",
    "source",
)


@dataclass(frozen=True, eq=False)
class Targets:
    """What is to arrive, and what was published to have arrived.

    Parameters
    ----------
    targets : DataFrame
        One row for each place, year and scope: ``target_id``, ``adcode``, ``year``
        (int), ``scope``, ``value_cny_1e8``, ``currency`` and ``value_foreign_1e4``
        (foreign money), ``growth_pct``, ``source`` (text, or keys of sources with
        ``;`` between them), ``origin`` (``register`` or ``shipped``).
    results : DataFrame
        Published sums of arrived money: ``target_id``, ``adcode``, ``year``,
        ``scope``, ``first_month``, ``last_month``, ``value_cny_1e8``,
        ``growth_pct``, ``rank``, ``source``.
    n_replaced : int
        Shipped targets that a target of the register replaces.
    """

    targets: pd.DataFrame
    results: pd.DataFrame
    n_replaced: int


def read_targets(
    shipped: pd.DataFrame | None = None, register: pd.DataFrame | None = None
) -> Targets:
    """Bring shipped and own targets into one form.

    Parameters
    ----------
    shipped : DataFrame or None
        ``catalog.tables["targets"]``: measure, period, scope, value, unit.
    register : DataFrame or None
        Targets of the register: year, scope, value_cny_1e8, …. One for the same
        place, year and scope goes before a shipped one.

    Returns
    -------
    Targets

    Raises
    ------
    DataError
        If one of the two holds two targets for the same place, year and scope.
    """
    own = _own_targets(register)
    given, results = _shipped_parts(shipped)
    problems = [*_repeated(own, "register"), *_repeated(given, "targets.csv")]
    if problems:
        raise DataError(problems)
    keys = ["adcode", "year", "scope"]
    taken = set(own[keys].itertuples(index=False, name=None))
    is_replaced = [
        row in taken for row in given[keys].itertuples(index=False, name=None)
    ]
    kept = given[[not one for one in is_replaced]]
    parts = [part for part in (own, kept) if len(part)]
    merged = pd.concat(parts) if parts else own
    merged = merged.sort_values(keys, ignore_index=True)
    return Targets(merged, results, n_replaced=sum(is_replaced))


def _own_targets(register: pd.DataFrame | None) -> pd.DataFrame:
    """Return the targets of the register with the columns of `Targets`."""
    if register is None or register.empty:
        return pd.DataFrame(columns=list(_TARGET_COLUMNS), dtype=object)
    rows = register.assign(origin="register")
    for name in _TARGET_COLUMNS:
        if name not in rows:
            rows[name] = None
    return _typed(rows[list(_TARGET_COLUMNS)])


def _shipped_parts(shipped: pd.DataFrame | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return targets and results of the shipped table."""
    if shipped is None or shipped.empty:
        return (
            pd.DataFrame(columns=list(_TARGET_COLUMNS), dtype=object),
            pd.DataFrame(columns=list(_RESULT_COLUMNS), dtype=object),
        )
    rows = shipped[shipped["unit"].eq("亿元") & shipped["scope"].notna()]
    rows = rows.assign(
        value_cny_1e8=rows["value"],
        year=rows["period"].str.slice(0, 4).astype(int),
        source=rows["source_ids"].map(";".join),
        currency=None,
        value_foreign_1e4=None,
        origin="shipped",
    )
    targets = rows[rows["measure"].eq("target_arrived")]
    results = rows[rows["measure"].eq("arrived")]
    period = results["period"].astype(str)
    results = results.assign(
        first_month=period.where(period.str.len() > 4, period + "-01").str.slice(0, 7),
        last_month=period.where(period.str.len() > 4, period + "-12").str.slice(-7),
    )
    order = ["adcode", "scope", "last_month"]
    return (
        _typed(targets[list(_TARGET_COLUMNS)]),
        results[list(_RESULT_COLUMNS)].sort_values(order, ignore_index=True),
    )


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return targets with numbers as numbers and the rest as objects."""
    numbers = ("value_cny_1e8", "value_foreign_1e4", "growth_pct")
    typed = rows.astype(object)
    for name in numbers:
        typed[name] = pd.to_numeric(rows[name]).astype(float)
    typed["year"] = rows["year"].astype(int)
    return typed


def _repeated(targets: pd.DataFrame, file: str) -> list[Problem]:
    """Return a fault for each target that another one contradicts."""
    keys = ["adcode", "year", "scope"]
    again = targets[targets.duplicated(keys)]
    return [
        Problem(
            "target_id",
            f"{row.target_id!r} is a second target of {row.adcode} for {row.year}, "
            f"{row.scope}; expected one: delete one of them",
            file=file,
        )
        for row in again.itertuples(index=False)
    ]
