"""What coordinates may be is told; what cannot be told is asked."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import CRS

from geo_zs.imports.datum.candidates import readings, unpack
from geo_zs.imports.datum.detect import detect
from geo_zs.imports.datum.shifted import gcj02_to_bd09, wgs84_to_gcj02
from geo_zs.imports.datum.suggest import suggest
from geo_zs.imports.datum.systems import GCJ02, WGS84, parse_datum

LON, LAT = np.array([109.84, 110.1, 111.65]), np.array([40.65, 41.2, 40.82])
#: 110.3° E, 40.65° N in zone 37 of 3°.
EASTING, NORTHING = 440_794.706, 4_501_941.214


def region(lon, lat):
    """Tell whether points lie in a box round the region."""
    return (lon > 97) & (lon < 126) & (lat > 37.4) & (lat < 53.4)


def _keys(detection):
    """Return the keys of the reasons."""
    return [reason.key for reason in detection.reasons]


def _detect(x, y, **options):
    """Detect with the box as region."""
    return detect(x, y, inside=region, **options)


def test_degrees_without_a_word_are_asked_never_assumed():
    found = _detect(LON, LAT)

    assert (found.datum, found.is_sure, found.is_swapped) == (None, False, False)
    assert _keys(found) == ["degrees"]
    assert [one.datum.key for one in found.alternatives][:3] == [
        "wgs84",
        "gcj02",
        "bd09",
    ]
    assert "Amap GCJ-02" in found.reasons[0].remedy


@pytest.mark.parametrize(
    ("header", "key"),
    [("高德经度", "gcj02"), ("百度经度", "bd09"), ("经度WGS84", "wgs84")],
)
def test_header_decides(header, key):
    found = _detect(LON, LAT, headers=["项目名称", header])

    assert (found.datum.key, found.is_sure) == (key, True)
    assert _keys(found) == ["stated_by_header"]


def test_file_decides():
    found = _detect(LON, LAT, crs="EPSG:4490")

    assert (found.datum.key, found.is_sure) == ("cgcs2000", True)
    assert found.reasons[0].values == {"crs": "EPSG:4490"}


def test_file_and_header_that_differ_are_asked():
    found = _detect(LON, LAT, crs="EPSG:4326", headers=["高德经度"])

    assert (found.datum, found.is_sure) == (None, False)
    assert "statements_differ" in _keys(found)


def test_header_that_says_the_same_as_the_file_changes_nothing():
    assert _detect(LON, LAT, crs="EPSG:4490", headers=["GPS经度"]).is_sure


def test_swapped_columns_are_seen_and_not_sure_even_if_stated():
    found = _detect(LAT, LON, crs="EPSG:4326")

    assert (found.datum.key, found.is_swapped, found.is_sure) == ("wgs84", True, False)
    assert "swapped" in _keys(found)


@pytest.mark.parametrize("is_swapped", [False, True])
def test_zone_in_front_of_the_easting_shows_the_grid(is_swapped):
    x, y = np.array([37_440_794.7]), np.array([NORTHING])

    found = _detect(*((y, x) if is_swapped else (x, y)))

    assert (found.datum.key, found.is_swapped) == ("gk3:37+prefix", is_swapped)
    assert not found.is_sure
    assert "metres_with_zone" in _keys(found)


def test_metres_without_zone_are_asked():
    found = _detect([EASTING], [NORTHING])

    assert found.datum is None
    assert _keys(found) == ["metres_without_zone"]
    assert {"gk3:37", "gk6:19", "utm:49"} <= {
        one.datum.key for one in found.alternatives
    }


def test_banner_that_rows_name_speaks_for_a_zone():
    def near(lon, lat):
        return np.hypot(lon - 110.3, lat - 40.65) < 0.2

    found = _detect([EASTING] * 3, [NORTHING] * 3, declared=near)

    assert found.datum.key == "gk3:37"
    assert not found.is_sure
    assert _keys(found) == ["zone_by_banner"]


def test_grid_that_the_file_states_is_sure():
    assert _detect([EASTING], [NORTHING], crs="EPSG:4546").datum.key == "gk3:37"
    wkt = CRS(4546).to_wkt("WKT1_ESRI")
    found = _detect([EASTING], [NORTHING], crs=wkt)

    assert (found.datum.crs, found.is_sure) == (wkt, True)


def test_old_datum_is_named_and_not_converted():
    found = _detect([EASTING], [NORTHING], crs="EPSG:2363")

    assert found.datum is None
    assert _keys(found)[0] == "old_datum"
    assert "Xian 1980" in found.reasons[0].message
    by_header = _detect([EASTING], [NORTHING], headers=["北京54坐标"])
    assert _keys(by_header)[0] == "old_datum"


def test_web_mercator_shows_itself():
    found = _detect([12_227_000.0], [4_961_000.0])

    assert (found.datum.key, _keys(found)) == ("mercator", ["mercator"])


def test_points_near_a_border_speak_for_the_shifted_system():
    # Twenty points 200 m west of a border, as Amap would give them: the shift of
    # about 480 m to the east carries them over it.
    lat = np.linspace(40, 42, 20)
    shifted_lon, shifted_lat = wgs84_to_gcj02(np.full(20, 110.0 - 0.0024), lat)

    def west_of_border(lon, _lat):
        return lon < 110.0

    found = _detect(shifted_lon, shifted_lat, declared=west_of_border)

    assert (shifted_lon > 110).all()
    assert found.datum is None
    assert _keys(found) == ["degrees", "fits_banners"]
    assert found.reasons[1].values["count"] == 20
    assert found.reasons[1].values["datum"] == GCJ02.label("en")


def test_evidence_against_a_statement_takes_its_sureness():
    lat = np.linspace(40, 42, 20)
    lon, lat = wgs84_to_gcj02(np.full(20, 110.0 - 0.0024), lat)

    found = _detect(lon, lat, crs="EPSG:4326", declared=lambda east, _: east < 110.0)

    assert (found.datum, found.is_sure) == (WGS84, False)


def test_few_points_that_change_sides_say_nothing():
    lon, lat = wgs84_to_gcj02(np.full(4, 110.0 - 0.0024), np.linspace(40, 42, 4))

    found = _detect(lon, lat, declared=lambda east, _: east < 110.0)

    assert _keys(found) == ["degrees"]


def test_minutes_and_seconds_after_the_point_are_seen():
    found = _detect([109.5024] * 6, [40.3911] * 6)

    assert found.is_packed
    assert _keys(found) == ["packed", "degrees"]


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([109.5024] * 5, [40.3911] * 5),
        ([109.5024] * 5 + [109.5074], [40.3911] * 6),
        ([109.50] * 6, [40.39] * 6),
        ([109.50241] * 6, [40.3911] * 6),
    ],
)
def test_ordinary_degrees_are_not_taken_for_minutes_and_seconds(x, y):
    assert not _detect(x, y).is_packed


def test_packed_numbers_are_unpacked_by_hand():
    # 109°50′24″ = 109 + 50/60 + 24/3600 = 109.84; 60 minutes are none.
    found = unpack(np.array([109.5024, -109.5024, 109.6000, 109.0061, np.nan]))

    assert found[:2] == pytest.approx([109.84, -109.84])
    assert np.isnan(found[2:]).all()


@pytest.mark.parametrize("x", [[], [np.nan]])
def test_no_coordinates_are_no_answer(x):
    found = _detect(x, x)

    assert (found.datum, _keys(found)) == (None, ["no_coordinates"])
    assert readings(np.array(x, dtype=float), np.array(x, dtype=float)) == []


@pytest.mark.parametrize(("x", "y"), [([5.0], [5.0]), ([5e7], [5e7])])
def test_points_that_nothing_brings_home_are_told(x, y):
    found = _detect(x, y)

    assert found.datum is None
    assert "outside" in _keys(found)


def test_unknown_points_do_not_count():
    found = _detect(np.append(LON, np.nan), np.append(LAT, 40.0), crs="EPSG:4326")

    assert found.is_sure
    assert found.alternatives[0].share_inside == 1.0


# Suggestions for single points


def _suggest(x, y, **options):
    """Suggest with the box as region."""
    return suggest(x, y, region, **options)


def test_point_inside_needs_no_suggestion():
    assert _suggest([109.84, np.nan], [40.65, 40]) == [None, None]


def test_exchanged_columns_are_suggested_first():
    [found] = _suggest([40.65], [109.84])

    assert (found.key, found.lon, found.lat) == ("suggest_swapped", 109.84, 40.65)
    assert found.fault(row=7, column="经度").row == 7
    assert "swap the two columns" in found.fault().remedy


def test_point_just_over_the_border_may_be_inside_in_another_datum():
    lon, lat = gcj02_to_bd09(*wgs84_to_gcj02(125.999, 45.0))

    [found] = _suggest([float(lon)], [float(lat)])

    assert found.key == "suggest_datum"
    assert found.reading.datum.key == "bd09"
    assert found.others == ()


def test_metres_among_degrees_get_their_grid():
    points = _suggest([109.84, 37_440_794.7, EASTING], [40.65, NORTHING, NORTHING])

    assert points[0] is None
    assert points[1].reading.datum.key == "gk3:37+prefix"
    assert points[1].others == ()
    assert len(points[2].others) > 10


def test_packed_point_just_outside_is_suggested():
    # 96.5924 is west of 96.98 as degrees, and 96°59′24″ = 96.99° is east of it.
    def east_of_97(lon, lat):
        return (lon > 96.98) & (lat > 0)

    [found] = suggest([96.5924], [41.0], east_of_97)

    assert (found.key, found.lon) == ("suggest_packed", pytest.approx(96.99))


def test_point_beyond_help_gets_nothing():
    assert _suggest([5.0, 5e9], [5.0, 1.0]) == [None, None]


def test_columns_read_in_another_datum_are_suggested_back():
    [found] = _suggest([109.84], [40.65], datum=parse_datum("gk3:37+prefix"))

    assert (found.key, found.reading.datum) == ("suggest_datum", WGS84)
