"""``/data/…``: schemas, data package and the CNIG file, to be taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from flask import Response, request

from geo_zs.open_data.cnig import MODES
from geo_zs.open_data.exchange import SCHEMAS, schema_bytes
from geo_zs.open_data.package import package_zip, sites_of
from webapp.delivery import Body, kept, make_body, send
from webapp.pages.blueprint import pages
from webapp.params import Reader
from webapp.state import get_catalog, get_state

_CSV: Final = "text/csv; charset=utf-8"


@pages.get("/data/open-data.zip")
def open_data_zip() -> Response:
    """Send parks and projects as a data package."""
    _read(()).finish()
    return _file("open-data.zip", "application/zip", lambda: package_zip(get_catalog()))


@pages.get("/data/industrial-park.schema.json")
def park_exchange_schema() -> Response:
    """Send the exchange schema of parks."""
    _read(()).finish()
    name = SCHEMAS[0]
    return _file(f"{name}.schema.json", "application/json", lambda: schema_bytes(name))


@pages.get("/data/investment-project.schema.json")
def project_exchange_schema() -> Response:
    """Send the exchange schema of projects."""
    _read(()).finish()
    name = SCHEMAS[1]
    return _file(f"{name}.schema.json", "application/json", lambda: schema_bytes(name))


@pages.get("/data/site-eco.csv")
def cnig_csv() -> Response:
    """Send the parks in the form of the French standard."""
    reader = _read(("rows",))
    mode = reader.choice("rows", MODES, MODES[0])
    reader.finish()
    return _file(
        "site-eco.csv", _CSV, lambda: sites_of(get_catalog()).to_csv(mode), mode
    )


@pages.get("/data/site-eco-left-out.csv")
def cnig_left_out_csv() -> Response:
    """Send what the parks lack that the French file leaves out."""
    _read(()).finish()
    return _file(
        "site-eco-left-out.csv", _CSV, lambda: sites_of(get_catalog()).left_out_csv()
    )


def _read(known: Sequence[str]) -> Reader:
    """Return a reader of the link that has noted parameters which do not exist.

    The files are in both languages; links of pages carry ``lang`` all the same.
    """
    reader = Reader(request.args)
    reader.only((*known, "lang"))
    return reader


def _file(
    name: str, media_type: str, make: Callable[[], bytes], variant: str = ""
) -> Response:
    """Send a file to be saved, made only when the same one is not kept."""
    state = get_state()
    key = (state.catalog.data_version, request.path, variant)

    def body() -> Body:
        return make_body(make(), media_type)

    response = send(kept(state.pages, key, body))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
