"""``geo-zs open-data``: parks and projects as a data package."""

from __future__ import annotations

from pathlib import Path

import click

from geo_zs.commands.options import words_option
from geo_zs.commands.words import say
from geo_zs.errors import RegisterError


@click.command("open-data")
@click.argument(
    "folder",
    metavar="OUT_DIR",
    type=click.Path(file_okay=False, writable=True, path_type=Path),
)
@words_option
def open_data(folder: Path) -> None:
    """Write parks and projects to OUT_DIR as open data (开放数据包).

    A Frictionless data package with schemas and sources, and the parks in the form of
    the French standard CNIG site-eco; docs/open-data.md tells what stands where.
    """
    from geo_zs.catalog import load_catalog  # noqa: PLC0415  1 s, only when needed
    from geo_zs.open_data.package import (  # noqa: PLC0415  as above
        sites_of,
        write_package,
    )
    from geo_zs.register.told import reason_of, told  # noqa: PLC0415  as above

    catalog = load_catalog()
    try:
        written = write_package(catalog, folder)
    except OSError as error:
        file, reason = error.filename or folder, reason_of(error)
        raise told(
            RegisterError, "file_not_written", file=file, reason=reason
        ) from error
    sites = sites_of(catalog)
    say(
        "package_written",
        files=len(written),
        version=catalog.data_version,
        complete=sites.n_complete,
        parks=len(sites.rows),
    )
