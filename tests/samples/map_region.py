"""A tiny made-up region of two leagues, with every layer, for the tests of maps.

Names, places and numbers here are invented; nothing of it is data of the project.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import LineString, Point, box

from geo_zs.layers.boundary_source import PACKAGE_ATTRIBUTION_ZH
from geo_zs.layers.spec import LAYERS, Layer
from geo_zs.tables import Field

WGS84 = "EPSG:4326"


@dataclass(frozen=True)
class SampleSource:
    """What the maps read of a source."""

    title: str
    date: str


@dataclass(frozen=True)
class SampleBoundaries:
    """What the maps read of the boundaries."""

    credit: str = PACKAGE_ATTRIBUTION_ZH

    def attribution(self, _lang: str) -> str:
        """Return the credit, the same in either language."""
        return self.credit


@dataclass(frozen=True)
class SampleGazetteer:
    """What the maps read of the gazetteer."""

    def garbled_names(self) -> tuple[()]:
        """Return no garbled name."""
        return ()


@dataclass(frozen=True)
class SampleCatalog:
    """What the maps read of a catalog."""

    layers: dict[str, Layer]
    sources: dict[str, SampleSource]
    data_version: str = "sample"
    gazetteer: SampleGazetteer = SampleGazetteer()
    boundaries: SampleBoundaries = SampleBoundaries()

    def layer(self, layer_id: str) -> Layer:
        """Return a layer."""
        return self.layers[layer_id]


def field(name: str, kind: str = "string", unit: str | None = None) -> Field:
    """Return a column whose titles are its name."""
    return Field(name, f"{name}（中文）", name, unit, kind, name.endswith("_ids"))


def make_layer(
    layer_id: str, rows: list[dict[str, object]], shapes: list[object]
) -> Layer:
    """Return a layer of given rows; display places follow lon/lat of a row."""
    spec = next(spec for spec in LAYERS if spec.id == layer_id)
    names = list(rows[0])
    kinds = {
        name: "number" if isinstance(rows[0][name], float) else "string"
        for name in names
    }
    columns = tuple(
        field(name, kinds[name], "ha" if name.endswith("_ha") else None)
        for name in names
    )
    keys = pd.Index([str(row[spec.key]) for row in rows], name="id")
    frame = gpd.GeoDataFrame(rows, geometry=shapes, crs=WGS84)
    frame.index = keys
    own = frame.geometry.notna()
    display = pd.DataFrame(
        {
            "lon": [shape.centroid.x if shape else 108.0 for shape in shapes],
            "lat": [shape.centroid.y if shape else 46.0 for shape in shapes],
            "basis": np.where(own, "own", "banner"),
            "is_approximate": ~own,
        },
        index=keys,
    )
    return Layer(spec=replace(spec, columns=columns), frame=frame, display=display)


def unit_row(adcode: str, name: str, league: str, lon: float) -> dict[str, object]:
    """Return the row of a league or banner."""
    return {
        "adcode": adcode,
        "name_zh": name,
        "name_en": f"{name} EN",
        "league": league,
        "label_lon": lon,
        "label_lat": 48.5,
    }


def park_row(park_id: str, **values: object) -> dict[str, object]:
    """Return the row of a park; what is not given is unknown."""
    row: dict[str, object] = {
        "park_id": park_id,
        "name_zh": f"园区{park_id}",
        "name_en": f"Park {park_id}",
        "level": "national",
        "league": "150100",
        "banner": "150101",
        "approved_area_ha": float("nan"),
        "source_ids": ("register",),
        "confidence": "official",
    }
    return row | values


def sample_region() -> SampleCatalog:
    """Return the region: two leagues of one banner each, three parks, a line."""
    west, east = box(100, 39, 112, 50), box(112, 39, 124, 50)
    points = {
        "ports": ("port_id", {"mode": "rail", "neighbour": "Mongolia"}),
        "energy_bases": ("base_id", {"kind": "wind_base", "wind_mw": 100.0}),
        "power_plants": ("plant_id", {"fuel": "coal", "capacity_mw": 600.0}),
        "airports": ("airport_id", {"iata": "AAA"}),
        "rail_nodes": ("node_id", {"kind": "station"}),
        "projects": ("project_id", {"stage": "signed", "pledged_cny_1e8": 1.5}),
    }
    layers = {
        "leagues": make_layer(
            "leagues",
            [
                unit_row("150100", "甲市", "150100", 106.0),
                unit_row("150200", "乙盟", "150200", 118.0),
            ],
            [west, east],
        ),
        "banners": make_layer(
            "banners",
            [
                unit_row("150101", "甲旗", "150100", 106.0),
                unit_row("150201", "乙县", "150200", 118.0),
            ],
            [west, east],
        ),
        "parks": make_layer(
            "parks",
            [
                park_row("p1", approved_area_ha=12.5),
                park_row("p2", level="regional"),
                park_row("p3", league="150200", banner="150201"),
            ],
            [Point(103.1234567, 42.0), None, Point(118.0, 45.0)],
        ),
        "rail_lines": make_layer(
            "rail_lines",
            [{"line_id": "l1", "name_zh": "甲乙线", "name_en": "Line"}],
            [LineString([(104, 41), (120, 43)])],
        ),
    }
    for at, (layer_id, (key, values)) in enumerate(points.items()):
        row = {key: f"{layer_id}-1", "name_zh": "点", "name_en": "Place"}
        row |= {"league": "150100", "banner": "150101"} | values
        layers[layer_id] = make_layer(layer_id, [row], [Point(104.0 + 2 * at, 44.0)])
    ordered = {spec.id: layers[spec.id] for spec in LAYERS}
    return SampleCatalog(
        ordered,
        {"register": SampleSource("登记册", "2024"), "other": SampleSource("x", "")},
    )
