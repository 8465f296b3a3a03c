"""Projects in the workbench: table, page, form, conflict, removal, undo, roles."""

from __future__ import annotations

import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.projects import read_project, update_project
from tests.web.planner_fixtures import csrf
from tests.web.planner_forms import forms_of, send

EDIT = "/planner/projects/R-000001/edit"


def project(register, key):
    """Return a project as it stands in the register."""
    with register.read() as session:
        return read_project(session, key, cli_actor())


def text_of(client, path):
    """Return the text of a page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_table_shows_own_projects_before_those_that_come_with_the_data(viewer_client):
    html = text_of(viewer_client, "/planner/projects")

    assert html.index("样例内部三号项目") < html.index("样例硅片一号项目")
    assert html.index("样例硅片一号项目") < html.index('<span class="badge">随附')


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("text=硅片一号", ["样例硅片一号项目"], ["样例公开二号项目"]),
        ("league=150600", ["样例公开二号项目"], ["样例硅片一号项目"]),
        ("stage=negotiating", ["样例内部三号项目"], ["样例公开二号项目"]),
        ("origin=register&visibility=public", ["样例公开二号项目"], ["内部三号"]),
    ],
)
def test_table_follows_the_filter(viewer_client, query, shown, hidden):
    html = text_of(viewer_client, f"/planner/projects?{query}")

    assert [name for name in shown if name not in html] == []
    assert [name for name in hidden if name in html] == []


def test_table_sorts_and_leaves_what_is_unknown_last(viewer_client):
    for order, first in (("asc", "样例公开二号项目"), ("desc", "样例硅片一号项目")):
        html = text_of(
            viewer_client,
            f"/planner/projects?origin=register&sort=pledged_cny_1e8&order={order}",
        )
        places = [
            html.index(name)
            for name in ("样例硅片一号项目", "样例公开二号项目", "样例内部三号项目")
        ]
        assert places[2] == max(places)
        assert html.index(first) == min(places)


def test_faulty_filter_is_told_and_nothing_else_breaks(viewer_client):
    answer = viewer_client.get("/planner/projects?league=999999&lang=en")

    assert answer.status_code == 400
    assert "has-fault" in answer.get_data(as_text=True)


def test_page_shows_what_is_known_with_units(viewer_client):
    html = text_of(viewer_client, "/planner/projects/R-000001?lang=en")

    assert "样例甲公司" in html
    assert "signed" in html
    assert "2023-03-20" in html
    assert "55" in html


def test_project_without_a_stage_is_labelled_unknown(planner_client):
    sent = send(planner_client, "/planner/projects/new", name_zh="样例无阶段项目")
    html = planner_client.get(sent.location).get_data(as_text=True)

    assert '<li class="badge badge-accent">未知</li>' in html
    assert "nan" not in html


def test_unknown_project_is_404_in_the_language_of_the_page(viewer_client):
    for lang, word in (("zh", "R-999999"), ("en", "R-999999")):
        answer = viewer_client.get(f"/planner/projects/R-999999?lang={lang}")
        assert answer.status_code == 404
        assert word in answer.get_data(as_text=True)


def test_viewer_is_offered_no_change_and_may_make_none(viewer_client):
    html = text_of(viewer_client, "/planner/projects/R-000001")
    token = csrf(viewer_client.get("/account").get_data(as_text=True))

    assert "/edit" not in html
    assert "/delete" not in html
    for path in (EDIT, "/planner/projects/new", "/planner/changes/1/undo"):
        sent = viewer_client.post(path, data={"csrf_token": token})
        assert sent.status_code == 403


def test_account_of_a_league_sees_and_edits_its_own_alone(league_client):
    html = text_of(league_client, "/planner/projects?origin=register")

    assert "样例硅片一号项目" in html
    assert "样例公开二号项目" in html
    assert "样例内部三号项目" not in html
    assert "/edit" not in text_of(league_client, "/planner/projects/R-000002")
    assert league_client.get("/planner/projects/R-000003").status_code == 404
    assert league_client.get("/planner/projects/R-000003/edit").status_code == 404
    assert league_client.get("/planner/projects/R-000002/edit").status_code == 403
    token = csrf(league_client.get("/account").get_data(as_text=True))
    for key, status in (("R-000002", 403), ("R-000003", 404)):
        sent = league_client.post(
            f"/planner/projects/{key}/edit",
            data={"csrf_token": token, "name_zh": "改名", "version": "1"},
        )
        assert sent.status_code == status


def test_account_of_a_league_may_not_give_a_project_to_another(
    league_client, planner_register
):
    sent = send(league_client, EDIT, league="150600", banner="150602", lon="", lat="")

    assert sent.status_code == 403
    assert project(planner_register, "R-000001")["league"] == "150200"


def test_removal_is_taken_back_by_the_page_that_follows(
    planner_client, planner_register
):
    page = "/planner/projects/R-000001"
    sent = send(planner_client, page, f"{page}/delete")
    assert sent.location == f"{page}/removed"
    assert planner_client.get(page).status_code == 404
    html = planner_client.get(sent.location).get_data(as_text=True)
    (undo,) = [path for path in forms_of(html) if "/changes/" in path]

    back = planner_client.post(undo, data=forms_of(html)[undo])

    assert back.location == page
    assert "样例硅片一号项目" in text_of(planner_client, page)
    assert project(planner_register, "R-000001")["version"] == 3


def test_page_of_a_removal_is_for_who_may_edit_and_only_after_one(
    planner_client, league_client, planner_register
):
    page = "/planner/projects/R-000003"
    assert planner_client.get(f"{page}/removed").status_code == 404
    send(planner_client, page, f"{page}/delete")

    assert planner_client.get(f"{page}/removed").status_code == 200
    assert league_client.get(f"{page}/removed").status_code == 404


def test_removal_of_what_was_changed_since_is_refused(planner_client, planner_register):
    page = "/planner/projects/R-000001"
    html = text_of(planner_client, page)
    with planner_register.write(cli_actor()) as writer:
        update_project(writer, "R-000001", {"notes": "样例新说明"}, version=1)

    data = forms_of(html)[f"{page}/delete"]
    sent = planner_client.post(f"{page}/delete", data=data)

    assert sent.location == page
    assert "所以没有删除" in planner_client.get(page).get_data(as_text=True)


def test_change_is_taken_back_unless_something_came_after(
    planner_client, planner_register
):
    send(planner_client, EDIT, land_ha="30")
    page = "/planner/projects/R-000001"
    html = text_of(planner_client, page)
    undo = next(path for path in forms_of(html) if "/changes/" in path)
    data = forms_of(html)[undo]
    with planner_register.write(cli_actor()) as writer:
        update_project(writer, "R-000001", {"land_ha": 40.0}, version=2)

    planner_client.post(undo, data=data)
    assert "不能撤销" in text_of(planner_client, page)
    assert project(planner_register, "R-000001")["land_ha"] == 40.0

    html = text_of(planner_client, page)
    undo = next(path for path in forms_of(html) if "/changes/" in path)
    planner_client.post(undo, data=forms_of(html)[undo])
    assert project(planner_register, "R-000001")["land_ha"] == 30.0


def test_account_of_a_league_takes_no_change_of_another_back(
    planner_client, league_client, planner_register
):
    send(planner_client, "/planner/projects/R-000003/edit", notes="样例说明")
    html = text_of(planner_client, "/planner/projects/R-000003")
    undo = next(path for path in forms_of(html) if "/changes/" in path)
    token = csrf(league_client.get("/account").get_data(as_text=True))

    sent = league_client.post(undo, data={"csrf_token": token})

    assert sent.status_code in (403, 404)
    assert "样例" not in sent.get_data(as_text=True)
    assert project(planner_register, "R-000003")["notes"] == "样例说明"


def test_form_without_its_token_changes_nothing(planner_client, planner_register):
    sent = planner_client.post(EDIT, data={"name_zh": "伪造", "version": "1"})

    assert sent.status_code == 400
    assert project(planner_register, "R-000001")["name_zh"] == "样例硅片一号项目"


def test_shipped_project_is_corrected_by_a_record_of_its_own(
    planner_client, planner_register
):
    html = text_of(planner_client, "/planner/projects/new?from=P-0001")
    form = forms_of(html)["/planner/projects/new"]
    assert form["supersedes_id"] == "P-0001"
    assert form["visibility"] == "public"

    sent = planner_client.post(
        "/planner/projects/new", data={**form, "notes": "样例更正"}
    )

    assert sent.location == "/planner/projects/R-000004"
    assert planner_client.get("/planner/projects/P-0001").status_code == 404
    assert project(planner_register, "R-000004")["notes"] == "样例更正"


def test_steps_and_money_stand_in_the_wide_column(viewer_client):
    html = viewer_client.get("/planner/projects/R-000001").text
    parts = html.split('<div class="split">')[1].split("</div>\n<div>")
    assert [one for one in parts if 'id="p-steps"' in one] == [parts[0]]
    assert [one for one in parts if 'id="p-money"' in one] == [parts[0]]
    assert 'id="p-history"' in parts[-1]
