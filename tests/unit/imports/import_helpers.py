"""What the tests of dry runs and batches share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from geo_zs.imports.check import dry_run
from geo_zs.imports.propose import propose_for_file
from geo_zs.imports.raw_table import RawTable
from geo_zs.imports.rows import DryRun
from geo_zs.register.access import Actor

ADMIN = Actor("admin", "admin")
TODAY = dt.date(2023, 6, 30)


def table(
    rows: Sequence[Mapping[str, Any]],
    *,
    geometry: Sequence[Any] | None = None,
    **facts: Any,
) -> RawTable:
    """Return a file with these rows; its headers are those of all of them."""
    headers = tuple(dict.fromkeys(name for row in rows for name in row))

    def column(cells: Sequence[Any]) -> Any:
        array = np.empty(len(cells), dtype=object)
        array[:] = cells
        return array

    return RawTable(
        name="项目.csv",
        format="csv",
        headers=headers,
        columns=tuple(column([row.get(name) for row in rows]) for name in headers),
        row_numbers=np.arange(2, len(rows) + 2),
        geometry=None if geometry is None else column(geometry),
        **facts,
    )


def run_of(
    raw: RawTable, catalog, register, *, viewer: Actor = ADMIN, table="projects", **more
) -> DryRun:
    """Return the dry run of a file as it is proposed."""
    mapping = more.pop("mapping", None) or propose_for_file(raw, table=table)
    return dry_run(
        raw,
        mapping,
        catalog=catalog,
        register=register,
        viewer=viewer,
        today=TODAY,
        **more,
    )


def keys_of(run: DryRun, position: int = 0) -> list[str]:
    """Return the keys of the faults of a row, but for the remark on industries."""
    (view,) = run.views([position])
    return [one.key for one in view.faults if one.key != "industry_read"]


def statuses(run: DryRun) -> list[str]:
    """Return the status of each row."""
    return [view.status for view in run.rows()]
