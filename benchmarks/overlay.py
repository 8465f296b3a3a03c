"""The audit of 100,000 projects, part by part, beside plain geopandas joins."""

from __future__ import annotations

import resource

import geopandas as gpd
import numpy as np
import shapely

from benchmarks.timing import print_table, side_by_side
from geo_zs.catalog import Catalog
from geo_zs.crs import EQUAL_AREA, WGS84
from geo_zs.overlay.audit import audit_projects
from geo_zs.overlay.constraints import ConstraintTests
from geo_zs.overlay.ground import ground_of
from geo_zs.overlay.overlaps import find_overlaps
from geo_zs.overlay.park_accounts import park_accounts
from geo_zs.overlay.placing import place_projects
from geo_zs.overlay.rule_cases import rule_cases
from geo_zs.overlay.rule_places import rule_places
from geo_zs.overlay.same_names import find_same_names
from geo_zs.overlay.site_effects import site_effects
from geo_zs.overlay.surroundings import measure_surroundings
from geo_zs.overlay.tested_places import of_projects
from geo_zs.register.constraint_layer import ConstraintLayer, features_of

N_PROJECTS = 100_000
N_FEATURES = 2_000
BUFFER_M = 500.0
STAGES = ("reserve", "negotiating", "signed", "construction", "operating")


def run(catalog: Catalog) -> None:
    random = np.random.default_rng(20230630)
    frame = projects(random, catalog)
    layers = [red_line(random)]
    ground = ground_of(catalog)
    place = place_projects(frame, ground)
    near = measure_surroundings(place, ground)
    places = rule_places(place, near, ground, like=catalog.sites)
    tested = of_projects(place, ground)
    rows = np.arange(len(frame))
    names = list(frame["name_zh"])
    audit = audit_projects(frame, catalog, layers=layers)
    timings = side_by_side(
        {
            "whole audit, one constraint layer": lambda: audit_projects(
                frame, catalog, layers=layers
            ),
            "· place": lambda: place_projects(frame, ground),
            "· parks, railway, ports": lambda: measure_surroundings(place, ground),
            "· rules": lambda: rule_cases(frame, places, catalog.rules),
            "· overlaps": lambda: find_overlaps(place.shapes, place.shapes, rows),
            "· same names": lambda: find_same_names(names, names, rows),
            f"· {N_FEATURES:,} features with a buffer": lambda: ConstraintTests.of(
                layers, tested
            ),
            "columns of the audit": audit.columns,
            "one project alone, among all": lambda: audit_projects(
                frame.iloc[:1], catalog, layers=layers
            ),
            "accounts of the parks": lambda: park_accounts(frame, catalog),
            "effects on the candidate sites": lambda: site_effects(catalog, layers),
            "peer: geopandas sjoin, sjoin_nearest, overlay": lambda: _peer(
                frame, catalog, layers[0]
            ),
        },
        runs=3,
        warm_up=1,
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print_table(
        f"Audit of {N_PROJECTS:,} made-up projects",
        timings,
        f"A fifth are outlines, two fifths points, the others known by park or banner. "
        f"Peak memory of the process {peak:,.0f} MB. The peer locates, finds the "
        "nearest park and cuts the outlines with the buffered layer in one projection; "
        "it has no intervals, rules, names, railway or ports.",
    )


def projects(random: np.random.Generator, catalog: Catalog) -> gpd.GeoDataFrame:
    """Return made-up projects all over the region."""
    lon, lat = _inside(random, catalog)
    kind = random.choice(5, N_PROJECTS, p=[0.2, 0.4, 0.2, 0.15, 0.05])
    width, height = random.uniform(0.001, 0.01, (2, N_PROJECTS))
    shapes = np.full(N_PROJECTS, None, dtype=object)
    shapes[kind == 0] = shapely.box(lon, lat, lon + width, lat + height)[kind == 0]
    shapes[kind == 1] = shapely.points(lon, lat)[kind == 1]
    parks = catalog.layers["parks"].frame.index.to_numpy(dtype=object)
    banners = catalog.layers["banners"].frame.index.to_numpy(dtype=object)
    tags = [*catalog.sites.tag_index, ""]
    shipped = catalog.layers["projects"].frame
    texts = shipped["name_zh"].to_numpy(dtype=object)
    which = random.integers(len(texts), size=N_PROJECTS)
    firms = random.integers(40_000, size=N_PROJECTS)
    places = random.integers(len(banners), size=N_PROJECTS)
    capacity = shipped["capacity_text"].fillna("").to_numpy(dtype=object)
    return gpd.GeoDataFrame(
        {
            "name_zh": [
                f"{_firm(firm)}{texts[at]}"
                for firm, at in zip(firms, which, strict=True)
            ],
            "capacity_text": capacity[which],
            "industry_tags": [
                tuple(filter(None, (tags[at],)))
                for at in random.integers(len(tags), size=N_PROJECTS)
            ],
            "park_id": np.where(kind == 2, random.choice(parks, N_PROJECTS), None),
            "banner": np.where(kind == 3, banners[places], None),
            "stage": random.choice(STAGES, N_PROJECTS),
            "land_ha": np.where(
                random.random(N_PROJECTS) < 0.7,
                random.uniform(1, 50, N_PROJECTS),
                np.nan,
            ),
        },
        geometry=list(shapes),
        index=[f"R-{number:06d}" for number in range(1, N_PROJECTS + 1)],
        crs=WGS84,
    )


def _inside(
    random: np.random.Generator, catalog: Catalog
) -> tuple[np.ndarray, np.ndarray]:
    """Return points inside the region."""
    lon, lat = (random.uniform(*ends, 6 * N_PROJECTS) for ends in ((97, 126), (37, 53)))
    inside = catalog.boundaries.locate(lon, lat).adcodes != None  # noqa: E711  objects
    return lon[inside][:N_PROJECTS], lat[inside][:N_PROJECTS]


def _firm(number: int) -> str:
    """Return a made-up name of a firm."""
    letters = "华晶阳远金三重科东明天合隆通特电大全伊利蒙牛正泰中国能源新光景风"
    parts = (number % 31, number // 31 % 31, number // 961 % 31, number // 29791 % 31)
    return "".join(letters[part] for part in parts) + "公司"


def red_line(random: np.random.Generator) -> ConstraintLayer:
    """Return a made-up layer of blobs of 60 corners, about 4 km wide."""
    blobs = np.full(N_FEATURES, None, dtype=object)
    angle = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    for at in range(N_FEATURES):
        x, y = random.uniform(98, 125), random.uniform(38, 52)
        reach = 0.02 * (1 + 0.3 * np.sin(5 * angle))
        blobs[at] = shapely.Polygon(
            np.column_stack([x + reach * np.cos(angle), y + reach * np.sin(angle)])
        )
    return ConstraintLayer(
        "C-000001", "红线", "", "forbidden", features_of(blobs), BUFFER_M
    )


def _peer(frame: gpd.GeoDataFrame, catalog: Catalog, layer: ConstraintLayer) -> None:
    """Do what geopandas does of it in a few calls."""
    known = frame[frame.geometry.notna()][["geometry"]].to_crs(EQUAL_AREA)
    banners = catalog.boundaries.banners[["geometry"]].to_crs(EQUAL_AREA)
    parks = catalog.layers["parks"].frame[["geometry"]].dropna().to_crs(EQUAL_AREA)
    zones = layer.features[["geometry"]].to_crs(EQUAL_AREA)
    zones["geometry"] = zones.buffer(BUFFER_M)
    gpd.sjoin(known, banners, predicate="intersects")
    gpd.sjoin_nearest(known, parks, distance_col="metres")
    outlines = known[known.geom_type == "Polygon"]
    gpd.overlay(outlines, zones, how="intersection", keep_geom_type=True)
    gpd.sjoin(outlines, outlines, predicate="intersects")
