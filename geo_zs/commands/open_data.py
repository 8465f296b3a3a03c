"""``geo-zs open-data``: parks and projects as a data package."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("open-data")
@click.argument(
    "folder",
    metavar="OUT_DIR",
    type=click.Path(file_okay=False, writable=True, path_type=Path),
)
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

    catalog = load_catalog()
    written = write_package(catalog, folder)
    sites = sites_of(catalog)
    click.echo(
        f"{len(written)} files, data version {catalog.data_version}; complete for "
        f"CNIG site-eco: {sites.n_complete} of {len(sites.rows)} parks "
        "(cnig/left-out.csv names what the others lack)"
    )
