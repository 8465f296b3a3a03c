"""Constraint layers and the candidate sites: columns, flags, and a match with them."""

from __future__ import annotations

import json

import numpy as np
import pytest
import shapely
from shapely.geometry import box

from geo_zs.matching.answer import to_answer
from geo_zs.overlay.site_effects import (
    FORBIDDEN_LIMIT,
    keep_off_forbidden,
    match_with_effects,
    site_effects,
    with_effects,
)
from geo_zs.register.constraint_layer import ConstraintLayer, features_of

REQUEST = {"industry": "pv_wafer", "top": 200}


def layer(*shapes, meaning="forbidden", **more):
    given = np.full(len(shapes), None, dtype=object)
    given[:] = shapes
    return ConstraintLayer(
        "C-000001", "红线", "Red line", meaning, features_of(given), **more
    )


@pytest.fixture(scope="module")
def spot(catalog):
    """Return the row of a park with a point of its own."""
    sites = catalog.sites
    return next(
        row
        for row in range(sites.n_sites)
        if sites.kinds[row] == "park"
        and sites.radius_km[row] == 2.0
        and sites.group[row] == sites.ids[row]
        and sites.ids[row] not in sites.parent_ids
    )


def around(catalog, row, degrees):
    lon, lat = catalog.sites.lon[row], catalog.sites.lat[row]
    return box(lon - degrees, lat - degrees, lon + degrees, lat + degrees)


def test_without_layers_no_site_is_tested(catalog):
    effects = site_effects(catalog, [])

    for attribute in effects.attributes().values():
        assert np.isnan(attribute.value).all()
    assert effects.flags(catalog.sites.ids[0], "zh") == []
    said = effects.to_dict(catalog.sites.ids[0], "zh")
    assert said["forbidden"]["status"] == "not_tested"


def test_site_wholly_inside_a_forbidden_layer_is_flagged(catalog, spot):
    effects = site_effects(
        catalog, [layer(around(catalog, spot, 0.2), condition="不得新建")]
    )
    name = catalog.sites.ids[spot]

    assert effects.tests.status("forbidden")[spot] == "whole"
    (flag,) = effects.flags(name, "en")
    assert flag["text"] == "Lies wholly within Red line"
    assert (flag["meaning"], flag["condition"]) == ("forbidden", "不得新建")
    share = effects.attributes()["forbidden_share"]
    assert (share.value[spot], share.low[spot], share.high[spot]) == (1, 1, 1)
    assert share.source_ids[spot] == ("layer:C-000001",)


def test_site_whose_radius_reaches_the_layer_is_possibly_touched(catalog, spot):
    lon, lat = catalog.sites.lon[spot], catalog.sites.lat[spot]
    near = box(lon + 0.015, lat - 0.1, lon + 0.2, lat + 0.1)

    effects = site_effects(catalog, [layer(near)])

    assert effects.tests.status("forbidden")[spot] == "possible"
    (flag,) = effects.flags(catalog.sites.ids[spot], "zh")
    assert flag["text"].startswith("可能触及“红线”：点位精度2公里")
    said = effects.to_dict(catalog.sites.ids[spot], "zh")
    assert said["tested_on"]["text"] == "按点位及2公里精度检验"


def test_banner_is_tested_as_a_whole(catalog):
    code = catalog.boundaries.banners.index[0]
    shape = catalog.boundaries.banners.geometry.iloc[0]
    west, south, east, north = shapely.bounds(shape)
    half = box(west - 1, south - 1, (west + east) / 2, north + 1)

    effects = site_effects(catalog, [layer(half)])

    row = catalog.sites.ids.index(f"banner-{code}")
    assert effects.tests.status("forbidden")[row] == "possible"
    share = effects.attributes()["forbidden_share"]
    assert 0.05 < share.value[row] < 0.95
    assert (share.low[row], share.high[row]) == (0.0, 1.0)


def test_unknown_site_is_no_key(catalog):
    with pytest.raises(KeyError, match="nowhere"):
        site_effects(catalog, []).flags("nowhere", "zh")


def test_shared_sites_are_never_changed(catalog, spot):
    before = set(catalog.sites.attributes)

    with_effects(
        catalog.sites, site_effects(catalog, [layer(around(catalog, spot, 1))])
    )

    assert set(catalog.sites.attributes) == before


def test_match_excludes_what_lies_wholly_inside_and_names_the_limit(catalog, spot):
    effects = site_effects(catalog, [layer(around(catalog, spot, 0.2))])
    requirement = catalog.read(REQUEST)

    found = match_with_effects(catalog, requirement, effects)

    name = catalog.sites.ids[spot]
    excluded = {
        found.sites.ids[row]: [
            test.limit for test in found.screening.tests if test.status[row] == -1
        ]
        for row in np.flatnonzero(found.screening.is_excluded & found.candidates)
    }
    assert excluded[name] == [FORBIDDEN_LIMIT]
    told = to_answer(found, "v")
    json.dumps(told, allow_nan=False)
    entry = next(one for one in told["excluded"] if one["site"]["id"] == name)
    assert entry["limits"][0]["limit"] == FORBIDDEN_LIMIT


def test_match_without_the_limit_only_shows(catalog, spot):
    effects = site_effects(catalog, [layer(around(catalog, spot, 0.2))])
    requirement = catalog.read(REQUEST)

    found = match_with_effects(catalog, requirement, effects, excludes_forbidden=False)

    plain = catalog.solve(requirement)
    assert found.screening.is_excluded.tolist() == plain.screening.is_excluded.tolist()
    assert found.scores.score == pytest.approx(plain.scores.score, nan_ok=True)


def test_match_without_a_forbidden_layer_verifies_nobody(catalog):
    requirement = catalog.read(REQUEST)

    found = match_with_effects(catalog, requirement, site_effects(catalog, []))

    assert not found.screening.is_verified[found.candidates].any()
    test = next(one for one in found.screening.tests if one.limit == FORBIDDEN_LIMIT)
    assert set(test.status.tolist()) == {0}


def test_limit_is_asked_once(catalog):
    requirement = catalog.read(REQUEST)

    twice = keep_off_forbidden(keep_off_forbidden(requirement))

    assert [one.column for one in twice.limits.ranges] == ["forbidden_share"]


def test_layer_over_the_whole_region_takes_each_site_whole(catalog):
    """Areas are rounded: 0.999999999999999 of a banner is all of it."""
    effects = site_effects(catalog, [layer(box(95, 36, 128, 55))])

    share = with_effects(catalog.sites, effects).attributes["forbidden_share"]

    known = ~np.isnan(share.value)
    assert known.sum() > 200
    assert (share.value[known] == 1.0).all()
    assert (share.low[known] == 1.0).all()
