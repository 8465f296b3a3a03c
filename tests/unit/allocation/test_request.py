"""Requests to place many projects: what is read and what is refused."""

from __future__ import annotations

import pytest

from geo_zs.allocation.request import AllocationRequest
from geo_zs.errors import Problem, RequirementError
from geo_zs.matching.requirement import Requirement, Vocabulary
from tests.unit.matching.conftest import make_book, make_sites

SITES = make_sites([{"id": "east-park"}, {"id": "west-park"}, {"id": "north-park"}])
KNOWN = Vocabulary.of(SITES, make_book())


def parse(request):
    return AllocationRequest.parse(
        request, sites=SITES, read=lambda one: Requirement.parse(one, known=KNOWN)
    )


def faults(request):
    with pytest.raises(RequirementError) as error:
        parse(request)
    return {one.field: one.message for one in error.value.problems}


def one_project(**more):
    project = {"id": "a", "requirement": {"industry": "wafer", "land_ha": 8}, **more}
    return {"projects": [project], "unknown_capacity": "none"}


def test_needs_come_from_the_requirement_and_are_replaced_one_by_one():
    request = one_project(needs={"power_mw": 3})

    (project,) = parse(request).projects

    assert project.needs == (8, 3, 0)


def test_defaults_are_stated():
    asked = parse(one_project())

    assert (asked.time_limit_s, asked.gap, asked.unknown_is_none) == (10, 0, True)
    (project,) = asked.projects
    assert (project.priority, project.is_mandatory, project.locked) == (1, False, "")


def test_what_an_unknown_capacity_counts_as_must_be_said():
    request = one_project()
    del request["unknown_capacity"]

    assert faults(request) == {"unknown_capacity": "is missing"}


def test_project_needs_a_requirement_or_values():
    request = {"projects": [{"id": "a"}], "unknown_capacity": "none"}

    assert faults(request) == {"projects.0": "needs one of requirement, values"}


def test_values_do_without_a_requirement():
    request = {
        "projects": [{"id": "a", "values": {"east-park": 3}}],
        "unknown_capacity": "none",
    }

    (project,) = parse(request).projects

    assert (project.requirement, project.values) == (None, {"east-park": 3.0})


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"time_limit_s": 31}, "time_limit_s", "is 31; expected at most 30"),
        ({"time_limit_s": 0}, "time_limit_s", "is 0; expected at least 0.1"),
        ({"projects": []}, "projects", "is a list of 0 items; expected at least 1"),
        ({"unknown_capacity": "lots"}, "unknown_capacity", "one of unlimited, none"),
        ({"sites": ["east-prk"]}, "sites.0", "did you mean east-park"),
        ({"capacities": {"moon": {"land_ha": 1}}}, "capacities.moon", "no candidate"),
        (
            {"capacities": {"east-park": {"land": 1}}},
            "capacities.east-park.land",
            "did you mean land_ha?",
        ),
        ({"gap": float("nan")}, "gap", "expected a finite number"),
        ({"speed": 1}, "speed", "is no field here; known: projects"),
    ],
)
def test_wrong_field_is_named_with_what_is_expected(change, field, message):
    found = faults({**one_project(), **change})

    assert message in found[field]


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"priority": 0}, "priority", "expected more than 0"),
        ({"needs": {"land_ha": -1}}, "needs.land_ha", "expected at least 0"),
        ({"values": {"east-park": -1}}, "values.east-park", "expected at least 0"),
        ({"values": {"moon": 1}}, "values.moon", "no candidate site"),
        ({"forbidden": ["moon"]}, "forbidden.0", "no candidate site"),
        ({"locked": "moon"}, "locked", "no candidate site"),
        ({"mandatory": 1}, "mandatory", "is 1; expected true or false"),
        (
            {"requirement": {"industry": "wafr"}},
            "requirement.industry",
            "did you mean wafer?",
        ),
    ],
)
def test_wrong_field_of_a_project_is_named_by_its_path(change, field, message):
    assert message in faults(one_project(**change))[f"projects.0.{field}"]


def test_lock_on_a_forbidden_site_is_a_contradiction():
    found = faults(one_project(locked="east-park", forbidden=["east-park"]))

    assert found == {
        "projects.0.locked": "'east-park' is in forbidden too; take it out of one of "
        "them"
    }


def test_lock_outside_the_sites_allowed_is_a_contradiction():
    request = one_project(locked="east-park", sites=["west-park"])
    request["sites"] = ["west-park"]

    with pytest.raises(RequirementError) as error:
        parse(request)

    assert [one.message for one in error.value.problems] == [
        "'east-park' is not among the sites of this project; add it there",
        "'east-park' is not among the sites of the request; add it there",
    ]


def test_repeated_id_is_refused():
    request = one_project()
    request["projects"] *= 2

    assert faults(request) == {
        "projects.1.id": "is 'a', as that of projects.0; give each its own"
    }


def test_all_faults_come_at_once():
    request = one_project(locked="moon", requirement={"industry": "wafr"})
    request["sites"] = ["mars"]

    assert set(faults(request)) == {
        "sites.0",
        "projects.0.locked",
        "projects.0.requirement.industry",
    }


def test_no_more_than_two_hundred_projects():
    request = one_project()
    request["projects"] = [
        {"id": str(n), "values": {"east-park": 1}} for n in range(201)
    ]

    assert "at most 200 items" in faults(request)["projects"]


@pytest.mark.parametrize("body", [None, [], "text", 3])
def test_anything_but_an_object_is_refused(body):
    assert "expected an object" in faults(body)[""]


def test_faults_of_a_requirement_keep_their_path():
    def read(_given):
        raise RequirementError([Problem("", "is odd"), Problem("land_ha", "is big")])

    with pytest.raises(RequirementError) as error:
        AllocationRequest.parse(one_project(), sites=SITES, read=read)

    assert [one.field for one in error.value.problems] == [
        "projects.0.requirement",
        "projects.0.requirement.land_ha",
    ]
