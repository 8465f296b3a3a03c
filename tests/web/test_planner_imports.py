"""Imports in the workbench: upload, dry run, mapping, accept, undo, roles, faults."""

from __future__ import annotations

import io
import re
import time

import openpyxl
import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.project_frame import project_frame
from geo_zs.register.projects import create_project, delete_project, update_project
from tests.samples import messy_workbook as messy
from tests.table_files import geojson
from tests.web.planner_fixtures import csrf
from tests.web.planner_forms import forms_of

START = "/planner/import"
ONE = f"{START}/B-000001"
GOOD = "项目名称,投资方,总投资（亿元）,旗县区\n样例导入项目,样例丁公司,5,昆都仑区\n"


def text_of(client, path, status=200):
    """Return the text of a page."""
    answer = client.get(path)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def done(client, batch=ONE):
    """Wait until nothing is being done to an import; return its page."""
    for _ in range(300):
        if client.get(f"{batch}/progress.json").get_json()["is_done"]:
            return client.get(batch).get_data(as_text=True)
        time.sleep(0.1)
    pytest.fail("the import does not end")


def upload(client, content, name="项目.csv", *, lang="zh", **typed):
    """Send a file by the form, as a browser does."""
    page = f"{START}?lang=en" if lang == "en" else START
    form = forms_of(text_of(client, page))[page] | typed
    data = content.encode() if isinstance(content, str) else content
    sent = form | {"file": (io.BytesIO(data), name)}
    return client.post(page, data=sent, content_type="multipart/form-data")


def act(client, what, batch=ONE, **typed):
    """Send a form of the page of an import and wait."""
    forms = {
        key.split("?")[0]: one for key, one in forms_of(text_of(client, batch)).items()
    }
    client.post(f"{batch}/{what}", data=forms[f"{batch}/{what}"] | typed)
    return done(client, batch)


def words_of(html):
    """Return the words of a page, without its elements."""
    return re.sub(r"<[^>]*>", "", html)


def names(register):
    """Return the names of the projects of the register."""
    with register.read() as session:
        return set(project_frame(session, cli_actor())["name_zh"])


def test_file_is_tried_accepted_and_taken_back(planner_client, planner_register):
    assert upload(planner_client, GOOD).location == ONE
    html = done(planner_client)
    assert "已试导，待确认" in html
    assert "样例导入项目" in html
    assert "样例导入项目" not in names(planner_register)

    html = act(planner_client, "accept", which="good")
    assert "已录入：新增 1，修改 0" in html
    assert "样例导入项目" in names(planner_register)

    html = act(planner_client, "undo")
    assert "已撤销" in html
    assert "样例导入项目" not in names(planner_register)


@pytest.mark.parametrize(
    ("typed", "zh", "en"),
    [
        ({"datum": "mars"}, "应为 wgs84", "expected wgs84"),
        ({"datum": "stated:/etc/passwd"}, "应为 wgs84", "expected wgs84"),
        ({"datum": "Beijing54"}, "转换参数不公开", "are not public"),
        ({"table": "nonsense"}, "请从列表中选择", "choose one of the list"),
    ],
)
def test_faults_of_the_form_are_told_and_what_was_typed_stays(
    planner_client, typed, zh, en
):
    for lang, word in (("zh", zh), ("en", en)):
        sent = upload(planner_client, GOOD, lang=lang, **typed)
        html = sent.get_data(as_text=True)
        assert sent.status_code == 422
        assert word in html
        assert 'id="faults"' in html
        if "datum" in typed:
            assert f'value="{typed["datum"]}"' in html


def test_file_with_a_system_of_its_own_is_tried_again_in_it(planner_client):
    point = {"type": "Point", "coordinates": [109.84, 40.66]}
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    text = geojson([{"项目名称": "样例点项目", "_": point}], crs=crs)
    upload(planner_client, text, "点.geojson")
    before = forms_of(done(planner_client))[f"{ONE}/mapping"]["datum"]

    html = act(planner_client, "mapping")

    assert "样例点项目" in html
    assert forms_of(html)[f"{ONE}/mapping"]["datum"] == before != ""


def test_form_without_a_file_says_so(planner_client):
    form = forms_of(text_of(planner_client, START))[START]
    sent = planner_client.post(START, data=form)

    assert sent.status_code == 422
    assert "请选择一个文件" in sent.get_data(as_text=True)


def test_sheet_that_was_chosen_is_kept_when_columns_are_tried_again(planner_client):
    book = openpyxl.Workbook()
    book.active.append(["项目名称", "投资方", "总投资（亿元）"])
    for number in range(5):
        book.active.append([f"甲{number}", "乙", 1])
    other = book.create_sheet("第二张")
    other.append(["项目名称", "经办"])
    other.append(["样例第二张项目", "样例专员"])
    sink = io.BytesIO()
    book.save(sink)
    upload(planner_client, sink.getvalue(), "两张表.xlsx", sheet="第二张")
    assert "样例第二张项目" in done(planner_client)

    html = act(planner_client, "mapping", **{"field-1": "notes"})

    assert "样例第二张项目" in html
    assert "甲0" not in html
    assert "您的选择" in html


def test_column_taken_twice_and_a_unit_that_fits_nothing_are_told_together(
    planner_client,
):
    upload(planner_client, GOOD)
    done(planner_client)
    forms = forms_of(text_of(planner_client, ONE))
    for lang, words in (
        ("zh", ("都录入为“项目名称”", "单位“公里”不适用于“总投资”")),
        ("en", ("is taken as", "does not measure")),
    ):
        typed = {"field-1": "name_zh", "unit-2": "公里"}
        sent = planner_client.post(
            f"{ONE}/mapping?lang={lang}", data=forms[f"{ONE}/mapping"] | typed
        )
        html = sent.get_data(as_text=True)
        assert sent.status_code == 422
        assert [word for word in words if word not in html] == []


def test_row_that_was_ticked_is_taken_although_it_lost_a_cell(
    planner_client, planner_register
):
    upload(planner_client, f"{GOOD}样例坏数项目,样例戊公司,很多,昆都仑区\n")
    done(planner_client)

    act(planner_client, "accept", which="good", **{"row-3": "take"})

    assert {"样例导入项目", "样例坏数项目"} <= names(planner_register)


def test_nothing_to_take_is_told_in_the_language_of_the_page(planner_client):
    upload(planner_client, "项目名称,投资方\n,样例丁公司\n")
    done(planner_client)

    html = act(planner_client, "accept", which="good")

    assert "没有可录入的行" in html
    assert "Internal" not in html


def test_record_that_was_removed_since_the_trial_is_told_in_chinese(
    planner_client, planner_register
):
    with planner_register.write(cli_actor()) as writer:
        key = create_project(writer, {"name_zh": "样例短命项目", "league": "150200"})
    text = f"项目编号,项目名称,用地（公顷）\n{key},样例短命项目,99\n"
    upload(planner_client, text)
    assert "将修改" in done(planner_client)
    with planner_register.write(cli_actor()) as writer:
        delete_project(writer, key, version=1)

    words = words_of(act(planner_client, "accept", which="good"))

    assert f"{key} 在试导之后被删除了" in words
    assert "the register holds" not in words


def test_record_that_was_changed_since_the_trial_is_told_and_nothing_is_written(
    planner_client, planner_register
):
    text = "项目编号,项目名称,用地（公顷）\nR-000001,样例硅片一号项目,99\n"
    upload(planner_client, text)
    assert "将修改" in done(planner_client)
    with planner_register.write(cli_actor()) as writer:
        update_project(writer, "R-000001", {"land_ha": 44.0}, version=1)

    html = act(planner_client, "accept", which="good")

    assert "R-000001 在试导之后被人修改了" in words_of(html)
    assert 'href="/planner/projects/R-000001"' in html
    with planner_register.read() as session:
        frame = project_frame(session, cli_actor())
    assert frame.loc["R-000001", "land_ha"] == 44.0


def test_undo_leaves_what_was_changed_since_only_when_asked(
    planner_client, planner_register
):
    upload(planner_client, GOOD)
    done(planner_client)
    act(planner_client, "accept", which="good")
    with planner_register.write(cli_actor()) as writer:
        update_project(writer, "R-000004", {"notes": "样例说明"}, version=1)

    html = act(planner_client, "undo")
    assert "R-000004：导入之后又被修改" in words_of(html)
    assert 'href="/planner/projects/R-000004"' in html
    assert "样例导入项目" in names(planner_register)
    html = act(planner_client, "undo", keeps_changed="yes")
    assert "已撤销" in html
    assert "以下记录没有撤销" in html
    assert "各记录恢复到导入之前" not in html
    assert "R-000004：导入之后又被修改" in words_of(html)
    assert "样例导入项目" in names(planner_register)


def test_rows_are_picked_by_their_state_and_faulty_ones_leave_as_a_workbook(
    planner_client,
):
    upload(planner_client, messy.messy_xlsx(), "台账.xlsx")
    done(planner_client)
    html = text_of(planner_client, f"{ONE}?status=refused")
    assert "储能电池项目" in html
    assert "风电整机制造项目" not in html

    answer = planner_client.get(f"{ONE}/faults.xlsx?lang=en")
    cells = [
        cell
        for row in openpyxl.load_workbook(io.BytesIO(answer.data)).active.iter_rows()
        for cell in row
    ]
    assert any("a range from 10 to 15" in str(cell.value) for cell in cells)
    assert [cell for cell in cells if cell.data_type == "f"] == []


def test_public_project_is_changed_by_a_file(planner_client, planner_register):
    upload(
        planner_client, "项目编号,项目名称,用地（公顷）\nR-000002,样例公开二号项目,7\n"
    )
    done(planner_client)

    html = act(planner_client, "accept", which="good")

    assert "新增 0，修改 1" in html
    with planner_register.read() as session:
        frame = project_frame(session, cli_actor())
    assert frame.loc["R-000002", "land_ha"] == 7.0


def test_import_is_seen_by_its_account_and_by_admins_alone(
    planner_client, league_client, admin_client
):
    upload(planner_client, GOOD)
    done(planner_client)

    for path in (ONE, f"{ONE}/progress.json", f"{ONE}/faults.xlsx"):
        assert league_client.get(path).status_code == 404
    assert "B-000001" not in text_of(league_client, START)
    assert "样例导入项目" in text_of(admin_client, ONE)
    token = csrf(text_of(league_client, "/account"))
    for what in ("accept", "undo", "mapping"):
        sent = league_client.post(f"{ONE}/{what}", data={"csrf_token": token})
        assert sent.status_code == 404


def test_account_of_a_league_takes_in_rows_of_its_own_alone(
    league_client, planner_register
):
    upload(
        league_client,
        f"{GOOD}样例外盟项目,样例己公司,5,东胜区\n"
        "样例内部三号项目,样例丁公司,5,昆都仑区\n",
    )
    html = done(league_client)
    assert "R-000003" not in html

    act(league_client, "accept", which="all")

    assert "样例导入项目" in names(planner_register)
    assert "样例外盟项目" not in names(planner_register)


def test_viewer_brings_nothing_in(viewer_client):
    token = csrf(text_of(viewer_client, "/account"))

    assert viewer_client.get(START).status_code == 403
    assert viewer_client.post(START, data={"csrf_token": token}).status_code == 403


def test_upload_without_its_token_is_refused(planner_client):
    sent = planner_client.post(
        START,
        data={"file": (io.BytesIO(GOOD.encode()), "a.csv")},
        content_type="multipart/form-data",
    )

    assert sent.status_code == 400
    assert "B-000001" not in text_of(planner_client, START)


@pytest.mark.parametrize("key", ["B-999999", "x", "..", "B-1", "B-000001.json"])
def test_unknown_import_is_404(planner_client, key):
    for path in ("", "/progress.json", "/faults.xlsx"):
        assert planner_client.get(f"{START}/{key}{path}").status_code == 404
