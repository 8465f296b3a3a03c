"""Rows against the records that they mean: what would change, and who may change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geo_zs.imports.destinations import Destination, Existing
from geo_zs.imports.duplicates import name_keys
from geo_zs.imports.fault_book import Remark
from geo_zs.imports.matching_rows import Compared, changed_fields
from geo_zs.imports.places import PlaceReader
from geo_zs.imports.progress import Progress
from geo_zs.imports.row_views import CHANGED, NEW, UNCHANGED, Merge, Twin
from geo_zs.imports.same_records import find_same
from geo_zs.imports.sheet_values import SheetValues
from geo_zs.register.access import may_edit
from geo_zs.register.names import Names

if TYPE_CHECKING:
    from geo_zs.register.access import Actor

#: Tables whose rows may be the same as others without a key in common.
WITH_TWINS = frozenset(("projects", "companies"))


@dataclass(frozen=True)
class RowRun:
    """What a dry run works with."""

    sheet: SheetValues
    destination: Destination
    known: Existing
    viewer: Actor
    names: Names
    reader: PlaceReader
    erases: bool
    progress: Progress


def compare(
    run: RowRun, targets: list[str | None], shapes: list[Any] | None
) -> Compared:
    """Compare rows with the records that they mean."""
    sheet = run.sheet
    would_be = np.full(sheet.n_rows, NEW, dtype=np.int8)
    versions: list[int | None] = [None] * sheet.n_rows
    changed: dict[int, tuple[str, ...]] = {}
    names = _stated(run)
    if sheet.table in WITH_TWINS:
        same = find_same(sheet, run.known, targets, names=names, shapes=shapes)
        for row, key in same.items():
            targets[row] = key
    else:
        same = {}
    meant = [row for row, target in enumerate(targets) if target is not None]
    run.progress("matching", 0, len(meant))
    whole = run.known.whole([str(targets[row]) for row in meant])
    for row in meant:
        current = whole[str(targets[row])]
        versions[row] = current.get("version")
        if row in same:
            would_be[row] = UNCHANGED
            continue
        found = _changes(run, row, current, names, shapes)
        would_be[row] = CHANGED if found else UNCHANGED
        if found:
            changed[row] = found
            _check_target(run, row, current)
    run.progress("matching", len(meant), len(meant))
    return Compared(would_be, targets, versions, changed)


def find_merges(
    run: RowRun,
    twins: Mapping[int, Sequence[Twin]],
    targets: Sequence[str | None],
    shapes: list[Any] | None,
) -> dict[int, Merge]:
    """Return the record that a possible duplicate certainly is, with what changes.

    Parameters
    ----------
    run : RowRun
        The rows.
    twins : mapping of int to sequence of Twin
        Position → what it may be the same as.
    targets : sequence of (str or None)
        Records that rows mean by their keys; no other row changes these.
    shapes : list or None
        Polygons of the rows.

    Returns
    -------
    dict of int to Merge
        Only where there is just one certain record, the account may change it, no
        earlier row is it, and it has no other project code. How a name is written
        (marks, width) is left as it stands in the record.
    """
    if run.destination.table != "projects":
        return {}
    used = {target for target in targets if target is not None}
    wanted: dict[int, str] = {}
    for row in sorted(twins):
        certain = [one.key for one in twins[row] if one.key and one.is_certain]
        if len(certain) == 1 and certain[0] not in used | run.known.read_only:
            wanted[row] = certain[0]
            used.add(certain[0])
    whole = run.known.whole(list(wanted.values()))
    names = _stated(run)
    merges: dict[int, Merge] = {}
    for row, key in wanted.items():
        current = whole.get(key)
        if current is None or not may_edit(run.viewer, current.get("league")):
            continue
        found = [
            name
            for name in _changes(run, row, current, names, shapes)
            if not _is_written_alike(run.sheet, name, row, current)
        ]
        has_other_code = "project_code" in found and current.get("project_code")
        if found and not has_other_code:
            merges[row] = Merge(key, current.get("version"), tuple(found))
    return merges


def _is_written_alike(
    sheet: SheetValues, name: str, row: int, current: Mapping[str, Any]
) -> bool:
    """Tell whether a name differs from that of a record by marks and width alone."""
    if name not in ("name_zh", "investor_zh"):
        return False
    one, other = name_keys([sheet.values[name][row], current.get(name)])
    return one == other


def _stated(run: RowRun) -> list[str]:
    """Return the fields that the file states, but for the key."""
    sheet = run.sheet
    names = [
        one
        for one in sheet.values
        if one != run.destination.key and one in sheet.mapping.fields
    ]
    beside = [one for one in sheet.values if one not in names and one in _BESIDE]
    return [*names, *beside]


def _changes(
    run: RowRun,
    row: int,
    current: Mapping[str, Any],
    names: Sequence[str],
    shapes: list[Any] | None,
) -> tuple[str, ...]:
    """Return the fields that a row would change in a record, its polygon too."""
    found = changed_fields(run.sheet, row, current, names=names, erases=run.erases)
    if shapes is not None and shapes[row] is not None:
        old = current.get("geometry")
        if old is None or not shapes[row].equals_exact(old, 1e-7):
            found = (*found, "geometry")
    return found


#: Fields that the cells of another column may fill in.
_BESIDE = frozenset(
    ("lon", "lat", "pledged_currency", "pledged_foreign_1e4", "currency")
)


def _check_target(run: RowRun, row: int, current: dict[str, Any]) -> None:
    """Refuse to change a shipped record, or one of another league."""
    sheet, key = run.sheet, run.destination.key
    target = str(current.get(key))
    if target in run.known.read_only:
        spec = sheet.specs["supersedes_id"]
        remark = Remark.of(
            "read_only_record",
            column=sheet.header(key),
            cell=target,
            column_supersedes=spec.title_en,
            column_supersedes_zh=spec.title_zh,
        )
        sheet.book.add(row, remark)
    elif run.destination.table == "projects":
        _refuse_league(run, row, current.get("league"))


def check_leagues(
    run: RowRun, targets: Sequence[str | None], codes: NDArray[np.object_]
) -> None:
    """Refuse rows in leagues where the account may not edit."""
    sheet, names = run.sheet, run.names
    if not run.viewer.is_limited or run.destination.table != "projects":
        return
    leagues, banners = sheet.column("league"), sheet.column("banner")
    parks = sheet.column("park_id")
    for row in range(sheet.n_rows):
        league = leagues[row] or names.banners.get(banners[row] or codes[row] or "")
        if league is None and parks[row] in names.parks:
            league = names.parks[parks[row]][0]
        if league is not None or targets[row] is None:
            _refuse_league(run, row, league)


def _refuse_league(run: RowRun, row: int, league: str | None) -> None:
    """Refuse a row of a league where the account may not edit."""
    if may_edit(run.viewer, league):
        return
    remark = Remark.of(
        "not_your_league",
        league=run.reader.unit_name(league) if league else "未知盟市",
        league_en=run.reader.unit_name(league, "en") if league else "no known league",
    )
    run.sheet.book.add(row, remark)
