"""Forms of the workbench: what is typed is understood, faults are all told, kept."""

from __future__ import annotations

import json

import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.changes import changes
from geo_zs.register.projects import read_project, update_project
from tests.web.planner_fixtures import csrf
from tests.web.planner_forms import forms_of, send

NEW = "/planner/projects/new"
EDIT = "/planner/projects/R-000001/edit"
SQUARE = {
    "type": "Polygon",
    "coordinates": [
        [[109.8, 40.6], [109.9, 40.6], [109.9, 40.7], [109.8, 40.7], [109.8, 40.6]]
    ],
}


def project(register, key):
    """Return a project as it stands in the register."""
    with register.read() as session:
        return read_project(session, key, cli_actor())


def test_units_and_loose_dates_are_understood(planner_client, planner_register):
    sent = send(
        planner_client,
        NEW,
        name_zh="样例新项目",
        pledged_cny_1e8="3.5亿元",
        arrived_cny_1e8="8000万元",
        land_ha="300亩",
        signed_date="2023年3月",
        stage="signed",
        industry_tags="pv_wafer；polysilicon",
    )

    assert sent.status_code == 303
    made = project(planner_register, sent.location.rsplit("/", 1)[1])
    assert made["pledged_cny_1e8"] == 3.5
    assert made["arrived_cny_1e8"] == 0.8
    assert made["land_ha"] == pytest.approx(20.0)
    assert made["signed_date"] == "2023-03"
    assert made["industry_tags"] == ("pv_wafer", "polysilicon")


#: Language → what each fault must say.
FAULTS = {
    "zh": {
        "name_zh": "为空",
        "pledged_cny_1e8": "“很多”",
        "signed_date": "日历上没有这一天",
        "credit_code": "校验",
        "park_id": "数据中没有",
    },
    "en": {
        "name_zh": "is empty",
        "pledged_cny_1e8": "&#39;很多&#39;",
        "signed_date": "the calendar has no such day",
        "credit_code": "its last character",
        "park_id": "does not know",
    },
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_faults_are_listed_and_what_was_typed_is_kept(
    planner_client, planner_register, lang
):
    typed = {
        "pledged_cny_1e8": "很多",
        "signed_date": "2023-13-45",
        "credit_code": "91150206MA0N00000X",
        "notes": "第一行\r\n第二行",
    }
    sent = send(planner_client, f"{NEW}?lang={lang}", **typed)
    html = sent.get_data(as_text=True)

    assert sent.status_code == 422
    for name in ("name_zh", "pledged_cny_1e8", "signed_date", "credit_code"):
        assert f'href="#f-{name}"' in html
        assert FAULTS[lang][name] in html
    form = forms_of(html)[f"{NEW}{'?lang=en' if lang == 'en' else ''}"]
    assert {name: form[name] for name in typed} == typed
    assert 'aria-invalid="true"' in html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_faults_of_the_register_are_told_in_the_language_of_the_page(
    planner_client, lang
):
    sent = send(
        planner_client,
        f"{NEW}?lang={lang}",
        name_zh="样例",
        supersedes_id="P-9999",
        park_id="no-such-park",
    )
    html = sent.get_data(as_text=True)

    assert sent.status_code == 422
    for name in ("supersedes_id", "park_id"):
        assert f'href="#f-{name}"' in html
    assert FAULTS[lang]["park_id"] in html


@pytest.mark.parametrize(
    "money",
    [
        {"pledged_cny_1e8": "500万美元", "pledged_currency": "CNY"},
        {"pledged_foreign_1e4": "500万美元", "pledged_currency": "EUR"},
        {"pledged_cny_1e8": "15亿元", "pledged_currency": "USD"},
        {"arrived_cny_1e8": "500万美元"},
    ],
)
def test_money_in_another_currency_than_the_chosen_one_is_a_fault(
    planner_client, money
):
    sent = send(planner_client, NEW, name_zh="样例新项目", **money)

    assert sent.status_code == 422
    field = next(iter(money))
    assert f'href="#f-{field}"' in sent.get_data(as_text=True)


@pytest.mark.parametrize(
    ("lang", "point", "words"),
    [
        ("zh", ("116.40", "39.90"), "在自治区以外"),
        ("zh", ("40.66", "109.84"), "经纬度对调后落在包头市"),
        ("en", ("40.66", "109.84"), "with longitude and latitude swapped"),
        ("zh", ("401793.2", "4502038.9"), "若按"),
    ],
)
def test_point_outside_the_region_is_a_fault_that_says_how_it_would_be_inside(
    planner_client, lang, point, words
):
    path = NEW if lang == "zh" else f"{NEW}?lang=en"
    typed = {"name_zh": "样例新项目", "lon": point[0], "lat": point[1]}
    sent = send(planner_client, path, **typed)
    html = sent.get_data(as_text=True)

    assert sent.status_code == 422
    assert words in html
    assert 'href="#f-lon"' in html


def test_outline_outside_the_region_is_a_fault(planner_client):
    ring = [[100, 30], [101, 30], [101, 31], [100, 30]]
    shape = json.dumps({"type": "Polygon", "coordinates": [ring]})
    sent = send(planner_client, NEW, name_zh="样例新项目", shape=shape)

    assert sent.status_code == 422
    assert 'href="#f-shape"' in sent.get_data(as_text=True)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "到位 20 亿元，多于总投资 15 亿元"),
        ("en", "20 x 10^8 yuan arrived, more than the 15 pledged"),
    ],
)
def test_more_arrived_than_was_pledged_is_kept_and_told(
    planner_client, planner_register, lang, words
):
    path = EDIT if lang == "zh" else f"{EDIT}?lang=en"
    sent = send(planner_client, path, arrived_cny_1e8="20")
    page = planner_client.get(sent.location).get_data(as_text=True)
    later = planner_client.get(sent.location).get_data(as_text=True)

    assert project(planner_register, "R-000001")["arrived_cny_1e8"] == 20.0
    assert page.count(words) == 2  # said once, and kept on the page
    assert later.count(words) == 1


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name_zh", "\u200b\u2060"),
        ("notes", "\u3164"),
        ("land_ha", "²"),
        ("land_ha", "NaN"),
        ("power_mw", "inf"),
        ("lon", "109.8²"),
    ],
)
def test_what_only_looks_like_a_value_is_a_fault(planner_client, field, text):
    sent = send(planner_client, NEW, **{"name_zh": "样例新项目", field: text})

    assert sent.status_code == 422
    assert f'href="#f-{field}"' in sent.get_data(as_text=True)


def test_half_a_point_is_refused(planner_client):
    sent = send(planner_client, NEW, name_zh="样例半点项目", lon="109.8")

    assert sent.status_code == 422
    assert 'href="#f-l' in sent.get_data(as_text=True)


def test_outline_is_kept_and_taken_away_again(planner_client, planner_register):
    send(planner_client, EDIT, shape=json.dumps(SQUARE))
    assert project(planner_register, "R-000001")["geometry"].area == pytest.approx(0.01)
    html = planner_client.get(EDIT).get_data(as_text=True)
    assert json.loads(forms_of(html)[EDIT]["shape"])["type"] == "Polygon"

    send(planner_client, EDIT, shape="", lon="", lat="")
    assert project(planner_register, "R-000001")["geometry"] is None


@pytest.mark.parametrize(
    "shape",
    ["x", "[" * 100_000, '{"type":"Point","coordinates":[1,2]}', '{"type":"Polygon"}'],
)
def test_outline_that_cannot_be_read_is_a_fault_and_stays(planner_client, shape):
    sent = send(planner_client, EDIT, shape=shape)

    assert sent.status_code == 422
    html = sent.get_data(as_text=True)
    assert "不是可读的 GeoJSON 面" in html
    assert forms_of(html)[EDIT]["shape"] == shape


@pytest.mark.parametrize(("lang", "mine", "theirs"), [
    ("zh", "开工", "在谈"), ("en", "under construction", "negotiating"),
])  # fmt: skip
def test_second_editor_is_told_with_both_values_and_loses_nothing(
    planner_client, planner_register, lang, mine, theirs
):
    path = EDIT if lang == "zh" else f"{EDIT}?lang=en"
    html = planner_client.get(path).get_data(as_text=True)
    typed = forms_of(html)[path] | {"land_ha": "33", "stage": "construction"}
    with planner_register.write(cli_actor("样例同事")) as writer:
        values = {"land_ha": 44.0, "stage": "negotiating", "notes": "样例新说明"}
        update_project(writer, "R-000001", values, version=1)

    sent = planner_client.post(path, data=typed)
    page = sent.get_data(as_text=True)

    assert sent.status_code == 409
    assert "样例同事" in page
    for text in ("33", "44", mine, theirs, "样例新说明"):
        assert f"<bdi>{text}</bdi>" in page
    assert project(planner_register, "R-000001")["land_ha"] == 44.0
    again = forms_of(page)[path]
    assert (again["land_ha"], again["version"]) == ("33", "2")
    assert planner_client.post(path, data=again).status_code == 303
    assert project(planner_register, "R-000001")["land_ha"] == 33.0


def test_conflict_lists_no_field_that_means_the_same(planner_client, planner_register):
    with planner_register.write(cli_actor()) as writer:
        geometry = {"geometry": SQUARE, "notes": "样例一\n样例二"}
        update_project(writer, "R-000001", geometry, version=1)
    html = planner_client.get(EDIT).get_data(as_text=True)
    same = {
        "pledged_cny_1e8": "150000万元",
        "land_ha": "300亩",
        "industry_tags": "pv_wafer；",
        "signed_date": "2023年3月20日",
        "investor_zh": " 样例甲公司 ",
        "place_text": "—",
        "officer": "  ",
        "water_m3_per_day": "无",
        "notes": "样例一\r\n样例二",
        "shape": json.dumps(SQUARE, indent=2),
    }
    typed = forms_of(html)[EDIT] | same | {"power_mw": "66"}
    with planner_register.write(cli_actor("样例同事")) as writer:
        update_project(writer, "R-000001", {"power_mw": 77.0}, version=2)

    sent = planner_client.post(EDIT, data=typed)
    page = sent.get_data(as_text=True)
    table = page[page.index('id="faults"') :].split("</table>")[0]

    assert sent.status_code == 409
    assert table.count('<th scope="row">') == 1
    assert "<bdi>66</bdi>" in table


def test_hostile_text_comes_back_as_it_was_typed(planner_client, planner_register):
    name = '<img src=x onerror=alert(1)>"&</textarea>'
    sent = send(planner_client, NEW, name_zh=name, notes=name, pledged_cny_1e8="?")
    html = sent.get_data(as_text=True)

    assert "<img src=x" not in html
    assert forms_of(html)[NEW]["name_zh"] == name
    assert forms_of(html)[NEW]["notes"] == name


def test_saved_change_is_offered_to_be_undone_at_once(planner_client, planner_register):
    sent = send(planner_client, EDIT, land_ha="30")
    html = planner_client.get(sent.location).get_data(as_text=True)

    assert "已保存" in html
    assert html.index("flashes") < html.index("/planner/changes/")


def test_undo_that_stands_against_a_later_change_leads_to_the_record(
    planner_client, planner_register
):
    with planner_register.write(cli_actor()) as writer:
        update_project(writer, "R-000001", {"land_ha": 21.0}, version=1)
    with planner_register.read() as session:
        (line, *_) = changes(session, table="project", key="R-000001", limit=1)
    with planner_register.write(cli_actor()) as writer:
        update_project(writer, "R-000001", {"land_ha": 22.0}, version=2)
    page = planner_client.get("/account").get_data(as_text=True)

    sent = planner_client.post(
        f"/planner/changes/{line.change_id}/undo", data={"csrf_token": csrf(page)}
    )

    assert sent.location == "/planner/projects/R-000001"
    html = planner_client.get(sent.location).get_data(as_text=True)
    assert "R-000001 此后又有修改，不能撤销" in html
