"""How the list of projects, the log and refusals show amounts and years."""

from __future__ import annotations

from geo_zs.register.access import cli_actor
from geo_zs.register.fields import fields_by_name
from geo_zs.register.projects import bulk_create
from webapp.planner.words import value_text


def test_list_shows_foreign_pledges_and_rounds_land(planner_client, planner_register):
    with planner_register.write(cli_actor()) as writer:
        bulk_create(
            writer,
            [
                {
                    "name_zh": "样例外资项目",
                    "pledged_currency": "USD",
                    "pledged_foreign_1e4": 3000.0,
                    "land_ha": 200 / 15,
                }
            ],
        )

    html = planner_client.get("/planner/projects").get_data(as_text=True)

    assert "3,000万美元" in html
    assert "13.3333" in html
    assert "13.33333" not in html


def test_year_has_no_separator():
    spec = fields_by_name("targets")["year"]

    assert value_text(None, spec, 2026, "zh", table="targets") == "2026"


def test_refusal_of_an_open_month_ends_with_a_full_stop(viewer_client):
    html = viewer_client.get("/planner/circular?month=2023-05").get_data(as_text=True)

    assert "。请管理员关账" in html
