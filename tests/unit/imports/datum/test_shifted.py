"""GCJ-02 and BD-09 agree with published values and come back to where they were."""

from __future__ import annotations

import numpy as np
import pytest

from geo_zs.crs import distance_km
from geo_zs.imports.datum.shifted import (
    bd09_to_gcj02,
    gcj02_to_bd09,
    gcj02_to_wgs84,
    wgs84_to_gcj02,
)

#: (longitude, latitude) in WGS 84, GCJ-02 and BD-09, as prcoords 1.0.2 (CC0) gives
#: them: towns of the region from west to east.
PRCOORDS = [
    (
        (97.2, 42.1),
        (97.20072108915139, 42.10164355583027),
        (97.20707982768684, 42.10792843284025),
    ),
    (
        (105.7, 38.85),
        (105.70420986252535, 38.85052822059513),
        (105.71061216201876, 38.85673609000383),
    ),
    (
        (109.84, 40.65),
        (109.84570400941438, 40.65114389554281),
        (109.85227463953393, 40.65689551935972),
    ),
    (
        (111.75, 40.84),
        (111.75691774221171, 40.84144517134941),
        (111.76347666949786, 40.84733203893433),
    ),
    (
        (116.05, 43.93),
        (116.05684324790387, 43.93219237470114),
        (116.0632706137821, 43.938417918132025),
    ),
    (
        (119.77, 49.22),
        (119.77733525056927, 49.22193839069837),
        (119.78376122510089, 49.22816652388555),
    ),
    (
        (125.9, 49.4),
        (125.90689963849866, 49.401937924354506),
        (125.91335870129464, 49.40799230859191),
    ),
]
#: The test points of eviltransform (github.com/googollee/eviltransform, MIT), which
#: uses slightly other constants: 1.2 cm apart.
EVILTRANSFORM = [
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
]


@pytest.mark.parametrize(("wgs84", "gcj02", "bd09"), PRCOORDS)
def test_shift_agrees_with_prcoords_to_a_micrometre(wgs84, gcj02, bd09):
    shifted = wgs84_to_gcj02(*wgs84)

    assert np.asarray(shifted) == pytest.approx(gcj02, abs=1e-11)
    assert np.asarray(gcj02_to_bd09(*shifted)) == pytest.approx(bd09, abs=1e-11)


@pytest.mark.parametrize(("wgs84", "gcj02"), EVILTRANSFORM)
def test_shift_agrees_with_eviltransform_to_two_centimetres(wgs84, gcj02):
    lon, lat = wgs84_to_gcj02(*wgs84)

    metres = 1_000 * distance_km(float(lon), float(lat), *gcj02)

    assert float(metres) < 0.02


def test_shift_and_back_is_below_a_tenth_of_a_millimetre_all_over_the_region():
    lon, lat = np.meshgrid(np.linspace(97, 126.1, 60), np.linspace(37.3, 53.4, 60))
    lon, lat = lon.ravel(), lat.ravel()

    gcj = wgs84_to_gcj02(lon, lat)
    bd = gcj02_to_bd09(*gcj)

    assert np.abs(np.subtract(gcj02_to_wgs84(*gcj), (lon, lat))).max() < 1e-9
    assert np.abs(np.subtract(bd09_to_gcj02(*bd), gcj)).max() < 1e-9


def test_shift_in_the_region_is_tens_to_hundreds_of_metres():
    lon, lat = wgs84_to_gcj02([109.84, 120.0], [40.65, 49.0])

    metres = 1_000 * distance_km(lon, lat, np.array([109.84, 120.0]), [40.65, 49.0])

    assert ((metres > 30) & (metres < 700)).all()


def test_unknown_stays_unknown():
    lon, lat = gcj02_to_wgs84([np.nan, 109.84], [40.65, np.nan])

    assert np.isnan(lon[0])
    assert np.isnan(lat[1])
