"""Many projects placed over the API and on the command line."""

from __future__ import annotations

import json

import pytest

from geo_zs.cli import main

WAFER = {"id": "wafer", "requirement": {"industry": "pv_wafer", "land_ha": 20}}
MAGNETS = {"id": "magnets", "requirement": {"industry": "rare_earth", "land_ha": 15}}


def body(**more):
    """Return two plants for one park of 30 ha."""
    return {
        "projects": [WAFER, MAGNETS],
        "sites": ["baotou-xitu-hitech"],
        "capacities": {"baotou-xitu-hitech": {"land_ha": 30}},
        "unknown_capacity": "unlimited",
        **more,
    }


def post(client, request):
    return client.post("/api/v1/allocate", json=request)


def test_one_park_takes_the_plant_that_is_worth_more(client, catalog):
    found = post(client, body()).get_json()

    # The park names rare earths and not wafers, so magnets score higher there.
    assert found["status"] == "optimal"
    assert [one["project"]["id"] for one in found["placed"]] == ["magnets"]
    assert found["placed"][0]["value"] == pytest.approx(found["value"])
    (left,) = found["unplaced"]
    assert (left["project"]["id"], left["reason"]) == ("wafer", "no_room")
    assert (left["needed"], left["available"]) == (20, 15)
    assert found["data_version"] == catalog.data_version


def test_score_of_a_place_is_that_of_the_match(client):
    match = client.post(
        "/api/v1/match", json={"industry": "rare_earth", "top": 500}
    ).get_json()
    scores = {one["site"]["id"]: one["score"] for one in match["ranked"]}

    found = post(client, body()).get_json()

    assert found["placed"][0]["score"] == pytest.approx(scores["baotou-xitu-hitech"])


def test_mandatory_plants_that_do_not_fit_are_answered_with_the_blame(client):
    projects = [{**WAFER, "mandatory": True}, {**MAGNETS, "mandatory": True}]

    answer = post(client, body(projects=projects))

    found = answer.get_json()
    assert answer.status_code == 200
    assert (found["status"], found["value"]) == ("infeasible", None)
    (increase,) = found["blame"]["increases"]
    assert increase["resource"] == "land_ha"
    assert increase["increase"] == pytest.approx(5)
    assert "至少再增 5 公顷" in increase["text"]["zh"]


def test_unknown_capacities_of_the_shipped_parks_are_listed(client):
    request = body()
    del request["sites"], request["capacities"]

    found = post(client, request).get_json()

    assert found["counts"]["placed"] == 2
    listed = {one["site"]["id"]: one["resources"] for one in found["unknown"]}
    assert listed["baotou-xitu-hitech"] == ["land_ha"]
    assert len(listed) > 100
    assert sum(one["used"] for one in found["unknown"]) == 2


def test_same_body_gives_the_same_bytes(client):
    assert post(client, body()).data == post(client, body()).data


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"unknown_capacity": "some"}, "unknown_capacity", "one of unlimited, none"),
        ({"time_limit_s": 60}, "time_limit_s", "expected at most 30"),
        ({"sites": ["baotou-xitu"]}, "sites.0", "did you mean baotou-tuyou"),
        ({"projects": [{"id": "a", "requirement": {}}]},
         "projects.0.requirement.industry", "is missing"),
        ({"projects": [{**WAFER, "locked": "hohhot-zhonghuan"}]}, "projects.0.locked",
         "is not among the sites of the request"),
    ],
)  # fmt: skip
def test_wrong_body_is_refused_with_its_field(client, change, field, message):
    answer = post(client, body(**change))

    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    found = {one["field"]: one["message"] for one in answer.get_json()["problems"]}
    assert message in found[field]


def test_command_prints_the_plan_line_by_line(runner, tmp_path):
    file = tmp_path / "request.json"
    file.write_text(json.dumps(body()), "utf-8")

    done = runner.invoke(main, ["allocate", str(file), "--lang", "en", "--quiet"])

    assert done.exit_code == 0, done.output
    assert "1 of 2 projects placed; proven: no plan is worth more" in done.stdout
    assert "15 ha left, 20 ha needed" in done.stdout


def test_command_gives_the_answer_of_the_api_and_shows_progress(
    client, runner, tmp_path
):
    file = tmp_path / "request.json"
    file.write_text(json.dumps(body()), "utf-8")

    done = runner.invoke(main, ["allocate", str(file), "--json"])

    assert json.loads(done.stdout) == post(client, body()).get_json()
    assert "逐个匹配" in done.stderr


def test_command_ends_with_status_2_without_a_plan(runner, tmp_path):
    projects = [{**WAFER, "mandatory": True}, {**MAGNETS, "mandatory": True}]
    file = tmp_path / "request.json"
    file.write_text(json.dumps(body(projects=projects)), "utf-8")

    done = runner.invoke(main, ["allocate", str(file), "--quiet"])

    assert done.exit_code == 2
    assert "必须落地的项目无法全部安排" in done.stdout


def test_command_lists_every_fault_of_a_file(runner, tmp_path):
    file = tmp_path / "request.json"
    file.write_text('{"projects": [{"id": "a"}]}', "utf-8")

    done = runner.invoke(main, ["allocate", str(file)])

    assert done.exit_code == 1
    assert "unknown_capacity: is missing" in done.stderr
    assert "projects.0: needs one of requirement, values" in done.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "is not JSON"),
        (b'{"a": 1, "a": 2}', "stands twice"),
        (b'{"a": NaN}', "NaN is not a JSON number"),
        (b"\xff", "is not UTF-8"),
    ],
)
def test_command_says_what_is_wrong_with_a_file(runner, tmp_path, content, message):
    file = tmp_path / "request.json"
    file.write_bytes(content)

    done = runner.invoke(main, ["allocate", str(file)])

    assert done.exit_code == 1
    assert message in done.stderr
    assert "request.json" in done.stderr
