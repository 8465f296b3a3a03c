"""``POST /api/v1/match``."""

from __future__ import annotations

import math

import pytest

WAFER = {
    "industry": "pv_wafer",
    "land_ha": 20,
    "power_mw": 55,
    "limits": {"rail_km_max": 30},
}


@pytest.fixture(scope="module")
def answer(app):
    return app.test_client().post("/api/v1/match", json=WAFER).get_json()


def test_at_least_five_parks_are_ranked_and_contributions_sum_to_scores(answer):
    assert len(answer["ranked"]) >= 5
    for entry in answer["ranked"]:
        total = sum(one["contribution"] for one in entry["contributions"])
        assert math.isclose(total, entry["score"], abs_tol=1e-9)
        assert entry["score_low"] <= entry["score"] <= entry["score_high"]
        assert entry["rank_best"] <= entry["rank"] <= entry["rank_worst"]


def test_weights_sum_to_one(answer):
    assert math.isclose(sum(answer["weights"].values()), 1, abs_tol=1e-9)


def test_counts_add_up(answer):
    counts = answer["counts"]

    assert counts["candidates"] == counts["excluded"] + counts["ranked"]


def test_answer_carries_the_data_version(answer, catalog):
    assert answer["data_version"] == catalog.data_version


def test_later_answers_are_left_out_instead_of_faked(answer):
    assert "flips" not in answer
    assert all("stability" not in entry for entry in answer["ranked"])


def test_chinese_is_sent_as_it_is(client):
    text = client.post("/api/v1/match", json=WAFER).data.decode()

    assert "\\u" not in text
    assert "NaN" not in text


def test_same_requirement_gives_same_bytes(client):
    first = client.post("/api/v1/match", json=WAFER).data

    assert client.post("/api/v1/match", json=WAFER).data == first


def test_all_excluded_answers_what_would_let_a_site_in(client):
    answer = client.post(
        "/api/v1/match",
        json={
            "industry": "pv_wafer",
            "limits": {"leagues": ["150900"], "ranges": {"beijing_km": {"max": 1}}},
        },
    )

    body = answer.get_json()
    assert answer.status_code == 200
    assert body["ranked"] == []
    assert body["counts"]["excluded"] == body["counts"]["candidates"]
    assert body["relax"]
    assert body["relax"][0]["lets_in"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"industry": "nothing"}, "industry"),
        ({"industry": 5}, "industry"),
        ({"industry": None}, "industry"),
        ({"land_ha": -1}, "land_ha"),
        ({"land_ha": "20"}, "land_ha"),
        ({"land_ha": True}, "land_ha"),
        ({"green_power_share_min": 50}, "green_power_share_min"),
        ({"limits": {"leagues": ["999999"]}}, "limits.leagues.0"),
        ({"limits": {"leagues": "150200"}}, "limits.leagues"),
        ({"limits": {"port_ids": ["atlantis"]}}, "limits.port_ids.0"),
        ({"limits": {"chemical_park": False}}, "limits.chemical_park"),
        ({"limits": {"speed": 1}}, "limits.speed"),
        ({"limits": []}, "limits"),
        ({"unverified": "maybe"}, "unverified"),
        ({"top": 0}, "top"),
        ({"top": 10**9}, "top"),
        ({"weights": {"charm": 1}}, "weights.charm"),
        ({"text": "年产5GW单晶硅片项目"}, "text"),
        ({"preset": "energy_intensive"}, "preset"),
    ],
)
def test_refused_value_is_named_with_422(client, change, field):
    answer = client.post("/api/v1/match", json={"industry": "pv_wafer", **change})

    assert answer.status_code == 422
    assert field in [each["field"] for each in answer.get_json(force=True)["problems"]]


@pytest.mark.parametrize("body", ["[]", '"text"', "5", "null", "true"])
def test_json_that_is_no_object_is_422(client, body):
    answer = client.post("/api/v1/match", data=body, content_type="application/json")

    assert answer.status_code == 422


def test_hostile_names_come_back_as_text_in_json_only(client):
    hostile = "<script>alert(1)</script>"
    answer = client.post("/api/v1/match", json={"industry": hostile})

    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
