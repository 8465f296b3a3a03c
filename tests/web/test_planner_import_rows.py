"""Rows of an import in the workbench: ticked, kept over pages, changed by twins."""

from __future__ import annotations

import re

import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.ledger import update_entry
from geo_zs.register.project_frame import project_frame
from geo_zs.register.projects import bulk_create, update_project
from tests.web.planner_forms import forms_of
from tests.web.test_planner_imports import ONE, act, done, names, text_of, upload

HEAD = "项目名称,投资方,用地（公顷）,旗县区\n"
TWIN = "样例双生项目,样例双生公司,9,昆都仑区\n"


@pytest.fixture
def twin(planner_register):
    """Enter the project that a list without codes means: R-000004."""
    with planner_register.write(cli_actor()) as writer:
        bulk_create(
            writer,
            [
                {
                    "name_zh": "样例双生项目",
                    "investor_zh": "样例双生公司",
                    "league": "150200",
                    "banner": "150203",
                    "land_ha": 5.0,
                }
            ],
        )
    return planner_register


def choose(client, where=ONE, /, **typed):
    """Send the ticks of a page of rows; return the page that follows."""
    forms = {
        key.split("?")[0]: one for key, one in forms_of(text_of(client, where)).items()
    }
    sent = {**forms[f"{ONE}/accept"], **typed}
    kept = {key: value for key, value in sent.items() if value is not None}
    answer = client.post(f"{ONE}/choices", data=kept)
    assert answer.status_code == 303
    return text_of(client, answer.location.split("#")[0])


def ticked(html):
    """Return the sentence that counts the ticked rows."""
    found = re.search(r'id="ticked"[^>]*>([^<]+)', html)
    assert found is not None
    return found.group(1)


def many(n):
    """Return a file of so many good rows."""
    rows = "".join(f"样例第{at}号项目,样例公司{at},1,昆都仑区\n" for at in range(n))
    return HEAD + rows


def test_ticks_last_over_pages_and_are_counted(planner_client, planner_register):
    upload(planner_client, many(60))
    html = done(planner_client)
    assert ticked(html) == "已勾选 60 / 60 行：新增 60，修改 0。"

    html = choose(planner_client, **{"row-2": None, "page": "2"})

    assert ticked(html) == "已勾选 59 / 60 行：新增 59，修改 0。"
    assert 'id="row-52"' in html
    html = choose(planner_client, f"{ONE}?page=2", **{"row-61": None, "page": "1"})
    assert ticked(html) == "已勾选 58 / 60 行：新增 58，修改 0。"
    assert forms_of(html)[f"{ONE}/accept"].get("row-2") is None
    assert forms_of(html)[f"{ONE}/accept"]["row-3"] == "take"
    html = text_of(planner_client, f"{ONE}?only=unticked")
    assert re.findall(r'id="row-(\d+)"', html) == ["2", "61"]
    html = text_of(planner_client, f"{ONE}?only=ticked")
    assert 'id="row-2"' not in html
    assert 'id="row-3"' in html

    act(planner_client, "accept", which="good")

    assert len([one for one in names(planner_register) if "样例第" in one]) == 58
    assert "样例第0号项目" not in names(planner_register)


def test_all_rows_are_unticked_and_ticked_again(planner_client):
    upload(planner_client, many(3))
    done(planner_client)

    assert ticked(choose(planner_client, all="none")).startswith("已勾选 0 / 3")
    assert ticked(choose(planner_client, all="reset")).startswith("已勾选 3 / 3")
    html = text_of(planner_client, f"{ONE}?lang=en")
    assert ticked(html) == "3 of 3 rows are ticked: 3 to add, 0 to change."


@pytest.mark.parametrize("how", ["row", "all"])
def test_list_without_codes_changes_the_record_when_asked_and_undo_restores(
    planner_client, twin, how
):
    upload(planner_client, f"{HEAD}{TWIN}样例新项目,样例新公司,1,东胜区\n")
    html = done(planner_client)
    assert "有 1 行确为登记库中已有的一条记录" in html
    assert "<del><bdi>5</bdi></del> → <ins><bdi>9</bdi></ins>" in html
    assert forms_of(html)[f"{ONE}/accept"]["row-2"] == "skip"

    typed = {"row-2": "change"} if how == "row" else {"all": "change"}
    html = choose(planner_client, **typed)

    assert ticked(html) == "已勾选 2 / 2 行：新增 1，修改 1。"
    counts = re.findall(r"<dd><a[^>]*>(\d+)</a></dd>", html)
    assert counts == ["1", "1", "0", "0", "0"]
    act(planner_client, "accept", which="good")
    assert land(twin) == 9.0
    act(planner_client, "undo")
    assert land(twin) == 5.0


def land(register):
    """Return the land of the project that was there."""
    with register.read() as session:
        return project_frame(session, cli_actor()).loc["R-000004", "land_ha"]


def test_certain_twin_is_left_alone_unless_asked(planner_client, twin):
    upload(planner_client, f"{HEAD}{TWIN}样例新项目,样例新公司,1,东胜区\n")
    done(planner_client)

    act(planner_client, "accept", which="all")

    assert land(twin) == 5.0
    assert "样例新项目" in names(twin)


def test_certain_twin_is_added_when_asked(planner_client, twin):
    upload(planner_client, HEAD + TWIN)
    done(planner_client)

    act(planner_client, "accept", which="good", **{"row-2": "take"})

    with twin.read() as session:
        frame = project_frame(session, cli_actor())
    assert (frame["name_zh"] == "样例双生项目").sum() == 2


@pytest.mark.parametrize(("tick", "count"), [({}, 1), ({"second_copies": "yes"}, 2)])
def test_second_copies_are_counted_and_need_a_tick_of_their_own(
    planner_client, planner_register, tick, count
):
    row = "样例重行项目,样例重行公司,1,昆都仑区\n"
    upload(planner_client, f"{HEAD}{row}{row}样例坏数项目,样例甲,很多,昆都仑区\n")
    html = done(planner_client)
    assert "还有 1 行未勾选，登记库或本文件中可能已有同一项目" in html

    act(planner_client, "accept", which="all", **tick)

    with planner_register.read() as session:
        frame = project_frame(session, cli_actor())
    assert (frame["name_zh"] == "样例重行项目").sum() == count
    assert "样例坏数项目" in set(frame["name_zh"])


def test_rows_of_a_second_upload_are_told_with_links_and_not_added(
    planner_client, planner_register
):
    two = ONE.replace("000001", "000002")
    for batch in (ONE, two):
        upload(planner_client, HEAD + TWIN)
        done(planner_client, batch)
    act(planner_client, "accept", which="good")

    html = act(planner_client, "accept", two, which="good")

    assert "第 2 行：试导之后，planner 已录入同一条记录" in html
    assert 'href="/planner/projects/R-000004"' in html
    assert "请再试导一次" in html
    with planner_register.read() as session:
        assert len(project_frame(session, cli_actor())) == 4


def test_choices_of_an_accepted_import_stay(planner_client, planner_register):
    upload(planner_client, many(2))
    html = done(planner_client)
    form = forms_of(html)[f"{ONE}/accept"]
    act(planner_client, "accept", which="good")

    sent = planner_client.post(f"{ONE}/choices", data=form | {"all": "none"})

    assert sent.status_code in (303, 409, 422)
    assert "已录入：新增 2" in text_of(planner_client, ONE)


@pytest.mark.parametrize(
    "typed",
    [
        {"shown": "x,-1,99999999999,2"},
        {"row-2": "change"},
        {"row-<b>": "take"},
        {"all": "<script>"},
    ],
)
def test_odd_ticks_do_no_harm(planner_client, typed):
    upload(planner_client, many(1))
    done(planner_client)

    html = choose(planner_client, **typed)

    assert "<script>" not in html.replace("</script>", "").split("<main")[1]


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "文件中只有示例行"), ("en", "nothing but the example")]
)
def test_template_that_is_uploaded_untouched_says_so_without_a_fault(
    planner_client, lang, said
):
    page = text_of(planner_client, f"/planner/import?lang={lang}")
    address = re.search(r'href="(/planner/[^"]*projects[^"]*)">[^<]*XLSX', page)
    content = planner_client.get(address.group(1).replace("&amp;", "&")).data
    upload(planner_client, content, "template.xlsx")
    done(planner_client)

    html = text_of(planner_client, f"{ONE}?lang={lang}")

    assert said in html
    assert "is-error" not in html
    assert "is-warning" not in html
    assert 'role="alert"' not in html


@pytest.mark.parametrize(
    ("title", "said", "unit"),
    [
        ("单位（万元、亩）", "按表格上方注明的万元录入", "万元"),
        ("（单位 亿元、万元）", "是哪一个？请在列的对应中写明单位", "亿元、万元"),
    ],
)
def test_units_in_a_title_without_a_colon_are_read_or_asked_about(
    planner_client, title, said, unit
):
    text = f"{title},,\n项目名称,投资方,总投资\n样例标题项目,样例标题公司,5000\n"
    upload(planner_client, text)

    html = done(planner_client)

    assert said in html
    assert forms_of(html)[f"{ONE}/mapping"]["unit-2"] == unit


def test_undo_names_every_project_that_was_changed_since_with_links(
    planner_client, planner_register
):
    upload(planner_client, many(3))
    done(planner_client)
    act(planner_client, "accept", which="good")
    with planner_register.write(cli_actor()) as writer:
        for key in ("R-000004", "R-000006"):
            update_project(writer, key, {"notes": "样例说明"}, version=1)

    html = act(planner_client, "undo")

    for key in ("R-000004", "R-000006"):
        assert f'<a href="/planner/projects/{key}">{key}</a>：导入之后又被修改' in html
    assert "R-000005" not in html.split('role="alert"')[1].split("</div>")[0]
    assert "样例第1号项目" in names(planner_register)


def test_undo_of_money_links_to_the_entry(planner_client, planner_register):
    head = "项目名称,到位月份,资金口径,新建续建,上报数（万元）\n"
    row = "样例硅片一号项目,2023-05,国内,续建,3000\n"
    upload(planner_client, head + row, table="ledger")
    done(planner_client)
    act(planner_client, "accept", which="good")
    with planner_register.write(cli_actor()) as writer:
        update_entry(writer, "E-000001", {"reported_1e4": 1.0}, version=1)

    html = act(planner_client, "undo")

    link = '<a href="/planner/records/entry/E-000001/edit">E-000001</a>'
    assert f"{link}：导入之后又被修改" in html
    assert planner_client.get("/planner/records/entry/E-000001/edit").status_code == 200


def test_page_names_industries_and_leagues_and_shows_no_code(league_client):
    upload(league_client, "项目名称,盟市\n样例光伏电站,鄂尔多斯市\n样例风电,包头市\n")
    done(league_client)

    for lang, words in (
        ("zh", ("该行属于鄂尔多斯市", "产业标签由文字读出：新能源")),
        ("en", ("the row lies in Ordos", "its tags were read from these words")),
    ):
        html = text_of(league_client, f"{ONE}?lang={lang}")
        assert [one for one in words if one not in html] == []
        rows = html.split('class="import-rows"')[1].split("</table>")[0]
        assert "new_energy_power" not in rows
        assert "150600" not in rows


def test_unit_of_the_neighbour_is_filled_in_and_marked(planner_client):
    table = "项目名称,总投资（万元）,其中：到位资金\n样例问单位项目,50000,1000\n"
    upload(planner_client, table.encode())
    html = done(planner_client)

    assert re.search(r'name="unit-2" value="万元"[^>]*> <span class="badge', html)
    assert "预填，请确认" in html


def test_last_page_that_was_emptied_leads_to_the_one_before(planner_client):
    upload(planner_client, many(52))
    done(planner_client)
    where = f"{ONE}?only=ticked&page=2"
    assert "第 51–52 条，共 52 条" in text_of(planner_client, where)

    html = choose(
        planner_client,
        where,
        **{"row-52": None, "row-53": None, "page": "2", "only": "ticked"},
    )

    assert "第 1–50 条，共 50 条" in html
    assert 'id="row-2"' in html


def test_page_behind_the_last_is_the_last(planner_client):
    upload(planner_client, many(52))
    done(planner_client)

    html = text_of(planner_client, f"{ONE}?page=99")

    assert "第 51–52 条，共 52 条" in html
    assert "2 / 2" in html
