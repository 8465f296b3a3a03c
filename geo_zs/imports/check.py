"""The dry run: every row of a file understood, located, compared; nothing written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geo_zs.errors import Problem, RecordError
from geo_zs.imports.acceptable import refuse_unkept
from geo_zs.imports.comparing import (
    WITH_TWINS,
    RowRun,
    check_leagues,
    compare,
    find_merges,
)
from geo_zs.imports.datum.systems import parse_datum
from geo_zs.imports.destinations import (
    DESTINATIONS,
    existing,
)
from geo_zs.imports.fault_book import ROW_LOST, SOUND
from geo_zs.imports.industries import add_industries, check_tags
from geo_zs.imports.links import default_currency, link_projects
from geo_zs.imports.mapping import ColumnMapping
from geo_zs.imports.matching_rows import Compared, match_keys
from geo_zs.imports.places import PlaceReader
from geo_zs.imports.point_datum import choose_system
from geo_zs.imports.points import compare_units, read_points, say_system
from geo_zs.imports.progress import Progress, no_progress
from geo_zs.imports.raw_table import RawTable
from geo_zs.imports.row_checks import check_projects, check_required
from geo_zs.imports.row_places import read_addresses, read_places
from geo_zs.imports.rows import (
    DUPLICATE,
    NEW,
    REFUSED,
    DryRun,
    FileFacts,
    Merge,
    Twin,
)
from geo_zs.imports.shapes import corners, take_points, take_polygons
from geo_zs.imports.sheet_values import read_values
from geo_zs.imports.twins import find_twins
from geo_zs.register.access import VISIBILITIES
from geo_zs.register.names import names_of

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.register.access import Actor
    from geo_zs.register.store import Register


def dry_run(
    raw: RawTable,
    mapping: ColumnMapping,
    *,
    catalog: Catalog,
    register: Register,
    viewer: Actor,
    today: dt.date,
    datum: str | None = None,
    visibility: str = "internal",
    erases: bool = False,
    progress: Progress = no_progress,
) -> DryRun:
    """Return what every row of a file would do to the register.

    Parameters
    ----------
    raw : RawTable
        The file, from ``source.read_table_file``.
    mapping : ColumnMapping
        What its columns stand for.
    catalog : Catalog
        Names, boundaries, words, shipped projects.
    register : Register
        Read, and for the smaller tables tried on: nothing is kept.
    viewer : Actor
        Who imports: rows are compared only with records that this account may see,
        and refused in leagues where it may not edit.
    today : date
        Stages dated after it are told.
    datum : str or None
        Reference system of the points; that of the mapping or of the file if None.
    visibility : {"internal", "public"}
        Of new rows that state none.
    erases : bool
        Whether an empty cell empties the field of a record that is changed.
    progress : callable
        Told how far it is.

    Raises
    ------
    RecordError
        If `visibility` is no visibility, or the table takes no imports.
    CrsError
        If the datum is none.
    """
    _check_options(mapping.table, visibility)
    for asked in (datum, mapping.datum):
        if asked:
            parse_datum(asked)  # refused even where there is no point to read
    names = names_of(catalog)
    sheet = read_values(raw, mapping, today=today, progress=progress)
    reader = PlaceReader(
        catalog.gazetteer, {(field, text): key for field, text, key in mapping.readings}
    )
    revision, compared_at = register.revision().all, register.clock()
    with register.read() as session:
        known = existing(mapping.table, session=session, viewer=viewer, catalog=catalog)
        if "project_id" in sheet.specs and mapping.table != "projects":
            projects = existing(
                "projects", session=session, viewer=viewer, catalog=catalog
            )
            link_projects(sheet, projects)
        run = RowRun(
            sheet,
            DESTINATIONS[mapping.table],
            known,
            viewer,
            names,
            reader,
            erases,
            progress,
        )
        if mapping.table == "ledger":
            default_currency(sheet)
        targets = match_keys(sheet, run.destination, known)
        read_places(sheet, reader, progress=progress)
        shapes, codes, used = _locate(run, catalog, reader, datum)
        check_tags(sheet, names.industry_tags)
        _complete(run, catalog, reader, targets)
        check_required(sheet, targets)
        if mapping.table == "projects":
            check_projects(sheet)
        result = compare(run, targets, shapes)
        check_leagues(run, targets, codes)
        twins = _twins(run, result.would_be)
        merges = find_merges(run, twins, targets, shapes)
    refuse_unkept(
        sheet,
        run.destination,
        register=register,
        viewer=viewer,
        names=names,
        compared=result,
        shapes=shapes,
        place_name=reader.unit_name,
    )
    return _made(
        run, result, twins, merges=merges, shapes=shapes, reader=reader, datum=used,
        visibility=visibility, data_version=catalog.data_version, revision=revision,
        compared_at=compared_at.isoformat(),
    )  # fmt: skip


def _check_options(table: str, visibility: str) -> None:
    """Refuse options that are none."""
    problems = []
    if table not in DESTINATIONS:
        message = f"is {table!r}; expected one of {', '.join(DESTINATIONS)}"
        problems.append(Problem("table", message))
    if visibility not in VISIBILITIES:
        message = f"is {visibility!r}; expected one of {', '.join(VISIBILITIES)}"
        problems.append(Problem("visibility", message))
    if problems:
        raise RecordError(problems)


def _locate(
    run: RowRun, catalog: Catalog, reader: PlaceReader, datum: str | None
) -> tuple[list[Any] | None, NDArray[np.object_], str | None]:
    """Bring points and polygons to lon and lat, and find their banners."""
    sheet = run.sheet
    if not run.destination.has_places:
        return None, np.full(sheet.n_rows, None, dtype=object), None
    take_points(sheet)
    crs = sheet.raw.crs if sheet.raw.geometry is not None else None
    chosen = datum or sheet.mapping.datum
    located = read_points(
        sheet,
        catalog.boundaries,
        reader,
        chosen=chosen,
        crs=crs,
        progress=run.progress,
    )
    codes, system = located.codes, located.system
    x, y = corners(sheet)
    if system is None and len(x):
        nobody = np.full(len(x), None, dtype=object)
        system = choose_system(
            x, y, catalog.boundaries, chosen=chosen, crs=crs, headers=(), banners=nobody
        )
        say_system(sheet, system, len(x))
    shapes, of_polygons = take_polygons(sheet, run.names.locate, system)
    is_polygon = of_polygons.astype(bool)
    if is_polygon.any():
        compare_units(sheet, of_polygons, catalog.boundaries, reader)
        codes[is_polygon] = of_polygons[is_polygon]
    return shapes, codes, system.key if system else None


def _complete(
    run: RowRun, catalog: Catalog, reader: PlaceReader, targets: Sequence[str | None]
) -> None:
    """Read from words what new rows do not state; known records keep theirs."""
    is_new = [target is None for target in targets]
    read_addresses(run.sheet, reader, is_new)
    industries = catalog.tables["industries"]
    both = zip(industries["name_zh"], industries["name_en"], strict=True)
    add_industries(
        run.sheet,
        catalog.lexicon,
        is_new,
        names_of_tags=dict(zip(industries["tag"], both, strict=True)),
        progress=run.progress,
    )


def _twins(run: RowRun, would_be: NDArray[np.int8]) -> dict[int, tuple[Twin, ...]]:
    """Find what new rows may be the same as, and mark them."""
    if run.sheet.table not in WITH_TWINS:
        return {}
    rows = np.flatnonzero(would_be == NEW).tolist()
    twins = find_twins(run.sheet, run.known, rows, progress=run.progress)
    would_be[list(twins)] = DUPLICATE
    return twins


def _made(
    run: RowRun,
    result: Compared,
    twins: dict[int, tuple[Twin, ...]],
    *,
    merges: dict[int, Merge],
    shapes: list[Any] | None,
    reader: PlaceReader,
    datum: str | None,
    visibility: str,
    data_version: str,
    revision: int,
    compared_at: str,
) -> DryRun:
    """Return the dry run."""
    sheet, raw = run.sheet, run.sheet.raw
    harm = sheet.book.damage()
    status = np.where(harm == SOUND, result.would_be, REFUSED).astype(np.int8)
    is_lost = harm == ROW_LOST
    status[is_lost] = REFUSED
    return DryRun(
        table=sheet.table,
        file=FileFacts(
            raw.name,
            raw.format,
            raw.encoding,
            raw.delimiter,
            raw.sheet,
            raw.crs,
            raw.header_row,
        ),
        headers=raw.headers,
        cells=raw.columns,
        row_numbers=raw.row_numbers,
        mapping=sheet.mapping,
        values={
            name: column
            for name, column in sheet.values.items()
            if name != run.destination.key
        },
        shapes=shapes,
        status=status,
        would_be=result.would_be,
        targets=result.targets,
        versions=result.versions,
        changed=result.changed,
        twins=twins,
        merges=merges,
        book=sheet.book,
        notes=tuple(sheet.notes),
        readings=reader.readings,
        datum=datum,
        visibility=visibility,
        erases=run.erases,
        data_version=data_version,
        revision=revision,
        compared_at=compared_at,
    )
