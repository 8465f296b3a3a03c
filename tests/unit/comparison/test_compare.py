"""Two to four sites side by side."""

from __future__ import annotations

import numpy as np
import pytest

from geo_zs.comparison.compare import compare
from geo_zs.comparison.interval_order import judge
from geo_zs.errors import RequirementError

PRICE = "electricity_price_cny_per_kwh"


def column(comparison, name):
    return next(row for row in comparison.columns if row.column == name)


@pytest.mark.parametrize(
    ("low", "high", "verdict", "best"),
    [
        ([0.6, 0.2], [0.8, 0.5], "better", ("a",)),
        ([0.5, 0.2], [0.8, 0.5], "not_settled", ()),  # they touch
        ([0.4, 0.2], [0.8, 0.5], "not_settled", ()),
        ([0.5, 0.5], [0.5, 0.5], "equal", ()),
        ([0.4, 0.4], [0.6, 0.6], "not_settled", ()),  # alike, but not known
        ([0.9, 0.9, 0.1], [0.9, 0.9, 0.2], "better", ("a", "b")),
        ([0.9, 0.8, 0.1], [0.9, 0.9, 0.2], "not_settled", ()),
        ([0.0, 1.0], [1.0, 1.0], "not_settled", ()),  # unknown against the best
    ],
)
def test_better_is_said_only_if_no_interval_touches(low, high, verdict, best):
    ids = ("a", "b", "c")[: len(low)]

    assert judge(np.array(low), np.array(high), ids) == (verdict, best)


def test_values_of_a_criterion_stand_side_by_side(solve, book):
    # rail_km: 100 earns 0 and 0 earns 1; the weights are 0.75 fit and 0.25 rail.
    both = {"fit": 1}
    rows = [{"id": "a", **both, "rail_km": 20}, {"id": "b", **both, "rail_km": 60}]

    found = compare(solve(rows), book, ["b", "a"])

    row = column(found, "rail_km")
    assert found.ids == ("b", "a")
    assert (row.use, row.weight, row.unit) == ("scored", 0.25, "km")
    assert [one.value for one in row.values] == [60, 20]
    assert [one.utility for one in row.values] == pytest.approx([0.4, 0.8])
    assert [one.contribution for one in row.values] == pytest.approx([0.1, 0.2])
    assert (row.verdict, row.best) == ("better", ("a",))
    assert row.values[0].source_ids == ("source-rail_km",)
    assert row.values[0].confidence == "reported"


def test_contributions_of_a_site_sum_to_its_score(solve, book):
    result = solve([{"id": "a", "fit": 1, "rail_km": 20}, {"id": "b", "rail_km": 60}])

    found = compare(result, book, ["a", "b"])

    for index, (score, low, high) in enumerate(found.scores):
        parts = [
            row.values[index].contribution
            for row in found.columns
            if row.use == "scored"
        ]
        assert sum(parts) == pytest.approx(score)
        assert low <= score <= high


def test_unknown_value_stays_unknown_and_settles_nothing(solve, book):
    result = solve([{"id": "a", "fit": 1, "rail_km": 0}, {"id": "b", "rail_km": 99}])

    row = column(compare(result, book, ["a", "b"]), "industry_fit")

    assert np.isnan(row.values[1].value)
    assert not row.values[1].is_known
    assert (row.values[1].utility_low, row.values[1].utility_high) == (0, 1)
    assert row.values[1].utility == 0.5
    assert row.verdict == "not_settled"


def test_rough_distances_that_overlap_are_not_settled(solve, book):
    result = solve(
        [{"id": "a", "rail_km": (20, 10, 40)}, {"id": "b", "rail_km": (50, 35, 60)}]
    )

    row = column(compare(result, book, ["a", "b"]), "rail_km")

    assert (row.verdict, row.best) == ("not_settled", ())


def test_values_beyond_a_bound_count_the_same(solve, book):
    result = solve([{"id": "a", "rail_km": 150}, {"id": "b", "rail_km": 300}])

    assert column(compare(result, book, ["a", "b"]), "rail_km").verdict == "equal"


def test_what_only_the_park_can_tell_is_marked_as_asked(solve, book):
    result = solve([{"id": "a", PRICE: 0.3}, {"id": "b"}])

    row = column(compare(result, book, ["a", "b"]), PRICE)

    assert (row.use, row.weight) == ("asked", 0)
    assert np.isnan(row.values[0].contribution)
    assert row.values[0].utility == 1


def test_column_without_a_criterion_is_shown_and_has_no_direction(solve, book):
    result = solve([{"id": "a", "elevation_m": 900}, {"id": "b", "elevation_m": 1400}])

    row = column(compare(result, book, ["a", "b"]), "elevation_m")

    assert (row.use, row.verdict, row.criterion) == ("shown", "no_direction", None)
    assert (row.name_zh, row.name_en) == ("海拔", "elevation")
    assert np.isnan(row.values[0].utility)


def test_scored_criteria_come_first_heaviest_first(solve, book):
    both = {"fit": 1, "rail_km": 1}
    result = solve([{"id": "a", **both, "wind_speed_50m_ms": 5}, {"id": "b", **both}])

    names = [row.column for row in compare(result, book, ["a", "b"]).columns]

    assert names[:3] == ["industry_fit", "rail_km", PRICE]
    assert set(names[3:]) == {"land_port_km", "cluster", "wind_speed_50m_ms"}
    assert len(names) == len(set(names))


def test_limits_say_which_site_passes(solve, book):
    result = solve(
        [{"id": "a", "rail_km": 5}, {"id": "b", "rail_km": 50}, {"id": "c"}],
        limits={"rail_km_max": 10},
    )

    found = compare(result, book, ["a", "b", "c"])

    limit = next(one for one in found.limits if one.limit == "rail_km_max")
    assert limit.status == ("passed", "failed", "not_verified")
    assert found.is_excluded == (False, True, False)


def test_site_of_another_kind_is_compared_and_marked(solve, book):
    result = solve([{"id": "a"}, {"id": "b", "kind": "banner"}])

    assert compare(result, book, ["a", "b"]).is_candidate == (True, False)


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        (["a"], "sites: has 1 sites; expected 2 to 4"),
        (["a", "b", "c", "d", "e"], "sites: has 5 sites; expected 2 to 4"),
        (["a", "a"], "sites: names a site twice; name each only once"),
        (["a", "north-zon"], "did you mean north-zone"),
        (["zz", "yy"], "sites.0: is 'zz', no candidate site\nsites.1: is 'yy'"),
    ],
)
def test_wrong_list_of_sites_is_refused_with_every_fault(solve, book, ids, message):
    result = solve([{"id": one} for one in ("a", "b", "c", "d", "e", "north-zone")])

    with pytest.raises(RequirementError) as error:
        compare(result, book, ids)

    assert message in str(error.value)
