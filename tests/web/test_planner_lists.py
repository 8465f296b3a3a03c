"""Target companies, targets and steps: lists, forms, conflict, undo, roles."""

from __future__ import annotations

import re

import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.companies import company_frame, update_company
from geo_zs.register.steps import step_frame
from geo_zs.register.targets import target_frame
from tests.web.planner_fixtures import csrf
from tests.web.planner_forms import forms_of, send

#: Kind → its form, the list that shows it, and how it is read.
KINDS = {
    "company": (
        {"name_zh": "样例目标企业", "league": "150200", "officer": "样例专员"},
        "/planner/companies",
        company_frame,
    ),
    "target": (
        {
            "adcode": "150200",
            "year": "2024",
            "scope": "domestic",
            "value_cny_1e8": "300亿元",
            "source": "样例目标企业来源",
        },
        "/planner/targets",
        target_frame,
    ),
    "step": (
        {"project_id": "R-000001", "name": "样例目标企业事项", "due_date": "2024.5.1"},
        "/planner/projects/R-000001",
        step_frame,
    ),
}
KEYS = {"company": "C-000001", "target": "G-000001", "step": "T-000001"}


def text_of(client, path):
    """Return the text of a page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def count(register, kind):
    """Return how many records of a kind the register holds."""
    with register.read() as session:
        return len(KINDS[kind][2](session, cli_actor()))


@pytest.mark.parametrize("kind", KINDS)
def test_record_is_added_and_listed_and_its_addition_undone(
    planner_client, planner_register, kind
):
    values, page, _ = KINDS[kind]
    sent = send(planner_client, f"/planner/records/{kind}/new", **values)
    assert sent.location == page
    html = text_of(planner_client, page)
    assert "样例目标企业" in html
    assert f"/planner/records/{kind}/{KEYS[kind]}/edit" in html

    flashes = html[html.index('class="flashes"') :]
    undo = re.search(r"/planner/changes/\d+/undo", flashes)[0]
    back = planner_client.post(undo, data=forms_of(html)[undo])

    assert back.location == page
    assert count(planner_register, kind) == 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_empty_form_names_what_is_required(planner_client, kind, lang):
    sent = send(planner_client, f"/planner/records/{kind}/new?lang={lang}")
    html = sent.get_data(as_text=True)

    assert sent.status_code == 422
    required = {"company": 1, "target": 4, "step": 2}[kind]
    words = {"zh": "此项必须填写", "en": "every record must have it"}[lang]
    faults = html[html.index('id="faults"') :]
    assert faults[: faults.index("</ul>")].count(words) == required


@pytest.mark.parametrize("kind", KINDS)
def test_record_is_changed_and_deleted_and_brought_back(
    planner_client, planner_register, kind
):
    send(planner_client, f"/planner/records/{kind}/new", **KINDS[kind][0])
    path = f"/planner/records/{kind}/{KEYS[kind]}"
    assert send(planner_client, f"{path}/edit", notes="样例说明").status_code == 303
    assert "样例说明" in text_of(planner_client, f"{path}/edit")

    sent = send(planner_client, f"{path}/edit", f"{path}/delete")
    assert count(planner_register, kind) == 0
    html = text_of(planner_client, sent.location)
    assert planner_client.get(f"{path}/edit").status_code == 404
    flashes = html[html.index('class="flashes"') :]
    undo = re.search(r"/planner/changes/\d+/undo", flashes)[0]
    planner_client.post(undo, data=forms_of(html)[undo])

    assert count(planner_register, kind) == 1


def test_second_editor_of_a_company_is_told_with_both_values(
    planner_client, planner_register
):
    send(planner_client, "/planner/records/company/new", **KINDS["company"][0])
    path = "/planner/records/company/C-000001/edit"
    form = forms_of(text_of(planner_client, path))[path] | {"league": "150600"}
    with planner_register.write(cli_actor("样例同事")) as writer:
        update_company(writer, "C-000001", {"league": "150100"}, version=1)

    sent = planner_client.post(path, data=form)
    html = sent.get_data(as_text=True)

    assert sent.status_code == 409
    for text in ("样例同事", "<bdi>鄂尔多斯市</bdi>", "<bdi>呼和浩特市</bdi>"):
        assert text in html


def test_list_of_companies_follows_its_filter(planner_client):
    for name, league in (("样例甲", "150200"), ("样例乙", "150600")):
        send(
            planner_client, "/planner/records/company/new", name_zh=name, league=league
        )
    html = text_of(planner_client, "/planner/companies?league=150600")

    assert "样例乙" in html
    assert "样例甲" not in html
    assert "样例甲" in text_of(planner_client, "/planner/companies?text=例甲")
    assert planner_client.get("/planner/companies?league=x").status_code == 200


def test_viewer_is_offered_no_form_and_may_send_none(viewer_client, planner_client):
    send(planner_client, "/planner/records/company/new", **KINDS["company"][0])
    html = text_of(viewer_client, "/planner/companies")
    token = csrf(text_of(viewer_client, "/account"))

    assert "样例目标企业" in html
    assert "/planner/records/" not in html
    for path in ("company/new", "company/C-000001/edit", "company/C-000001/delete"):
        sent = viewer_client.post(
            f"/planner/records/{path}", data={"csrf_token": token}
        )
        assert sent.status_code == 403


def test_account_of_a_league_sees_and_changes_its_own_companies_alone(
    planner_client, league_client
):
    for name, league in (("样例甲", "150200"), ("样例乙", "150600")):
        send(
            planner_client, "/planner/records/company/new", name_zh=name, league=league
        )
    html = text_of(league_client, "/planner/companies")

    assert "样例甲" in html
    assert "样例乙" not in html
    assert (
        league_client.get("/planner/records/company/C-000002/edit").status_code == 404
    )
    sent = send(
        league_client, "/planner/records/company/new", name_zh="样例丙", league="150600"
    )
    assert sent.status_code == 403


def test_unknown_kind_or_key_is_404(planner_client):
    for path in ("nonsense/new", "company/C-999999/edit", "step/x/edit"):
        assert planner_client.get(f"/planner/records/{path}").status_code == 404


def test_form_without_its_token_changes_nothing(planner_client, planner_register):
    values = KINDS["company"][0]
    sent = planner_client.post("/planner/records/company/new", data=values)

    assert sent.status_code == 400
    assert count(planner_register, "company") == 0
