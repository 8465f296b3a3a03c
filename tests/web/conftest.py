"""A site over the shipped data in which some names are hostile."""

from __future__ import annotations

import dataclasses
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from tests.web.hidden_twins import twins
from tests.web.register_site import quick_hashes, site
from webapp import create_app

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from geo_zs.catalog import Catalog

__all__ = ["hostile_client", "quick_hashes", "site", "twins"]

HOSTILE = (
    "<img src=x onerror=alert(1)>${alert(2)}\\u003cscript>'\"`{{7*7}}"
    "</script><script>alert(3)</script>\u202e倒"
)
"""A name with HTML, a template literal, an escaped tag, quotes and an RTL mark."""

HOSTILE_PARK = "hohhot-jingkai"


@pytest.fixture(scope="session")
def hostile_client(catalog: Catalog) -> FlaskClient:
    """Return a client of a site in which one park and all projects are hostile."""
    layers = dict(catalog.layers)
    for layer_id, keys in (("parks", [HOSTILE_PARK]), ("projects", None)):
        layer = layers[layer_id]
        frame = layer.frame.copy()
        rows = frame.index if keys is None else keys
        for column in ("name_zh", "name_printed", "notes", "investor_zh"):
            if column in frame.columns:
                frame.loc[rows, column] = HOSTILE
        layers[layer_id] = dataclasses.replace(layer, frame=frame)
    hostile = dataclasses.replace(
        catalog, layers=MappingProxyType(layers), data_version="hostile"
    )
    application = create_app(catalog=hostile)
    application.testing = True
    return application.test_client()
