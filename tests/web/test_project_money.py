"""A project with money is not removed by page or API; both say which months hold it."""

from __future__ import annotations

import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.changes import changes
from geo_zs.register.ledger import add_entry
from geo_zs.register.projects import read_project
from tests.web.planner_fixtures import csrf

ENTRY = {
    "project_id": "R-000001",
    "month": "2024-05",
    "scope": "domestic",
    "is_continued": False,
    "reported_1e4": 3000.0,
}


@pytest.fixture
def with_money(planner_register):
    with planner_register.write(cli_actor()) as writer:
        add_entry(writer, ENTRY)
    return planner_register


def post(client, path, data):
    token = csrf(client.get("/account").text)
    data = {"csrf_token": token, **data}
    return client.post(path, data=data, follow_redirects=True)


def version_of(register):
    with register.read() as session:
        return read_project(session, "R-000001", cli_actor())["version"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "1 条到位资金台账（2024-05 1 条）"), ("en", "2024-05: 1")],
)
def test_page_says_which_months_hold_the_money(planner_client, with_money, lang, words):
    data = {"version": str(version_of(with_money))}
    path = f"/planner/projects/R-000001/delete?lang={lang}"

    answer = post(planner_client, path, data)

    assert answer.status_code == 200
    assert words in answer.text
    assert version_of(with_money)


def test_page_takes_no_new_project_back_under_money(planner_client, with_money):
    with with_money.read() as session:
        lines = changes(session, table="project", key="R-000001")
    created = next(one for one in lines if one.action == "create")

    answer = post(
        planner_client,
        f"/planner/changes/{created.change_id}/undo",
        {"project_id": "R-000001"},
    )

    assert version_of(with_money)
    assert answer.status_code == 200
    assert "2024-05 1 条" in answer.text


def test_api_refuses_and_names_the_months(site):
    headers = site.bearer("planner")
    made = site.client().post(
        "/api/v1/register/projects",
        json={"name_zh": "样例", "league": "150200"},
        headers=headers,
    )
    path = made.headers["Location"]
    key = path.rsplit("/", 1)[1]
    with site.register.write(cli_actor()) as writer:
        add_entry(writer, {**ENTRY, "project_id": key})

    answer = site.client().delete(path, headers={**headers, "If-Match": '"1"'})

    assert answer.status_code == 422
    (problem,) = answer.get_json(force=True)["problems"]
    assert "2024-05: 1" in problem["message"]
    assert site.client().get(path, headers=headers).status_code == 200
