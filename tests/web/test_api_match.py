"""``POST /api/v1/match``."""

from __future__ import annotations

import json
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


def test_shares_of_first_places_sum_to_one_over_all_places(client):
    body = client.post("/api/v1/match", json={**WAFER, "top": 500}).get_json()
    shares = [entry["stability"] for entry in body["ranked"]]

    assert math.isclose(sum(one["p_first"] for one in shares), 1, abs_tol=1e-3)
    assert math.isclose(sum(one["p_top5"] for one in shares), 5, abs_tol=5e-3)
    assert all(
        one["p_first"] <= one["p_top5"] + 1e-9
        and one["p_first_with_unknowns"] <= one["p_top5_with_unknowns"] + 1e-9
        for one in shares
    )


def test_stability_carries_its_draws_and_seed_and_a_plain_word(answer):
    told = answer["stability"]

    assert (told["draws"], told["seed"]) == (10_000, 2023)
    assert told["first"] == answer["ranked"][0]["site"]["id"]
    assert told["zh"].startswith("稳" if told["is_stable"] else "不稳")
    assert told["en"].startswith("Stable" if told["is_stable"] else "Not stable")
    assert 0 < told["possibly_first"]["share"] <= 1
    assert math.isclose(sum(told["central_weights"].values()), 1, abs_tol=1e-3)


def test_another_seed_is_told_and_no_draws_mean_no_stability(client):
    other = client.post(
        "/api/v1/match", json={**WAFER, "stability": {"draws": 500, "seed": 7}}
    ).get_json()
    none = client.post(
        "/api/v1/match", json={**WAFER, "stability": {"draws": 0}}
    ).get_json()

    assert (other["stability"]["draws"], other["stability"]["seed"]) == (500, 7)
    assert none["stability"] is None
    assert none["ranked"][0]["stability"] is None


def test_a_flip_named_by_the_answer_does_put_the_other_place_first(client, answer):
    flip = min(answer["flips"], key=lambda one: abs(one["to"] - one["from"]))
    beyond = flip["to"] + (1e-6 if flip["direction"] == "up" else -1e-6)
    rest = 1 - flip["from"]
    weights = {
        name: weight * (1 - beyond) / rest for name, weight in answer["weights"].items()
    }
    weights[flip["criterion"]] = beyond

    moved = client.post("/api/v1/match", json={**WAFER, "weights": weights}).get_json()

    assert moved["ranked"][0]["site"]["id"] == flip["new_first"]
    assert moved["ranked"][0]["site"]["id"] != answer["ranked"][0]["site"]["id"]


def test_a_text_is_read_and_shown_with_the_phrase_of_each_value(client):
    text = (
        "年产5GW N型单晶硅片项目，总投资15亿元，用地300亩，用电负荷55兆瓦，"
        "绿电比例不低于50%，距铁路不超过30公里"
    )
    understood = client.post("/api/v1/match", json={"text": text}).get_json()[
        "understood"
    ]

    assert understood["industry_tags"] == ["pv_wafer"]
    assert understood["land_ha"] == pytest.approx(20)
    assert understood["power_mw"] == 55
    assert understood["investment_cny_1e8"] == 15
    assert understood["green_power_share_min"] == 0.5
    assert understood["limits"]["rail_km_max"] == 30
    assert understood["capacity"][0]["value"] == 5
    phrases = {one["field"]: one["text"] for one in understood["phrases"]}
    assert phrases["land_ha"] == "用地300亩"
    for one in understood["phrases"]:
        assert text[one["start"] : one["end"]] == one["text"]
    assert understood["not_understood"] == []


def test_a_field_of_the_request_wins_over_the_text(client):
    answer = client.post(
        "/api/v1/match", json={"text": "单晶硅片，用地300亩", "land_ha": 50}
    ).get_json()

    assert answer["understood"]["land_ha"] == 50
    assert answer["understood"]["filled"]["land_ha"] == "request"
    assert answer["understood"]["filled"]["industry"] == "text"


def test_faults_of_the_text_are_told_beside_those_of_the_other_fields(client):
    answer = client.post("/api/v1/match", json={"text": "天气很好", "land_ha": -1})

    assert answer.status_code == 422
    fields = [one["field"] for one in answer.get_json(force=True)["problems"]]
    assert sorted(fields) == ["land_ha", "text"]


def test_free_power_is_not_evaluated_and_names_the_rule(client):
    answer = client.post("/api/v1/match", json={"text": "单晶硅片项目，零电价"})
    told = answer.get_json()["understood"]["not_evaluated"]

    assert [(one["text"], one["rule"]) for one in told] == [
        ("零电价", "fair-competition")
    ]


def test_rules_stand_in_the_answer_with_their_documents(client):
    answer = client.post("/api/v1/match", json={"industry": "coking"}).get_json()
    rules = {one["rule"]: one for one in answer["rules"]}

    park = rules["chem-recognised-park"]
    assert park["effect"] == "warn"
    assert park["document"]["number"] == "内工信化工函〔2021〕188号"
    assert sum(park["counts"].values()) >= answer["counts"]["candidates"]
    known = {*rules}
    for entry in answer["ranked"]:
        assert {flag["rule"] for flag in entry["flags"]} <= known


def test_own_figures_stay_in_their_own_answer(client, answer):
    first = answer["ranked"][0]["site"]["id"]
    own = {first: {"electricity_price_cny_per_kwh": 0.3}}
    mine = client.post("/api/v1/match", json={**WAFER, "own_figures": own}).get_json()
    again = client.post("/api/v1/match", json=WAFER).get_json()

    found = {
        one["criterion"]: one
        for entry in mine["ranked"]
        if entry["site"]["id"] == first
        for one in entry["contributions"]
    }
    assert found["electricity_price"]["value"] == 0.3
    assert found["electricity_price"]["own"]
    assert again == answer


def test_topsis_ranks_and_its_contributions_sum_to_the_score(client):
    body = client.post("/api/v1/match", json={**WAFER, "method": "topsis"}).get_json()

    assert (body["method"], body["second_method"]["method"]) == ("topsis", "additive")
    assert body["flips"] == []
    for entry in body["ranked"]:
        total = sum(one["contribution"] for one in entry["contributions"])
        assert math.isclose(total, entry["score"], abs_tol=1e-9)


def test_an_excluded_site_says_by_how_much_and_what_would_let_it_in(client):
    body = client.post(
        "/api/v1/match",
        json={
            "industry": "pv_wafer",
            "limits": {"ranges": {"beijing_km": {"max": 400}}},
        },
    ).get_json()
    out = body["excluded"][0]
    limit = out["limits"][0]

    assert limit["short_by"] == pytest.approx(limit["low"] - 400)
    assert out["lets_in"]["changes"][0]["to"] >= limit["low"]


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
        ({"text": ""}, "text"),
        ({"text": "硅" * 2001}, "text"),
        ({"text": 5}, "text"),
        ({"preset": "energy"}, "preset"),
        ({"industry": ["pv_wafer", "pv_wafer"]}, "industry"),
        ({"stability": {"draws": 10**6}}, "stability.draws"),
        (
            {"own_figures": {"atlantis": {"land_available_ha": 1}}},
            "own_figures.atlantis",
        ),
        ({"limits": {"setbacks": {"moons": 5}}}, "limits.setbacks.moons"),
        ({"weighting": {"method": "roc"}}, "weighting.order"),
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


def test_a_plant_that_names_a_port_is_ranked_as_border_processing(client):
    text = "蒙古国牛羊肉加工项目，距公路口岸60公里以内"
    body = client.post("/api/v1/match", json={"text": text}).get_json()
    chosen = client.post(
        "/api/v1/match", json={"text": text, "preset": "agri_food"}
    ).get_json()

    assert body["understood"]["industry_tags"] == ["meat"]
    assert body["understood"]["preset"] == "border_processing"
    assert "border_preset" in [one["code"] for one in body["warnings"]]
    assert chosen["understood"]["preset"] == "agri_food"
    assert "border_preset" not in [one["code"] for one in chosen["warnings"]]


def test_words_on_another_trade_change_nothing_where_the_industry_is_given(client):
    bare = client.post("/api/v1/match", json={"industry": "dairy"}).get_json()
    told = client.post(
        "/api/v1/match", json={"industry": "dairy", "text": "多晶硅"}
    ).get_json()

    assert told["understood"]["products"] == []
    assert [one["score"] for one in told["ranked"]] == [
        one["score"] for one in bare["ranked"]
    ]


def test_products_that_refine_the_fit_stand_in_the_answer(client):
    body = client.post("/api/v1/match", json={"text": "电石项目"}).get_json()

    assert body["understood"]["industry_tags"] == ["chlor_alkali"]
    assert body["understood"]["products"] == ["电石"]


@pytest.mark.parametrize(
    "change",
    [
        {"text": "\ud800 多晶硅"},
        {"industry": "pv\udfff"},
        {"own_figures": {"\ud800": {"land_available_ha": 1}}},
    ],
)
def test_half_a_character_is_refused_and_breaks_nothing(client, change):
    answer = client.post(
        "/api/v1/match",
        data=json.dumps({"industry": "pv_wafer", **change}),
        content_type="application/json",
    )

    assert answer.status_code == 422
    assert answer.get_json(force=True)["problems"]


def test_half_a_character_in_one_line_of_a_batch_spoils_no_other(client):
    lines = client.post(
        "/api/v1/match/batch",
        data=json.dumps([{"text": "\ud800多晶硅"}, {"industry": "dairy"}]),
        content_type="application/json",
    ).data.splitlines()

    first, second = (json.loads(line) for line in lines)
    assert first["line"] == 1
    assert first["problems"]
    assert second["understood"]["industry_tags"] == ["dairy"]


def test_half_a_character_in_an_allocation_is_refused(client):
    answer = client.post(
        "/api/v1/allocate",
        data='{"projects": [{"id": "\\ud800", "requirement": {"industry": "dairy"}}], '
        '"unknown_capacity": "unlimited"}',
        content_type="application/json",
    )

    assert answer.status_code == 422


def test_a_solar_station_is_told_that_wind_counts_too(client):
    body = client.post("/api/v1/match", json={"text": "100万千瓦光伏电站"}).get_json()

    assert body["understood"]["industry_tags"] == ["new_energy_power"]
    assert "one_preset_for_stations" in [one["code"] for one in body["warnings"]]
