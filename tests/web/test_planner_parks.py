"""Parks in the workbench: their accounts, and what their operators state."""

from __future__ import annotations

import re

import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.park_facts import park_facts_frame
from geo_zs.register.projects import update_project
from tests.web.planner_fixtures import csrf
from tests.web.planner_forms import forms_of, send

PARK = "/planner/parks/ordos-hitech"
FACTS = {
    "date": "2026-01",
    "source": "样例园区来文",
    "confidence": "reported",
    "available_area_ha": "300亩",
    "visibility": "internal",
}


def text_of(client, path):
    """Return the text of a page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def facts(register):
    """Return what is stated of parks."""
    with register.read() as session:
        return park_facts_frame(session, cli_actor())


def test_account_of_a_park_counts_its_projects(planner_client, planner_register):
    with planner_register.write(cli_actor()) as writer:
        update_project(writer, "R-000002", {"park_id": "ordos-hitech"}, version=1)
        update_project(writer, "R-000003", {"park_id": "ordos-hitech"}, version=1)

    html = text_of(planner_client, PARK)

    assert "样例公开二号项目" in html
    assert "样例内部三号项目" in html
    assert "nan" not in html
    assert "ordos-hitech" in text_of(planner_client, "/planner/parks")


def test_project_of_a_park_without_a_stage_is_labelled_unknown(
    planner_client, planner_register
):
    with planner_register.write(cli_actor()) as writer:
        values = {"park_id": "ordos-hitech", "stage": None}
        update_project(writer, "R-000003", values, version=1)

    html = text_of(planner_client, PARK)

    assert re.search(r"样例内部三号项目</bdi></a> <span class=\"badge\">未知<", html)


def test_statement_is_kept_in_the_unit_of_the_table_and_shown(
    planner_client, planner_register
):
    sent = send(planner_client, PARK, **FACTS)

    assert sent.location == PARK
    (value,) = facts(planner_register)["value_number"].dropna()
    assert value == pytest.approx(20.0)
    html = text_of(planner_client, PARK)
    assert "样例园区来文" in html
    assert "20" in html


@pytest.mark.parametrize(
    ("visibility", "told"),
    [
        ("public", "已登记并公开，下一次选址匹配即采用。"),
        ("internal", "已登记为内部数据，不进入选址匹配。"),
    ],
)
def test_statement_tells_whether_the_next_match_uses_it(
    planner_client, planner_register, visibility, told
):
    form = text_of(planner_client, PARK)
    send(planner_client, PARK, **{**FACTS, "visibility": visibility})

    assert told in text_of(planner_client, PARK)
    assert "可见性选“公开”，下一次选址匹配即采用" in form
    assert '<span class="unit">公顷</span>' in form


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", ("此项必须填写", "“很大”")), ("en", ("every record", "&#39;很大&#39;"))],
)
def test_faults_are_all_told_and_what_was_typed_stays(
    planner_client, planner_register, lang, words
):
    path = PARK if lang == "zh" else f"{PARK}?lang=en"
    typed = {"available_area_ha": "很大", "source": "样例来文", "date": ""}
    sent = send(planner_client, path, **typed)
    html = sent.get_data(as_text=True)

    assert sent.status_code == 422
    assert [word for word in words if word not in html] == []
    assert forms_of(html)[path]["source"] == "样例来文"
    assert facts(planner_register).empty


def test_deleted_statement_is_offered_to_be_brought_back(
    planner_client, planner_register
):
    send(planner_client, PARK, **FACTS)
    (delete,) = [
        one for one in forms_of(text_of(planner_client, PARK)) if "delete" in one
    ]
    sent = send(planner_client, PARK, delete)
    assert facts(planner_register).empty
    html = text_of(planner_client, sent.location)
    (undo,) = [path for path in forms_of(html) if "/changes/" in path]

    planner_client.post(undo, data=forms_of(html)[undo])

    assert len(facts(planner_register)) == 1


def test_public_statement_is_seen_by_the_public_and_an_internal_one_is_not(
    planner_client, public_client
):
    send(planner_client, PARK, **FACTS)
    inside = public_client.get("/parks/ordos-hitech").get_data(as_text=True)
    others = {**FACTS, "source": "样例公开来文", "date": "2026-02"}
    send(planner_client, PARK, **{**others, "visibility": "public"})

    html = public_client.get("/parks/ordos-hitech").get_data(as_text=True)

    assert "样例园区来文" not in inside
    assert "样例园区来文" not in html
    assert "样例公开来文" in html


def test_viewer_reads_and_states_nothing(viewer_client, planner_client):
    send(planner_client, PARK, **FACTS)
    html = text_of(viewer_client, PARK)

    assert "样例园区来文" in html
    assert forms_of(html).keys() & {PARK} == set()
    token = csrf(text_of(viewer_client, "/account"))
    for path in (PARK, f"{PARK}/facts/K-000001/delete"):
        assert viewer_client.post(path, data={"csrf_token": token}).status_code == 403


def test_account_of_a_league_sees_and_states_nothing_of_another(
    planner_client, league_client, planner_register
):
    send(planner_client, PARK, **FACTS)

    assert "样例园区来文" not in text_of(league_client, PARK)
    token = csrf(text_of(league_client, "/account"))
    sent = league_client.post(PARK, data={**FACTS, "csrf_token": token})
    assert sent.status_code == 403
    assert len(facts(planner_register)) == 1


def test_unknown_park_is_404(planner_client):
    token = csrf(text_of(planner_client, "/account"))

    assert planner_client.get("/planner/parks/nowhere").status_code == 404
    sent = planner_client.post("/planner/parks/nowhere", data={"csrf_token": token})
    assert sent.status_code == 404


def test_way_to_a_park_shows_its_name_and_not_its_id(planner_client):
    html = planner_client.get("/planner/parks/ordos-hitech").get_data(as_text=True)

    crumbs = html.split('class="crumbs"')[1].split("</p>")[0]
    assert "ordos-hitech" not in crumbs
    assert "高新" in crumbs
