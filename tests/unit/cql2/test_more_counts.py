"""More filters over the three data sets of the OGC suite, found in another way, too.

What is asked of attributes is asked of SQLite, in a statement written by hand over the
same file; what is asked of space, of each geometry by a formula. The files are
third-party: without them these tests are skipped, and `test_evaluate` and
`test_spatial` have the essence on features of our own.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo_zs.cql2 import mask, parse, to_json

_BESIDE = Path(__file__).resolve().parents[4] / "shared" / "conformance"
LAYERS = Path(os.environ.get("GEO_ZS_CONFORMANCE", _BESIDE)) / "cql2" / "ne110m.gpkg"

pytestmark = pytest.mark.skipif(
    not LAYERS.exists(), reason="the OGC conformance files are not on this machine"
)

COUNTRIES = "ne_110m_admin_0_countries"
PLACES = "ne_110m_populated_places_simple"
RIVERS = "ne_110m_rivers_lake_centerlines"


@lru_cache(maxsize=3)
def layer(name: str) -> gpd.GeoDataFrame:
    return gpd.read_file(LAYERS, layer=name, fid_as_index=True)


def features(name: str, text: str) -> set[int]:
    """Return the ids of the features a filter lets through, alike in both forms."""
    frame = layer(name)
    found = mask(frame, parse(text))
    assert (found == mask(frame, parse(to_json(parse(text))))).all()
    return set(frame.index[found])


def rows(name: str, where: str) -> set[int]:
    """Return the ids that SQLite finds; texts are compared as they are stored."""
    with sqlite3.connect(f"{LAYERS.as_uri()}?mode=ro", uri=True) as connection:
        key = next(
            row[1]
            for row in connection.execute(f'PRAGMA table_info("{name}")')
            if row[5]
        )
        statement = f'SELECT "{key}" FROM "{name}" WHERE {where}'  # noqa: S608  of the tables below
        return {row[0] for row in connection.execute(statement)}


#: Filter of the countries → what SQLite is asked. GLOB minds capitals, as LIKE of
#: CQL2 does; division of numbers in CQL2 keeps its fraction.
OF_COUNTRIES = {
    "NAME = NAME_LONG": "NAME = NAME_LONG",
    "NAME <> NAME_EN": "NAME <> NAME_EN",
    "NAME_EN < NAME_DE": "NAME_EN < NAME_DE",
    "NOT NAME_EN >= NAME_DE": "NAME_EN < NAME_DE",
    "CONTINENT = REGION_UN": "CONTINENT = REGION_UN",
    "NOT CONTINENT = REGION_UN": "CONTINENT <> REGION_UN",
    "POP_EST / 2 > 37589262": "POP_EST > 75178524",
    "POP_EST + 1000000 < 2000000": "POP_EST < 1000000",
    "POP_EST - 1000000 >= 0 AND POP_EST * 2 <= 20000000":
        "POP_EST BETWEEN 1000000 AND 10000000",
    "-POP_EST > -500000": "POP_EST < 500000",
    "POP_EST div 1000000 = 37": "CAST(POP_EST / 1000000 AS INTEGER) = 37",
    # Somalia has 10,192,317.3 people.
    "POP_EST % 2 = 1": "POP_EST = round(POP_EST) AND round(POP_EST) % 2 = 1",
    "POP_EST > 10 ^ 8": "POP_EST > 100000000",
    "(POP_EST + 5) * 2 = 2 * POP_EST + 10": "POP_EST IS NOT NULL",
    "POP_EST BETWEEN 10000000 AND 37589262":
        "POP_EST >= 10000000 AND POP_EST <= 37589262",
    "POP_EST NOT BETWEEN 10000000 AND 37589262":
        "POP_EST < 10000000 OR POP_EST > 37589262",
    "NAME BETWEEN 'B' AND 'D'": "NAME >= 'B' AND NAME <= 'D'",
    "NAME LIKE 'A%'": "NAME GLOB 'A*'",
    "NAME NOT LIKE 'A%'": "NAME NOT GLOB 'A*'",
    "NAME LIKE '%land'": "NAME GLOB '*land'",
    "NAME LIKE '%.%'": "NAME GLOB '*.*'",
    "NAME LIKE '____'": "length(NAME) = 4",
    "NAME LIKE '_r%n'": "NAME GLOB '?r*n'",
    "NAME LIKE 'a%'": "NAME GLOB 'a*'",
    "CASEI(NAME) LIKE CASEI('a%')": "NAME LIKE 'a%'",
    "CASEI(NAME) LIKE CASEI('%UNITED%')": "NAME LIKE '%united%'",
    "NAME_LONG LIKE '%(%'": "NAME_LONG GLOB '*(*'",
    "NAME LIKE '%\\'%' OR NAME LIKE '%''%'": "instr(NAME, '''') > 0",
    "ECONOMY LIKE '7%' OR ECONOMY LIKE '_. Emerging%'":
        "substr(ECONOMY, 1, 1) = '7' OR substr(ECONOMY, 4, 8) = 'Emerging'",
    "CONTINENT IN ('Europe', 'Asia')": "CONTINENT = 'Europe' OR CONTINENT = 'Asia'",
    "CONTINENT NOT IN ('Europe', 'Asia')":
        "CONTINENT <> 'Europe' AND CONTINENT <> 'Asia'",
    "CASEI(CONTINENT) IN (CASEI('EUROPE'), CASEI('asia'))":
        "CONTINENT = 'Europe' OR CONTINENT = 'Asia'",
    "POP_EST IN (889953, 1 + 2)": "POP_EST = 889953",
    "CONTINENT = 'Africa' AND (POP_EST > 50000000 OR POP_EST < 1000000)":
        "CONTINENT = 'Africa' AND NOT (POP_EST BETWEEN 1000000 AND 50000000)",
    "CONTINENT = 'Africa' AND POP_EST > 50000000 OR POP_EST < 1000000":
        "POP_EST < 1000000 OR (POP_EST > 50000000 AND CONTINENT = 'Africa')",
    "NOT (CONTINENT = 'Africa' OR CONTINENT = 'Asia') AND NOT POP_EST > 1000000":
        "CONTINENT NOT IN ('Africa', 'Asia') AND POP_EST <= 1000000",
    "NOT NOT CONTINENT = 'Oceania'": "CONTINENT = 'Oceania'",
    "NAME IS NULL OR NAME_EL IS NULL": "NAME IS NULL OR NAME_EL IS NULL",
    "FORMAL_EN IS NULL": "FORMAL_EN IS NULL",
    "NOT FORMAL_EN IS NULL AND POP_EST > 100000000":
        "FORMAL_EN IS NOT NULL AND POP_EST > 100000000",
    "NAME_EL >= 'Φ'": "NAME_EL >= 'Φ'",
    "CASEI(NAME_EL) LIKE CASEI('ΑΥΣΤΡ%')": "NAME_EL GLOB 'Αυστρ*'",
    "NAME_DE LIKE '%ä%' OR NAME_DE LIKE '%ö%' OR NAME_DE LIKE '%ü%'":
        "NAME_DE GLOB '*[äöü]*'",
    "NAME_DE <> ACCENTI(NAME_DE) AND CONTINENT = 'Europe'":
        "NAME_DE GLOB '*[äöüÄÖÜßèéôç]*' AND CONTINENT = 'Europe'",
}  # fmt: skip

OF_PLACES = {
    "name = nameascii": "name = nameascii",
    "name <> nameascii": "name <> nameascii",
    "pop_max > pop_min": "pop_max > pop_min",
    "pop_max = pop_min AND pop_other = 0": "pop_max = pop_min AND pop_other = 0",
    "pop_min <= pop_other AND pop_other <= pop_max":
        "pop_other BETWEEN pop_min AND pop_max",
    "pop_other BETWEEN pop_min AND pop_max": "pop_other BETWEEN pop_min AND pop_max",
    "pop_max - pop_min > pop_min": "pop_max > 2 * pop_min",
    "pop_max / 1000 = 832 / 1000": "pop_max = 832",
    "pop_max div 1000000 IN (1, 2)":
        "pop_max >= 1000000 AND pop_max < 3000000",
    "pop_max % 10 = 0": "pop_max % 10 = 0",
    "pop_other / pop_max >= 1": "pop_other >= pop_max AND pop_max > 0",
    "pop_max / pop_other > 1": "pop_other > 0 AND pop_max > pop_other",
    "namealt IS NULL AND NOT namepar IS NULL":
        "namealt IS NULL AND namepar IS NOT NULL",
    "namepar = namealt OR meganame = name": "namepar = namealt OR meganame = name",
    "NOT meganame = name": "meganame <> name",
    "meganame NOT LIKE name_prefix_%".replace("name_prefix_", "'S") + "'":
        "meganame NOT GLOB 'S*'",
    "ACCENTI(name) = name": "name = nameascii",
    "ACCENTI(CASEI(name)) LIKE ACCENTI(CASEI('%Á%'))":
        "nameascii LIKE '%a%'",
    "boolean = TRUE OR boolean = FALSE": '"boolean" IN (0, 1)',
    "NOT boolean": '"boolean" = 0',
    "boolean <> TRUE": '"boolean" <> 1',
    "boolean IS NOT NULL AND boolean IN (FALSE)": '"boolean" = 0',
    '"date" > DATE(\'2022-01-01\')': '"date" > \'2022-01-01\'',
    '"date" = DATE(\'2022-04-16\') OR "date" IS NULL':
        '"date" = \'2022-04-16\' OR "date" IS NULL',
    '"date" IN (DATE(\'2021-04-16\'), DATE(\'2023-04-16\'))':
        '"date" IN (\'2021-04-16\', \'2023-04-16\')',
    "start NOT BETWEEN TIMESTAMP('2022-01-01T00:00:00Z') "
    "AND TIMESTAMP('2022-12-31T00:00:00+08:00')": "start < '2022-01-01'",
    "start < end": '"start" < "end"',
    "NOT (start < end) OR start IS NULL": '"start" IS NULL',
}  # fmt: skip

OF_RIVERS = {
    "name = name_en": "name = name_en",
    "name IS NULL OR label IS NULL": "name IS NULL OR label IS NULL",
    "name LIKE 'M%' OR name_de LIKE '%au'": "name GLOB 'M*' OR name_de GLOB '*au'",
    "name IN ('Nile', 'Mekong', 'Rhine')": "name IN ('Nile', 'Mekong', 'Rhine')",
}


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        *((COUNTRIES, text, where) for text, where in OF_COUNTRIES.items()),
        *((PLACES, text, where) for text, where in OF_PLACES.items()),
        *((RIVERS, text, where) for text, where in OF_RIVERS.items()),
    ],
)
def test_attributes_are_asked_as_by_sqlite(name, text, where):
    found = features(name, text)

    assert found == rows(name, where)


SQUARE = Polygon([(0, 0), (40, 0), (40, 40), (0, 40)])
EQUATOR = LineString([(-180, 0), (180, 0)])


def _inside(shape: BaseGeometry) -> bool:
    """Tell by numbers whether a point is in the square, its edge left out."""
    return 0 < shape.x < 40 and 0 < shape.y < 40


#: Layer and filter → a formula for one geometry.
OF_SPACE: dict[tuple[str, str], Callable[[BaseGeometry], bool]] = {
    (PLACES, "S_WITHIN(geom, POLYGON((0 0, 40 0, 40 40, 0 40, 0 0)))"): _inside,
    (PLACES, "S_INTERSECTS(geom, BBOX(0, 0, 40, 40))"):
        lambda one: 0 <= one.x <= 40 and 0 <= one.y <= 40,
    (PLACES, "NOT S_INTERSECTS(geom, BBOX(0, 0, 40, 40))"):
        lambda one: not (0 <= one.x <= 40 and 0 <= one.y <= 40),
    (PLACES, "S_DISJOINT(geom, BBOX(0, 0, 40, 40))"):
        lambda one: not (0 <= one.x <= 40 and 0 <= one.y <= 40),
    (PLACES, "S_CONTAINS(BBOX(0, 0, 40, 40), geom)"): _inside,
    (PLACES, "S_INTERSECTS(geom, BBOX(170, -90, -170, 90))"):
        lambda one: one.x >= 170 or one.x <= -170,
    (PLACES, "S_WITHIN(geom, MULTIPOLYGON(((0 0, 9 0, 9 9, 0 9, 0 0)), "
             "((20 20, 40 20, 40 40, 20 40, 20 20))))"):
        lambda one: (0 < one.x < 9 and 0 < one.y < 9)
        or (20 < one.x < 40 and 20 < one.y < 40),
    (PLACES, "S_EQUALS(geom, geom)"): lambda _: True,
    (PLACES, "S_TOUCHES(geom, BBOX(0, 0, 40, 40)) "
             "OR S_CROSSES(geom, BBOX(0, 0, 9, 9))"):
        lambda one: box(0, 0, 40, 40).exterior.distance(one) == 0,
    (PLACES, "S_INTERSECTS(geom, BBOX(-20, 35, 40, 70)) AND pop_max > 0 "
             "AND NOT S_INTERSECTS(geom, BBOX(-10, 40, 30, 60))"):
        lambda one: -20 <= one.x <= 40 and 35 <= one.y <= 70
        and not (-10 <= one.x <= 30 and 40 <= one.y <= 60),
    (COUNTRIES, "S_CROSSES(geom, LINESTRING(-180 0, 180 0))"):
        lambda one: one.bounds[1] < 0 < one.bounds[3]
        and one.intersection(EQUATOR).length > 0,
    (COUNTRIES, "S_DISJOINT(geom, LINESTRING(-180 0, 180 0))"):
        lambda one: one.distance(EQUATOR) > 0,
    (COUNTRIES, "S_WITHIN(geom, BBOX(-180, 0, 180, 90))"):
        # Russia goes beyond 180 degrees by a hair, which is not within.
        lambda one: one.bounds[1] >= 0 and one.bounds[2] <= 180,
    (COUNTRIES, "S_INTERSECTS(geom, POINT(7.02 49.92))"):
        lambda one: one.distance(Point(7.02, 49.92)) == 0,
    (COUNTRIES, "S_CONTAINS(geom, POINT(7.02 49.92))"):
        lambda one: one.buffer(0).contains(Point(7.02, 49.92)),
    (COUNTRIES, "S_OVERLAPS(geom, POLYGON((0 0, 40 0, 40 40, 0 40, 0 0)))"):
        lambda one: 0 < one.intersection(SQUARE).area < one.area * (1 - 1e-12),
    (COUNTRIES, "S_TOUCHES(geom, BBOX(-180, 90, 180, 91))"):
        lambda one: one.bounds[3] == 90,
    (COUNTRIES, "S_TOUCHES(geom, BBOX(-180, -91, 180, -90))"):
        lambda one: one.bounds[1] == -90,
    (COUNTRIES, "S_CROSSES(geom, geom) OR S_OVERLAPS(geom, geom) "
                "OR S_TOUCHES(geom, geom)"): lambda _: False,
    (COUNTRIES, "S_CONTAINS(geom, geom) AND S_WITHIN(geom, geom)"): lambda _: True,
    (RIVERS, "S_CROSSES(geom, LINESTRING(-180 0, 180 0))"):
        lambda one: one.bounds[1] < 0 < one.bounds[3],
    (RIVERS, "S_CROSSES(geom, BBOX(0, 0, 40, 40))"):
        lambda one: 0 < one.intersection(SQUARE).length < one.length * (1 - 1e-12),
    (RIVERS, "S_WITHIN(geom, BBOX(0, 0, 180, 90))"):
        lambda one: one.bounds[0] >= 0 and one.bounds[1] >= 0,
    (RIVERS, "NOT S_CROSSES(geom, BBOX(0, 0, 180, 90)) "
             "AND S_INTERSECTS(geom, BBOX(0, 0, 180, 90))"):
        lambda one: one.bounds[0] >= 0 and one.bounds[1] >= 0,
    (RIVERS, "S_OVERLAPS(geom, LINESTRING(-180 0, 180 0))"): lambda _: False,
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), OF_SPACE)
def test_places_in_space_are_those_of_a_formula(name, text):
    shapes = layer(name).geometry
    wanted = {key for key, one in shapes.items() if OF_SPACE[name, text](one)}

    assert features(name, text) == wanted


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


#: Cities with dates: København, Berlin, Athens.
LIVES = {
    "K": (_at("2021-04-16T10:15:59"), _at("2022-04-16T10:16:06")),
    "B": (_at("2022-04-16T10:13:19"), _at("2024-02-22T09:37:52")),
    "A": (_at("2022-04-16T10:15:10"), _at("2022-12-16T10:14:53")),
}
OTHERS = [
    ("2021-04-16T10:15:59", "2022-04-16T10:16:06"),
    ("2022-04-16T10:15:10", "2022-12-16T10:14:53"),
    ("2022-04-16T10:13:19", "2022-12-31T00:00:00"),
    ("2020-01-01T00:00:00", "2022-04-16T10:13:19"),
    ("2022-06-01T00:00:00", "2024-02-22T09:37:52"),
    ("2023-01-01T00:00:00", "2030-01-01T00:00:00"),
]
#: As the tables of the Time Ontology have them, for two intervals.
RELATIONS: dict[str, Callable[[datetime, datetime, datetime, datetime], bool]] = {
    "T_AFTER": lambda a, _b, _c, d: a > d,
    "T_BEFORE": lambda _a, b, c, _d: b < c,
    "T_CONTAINS": lambda a, b, c, d: a < c and b > d,
    "T_DISJOINT": lambda a, b, c, d: b < c or a > d,
    "T_DURING": lambda a, b, c, d: a > c and b < d,
    "T_EQUALS": lambda a, b, c, d: a == c and b == d,
    "T_FINISHEDBY": lambda a, b, c, d: a < c and b == d,
    "T_FINISHES": lambda a, b, c, d: a > c and b == d,
    "T_INTERSECTS": lambda a, b, c, d: not (b < c or a > d),
    "T_MEETS": lambda _a, b, c, _d: b == c,
    "T_METBY": lambda a, _b, _c, d: a == d,
    "T_OVERLAPPEDBY": lambda a, b, c, d: c < a < d < b,
    "T_OVERLAPS": lambda a, b, c, d: a < c < b < d,
    "T_STARTEDBY": lambda a, b, c, d: a == c and b > d,
    "T_STARTS": lambda a, b, c, d: a == c and b < d,
}


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("relation", RELATIONS)
def test_times_of_three_cities_relate_as_the_table_says(relation, other):
    start, end = other
    text = f"{relation}(INTERVAL(start, end), INTERVAL('{start}Z', '{end}Z'))"
    holds = RELATIONS[relation]
    frame = layer(PLACES)

    found = {frame.loc[key, "name"][0] for key in features(PLACES, text)}
    negated = {frame.loc[key, "name"][0] for key in features(PLACES, f"NOT {text}")}

    wanted = {
        city for city, life in LIVES.items() if holds(*life, _at(start), _at(end))
    }
    assert found == wanted
    assert negated == set(LIVES) - wanted


#: No data set has lists: of literals alone all features are let through, or none.
OF_LISTS = {
    "A_CONTAINS(('a', 'b', 'c'), ('b', 'c'))": True,
    "A_CONTAINS(('b'), ('b', 'c'))": False,
    "A_CONTAINEDBY((1, 2), (3, 2, 1))": True,
    "A_EQUALS(('a', 'b'), ('b', 'a'))": True,
    "A_EQUALS(('a'), ('a', 'b'))": False,
    "A_OVERLAPS((1, 2), (2, 3))": True,
    "NOT A_OVERLAPS((1, 2), (3, 4))": True,
    "A_CONTAINS((1, TRUE), (1.0))": True,
}


@pytest.mark.parametrize("text", OF_LISTS)
def test_lists_that_are_spelt_out(text):
    assert len(features(RIVERS, text)) == (13 if OF_LISTS[text] else 0)


def test_names_are_found_in_their_lists():
    text = "A_CONTAINS(('Nile', 'Ganges', 'Rhine'), (name))"

    assert features(RIVERS, text) == rows(RIVERS, "name IN ('Nile', 'Ganges', 'Rhine')")
