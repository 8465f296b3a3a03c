"""The map of a report: every sign, legend, scale, credit and notice."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo_zs.reports.classes import classify
from geo_zs.reports.drawing import Disc, Path, Picture, Words
from geo_zs.reports.map_drawing import Shades, draw_map
from geo_zs.reports.map_marks import MapMarks, project_marks


def _texts(picture: Picture) -> list[str]:
    return [one.text for one in picture.shapes if isinstance(one, Words)]


@pytest.fixture
def frame() -> gpd.GeoDataFrame:
    """Return a point, an area, a banner, a league, and a project without place."""
    table = pd.DataFrame(
        {
            "stage": ["signed", "construction", "operating", np.nan, "signed"],
            "banner": [np.nan, np.nan, "150203", np.nan, np.nan],
            "league": ["150200", np.nan, "150200", "150700", np.nan],
        },
        index=pd.Index(["a", "b", "c", "d", "e"], name="project_id"),
    )
    shapes = [
        shapely.Point(109.84, 40.66),
        shapely.box(110.0, 40.5, 110.2, 40.6),
        None,
        None,
        None,
    ]
    return gpd.GeoDataFrame(table, geometry=shapes, crs="EPSG:4326")


def test_project_stands_at_its_point_its_area_or_its_banner(frame, catalog):
    marks = project_marks(frame, catalog.boundaries)

    assert (marks.lon[0], marks.lat[0]) == (109.84, 40.66)
    assert shapely.box(110.0, 40.5, 110.2, 40.6).contains_properly(
        shapely.Point(marks.lon[1], marks.lat[1])
    )
    found = catalog.boundaries.locate(marks.lon[2:4], marks.lat[2:4]).adcodes
    assert found[0] == "150203"
    assert catalog.boundaries.league_of(found[1]) == "150700"
    assert np.isnan(marks.lon[4])
    assert marks.is_approximate.tolist() == [False, False, True, True, False]
    assert marks.stages.tolist()[3] == "unknown"


def test_lon_and_lat_count_where_there_is_no_shape(catalog):
    table = pd.DataFrame({"lon": [110.0, np.nan], "lat": [41.0, np.nan]})

    marks = project_marks(table, catalog.boundaries)

    assert marks.lon[0] == 110.0
    assert marks.is_approximate.tolist() == [False, False]


def test_map_has_legend_scale_credit_and_notice(frame, catalog):
    marks = project_marks(frame, catalog.boundaries)

    picture = draw_map(catalog.boundaries, lang="zh", marks=marks, title="分布")

    texts = _texts(picture)
    for expected in (
        "签约  2",
        "开工  1",
        "投产  1",
        "未知  1",
        "呼和浩特市",
        "200 公里",
    ):
        assert expected in texts
    credit = next(text for text in texts if "审图号" in text)
    assert "GS（2024）0650号" in credit
    assert "示意图" in credit
    assert any("未定位、未画出：1" in text for text in texts)
    assert "签约  2" in picture.description


def test_approximate_place_is_dashed(frame, catalog):
    marks = project_marks(frame, catalog.boundaries)

    picture = draw_map(catalog.boundaries, lang="zh", marks=marks)

    signs = [one for one in picture.shapes if isinstance(one, Disc)]
    assert sum(bool(one.paint.dash) for one in signs) == 2


def test_scale_bar_is_as_long_as_it_says(catalog):
    """The region is about 2,250 km wide in the projection; the bar says 200 km."""
    picture = draw_map(catalog.boundaries, lang="en")

    rings = [one for one in picture.shapes if isinstance(one, Path) and one.is_closed]
    xs = np.concatenate([part[:, 0] for one in rings for part in one.parts])
    bar = [
        one
        for one in picture.shapes
        if getattr(one, "height", None) == 4 and hasattr(one, "width")
    ]
    length = sum(one.width for one in bar)
    west, _, east, _ = catalog.boundaries.leagues_map.to_crs(
        "+proj=laea +lat_0=44 +lon_0=112 +ellps=GRS80 +units=m"
    ).total_bounds
    assert length / (xs.max() - xs.min()) == pytest.approx(
        200e3 / (east - west), rel=0.01
    )
    assert "200 km" in _texts(picture)


def test_shades_follow_the_classes_and_their_legend(catalog):
    codes = tuple(catalog.boundaries.leagues.index)
    values = np.arange(12.0)
    values[0] = np.nan
    shades = Shades("leagues", codes, classify(values, decimals=0), "到位资金（亿元）")

    picture = draw_map(catalog.boundaries, lang="zh", shades=shades)

    texts = _texts(picture)
    assert "到位资金（亿元）" in texts
    assert "无数据（1）" in texts
    assert sum("（" in text and "–" in text for text in texts) == 5
    hatched = [
        one for one in picture.shapes if isinstance(one, Path) and one.paint.hatch
    ]
    assert len(hatched) == 1


def test_code_that_is_no_area_is_left_out(catalog):
    shades = Shades("banners", ("999999",), classify(np.array([1.0])), "x")

    picture = draw_map(catalog.boundaries, lang="en", shades=shades)

    assert not any(
        isinstance(one, Path) and one.paint.fill == "#e3f1ee" for one in picture.shapes
    )


def test_thousand_projects_are_all_drawn_or_counted(catalog):
    draw = np.random.default_rng(4)
    n = 1_000
    marks = MapMarks(
        draw.uniform(105, 120, n),
        draw.uniform(39, 45, n),
        np.full(n, "signed", dtype=object),
        np.zeros(n, dtype=bool),
    )

    picture = draw_map(catalog.boundaries, lang="en", marks=marks)

    letters = _texts(picture).count("S") - 1  # one in the legend
    bubbles = [
        int(text)
        for at, text in enumerate(_texts(picture))
        if text.isdigit() and text != "0"
    ]
    assert letters + sum(bubbles) == n
