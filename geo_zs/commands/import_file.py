"""``geo-zs import``: bring a file into the register, or take an import back."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

from geo_zs.commands.import_print import print_run, say_line
from geo_zs.commands.import_progress import progress_line
from geo_zs.commands.options import AskedWronglyError, lang_option
from geo_zs.errors import Problem, RecordError, RegisterError, UnreadableFileError

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.imports.mapping import ColumnMapping
    from geo_zs.imports.progress import Progress
    from geo_zs.imports.raw_table import RawTable
    from geo_zs.imports.rows import DryRun, TwinChoice
    from geo_zs.register.store import Register
    from geo_zs.vocab import Lang

_TABLES: Final = ("projects", "ledger", "companies", "steps", "park_facts")


@dataclass(frozen=True)
class _Options:
    """What the command line asks for."""

    table: str
    mapping: Path | None
    datum: str | None
    encoding: str | None
    sheet: str | None
    visibility: str
    erases: bool
    lang: Lang
    is_quiet: bool
    twins: TwinChoice

    def progress(self) -> AbstractContextManager[Progress]:
        """Return what shows progress."""
        return progress_line(self.lang, is_quiet=self.is_quiet)


@click.command("import")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--table", type=click.Choice(_TABLES), default="projects", show_default=True
)
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON: columns {header: field or null}, units, datum, readings.",
)
@click.option("--datum", help="wgs84, cgcs2000, gcj02, bd09, gk3:37+prefix, utm:49 …")
@click.option("--encoding", help="Of a CSV; found when not given.")
@click.option("--sheet", help="Sheet or layer; the best one when not given.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Keep nothing at all.")
@click.option(
    "--accept",
    "accepts",
    type=click.Choice(["good", "all"]),
    help="Write the good rows; all: also rows that lost single cells, with these "
    "empty.",
)
@click.option(
    "--twins",
    type=click.Choice(["change", "leave", "add"]),
    default="leave",
    show_default=True,
    help="Rows that may be there already: change the one record that a row certainly "
    "is (same name, investor or credit code, and place), leave all out, or add all "
    "as records of their own.",
)
@click.option(
    "--visibility",
    type=click.Choice(["internal", "public"]),
    default="internal",
    show_default=True,
    help="Of new records that state none.",
)
@click.option("--erase-blank", "erases", is_flag=True, help="Empty cells empty fields.")
@click.option(
    "--faults",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the rows that were not taken, with reasons, to this .xlsx.",
)
@click.option("--batch", help="Go on with an import that was kept.")
@click.option("--undo", help="Take an accepted import back.")
@click.option(
    "--keep-changed", is_flag=True, help="Undo all but what was changed since."
)
@click.option("--quiet", "is_quiet", is_flag=True, help="Show no progress.")
@lang_option
def import_file(
    file: Path | None,
    *,
    table: str,
    mapping: Path | None,
    datum: str | None,
    encoding: str | None,
    sheet: str | None,
    is_dry: bool,
    accepts: str | None,
    twins: str,
    visibility: str,
    erases: bool,
    faults: Path | None,
    batch: str | None,
    undo: str | None,
    keep_changed: bool,
    is_quiet: bool,
    lang: str,
) -> None:
    """Bring the table or features of FILE into the register.

    CSV, XLSX, GeoJSON, GeoPackage, zipped Shapefile, KML, KMZ. Every row is tried
    first: what it would do, and what is wrong with it. Without --accept the result
    is kept, to be looked at here or in the browser, and nothing is written to the
    projects. The command ends with status 1 if rows were refused.
    """
    if sum(one is not None for one in (file, batch, undo)) != 1:
        raise AskedWronglyError(
            zh="请给出 FILE、--batch、--undo 三者之一",
            en="give one of FILE, --batch or --undo",
        )
    if is_dry and accepts:
        raise AskedWronglyError(
            zh="--dry-run 什么都不保存；要用 --accept 就去掉它",
            en="--dry-run keeps nothing; leave it out to --accept",
        )
    options = _Options(
        table,
        mapping,
        datum,
        encoding,
        sheet,
        visibility,
        erases,
        cast("Lang", lang),
        is_quiet,
        cast("TwinChoice", twins),
    )
    if datum is not None:
        from geo_zs.imports.datum.systems import typed_datum  # noqa: PLC0415  as below

        typed_datum(datum)  # refused before anything is read
    if undo is not None:
        _undo(undo, options, keeps_changed=keep_changed)
    elif batch is not None:
        _go_on(batch, options, accepts=accepts, faults=faults)
    elif file is not None:
        _bring(file, options, is_dry=is_dry, accepts=accepts, faults=faults)


@contextmanager
def _register(catalog: Catalog | None = None) -> Iterator[Register]:
    """Give the register, closed at the end."""
    from geo_zs.register.names import names_of  # noqa: PLC0415  0.5 s, when needed
    from geo_zs.register.store import Register  # noqa: PLC0415  as above

    register = Register.open(names=names_of(catalog) if catalog else None)
    try:
        yield register
    finally:
        register.close()


def _bring(
    file: Path,
    options: _Options,
    *,
    is_dry: bool,
    accepts: str | None,
    faults: Path | None,
) -> None:
    """Read a file, try it, show what came of it, keep or accept it."""
    from geo_zs.catalog import load_catalog  # noqa: PLC0415  1 s, when needed
    from geo_zs.imports import batch as batches  # noqa: PLC0415  as above
    from geo_zs.register.access import cli_actor  # noqa: PLC0415  as above

    actor = cli_actor()
    catalog = load_catalog()
    with _register(catalog) as register:
        with options.progress() as progress:
            raw = _read(file, options, progress)
            mapping = _mapping(raw, options, register)
            run = _try(
                raw,
                mapping,
                options,
                catalog=catalog,
                register=register,
                progress=progress,
            )
            batch_id = ""
            if not is_dry:
                progress("storing", 0, 1)
                with register.write(actor, counts=False) as writer:
                    batch_id = batches.open_batch(
                        writer, table=options.table, file_name=file.name
                    )
                    batches.store_dry_run(writer, batch_id, run)
                    batches.remember_mapping(writer, mapping)
        print_run(run, options.lang)
        if batch_id and accepts is None:
            say_line("kept", options.lang, batch=batch_id)
        _write_faults(run, faults, options.lang)
        if batch_id and accepts is not None:
            _accept(register, batch_id, run, options, accepts=accepts)
    if run.counts["refused"]:
        sys.exit(1)


def _go_on(
    batch_id: str, options: _Options, *, accepts: str | None, faults: Path | None
) -> None:
    """Show an import that was kept, and accept it if asked."""
    from geo_zs.catalog import load_catalog  # noqa: PLC0415  1 s, when needed
    from geo_zs.imports.batch import load_dry_run  # noqa: PLC0415  as above
    from geo_zs.register.access import cli_actor  # noqa: PLC0415  as above

    catalog = load_catalog() if accepts else None
    with _register(catalog) as register:
        with register.read() as session:
            run = load_dry_run(session, batch_id, cli_actor())
        print_run(run, options.lang)
        _write_faults(run, faults, options.lang)
        if accepts is not None:
            _accept(register, batch_id, run, options, accepts=accepts)


def _undo(batch_id: str, options: _Options, *, keeps_changed: bool) -> None:
    """Take an import back."""
    from geo_zs.imports.undo import undo_batch  # noqa: PLC0415  as above
    from geo_zs.register.access import cli_actor  # noqa: PLC0415  as above

    with _register() as register:
        with (
            _worded_faults(options.lang),
            options.progress() as progress,
            register.write(cli_actor(), batch_id=batch_id) as writer,
        ):
            done = undo_batch(
                writer, batch_id, keeps_changed=keeps_changed, progress=progress
            )
            progress("committing", 0, 1)
        say_line("undone", options.lang, batch=batch_id, n=done.undone)
        if done.kept:
            say_line("kept_records", options.lang, keys=", ".join(done.kept))
            for one in _worded_problems(done.reasons, options.lang):
                click.echo(str(one))


def _read(file: Path, options: _Options, progress: Progress) -> RawTable:
    """Read the file in a child process; say what is wrong in the user's language."""
    from geo_zs.imports.limits import limits_from_environment  # noqa: PLC0415
    from geo_zs.imports.source import read_table_file  # noqa: PLC0415  as above

    try:
        return read_table_file(
            file,
            name=file.name,
            limits=limits_from_environment(),
            encoding=options.encoding,
            sheet=options.sheet,
            progress=lambda share: progress("reading", round(100 * share), 100),
        )
    except UnreadableFileError as error:
        raise _worded(error, options.lang) from error


@contextmanager
def _worded_faults(lang: Lang) -> Iterator[None]:
    """Say in a language why rows cannot be written, or taken back."""
    try:
        yield
    except RecordError as error:
        raise RecordError(_worded_problems(error.problems, lang)) from error


def _worded(error: UnreadableFileError, lang: Lang) -> UnreadableFileError:
    """Return the error in a language."""
    return UnreadableFileError(_worded_problems(error.problems, lang))


def _worded_problems(faults: Sequence[Problem], lang: Lang) -> list[Problem]:
    """Return faults in a language."""
    from geo_zs.imports.all_words import say  # noqa: PLC0415  as above
    from geo_zs.imports.faults import Fault  # noqa: PLC0415  as above

    return [
        _told(one, say(one, lang)) if isinstance(one, Fault) else one for one in faults
    ]


def _told(fault: Problem, text: str) -> Problem:
    """Return a fault whose words are said already."""
    from geo_zs.register.told import ToldProblem  # noqa: PLC0415  as above

    return ToldProblem("", text, file=fault.file, row=fault.row, zh=text)


def _mapping(raw: RawTable, options: _Options, register: Register) -> ColumnMapping:
    """Propose a mapping, with what the user says."""
    from geo_zs.imports.batch import recall_mapping  # noqa: PLC0415  as above
    from geo_zs.imports.mapping import change_mapping  # noqa: PLC0415  as above
    from geo_zs.imports.mapping_file import read_mapping_file  # noqa: PLC0415
    from geo_zs.imports.propose import propose_for_file  # noqa: PLC0415  as above
    from geo_zs.register.access import cli_actor  # noqa: PLC0415  as above
    from geo_zs.register.fields import fields  # noqa: PLC0415  as above

    with register.read() as session:
        remembered = recall_mapping(session, cli_actor(), options.table, raw.headers)
    specs = fields(options.table)
    mapping = propose_for_file(raw, table=options.table, remembered=remembered)
    if options.mapping is None:
        return mapping
    given = read_mapping_file(options.mapping)
    return change_mapping(
        mapping,
        given.get("columns", {}),
        specs,
        units=given.get("units", {}),
        datum=given.get("datum"),
        readings=[(a, b, c) for a, b, c in given.get("readings", [])],
    )


def _try(
    raw: RawTable,
    mapping: ColumnMapping,
    options: _Options,
    *,
    catalog: Catalog,
    register: Register,
    progress: Progress,
) -> DryRun:
    """Make the dry run."""
    from datetime import UTC, datetime, timedelta  # noqa: PLC0415  as above

    from geo_zs.imports.check import dry_run  # noqa: PLC0415  as above
    from geo_zs.register.access import cli_actor  # noqa: PLC0415  as above

    return dry_run(
        raw,
        mapping,
        catalog=catalog,
        register=register,
        viewer=cli_actor(),
        today=(datetime.now(UTC) + timedelta(hours=8)).date(),
        datum=options.datum,
        visibility=options.visibility,
        erases=options.erases,
        progress=progress,
    )


def _accept(
    register: Register,
    batch_id: str,
    run: DryRun,
    options: _Options,
    *,
    accepts: str,
) -> None:
    """Accept an import in one transaction."""
    from geo_zs.imports.accept import accept  # noqa: PLC0415  as above
    from geo_zs.register.access import cli_actor  # noqa: PLC0415  as above

    with (
        _worded_faults(options.lang),
        options.progress() as progress,
        register.write(cli_actor(), batch_id=batch_id) as writer,
    ):
        done = accept(
            writer,
            batch_id,
            run,
            only_good=accepts == "good",
            twins=options.twins,
            progress=progress,
        )
        progress("committing", 0, 1)
    say_line(
        "accepted",
        options.lang,
        batch=batch_id,
        added=done.added,
        changed=done.changed,
        left_out=done.left_out,
    )


def _write_faults(run: DryRun, file: Path | None, lang: Lang) -> None:
    """Write the rows that were not taken to a workbook."""
    if file is None:
        return
    from geo_zs.register.told import reason_of, told  # noqa: PLC0415  as above
    from geo_zs.reports.faulty_rows import faulty_rows_xlsx  # noqa: PLC0415  as above

    try:
        file.write_bytes(faulty_rows_xlsx(run, lang=lang))
    except OSError as error:
        reason = reason_of(error)
        raise told(
            RegisterError, "file_not_written", file=file, reason=reason
        ) from error
    say_line("wrote", lang, file=file)
