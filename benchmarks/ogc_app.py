"""The service as gunicorn loads it for the benchmark: with one larger collection."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_zs.catalog import Catalog, load_catalog
from geo_zs.layers.spec import Layer
from webapp import create_app as make_app

if TYPE_CHECKING:
    from flask import Flask

LARGER: Final = "points"
"""Id of the larger collection."""
N_LARGER: Final = 5_000
_SEED: Final = 20261123
_SHIFT_DEGREES: Final = 0.5


def create_app() -> Flask:
    """Make the app over the shipped data and the larger collection."""
    return make_app(catalog=with_larger(load_catalog()))


def with_larger(catalog: Catalog) -> Catalog:
    """Return the catalog with one more layer, made of its power plants.

    Each plant is repeated with an id of its own and moved at random by up to half a
    degree, always in the same way.

    Parameters
    ----------
    catalog : Catalog
        The shipped data.
    """
    plants = catalog.layers["power_plants"]
    rng = np.random.default_rng(_SEED)
    turn, row = np.divmod(np.arange(N_LARGER), len(plants))
    frame = plants.frame.iloc[row].copy()
    frame.index = pd.Index(
        [f"{key}-{n}" for key, n in zip(frame.index, turn, strict=True)], name="id"
    )
    frame[plants.spec.key] = frame.index
    east, north = rng.uniform(-_SHIFT_DEGREES, _SHIFT_DEGREES, (2, N_LARGER))
    places = gpd.points_from_xy(
        frame.geometry.x.to_numpy() + east,
        frame.geometry.y.to_numpy() + north,
        crs=frame.crs,
    )
    frame = frame.set_geometry(
        gpd.GeoSeries(places, index=frame.index).where(frame.geometry.notna())
    )
    display = plants.display.iloc[row].set_axis(frame.index)
    larger = Layer(replace(plants.spec, id=LARGER), frame, display)
    return replace(catalog, layers={**catalog.layers, LARGER: larger})
