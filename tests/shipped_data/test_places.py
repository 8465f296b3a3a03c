"""Every known point of the shipped tables lies in its banner, at both levels."""

from __future__ import annotations

import pytest

from geo_zs.layers.locating import locate_rows

POINT_LAYERS = (
    "parks",
    "ports",
    "energy_bases",
    "power_plants",
    "airports",
    "rail_nodes",
)
#: Points that the tables hold: a lost coordinate is seen here.
KNOWN_POINTS = {
    "parks": 98,
    "ports": 20,
    "energy_bases": 7,
    "power_plants": 295,
    "airports": 19,
    "rail_nodes": 59,
}


@pytest.mark.parametrize("name", POINT_LAYERS)
def test_every_point_lies_in_the_banner_of_its_row(catalog, name):
    frame = catalog.layer(name).frame
    known = frame[frame.geometry.notna()]

    found = catalog.boundaries.locate(known.geometry.x, known.geometry.y)

    wrong = known.index[found.adcodes != known["banner"].to_numpy(dtype=object)]
    assert len(known) == KNOWN_POINTS[name]
    assert wrong.tolist() == []


@pytest.mark.parametrize("name", POINT_LAYERS)
def test_no_point_changes_its_banner_by_the_simplification(catalog, name):
    frame = catalog.layer(name).frame
    known = frame[frame.geometry.notna()]
    _assert_same_on_map(catalog, known.geometry.x, known.geometry.y)


def test_seats_lie_in_their_banner_at_both_levels(catalog):
    frame = catalog.layer("banners").frame
    lon, lat = frame["seat_lon"].to_numpy(), frame["seat_lat"].to_numpy()

    found = catalog.boundaries.locate(lon, lat)

    assert found.adcodes.tolist() == frame.index.tolist()
    _assert_same_on_map(catalog, lon, lat)


@pytest.mark.parametrize("name", ["banners", "leagues"])
def test_label_points_lie_inside_at_both_levels(catalog, name):
    frame = catalog.layer(name).frame
    spots = catalog.layer(name).display

    found = catalog.boundaries.locate(spots["lon"], spots["lat"])

    codes = frame.index.tolist()
    got = found.adcodes.tolist()
    if name == "leagues":
        got = [catalog.boundaries.league_of(code) for code in got]
    assert got == codes
    assert not found.is_on_border.any()
    _assert_same_on_map(catalog, spots["lon"], spots["lat"])


@pytest.mark.parametrize("name", POINT_LAYERS)
def test_rows_known_only_by_banner_or_league_have_no_point(catalog, name):
    frame = catalog.layer(name).frame
    coarse = frame["location_precision"].isin(["banner", "league", "none"])

    assert frame.loc[coarse].geometry.isna().all()
    assert frame.loc[~coarse].geometry.notna().all()


def test_league_of_every_row_is_that_of_its_banner(catalog):
    for name in POINT_LAYERS:
        frame = catalog.layer(name).frame
        known = frame[frame["banner"].notna()]
        expected = [catalog.boundaries.league_of(code) for code in known["banner"]]
        assert known["league"].tolist() == expected, name


def test_banner_names_of_the_register_are_those_of_the_polygons(catalog):
    register = catalog.layer("banners").frame["name_zh"]

    assert register.to_dict() == catalog.boundaries.banners["name_zh"].to_dict()


def test_no_project_has_a_point_of_its_own_and_177_of_183_are_placed(catalog):
    frame = catalog.layer("projects").frame

    assert frame.geometry.isna().all()
    assert frame["is_approximate"].all()
    assert frame["located_by"].value_counts().to_dict() == {
        "banner": 82,
        "park": 77,
        "league": 18,
        "none": 6,
    }
    assert frame["location_conflict"].isna().all()


def test_projects_are_drawn_in_the_league_they_belong_to(catalog):
    frame = catalog.layer("projects").frame
    drawn = frame[frame["located_by"] != "none"]

    found = catalog.boundaries.locate(drawn["display_lon"], drawn["display_lat"])

    leagues = [catalog.boundaries.league_of(code) for code in found.adcodes]
    assert leagues == drawn["located_league"].tolist()


def test_article_projects_show_the_name_as_printed_and_the_reading(catalog):
    frame = catalog.layer("projects").frame
    row = frame.loc["S8"]

    assert frame["is_from_article"].sum() == 10
    assert "马托勒" in row["name_printed"]
    assert "乌拉特中旗甘其毛都口岸加工园区" in row["name_zh"]
    assert row["located_by"] == "park"
    assert row["location_confidence"] == "inferred"


def test_railway_lines_run_through_the_region_and_are_schematic(catalog):
    layer = catalog.layer("rail_lines")

    assert layer.spec.is_schematic
    assert layer.frame.geometry.geom_type.eq("LineString").all()
    nodes = sum(len(shape.coords) for shape in layer.frame.geometry)
    assert nodes == 74


def _assert_same_on_map(catalog, lon, lat):
    """Assert that the simplified polygons give each point the same banner."""
    boundaries = catalog.boundaries
    full = boundaries.locate(lon, lat).adcodes
    rows, _ = locate_rows(
        _array(lon), _array(lat), boundaries.banners_map.geometry.to_numpy()
    )
    codes = boundaries.banners_map.index.to_numpy(dtype=object)
    assert codes[rows].tolist() == full.tolist()


def _array(values):
    return getattr(values, "to_numpy", lambda: values)()
