"""``geo-zs register``: make, look at, back up, restore and export the register."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import click

from geo_zs.commands.json_file import print_json
from geo_zs.commands.options import (
    AskedWronglyError,
    asked_lang,
    lang_option,
    words_option,
)
from geo_zs.commands.words import TABLES, say, words
from geo_zs.errors import RegisterError
from geo_zs.register.told import reason_of, told

if TYPE_CHECKING:
    import geopandas as gpd
    from sqlalchemy.orm import Session

    from geo_zs.cql2.expression import Expression
    from geo_zs.register.access import Actor
    from geo_zs.register.state import RegisterState
    from geo_zs.vocab import Lang

_FORMATS: Final = ("xlsx", "csv", "geojson", "gpkg")


@click.group()
def register() -> None:
    """Make, look at, back up and restore the register of projects.

    It is the SQLite file register.db in the folder of state, or the database that
    GEO_ZS_DATABASE_URL names.
    """


@register.command()
@words_option
def init() -> None:
    """Make the register, or bring its schema up to this release."""
    from geo_zs.register.store import init_register  # noqa: PLC0415  0.5 s

    opened = init_register()
    opened.close()
    say("ready", label=opened.label)


@register.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@words_option
def status(*, as_json: bool) -> None:
    """Tell where the register is, what it holds and whether it is sound."""
    from geo_zs.register.state import register_state  # noqa: PLC0415  as above
    from geo_zs.register.store import Register  # noqa: PLC0415  as above

    opened = Register.open()
    state = register_state(opened)
    opened.close()
    if as_json:
        print_json(_as_json(state))
    else:
        _print(state)
    if state.problems:
        sys.exit(1)


def _as_json(state: RegisterState) -> dict[str, Any]:
    """Return how a register stands as JSON."""
    last = state.last_change
    return {
        "label": state.label,
        "dialect": state.dialect,
        "schema": state.schema,
        "bytes": state.bytes,
        "rows": state.rows,
        "last_change": None if last is None else last.isoformat(),
        "problems": [one.message for one in state.problems],
    }


def _print(state: RegisterState) -> None:
    """Print how a register stands."""
    lang = asked_lang()
    size = f"{state.bytes / 1e6:.1f}"
    say("where", label=state.label, schema=state.schema, mb=size)
    for name, count in state.rows.items():
        title = f"  {TABLES[name]}" if lang == "zh" and name in TABLES else ""
        click.echo(f"  {name:<20}{count:>10,}{title}")
    if state.last_change is not None:
        say("last_change", at=f"{state.last_change:%Y-%m-%d %H:%M}")
    for problem in state.problems:
        say("not_sound", err=True, problem=problem.text(lang))
    if not state.problems:
        say("sound")


@register.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@words_option
def backup(file: Path) -> None:
    """Write everything into FILE, while others go on working.

    One file for both databases; it holds the hashes of passwords, so that only its
    owner may read it. It is read back and compared before it gets its name.
    """
    from geo_zs.register.backup import backup as make  # noqa: PLC0415  as above
    from geo_zs.register.store import Register  # noqa: PLC0415  as above

    try:
        if file.exists():
            raise told(RegisterError, "file_exists", file=file)
    except OSError as error:
        reason = reason_of(error)
        raise told(
            RegisterError, "file_not_written", file=file, reason=reason
        ) from error
    opened = Register.open()
    manifest = make(opened, file)
    opened.close()
    say(
        "backed_up",
        file=file,
        label=opened.label,
        rows=f"{manifest.n_rows:,}",
        mb=f"{file.stat().st_size / 1e6:.1f}",
    )


@register.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--replace", is_flag=True, help="Replace a register that holds something."
)
@words_option
def restore(file: Path, *, replace: bool) -> None:
    """Put what a backup FILE holds into the register.

    All of it is checked before and after; if anything fails, the register stays as
    it was.
    """
    from geo_zs.register.restore import restore as put_back  # noqa: PLC0415  as above

    done = put_back(file, is_replacing=replace)
    rows = f"{done.manifest.n_rows:,}"
    say("restored", label=done.label, rows=rows, at=done.manifest.made_at)


@register.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--public", "is_public", is_flag=True, help="Only what the public sees.")
@click.option("--league", help="Only projects of this league, by its code.")
@click.option(
    "--filter", "cql2", help="Only projects for which this CQL2, text or JSON, holds."
)
@lang_option
def export(
    file: Path, *, is_public: bool, league: str | None, cql2: str | None, lang: str
) -> None:
    """Write the projects into FILE: .xlsx, .csv, .geojson or .gpkg."""
    from geo_zs.register.access import PUBLIC, cli_actor  # noqa: PLC0415  as above
    from geo_zs.register.store import Register  # noqa: PLC0415  as above

    form = file.suffix.lower().removeprefix(".")
    if form not in _FORMATS:
        endings = f".{', .'.join(_FORMATS)}"
        raise AskedWronglyError(
            zh=f"{file} 须以 {endings} 之一结尾",
            en=f"{file} must end in one of {endings}",
        )
    expression = _parsed(cql2)
    opened = Register.open()
    with opened.read() as session:
        viewer = PUBLIC if is_public else cli_actor()
        frame = _projects(session, viewer, league, expression)
    opened.close()
    filters = [words("of_league", league=league)] if league else []
    filters += [words("of_filter", text=cql2)] if cql2 else []
    filters += [words("public_only")] if is_public else []
    content = _exported(frame, form, cast("Lang", lang), filters)
    try:
        file.write_bytes(content)
    except OSError as error:
        reason = reason_of(error)
        raise told(
            RegisterError, "file_not_written", file=file, reason=reason
        ) from error
    say("exported", file=file, rows=f"{len(frame):,}")


def _parsed(cql2: str | None) -> Expression | None:
    """Return a filter, read before the register is opened; None for none."""
    from geo_zs.cql2 import parse  # noqa: PLC0415  as above

    return None if cql2 is None else parse(cql2)


def _projects(
    session: Session, viewer: Actor, league: str | None, expression: Expression | None
) -> gpd.GeoDataFrame:
    """Return the projects that somebody may see and that are asked for."""
    from geo_zs.register.project_frame import project_frame  # noqa: PLC0415  as above
    from geo_zs.register.project_page import (  # noqa: PLC0415  as above
        ProjectQuery,
        project_ids,
    )

    if expression is None:
        return project_frame(session, viewer, league=league)
    query = ProjectQuery(league=league or "", expression=expression)
    return project_frame(session, viewer, ids=project_ids(session, viewer, query))


def _exported(frame: Any, form: str, lang: Lang, filters: list[str]) -> bytes:  # noqa: ANN401  a GeoDataFrame
    """Return projects as a file of a format."""
    from geo_zs.register.ledger import day_of  # noqa: PLC0415  as above
    from geo_zs.reports.about import About  # noqa: PLC0415  as above
    from geo_zs.reports.export import FileFormat  # noqa: PLC0415  as above
    from geo_zs.reports.export import export as write  # noqa: PLC0415  as above

    about = About(
        title=words("title"),
        made_on=date.fromisoformat(day_of(datetime.now(UTC))),
        filters=tuple(filters),
    )
    return write(frame, cast("FileFormat", form), lang=lang, about=about)
