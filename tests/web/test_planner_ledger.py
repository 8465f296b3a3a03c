"""The ledger of arrived money: entries, sums, closing, proofs, conflicts, undo."""

from __future__ import annotations

import io
import re

import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.ledger import closed_months, update_entry
from geo_zs.register.ledger_frame import ledger_frame
from geo_zs.register.ledger_months import close_month
from geo_zs.register.projects import read_project, update_project
from tests.web.planner_fixtures import csrf
from tests.web.planner_forms import forms_of, send

NEW = "/planner/records/entry/new"
EDIT = "/planner/records/entry/E-000001/edit"
ENTRY = {
    "project_id": "R-000001",
    "month": "2023-06",
    "scope": "domestic",
    "is_continued": "false",
    "reported_1e4": "3000万元",
}


def text_of(client, path):
    """Return the text of a page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def entries(register):
    """Return the entries of the ledger."""
    with register.read() as session:
        return ledger_frame(session, cli_actor()).set_index("entry_id")


@pytest.fixture
def entry(planner_client, planner_register):
    """Enter money of 包头 in June 2023, through the form."""
    sent = send(planner_client, NEW, **ENTRY)
    assert sent.status_code == 303
    return "E-000001"


def test_entry_is_kept_listed_and_summed(planner_client, planner_register, entry):
    row = entries(planner_register).loc[entry]
    html = text_of(planner_client, "/planner/ledger")

    assert (row["reported_1e4"], row["scope"], row["month"]) == (
        3000.0,
        "domestic",
        "2023-06",
    )
    assert "样例硅片一号项目" in html
    assert "3,000" in html


def test_list_names_the_project_and_the_month_that_an_entry_corrects(
    planner_client, entry
):
    less = {"reported_1e4": "-100", "month": "2023-07"}
    sent = send(planner_client, NEW, **{**ENTRY, **less}, corrects_month="2023-06")
    assert sent.status_code == 303
    html = text_of(planner_client, "/planner/ledger?month=2023-07")
    table = html[html.index('id="l-rows"') :]

    assert "更正月份" in table
    assert "<bdi>2023-06</bdi>" in table
    assert "项目名称" in table
    assert "项目编号" not in table


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "台账合计 16 亿元，多于总投资 15 亿元"),
        ("en", "the ledger sums to 16 x 10^8 yuan, more than the 15 pledged"),
    ],
)
def test_entries_above_the_pledge_are_kept_and_told(
    planner_client, planner_register, entry, lang, words
):
    path = NEW if lang == "zh" else f"{NEW}?lang=en"
    typed = {**ENTRY, "month": "2023-05", "reported_1e4": "157000万元"}
    sent = send(planner_client, path, **typed)
    after = planner_client.get(sent.location).get_data(as_text=True)
    page = f"/planner/projects/R-000001?lang={lang}"

    assert sent.status_code == 303
    assert "样例硅片一号项目" in after
    assert words in after
    assert words in text_of(planner_client, page)
    assert len(entries(planner_register)) == 2


def test_entries_up_to_the_pledge_are_not_remarked_on(planner_client, entry):
    typed = {**ENTRY, "month": "2023-05", "reported_1e4": "147000万元"}
    sent = send(planner_client, NEW, **typed)

    assert "多于" not in planner_client.get(sent.location).get_data(as_text=True)
    assert "多于" not in text_of(planner_client, "/planner/projects/R-000001")


def test_foreign_entries_are_held_against_the_pledge_in_their_currency(planner_client):
    edit = "/planner/projects/R-000001/edit"
    pledge = {"pledged_foreign_1e4": "500", "pledged_currency": "USD"}
    assert send(planner_client, edit, **pledge).status_code == 303
    typed = {**ENTRY, "scope": "foreign", "reported_1e4": "600万美元"}
    sent = send(planner_client, NEW, **typed)

    after = planner_client.get(sent.location).get_data(as_text=True)
    assert "台账合计 600 万（USD），多于总投资 500 万（USD）" in after


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "没有 2023-04 同口径、同币种的台账记录"),
        ("en", "holds no entry of 2023-04"),
    ],
)
def test_correction_of_a_month_without_an_entry_is_a_fault(
    planner_client, entry, lang, words
):
    path = NEW if lang == "zh" else f"{NEW}?lang=en"
    typed = {**ENTRY, "month": "2023-07", "corrects_month": "2023-04"}
    sent = send(planner_client, path, **typed)

    assert sent.status_code == 422
    assert words in sent.get_data(as_text=True)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", ("为空", "“很多”")), ("en", ("is empty", "&#39;很多&#39;"))],
)
def test_faults_come_all_at_once_and_what_was_typed_stays(planner_client, lang, words):
    path = NEW if lang == "zh" else f"{NEW}?lang=en"
    sent = send(planner_client, path, **{**ENTRY, "month": "", "reported_1e4": "很多"})
    html = sent.get_data(as_text=True)

    assert sent.status_code == 422
    assert [word for word in words if word not in html] == []
    assert 'href="#f-month"' in html
    assert 'href="#f-reported_1e4"' in html
    assert forms_of(html)[path]["reported_1e4"] == "很多"
    assert forms_of(html)[path]["project_id"] == "R-000001"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "币种是 USD，但本条的币种是 CNY"),
        ("en", "in USD, but the record is in CNY"),
    ],
)
def test_amount_in_another_currency_than_the_chosen_one_is_a_fault(
    planner_client, planner_register, lang, words
):
    path = NEW if lang == "zh" else f"{NEW}?lang=en"
    typed = {**ENTRY, "reported_1e4": "500万美元", "currency": "CNY"}
    sent = send(planner_client, path, **typed)

    assert sent.status_code == 422
    assert words in sent.get_data(as_text=True)
    assert entries(planner_register).empty


def test_second_editor_is_told_with_both_values(
    planner_client, planner_register, entry
):
    form = forms_of(text_of(planner_client, EDIT))[EDIT] | {"reported_1e4": "3300"}
    with planner_register.write(cli_actor("样例同事")) as writer:
        update_entry(writer, entry, {"reported_1e4": 4400.0}, version=1)

    sent = planner_client.post(EDIT, data=form)
    html = sent.get_data(as_text=True)

    assert sent.status_code == 409
    for text in ("样例同事", "<bdi>3300</bdi>", "<bdi>4,400</bdi>"):
        assert text in html
    assert entries(planner_register).loc[entry, "reported_1e4"] == 4400.0
    assert planner_client.post(EDIT, data=forms_of(html)[EDIT]).status_code == 303
    assert entries(planner_register).loc[entry, "reported_1e4"] == 3300.0


def test_deletion_is_offered_to_be_undone_and_is(
    planner_client, planner_register, entry
):
    sent = send(planner_client, EDIT, "/planner/records/entry/E-000001/delete")
    assert entries(planner_register).empty
    html = text_of(planner_client, sent.location)
    (undo,) = [path for path in forms_of(html) if "/changes/" in path]

    back = planner_client.post(undo, data=forms_of(html)[undo])

    assert back.location == "/planner/ledger"
    assert list(entries(planner_register).index) == [entry]


def test_undo_that_would_repeat_an_entry_is_refused_in_words(
    planner_client, planner_register, entry
):
    sent = send(planner_client, EDIT, "/planner/records/entry/E-000001/delete")
    html = text_of(planner_client, sent.location)
    (undo,) = [path for path in forms_of(html) if "/changes/" in path]
    send(planner_client, NEW, **ENTRY)

    planner_client.post(undo, data=forms_of(html)[undo])

    assert "不能撤销" in text_of(planner_client, "/planner/ledger")
    assert list(entries(planner_register).index) == ["E-000002"]


def test_closed_month_takes_no_change_until_it_is_opened(
    planner_client, admin_client, planner_register, entry
):
    page = "/planner/ledger?month=2023-06"
    send(admin_client, page, "/planner/ledger/2023-06/close")
    with planner_register.read() as session:
        assert closed_months(session) == {"2023-06"}

    refused = send(planner_client, EDIT, reported_1e4="1")
    assert refused.status_code == 422
    assert "2023-06 已锁定" in refused.get_data(as_text=True)
    assert "已关账" in text_of(planner_client, page)

    send(admin_client, page, "/planner/ledger/2023-06/reopen")
    assert send(planner_client, EDIT, reported_1e4="1").status_code == 303


def test_planner_may_not_close_a_month_and_is_not_offered_to(planner_client, entry):
    html = text_of(planner_client, "/planner/ledger")
    data = {"csrf_token": csrf(text_of(planner_client, "/account"))}

    assert "/close" not in html
    assert (
        planner_client.post("/planner/ledger/2023-06/close", data=data).status_code
        == 403
    )


def test_no_month_cannot_be_closed(admin_client, planner_register):
    data = {"csrf_token": csrf(text_of(admin_client, "/account"))}
    for month in ("2023-13", "x", "2023-06-01x"):
        sent = admin_client.post(f"/planner/ledger/{month}/close", data=data)
        assert sent.status_code == 303
    with planner_register.read() as session:
        assert closed_months(session) <= {"2023-06"}


def test_proof_comes_back_as_a_download_that_runs_nothing(
    planner_client, viewer_client, league_client, entry
):
    content = b"%PDF-1.7\n<script>alert(1)</script>"
    form = forms_of(text_of(planner_client, EDIT))
    path = "/planner/ledger/E-000001/files"
    sent = planner_client.post(
        path,
        data=form[path] | {"file": (io.BytesIO(content), '凭证"<b>.pdf')},
        content_type="multipart/form-data",
    )
    assert sent.location == EDIT
    (link,) = re.findall(
        r'href="(/planner/files/[^"]+)"', text_of(planner_client, EDIT)
    )

    answer = viewer_client.get(link)

    assert answer.data == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert league_client.get(link).status_code == 200
    form = forms_of(text_of(planner_client, EDIT))
    (remove,) = [one for one in form if "/remove" in one]
    planner_client.post(remove, data=form[remove])
    assert viewer_client.get(link).status_code == 404


@pytest.mark.parametrize(
    ("size", "zh", "en"),
    [
        (None, "没有选择文件", "No file was chosen"),
        (0, "文件是空的", "is empty; choose another file"),
        (10 * 2**20 + 1, "最多 10 MB", "expected at most 10 MB"),
        (30 << 20, "有 30.0 MB；最多 10 MB", "is 30.0 MB large; expected at most 10"),
    ],
)
def test_file_that_cannot_be_kept_is_told(planner_client, entry, size, zh, en):
    path = "/planner/ledger/E-000001/files"
    token = csrf(text_of(planner_client, EDIT))
    for lang, words in (("zh", zh), ("en", en)):
        file = (io.BytesIO(b""), "") if size is None else (sized(size), "证明.pdf")
        sent = planner_client.post(
            f"{path}?lang={lang}", data={"csrf_token": token, "file": file}
        )
        sent.request.input_stream.close()
        page = text_of(planner_client, sent.location)

        assert sent.status_code == 303
        assert words in page
        assert "/planner/files/" not in page


def sized(size):
    """Return a file of so many bytes that looks like a PDF."""
    return io.BytesIO(b"%PDF-1.4\n".ljust(size, b"x") if size else b"")


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.exe", "a.pdf"])
def test_file_that_is_no_proof_is_refused_in_words(planner_client, entry, name):
    path = "/planner/ledger/E-000001/files"
    form = forms_of(text_of(planner_client, EDIT))[path]
    content = b"<svg onload=alert(1)></svg>"
    planner_client.post(
        path,
        data=form | {"file": (io.BytesIO(content), name)},
        content_type="multipart/form-data",
    )
    html = text_of(planner_client, EDIT)

    assert "notice-bad" in html
    assert "/planner/files/" not in html


def test_account_of_a_league_sees_and_enters_its_own_money_alone(
    planner_client, league_client, entry
):
    send(planner_client, NEW, **{**ENTRY, "project_id": "R-000003"})

    html = text_of(league_client, "/planner/ledger")
    assert "样例硅片一号项目" in html
    assert "样例内部三号项目" not in html
    assert "R-000003" not in text_of(league_client, NEW)
    assert league_client.get(EDIT.replace("000001", "000002")).status_code == 404
    sent = send(
        league_client, NEW, **{**ENTRY, "project_id": "R-000003", "month": "2023-07"}
    )
    assert sent.status_code in (403, 404, 422)
    assert "样例内部三号" not in sent.get_data(as_text=True)


def test_money_of_a_project_that_moved_away_is_listed_without_its_name(
    league_client, planner_register, entry
):
    with planner_register.write(cli_actor()) as writer:
        close_month(writer, "2023-06")
        version = read_project(writer.session, "R-000001", cli_actor())["version"]
        moved = {"league": "150100", "visibility": "internal", "banner": None}
        moved["park_id"] = None
        update_project(writer, "R-000001", moved, version=version)

    html = text_of(league_client, "/planner/ledger?month=2023-06")

    assert "已迁出的项目" in html
    assert "3,000" in html
    assert "样例硅片一号项目" not in html
    english = text_of(league_client, "/planner/ledger?month=2023-06&lang=en")
    assert "a project that has moved" in english


def test_a_sum_of_entries_partly_audited_says_of_how_many(
    planner_client, planner_register, entry
):
    more = {**ENTRY, "month": "2023-05", "verified_1e4": "1000万元"}
    more["reported_1e4"] = "1000万元"
    assert send(planner_client, NEW, **more).status_code == 303

    html = text_of(planner_client, "/planner/ledger?month=2023-06")

    assert "2 条中 1 条已知" in html
