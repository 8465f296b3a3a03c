"""The log of changes speaks in words, and leads to the records that it speaks of."""

from __future__ import annotations

import re

import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.attachments import attach
from geo_zs.register.ledger_months import close_month
from geo_zs.register.projects import create_project
from tests.web.planner_forms import forms_of
from tests.web.planner_samples import fill

#: What a line of each table says in Chinese and in English.
SAID = {
    "project": (
        ("产业标签", "单晶硅与硅片", "命令行"),
        ("Industry tags", "ingots and wafers"),
    ),
    "project_step": (("R-000001", "2023-05-01"), ("R-000001",)),
    "circular_template": (
        ("单元格对应", "已对应 2 列、3 行"),
        ("2 columns and 3 rows",),
    ),
    "constraint_layer": (("含义", "盟市", "包头市"), ("meaning", "Baotou")),
    "park_fact": (("指标", "31.5"), ("figure", "31.5")),
    "account": (("角色", "管理员", "须换口令", "否"), ("role", "administrator", "no")),
    "closed_month": (("建立人",), ("made by",)),
    "ledger_attachment": (("台账记录", "大小（字节）"), ("ledger entry",)),
}


@pytest.fixture
def keys(planner_register, catalog):
    """Fill the register; return the keys of what is in it."""
    found = fill(planner_register, catalog)
    with planner_register.write(cli_actor()) as writer:
        attach(writer, found["entry"], "凭证.pdf", b"%PDF-1.7\n")
        close_month(writer, "2023-06")
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("table", SAID)
def test_line_of_the_log_says_names_and_labels(admin_client, keys, table, lang):
    html = admin_client.get(f"/admin/changes?table={table}&lang={lang}").text
    lines = html.partition("<tbody>")[2]

    assert [one for one in SAID[table][lang == "en"] if one not in lines] == []


def test_every_record_of_the_log_is_reached_by_its_key(admin_client, keys):
    tables = [one for one in SAID if one != "account"] + ["ledger_entry", "target"]
    for table in tables:
        html = admin_client.get(f"/admin/changes?table={table}").text
        links = re.findall(r'<a href="([^"]+)"><bdi>', html.partition("<tbody>")[2])

        assert links, table
        for address in set(links):
            answer = admin_client.get(address.replace("&amp;", "&"))
            assert answer.status_code == 200, address


def test_table_is_chosen_by_its_name(admin_client, keys):
    html = admin_client.get("/admin/changes").text

    assert '<option value="ledger_entry">台账</option>' in html


def test_name_of_a_record_comes_first_in_its_line(admin_client, keys):
    html = admin_client.get("/admin/changes?table=constraint_layer").text
    lines = html.partition("<tbody>")[2]

    assert 0 < lines.index("名称</th>") < lines.index("缓冲距离")


def test_hidden_project_is_brought_back_from_the_log(admin_client, planner_register):
    with planner_register.write(cli_actor()) as writer:
        key = create_project(writer, {"name_zh": "样例误录项目", "league": "150200"})
    where = f"/admin/changes?table=project&key={key}"

    def press():
        """Take back the only change that can be: the latest."""
        forms = forms_of(admin_client.get(where).text)
        (action,) = (one for one in forms if one.endswith("/undo"))
        answer = admin_client.post(action, data=forms[action])
        assert answer.location.split("?")[0] == "/admin/changes"

    press()  # the creation
    hidden = admin_client.get(where).text
    assert f'href="/planner/projects/{key}/removed"' in hidden
    removed = admin_client.get(f"/planner/projects/{key}/removed")
    assert removed.status_code == 200
    assert f"{key} 已删除" in removed.text
    assert admin_client.get(f"/planner/projects/{key}").status_code == 404

    press()  # the undo

    assert admin_client.get(f"/planner/projects/{key}").status_code == 200
    assert admin_client.get(f"/planner/projects/{key}/removed").status_code == 404
