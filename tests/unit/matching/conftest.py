"""Hand-made sites and criteria. All made up: no place of these names exists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest
from hypothesis import settings

from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.matching.attribute import (
    Attribute,
    IndustryAttribute,
    PortDistances,
    PortTable,
)
from geo_zs.matching.engine import match
from geo_zs.matching.requirement import Requirement, Vocabulary
from geo_zs.matching.result import MatchResult
from geo_zs.matching.table import SiteTable

# The same examples on every machine, and no clock.
settings.register_profile("laws", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("laws")

Row = Mapping[str, object]
NOTHING = (float("nan"),) * 3
TAGS = ("wafer", "coking", "wind_farm", "mine", "tours", "trade")
KINDS = ("factory", "factory", "power_station", "extraction", "service", "service")
PORTS = PortTable(
    ids=("north-rail", "north-road", "east-road", "old-road", "hub-air"),
    names_zh=("北铁路口岸", "北公路口岸", "东公路口岸", "旧口岸", "空港"),
    names_en=("North Rail", "North Road", "East Road", "Old Road", "Hub Air"),
    neighbours=("Mongolia", "Mongolia", "Russia", "Mongolia", ""),
    modes=("rail", "road", "road", "road", "air"),
    is_usable=np.array([True, True, True, False, True]),
    source_ids=(("port-rail",), ("port-road",), ("port-east",), (), ()),
)


def interval(cell: object) -> tuple[float, float, float]:
    """Return value, low, high of None, a number or a triple."""
    if cell is None:
        return NOTHING
    if isinstance(cell, tuple):
        value, low, high = cell
        return float(value), float(low), float(high)
    return (float(cell),) * 3


def stack(cells: Sequence[object]) -> tuple[np.ndarray, ...]:
    """Return value, low, high as arrays."""
    return tuple(
        np.array([interval(cell) for cell in cells], dtype=float).T.reshape(3, -1)
    )


def make_attribute(
    column: str, cells: Sequence[object], *, unit: str = "", is_complete: bool = True
) -> Attribute:
    """Return a column of made-up values with a made-up source where known."""
    value, low, high = stack(cells)
    return Attribute(
        column=column,
        unit=unit,
        value=value,
        low=low,
        high=high,
        source_ids=[() if cell is None else (f"source-{column}",) for cell in cells],
        confidence=["" if cell is None else "reported" for cell in cells],
        is_complete_layer=is_complete,
    )


def make_sites(rows: Sequence[Row], *, incomplete: Sequence[str] = ()) -> SiteTable:
    """Return a table with one site a row.

    ``id`` is needed; ``kind``, ``league``, ``banner``, ``lon``, ``lat``, ``radius``,
    ``group``, ``ports`` (km to each port) and ``lattice`` (points) may be given.
    Every other key is a column; ``fit`` and ``cluster`` hold for all industries.
    """
    plain = {
        "id", "kind", "league", "banner", "lon", "lat", "radius", "group", "ports",
        "lattice", "fit", "cluster",
    }  # fmt: skip
    columns = list(
        dict.fromkeys(key for row in rows for key in row if key not in plain)
    )
    n_sites = len(rows)

    def texts(name: str, other: str) -> tuple[str, ...]:
        return tuple(str(row.get(name, other)) for row in rows)

    def numbers(name: str) -> np.ndarray:
        return np.array([row.get(name, np.nan) for row in rows], dtype=float)

    def by_industry(name: str) -> IndustryAttribute:
        parts = [
            np.repeat(part[:, None], len(TAGS), axis=1)
            for part in stack([row.get(name.removeprefix("industry_")) for row in rows])
        ]
        return IndustryAttribute(
            name, "", *parts, [("source-fit",)] * n_sites, ["inferred"] * n_sites
        )

    port_cells = [
        interval(cell)
        for row in rows
        for cell in (row.get("ports") or [None] * len(PORTS.ids))
    ]
    port_km = np.array(port_cells, dtype=float).reshape(n_sites, len(PORTS.ids), 3)
    lattice = [
        (lon, lat, index)
        for index, row in enumerate(rows)
        for lon, lat in row.get("lattice", ())
    ]
    points = np.array(lattice, dtype=float).reshape(-1, 3)
    ids = texts("id", "")
    return SiteTable(
        ids=ids,
        kinds=texts("kind", "park"),
        names_zh=tuple(f"{one}园区" for one in ids),
        names_en=tuple(f"{one} park" for one in ids),
        leagues=texts("league", "150100"),
        banners=texts("banner", "150101"),
        lon=numbers("lon"),
        lat=numbers("lat"),
        radius_km=numbers("radius"),
        precision=tuple("site" if "lon" in row else "banner" for row in rows),
        group=tuple(str(row.get("group", row["id"])) for row in rows),
        tags=np.zeros((n_sites, len(TAGS)), dtype=bool),
        tag_index={tag: index for index, tag in enumerate(TAGS)},
        industry_kind=dict(zip(TAGS, KINDS, strict=True)),
        attributes={
            name: make_attribute(
                name,
                [row.get(name) for row in rows],
                unit="km" if name.endswith("_km") else "",
                is_complete=name not in incomplete,
            )
            for name in columns
        },
        by_industry={
            "industry_fit": by_industry("industry_fit"),
            "cluster": by_industry("cluster"),
        },
        ports=PORTS,
        port_km=PortDistances(
            port_km[..., 0],
            port_km[..., 1],
            port_km[..., 2],
            [(f"place-{one}",) for one in ids],
            ["reported"] * n_sites,
        ),
        lattice_lon=points[:, 0],
        lattice_lat=points[:, 1],
        lattice_site=points[:, 2].astype(np.intp),
    )


CRITERIA: list[dict[str, object]] = [
    {
        "criterion_id": "industry_fit",
        "column": "industry_fit",
        "name_zh": "产业契合度",
        "name_en": "industry fit",
        "worst": 0,
        "best": 1,
        "words_zh": "1=园区就是该产业",
        "words_en": "1=the site names this industry",
    },
    {
        "criterion_id": "rail_km",
        "column": "rail_km",
        "name_zh": "距铁路",
        "name_en": "distance to rail",
        "unit": "km",
        "worst": 100,
        "best": 0,
        "phrase_zh": "距铁路直线 {value} 公里",
        "phrase_en": "{value} km in a straight line to rail",
    },
    {
        "criterion_id": "land_port_km",
        "column": "land_port_km",
        "name_zh": "距口岸",
        "name_en": "distance to a port",
        "unit": "km",
        "worst": 100,
        "best": 0,
        "phrase_zh": "距{port}直线 {value} 公里",
        "phrase_en": "{value} km in a straight line to {port}",
    },
    {
        "criterion_id": "wind",
        "column": "wind_speed_50m_ms",
        "name_zh": "风速",
        "name_en": "wind",
        "unit": "m/s",
        "worst": 4,
        "best": 8,
    },
    {
        "criterion_id": "price",
        "column": "electricity_price_cny_per_kwh",
        "name_zh": "电价",
        "name_en": "electricity price",
        "worst": 0.5,
        "best": 0.3,
        "is_asked": True,
    },
]


def preset_rows(preset: str, **weights: float) -> list[dict[str, object]]:
    """Return the rows of a preset by criterion."""
    return [
        {
            "preset_id": preset,
            "preset_zh": "方案",
            "preset_en": "Preset",
            "criterion_id": name,
            "weight": weight,
        }
        for name, weight in weights.items()
    ]


def make_book() -> CriteriaBook:
    """Return a small book: fit and rail for all, wind for stations."""
    return CriteriaBook.from_tables(
        CRITERIA,
        [
            *preset_rows(
                "general_manufacturing", industry_fit=0.75, rail_km=0.25, price=0.2
            ),
            *preset_rows("chemicals", industry_fit=0.5, rail_km=0.5),
            *preset_rows("stations", wind=0.75, rail_km=0.25),
            *preset_rows("border", land_port_km=0.5, industry_fit=0.5),
        ],
        [
            {"tag": "coking", "preset_id": "chemicals", "default_unverified": "keep"},
            {"tag": "wind_farm", "preset_id": "stations"},
            {"tag": "mine", "preset_id": "stations"},
            {"tag": "trade", "preset_id": "border"},
        ],
    )


Solve = Callable[..., MatchResult]


@pytest.fixture(scope="session")
def solve() -> Solve:
    """Match a request, given by its fields, with hand-made rows."""
    book = make_book()

    def solved(
        rows: Sequence[Row], *, incomplete: Sequence[str] = (), **request: object
    ) -> MatchResult:
        sites = make_sites(rows, incomplete=incomplete)
        known = Vocabulary.of(sites, book)
        requirement = Requirement.parse({"industry": "wafer", **request}, known=known)
        return match(sites, requirement, book)

    return solved


@pytest.fixture(scope="session")
def sites_of() -> Callable[..., SiteTable]:
    """Return the maker of hand-made site tables."""
    return make_sites


@pytest.fixture(scope="session")
def attribute_of() -> Callable[..., Attribute]:
    """Return the maker of hand-made columns."""
    return make_attribute


@pytest.fixture(scope="session")
def book() -> CriteriaBook:
    """Return the small book of criteria."""
    return make_book()
