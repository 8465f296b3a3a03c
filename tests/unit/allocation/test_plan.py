"""From a request to a plan and its answer, on hand-made sites."""

from __future__ import annotations

import pytest

from geo_zs.allocation.answer import to_answer
from geo_zs.allocation.plan import make_plan
from geo_zs.allocation.request import AllocationRequest
from geo_zs.allocation.text import plan_lines
from geo_zs.matching.engine import match
from geo_zs.matching.requirement import Requirement, Vocabulary
from tests.unit.matching.conftest import make_book, make_sites

BOOK = make_book()
# Preset of "wafer": 0.75 fit, 0.25 rail; rail 0 km earns 1 and 100 km earns 0.
ROWS = (
    {"id": "east", "fit": 1, "rail_km": 0, "land_available_ha": 30},
    {"id": "west", "fit": 0.6, "rail_km": 0, "land_available_ha": 50},
)


def solver(sites):
    return lambda requirement: match(sites, requirement, BOOK)


def answer(projects, *, rows=ROWS, unknown="unlimited", progress=None, **more):
    """Return the answer for projects given as changes of a wafer plant."""
    sites = make_sites(rows)
    known = Vocabulary.of(sites, BOOK)
    request = {
        "projects": [
            {
                "id": name,
                "requirement": {"industry": "wafer", **one.pop("requirement", {})},
                **one,
            }
            for name, one in projects.items()
        ],
        "unknown_capacity": unknown,
        **more,
    }
    asked = AllocationRequest.parse(
        request, sites=sites, read=lambda one: Requirement.parse(one, known=known)
    )
    return to_answer(
        make_plan(sites, asked, solve=solver(sites), progress=progress), "v1"
    )


def where(found):
    return {one["project"]["id"]: one["site"]["id"] for one in found["placed"]}


def test_worth_is_score_times_priority_and_the_larger_worth_gets_the_room():
    # East is worth 1, west 0.75 × 0.6 + 0.25 = 0.7; only one fits east.
    found = answer(
        {
            "a": {"needs": {"land_ha": 20}},
            "b": {"needs": {"land_ha": 20}, "priority": 2},
        }
    )

    assert where(found) == {"a": "west", "b": "east"}
    assert found["value"] == pytest.approx(0.7 + 2)
    assert found["bound"] == pytest.approx(2.7)
    assert found["gap"] == pytest.approx(0)
    assert (
        found["statement"]["en"]
        == "2 of 2 projects placed; proven: no plan is worth more"
    )
    assert [one["score"] for one in found["placed"]] == pytest.approx([0.7, 1.0])


def test_land_of_the_requirement_is_a_share_and_no_limit_of_its_own():
    # The single match would exclude east, which has 30 ha in the tables; the request
    # knows of 60.
    found = answer(
        {"a": {"requirement": {"land_ha": 45}}}, capacities={"east": {"land_ha": 60}}
    )

    assert where(found) == {"a": "east"}
    assert found["placed"][0]["needs"]["land_ha"] == 45


@pytest.mark.parametrize(("word", "site"), [("drop", "west"), ("keep", "east")])
def test_site_that_is_not_verified_is_used_as_the_requirement_says(word, site):
    requirement = {
        "limits": {"ranges": {"elevation_m": {"max": 900}}},
        "unverified": word,
    }

    found = answer(
        {"a": {"requirement": requirement}},
        rows=[{**ROWS[0], "elevation_m": None}, {**ROWS[1], "elevation_m": 800}],
    )

    assert where(found) == {"a": site}


def test_limit_of_the_requirement_keeps_a_project_off_a_site():
    rows = [{**ROWS[0], "league": "150100"}, {**ROWS[1], "league": "150200"}]

    found = answer(
        {"a": {"requirement": {"limits": {"leagues": ["150200"]}}}}, rows=rows
    )

    assert where(found) == {"a": "west"}


def test_own_capacity_replaces_the_one_of_the_tables():
    found = answer(
        {"a": {"needs": {"land_ha": 45}}}, capacities={"east": {"land_ha": 60}}
    )

    (used,) = found["sites"]
    assert used["site"]["id"] == "east"
    assert used["resources"]["land_ha"] == {
        "used": 45,
        "capacity": 60,
        "left": 15,
        "origin": "request",
    }
    assert used["resources"]["power_mw"] == {
        "used": 0,
        "capacity": None,
        "left": None,
        "origin": "unknown",
    }


@pytest.mark.parametrize(
    ("policy", "placed"), [("unlimited", {"a": "east"}), ("none", {})]
)
def test_unknown_capacities_count_as_asked_and_are_listed(policy, placed):
    found = answer({"a": {"needs": {"power_mw": 5, "land_ha": 1}}}, unknown=policy)

    assert where(found) == placed
    assert found["unknown_capacity"] == policy
    assert [
        (one["site"]["id"], one["resources"], one["used"]) for one in found["unknown"]
    ] == [("east", ["power_mw"], bool(placed)), ("west", ["power_mw"], False)]


def test_project_without_room_says_where_and_what_it_lacks():
    found = answer(
        {
            "a": {"needs": {"land_ha": 20}, "priority": 5},
            "b": {"needs": {"land_ha": 20}, "sites": ["east"]},
        },
        sites=["east"],
    )

    (one,) = found["unplaced"]
    assert (one["reason"], one["site"]["id"], one["resource"]) == (
        "no_room",
        "east",
        "land_ha",
    )
    assert (one["needed"], one["available"]) == (20, 10)
    assert one["text"]["zh"] == (
        "east园区的用地已被方案中的其他项目占用：剩余 10 公顷，需要 20 公顷"
    )


def test_project_that_is_too_large_names_the_nearest_site():
    found = answer({"a": {"needs": {"land_ha": 60}}})

    (one,) = found["unplaced"]
    assert (one["reason"], one["site"]["id"], one["available"]) == (
        "too_large",
        "west",
        50,
    )
    assert found["value"] == 0


def test_project_without_a_site_says_so():
    found = answer({"a": {"requirement": {"limits": {"leagues": ["150100"]}},
                          "forbidden": ["east", "west"]}})  # fmt: skip

    assert [one["reason"] for one in found["unplaced"]] == ["no_site"]


def test_unknown_capacity_that_counts_as_none_is_the_reason():
    found = answer({"a": {"needs": {"water_m3_per_day": 9}}}, unknown="none")

    (one,) = found["unplaced"]
    assert (one["reason"], one["resource"], one["available"]) == (
        "unknown_capacity",
        "water_m3_per_day",
        None,
    )


def test_values_replace_the_score():
    found = answer({"a": {"values": {"west": 9}}})

    assert where(found) == {"a": "west"}
    assert found["value"] == 9


def test_locked_project_stays_although_a_limit_fails_and_the_limit_is_told():
    found = answer(
        {"a": {"requirement": {"limits": {"ranges": {"rail_km": {"max": 5}}}},
               "locked": "west"}},
        rows=[ROWS[0], {**ROWS[1], "rail_km": 50}],
    )  # fmt: skip

    (one,) = found["placed"]
    assert (one["site"]["id"], one["locked"], one["failed"]) == (
        "west",
        True,
        ["ranges.rail_km.max"],
    )


def test_limit_that_is_not_verified_is_told():
    found = answer(
        {"a": {"requirement": {"limits": {"ranges": {"elevation_m": {"max": 5}}}}}},
        rows=[{**ROWS[0], "elevation_m": None}, {**ROWS[1], "elevation_m": 9}],
    )

    (one,) = found["placed"]
    assert (one["site"]["id"], one["not_verified"]) == (
        "east",
        ["ranges.elevation_m.max"],
    )


def test_mandatory_projects_that_do_not_fit_name_the_capacity_to_blame():
    plant = {"needs": {"land_ha": 40}, "mandatory": True}

    found = answer({"a": dict(plant), "b": dict(plant), "c": {}})

    assert (found["status"], found["value"], found["gap"]) == ("infeasible", None, None)
    assert found["placed"] == found["sites"] == []
    (increase,) = found["blame"]["increases"]
    assert (increase["site"]["id"], increase["resource"]) == ("east", "land_ha")
    assert increase["increase"] == pytest.approx(10)
    assert found["statement"]["zh"] == (
        "必须落地的项目无法全部安排。能力不足：east园区的用地有 30 公顷，"
        "需要 40 公顷，至少再增 10 公顷"
    )
    assert found["counts"] == {
        "projects": 3,
        "placed": 0,
        "unplaced": 3,
        "sites_used": 0,
    }


def test_without_a_plan_every_project_is_listed_without_a_place():
    plant = {"needs": {"land_ha": 40}, "mandatory": True}
    nowhere = {"mandatory": True, "forbidden": ["east", "west"]}

    found = answer({"a": plant, "b": nowhere, "c": {}})

    reasons = {one["project"]["id"]: one["reason"] for one in found["unplaced"]}
    assert reasons == {"a": "no_plan", "b": "no_site", "c": "no_plan"}
    assert found["counts"]["unplaced"] == len(found["unplaced"]) == 3
    assert found["unplaced"][0]["text"] == {
        "zh": "没有可行方案，见方案说明",
        "en": "there is no plan; the statement says why",
    }


def test_mandatory_project_that_is_allowed_nowhere_is_named():
    found = answer({"a": {"mandatory": True, "forbidden": ["east", "west"]}})

    assert found["blame"]["nowhere"] == [{"id": "a", "name": None}]
    assert "no site is allowed for a" in found["statement"]["en"]


def test_sub_park_takes_from_its_umbrella_zone():
    sites = [
        {"id": "zone", "fit": 0.1, "group": "zone", "land_available_ha": 30},
        {"id": "part", "fit": 1, "group": "zone", "land_available_ha": 99},
    ]
    table = make_sites(sites)
    object.__setattr__(table, "parent_ids", ("", "zone"))
    known = Vocabulary.of(table, BOOK)
    plant = {"requirement": {"industry": "wafer", "land_ha": 20}}
    asked = AllocationRequest.parse(
        {
            "projects": [{"id": "a", **plant}, {"id": "b", **plant}],
            "unknown_capacity": "none",
        },
        sites=table,
        read=lambda one: Requirement.parse(one, known=known),
    )

    found = to_answer(make_plan(table, asked, solve=solver(table)), "v1")

    assert where(found) == {"a": "part"} or where(found) == {"b": "part"}
    used = {one["site"]["id"]: one["resources"]["land_ha"] for one in found["sites"]}
    assert (used["part"]["used"], used["zone"]["used"]) == (20, 20)
    assert used["zone"]["left"] == 10
    assert found["unplaced"][0]["available"] == 10


def test_same_requirement_is_matched_once_and_progress_counts_projects():
    told = []

    answer(
        {"a": {}, "b": {}, "c": {}},
        progress=lambda done, all_: told.append((done, all_)),
    )

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_same_request_gives_the_same_answer():
    projects = {name: {"needs": {"land_ha": 10}} for name in "abcdefg"}

    first = answer({name: dict(one) for name, one in projects.items()})
    second = answer({name: dict(one) for name, one in projects.items()})

    assert first == second
    assert first["counts"]["placed"] == 7


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lines_name_projects_places_and_reasons(lang):
    found = answer(
        {
            "a": {
                "needs": {"land_ha": 20},
                "name": "硅片\u202e一期",
                "mandatory": True,
            },
            "b": {"needs": {"land_ha": 90}},
        }
    )

    text = "\n".join(plan_lines(found, lang))

    assert "\u202e" not in text
    assert "a 硅片一期 → " in text
    assert {"zh": "用地 20 / 30 公顷", "en": "land 20 of 30 ha"}[lang] in text
    assert {"zh": "未安排", "en": "Not placed"}[lang] in text
    assert {"zh": "必须落地", "en": "mandatory"}[lang] in text
