"""The counted filters of the OGC suite give their counts.

The files are third-party and not part of the project; without them these tests are
skipped, and `test_evaluate` has the essence on features of our own.
"""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest

from geo_zs.cql2 import mask, parse

_BESIDE = Path(__file__).resolve().parents[4] / "shared" / "conformance"
FOLDER = Path(os.environ.get("GEO_ZS_CONFORMANCE", _BESIDE)) / "cql2"
LAYERS = FOLDER / "ne110m.gpkg"

pytestmark = pytest.mark.skipif(
    not LAYERS.exists(), reason="the OGC conformance files are not on this machine"
)


def _counted() -> list[dict[str, str | int]]:
    path = FOLDER / "filter_counts.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else []


@lru_cache(maxsize=8)
def _layer(name: str, reader: str) -> gpd.GeoDataFrame:
    if reader == "text":
        return pyogrio.read_dataframe(LAYERS, layer=name, datetime_as_string=True)
    if reader == "aware":
        frame = gpd.read_file(LAYERS, layer=name)
        for column in frame.select_dtypes("datetime"):
            frame[column] = frame[column].dt.tz_localize("UTC")
        return frame.rename_geometry("shape")
    return gpd.read_file(LAYERS, layer=name)


@pytest.mark.parametrize("reader", ["geopandas", "text", "aware"])
@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=f"{position:02} {row['filter']}"[:60])
        for position, row in enumerate(_counted(), start=1)
    ],
)
def test_counted_filter_gives_its_count(row, reader):
    # The suite is written in AsciiDoc, where "\(" stands for a parenthesis.
    expression = parse(row["filter"].replace("\\(", "("))

    found = mask(_layer(row["layer"], reader), expression)

    assert int(found.sum()) == row["expected_count"]


def test_there_are_84_counted_filters():
    assert len(_counted()) == 84


#: Worked by hand from the three cities that have dates, København 2021-04-16T10:15:59
#: to 2022-04-16T10:16:06, Berlin 2022-04-16T10:13:19 to 2024-02-22T09:37:52, Athens
#: 2022-04-16T10:15:10 to 2022-12-16T10:14:53.
CITIES = {
    "t_before(interval(start,end),interval('2023-01-01','..'))": "KA",
    "t_before(start,interval('2022-04-16T10:13:19Z','..'))": "K",
    "t_disjoint(interval(start,end),interval('..','2021-01-01'))": "KBA",
    "t_equals(interval(start,end),interval(start,end))": "KBA",
    "t_equals(start,timestamp('2022-04-16T10:13:19Z'))": "B",
    "t_meets(interval(start,end),interval('2022-04-16T10:16:06Z','..'))": "K",
    "t_metby(interval(start,end),interval('..','2022-04-16T10:15:10Z'))": "A",
    "t_finishes(interval(start,end),"
    "interval('2020-01-01T00:00:00Z','2022-04-16T10:16:06Z'))": "K",
    "t_finishedby(interval(start,end),"
    "interval('2022-01-01T00:00:00Z','2022-04-16T10:16:06Z'))": "K",
    "t_overlaps(interval(start,end),"
    "interval('2022-04-16T10:13:20Z','2030-01-01T00:00:00Z'))": "KB",
    "t_starts(interval(start,end),interval('2022-04-16T10:15:10Z','..'))": "A",
    "t_startedby(interval(start,end),"
    "interval('2022-04-16T10:15:10Z','2022-04-17T00:00:00Z'))": "A",
    "t_during(interval(start,end),interval('2021-01-01','2023-01-01'))": "KA",
    "t_contains(interval(start,end),interval('2022-06-01','2022-07-01'))": "BA",
    "t_intersects(interval(start,'..'),interval('2023-01-01','..'))": "KBA",
    "start = DATE('2022-04-16')": "BA",
    "start between TIMESTAMP('2022-04-16T10:13:19Z')"
    " and TIMESTAMP('2022-04-16T10:15:10Z')": "BA",
    "start < end": "KBA",
    "not boolean": "A",
    "boolean": "KB",
}


@pytest.mark.parametrize("reader", ["geopandas", "text", "aware"])
@pytest.mark.parametrize("text", CITIES)
def test_dates_of_three_cities(text, reader):
    frame = _layer("ne_110m_populated_places_simple", reader)

    found = frame["name"][mask(frame, parse(text))]

    assert {name[0] for name in found} == set(CITIES[text])
    assert len(found) == len(CITIES[text])


def test_accents_of_all_places_as_their_ascii_names():
    frame = _layer("ne_110m_populated_places_simple", "geopandas")

    assert mask(frame, parse("accenti(name) = nameascii")).all()
    assert int(mask(frame, parse("name = nameascii")).sum()) == 230
