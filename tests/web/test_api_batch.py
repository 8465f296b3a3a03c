"""Many requirements in one request, one answer a line."""

from __future__ import annotations

import json

import pytest

from webapp.api.batch import MAX_REQUIREMENTS

NO_DRAWS = {"stability": {"draws": 0}, "top": 2}
WAFER = {"industry": "pv_wafer", "limits": {"rail_km_max": 30}, **NO_DRAWS}
DAIRY = {"industry": "dairy", **NO_DRAWS}


def post(client, body, content_type="application/x-ndjson"):
    return client.post("/api/v1/match/batch", data=body, content_type=content_type)


def lines(answer):
    return [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]


def test_each_line_has_the_bytes_of_the_single_answer(client):
    answer = client.post("/api/v1/match/batch", json=[WAFER, DAIRY])

    assert answer.status_code == 200
    assert answer.content_type == "application/x-ndjson"
    singles = [client.post("/api/v1/match", json=one).data for one in (WAFER, DAIRY)]
    assert answer.data == b"".join(single + b"\n" for single in singles)


def test_lines_give_the_same_as_a_list(client):
    text = f"{json.dumps(WAFER)}\r\n\n{json.dumps(DAIRY)}"

    found = post(client, text)

    assert found.data == client.post("/api/v1/match/batch", json=[WAFER, DAIRY]).data


def test_the_answers_are_streamed(client):
    answer = client.post("/api/v1/match/batch", json=[DAIRY], buffered=False)

    assert answer.is_streamed
    assert answer.content_length is None


def test_a_faulty_requirement_is_told_in_its_place(client):
    text = (
        f'{json.dumps(DAIRY)}\n{{"industry": "dary"}}\n{{NaN\n[]\n{json.dumps(WAFER)}'
    )

    answer = post(client, text)

    found = lines(answer)
    assert answer.status_code == 200
    assert [one.get("line") for one in found] == [None, 2, 3, 4, None]
    assert found[1]["problems"] == [
        {
            "field": "industry",
            "message": "is 'dary', no tag of the vocabulary; did you mean dairy?",
        }
    ]
    assert "is not JSON" in found[2]["problems"][0]["message"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ([], "has 0 requirements; expected 1 to 1,000"),
        ([DAIRY] * (MAX_REQUIREMENTS + 1), "has 1,001 requirements"),
        ({"industry": "dairy"}, "is no list"),
        ([{"industry": "dairy"}] * 201, "asks for 2,010,000 draws of weights in all"),
    ],
)
def test_a_batch_that_is_empty_too_long_or_no_list_is_refused(client, body, told):
    answer = client.post("/api/v1/match/batch", json=body)

    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert told in answer.get_json(force=True)["problems"][0]["message"]


def test_a_body_that_is_no_json_at_all_and_another_type_are_refused(client):
    assert post(client, "[{", "application/json").status_code == 400
    assert post(client, "[]", "text/plain").status_code == 415


def test_odd_numbers_of_draws_are_told_in_their_line(client):
    odd = [{**DAIRY, "stability": {"draws": value}} for value in (-1, "all", True)]

    found = lines(client.post("/api/v1/match/batch", json=odd))

    assert [one["line"] for one in found] == [1, 2, 3]
    assert {one["problems"][0]["field"] for one in found} == {"stability.draws"}
