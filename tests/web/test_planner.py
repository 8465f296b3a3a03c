"""The frame of the workbench, and that what is published is seen at once."""

from __future__ import annotations

from sqlalchemy.exc import OperationalError

import geo_zs
from geo_zs.register.access import cli_actor
from geo_zs.register.projects import create_project, update_project


def test_workbench_asks_for_an_account_and_leads_back(public_client):
    answer = public_client.get("/planner?lang=en")

    assert answer.status_code == 303
    assert answer.location == "/login?next=/planner?lang%3Den&lang=en"


def test_site_without_a_register_says_how_to_make_one(client):
    answer = client.get("/planner")

    assert answer.status_code == 503
    assert "geo-zs register init" in answer.get_data(as_text=True)


def test_overview_is_for_its_reader_only(viewer_client):
    answer = viewer_client.get("/planner")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'aria-current="page"' in answer.get_data(as_text=True)


def test_next_request_sees_what_was_published(public_client, planner_register):
    before = public_client.get("/api/v1/layers/projects.geojson")
    with planner_register.write(cli_actor()) as writer:
        create_project(writer, {"name_zh": "样例新公开项目", "visibility": "public"})

    after = public_client.get("/api/v1/layers/projects.geojson")

    assert "样例新公开项目" not in before.get_data(as_text=True)
    assert "样例新公开项目" in after.get_data(as_text=True)
    assert after.headers["X-Data-Version"] != before.headers["X-Data-Version"]
    assert after.headers["ETag"] != before.headers["ETag"]


def test_internal_change_leaves_the_public_data_as_it_was(
    public_client, planner_register
):
    before = public_client.get("/api/v1/layers/projects.geojson")
    with planner_register.write(cli_actor()) as writer:
        update_project(writer, "R-000001", {"notes": "样例内部说明"}, version=1)

    after = public_client.get("/api/v1/layers/projects.geojson")

    assert after.headers["X-Data-Version"] == before.headers["X-Data-Version"]
    assert after.data == before.data


def test_hidden_again_project_leaves_the_public_pages(public_client, planner_register):
    shown = public_client.get("/projects?q=样例公开二号").get_data(as_text=True)
    with planner_register.write(cli_actor()) as writer:
        update_project(writer, "R-000002", {"visibility": "internal"}, version=1)

    hidden = public_client.get("/projects?q=样例公开二号").get_data(as_text=True)

    assert "样例公开二号项目" in shown
    assert "样例公开二号项目" not in hidden


def test_unreachable_register_leaves_the_public_site_up(
    planner_app, planner_register, public_client, caplog, monkeypatch
):
    public_client.get("/")
    gone = OperationalError("SELECT", {}, Exception("gone"))

    def broken(*_: object, **__: object) -> None:
        raise gone

    monkeypatch.setattr(type(planner_register), "revision", broken)
    with planner_register.write(cli_actor()) as writer:
        create_project(writer, {"name_zh": "样例", "visibility": "public"})

    answer = public_client.get("/")
    told = public_client.get("/healthz/ready").json["register"]

    assert answer.status_code == 200
    assert "register cannot be read" in caplog.text
    assert told == "unreachable"


def test_readiness_tells_of_the_register(client, public_client):
    assert client.get("/healthz/ready").json["register"] == "none"
    assert public_client.get("/healthz/ready").json["register"] == "ok"


def test_register_that_is_away_is_told_in_one_line(
    planner_app, planner_register, public_client, caplog, monkeypatch
):
    gone = OperationalError("SELECT", {}, ConnectionError("10.0.0.1 refused"))

    def broken(*_: object, **__: object) -> None:
        raise gone

    monkeypatch.setattr(type(planner_register), "read", broken)
    planner_app.testing = False

    answer = public_client.get("/api/v1/register/projects")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert "10.0.0.1" not in answer.get_data(as_text=True)
    assert "cannot be reached: ConnectionError" in caplog.text
    assert public_client.get("/api/v1/layers").status_code == 200


def test_foot_of_a_form_names_the_service_and_not_the_record(planner_client):
    html = planner_client.get("/planner/projects/R-000001/edit").get_data(as_text=True)

    assert f"<span>geo_zs {geo_zs.__version__}</span>" in html
