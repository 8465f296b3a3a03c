"""The circular of a month, worked by hand for three leagues."""

from __future__ import annotations

import pytest

from geo_zs.board.circular import circular
from geo_zs.board.circular_months import month_ranges
from geo_zs.board.circular_text import table, text
from geo_zs.board.fault_words import BOARD_WORDS
from geo_zs.errors import RequirementError
from geo_zs.imports.faults import fault_text
from tests.unit.board.conftest import (
    BAOTOU,
    HOHHOT,
    WUHAI,
    ledger_of,
    projects_of,
    targets_of,
)

PROJECTS = projects_of(
    {"league": HOHHOT, "banner": "150102"},
    {"league": BAOTOU, "banner": "150202"},
    {"league": WUHAI},
    {"league": None},
)
TARGETS = targets_of(
    {"adcode": "150000", "value_cny_1e8": 60.0},
    {"adcode": HOHHOT, "value_cny_1e8": 20.0},
    {"adcode": BAOTOU, "value_cny_1e8": 10.0},
    {"adcode": WUHAI, "value_cny_1e8": 10.0},
)
CLOSED = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]


def entry(project, month, verified=None, reported=None, **more):
    """Return an entry; amounts in 10⁸."""
    row = {"project_id": f"R-00000{project}", "month": month, **more}
    if verified is not None:
        row["verified_1e4"] = verified * 1e4
    if reported is not None:
        row["reported_1e4"] = reported * 1e4
    return row


#: Hohhot 5 then 10 of 20; Baotou 4 then 5 of 10; Wuhai 1 then 6 of 10.
LEDGER = ledger_of(
    entry(1, "2023-01", 4),
    entry(1, "2023-02", 4),
    entry(2, "2023-02", 0),
    entry(1, "2024-01", 5, 6),
    entry(1, "2024-02", 5, 5),
    entry(2, "2024-01", 4, 4),
    entry(2, "2024-02", 1, 2),
    entry(3, "2024-01", 1, 1),
    entry(3, "2024-02", 5, 5),
)


def made(places, ledger=LEDGER, targets=TARGETS, **options):
    wish = {"month": "2024-02", "closed": CLOSED, **options}
    return circular(ledger, PROJECTS, targets, places, **wish)


def rows_of(found):
    return {row.adcode: row for row in found.rows}


def test_share_growth_rank_and_its_change(places):
    found = made(places)

    rows = rows_of(found)
    assert [row.adcode for row in found.rows] == [WUHAI, HOHHOT, BAOTOU]
    assert [rows[code].share for code in (HOHHOT, BAOTOU, WUHAI)] == [0.5, 0.5, 0.6]
    # January: Baotou 40 %, Hohhot 25 %, Wuhai 10 %
    assert [row.rank for row in found.rows] == [1, 2, 2]
    assert rows[WUHAI].rank_change == 2
    assert rows[HOHHOT].rank_change == 0
    assert rows[BAOTOU].rank_change == -1
    assert rows[HOHHOT].growth == 0.25
    assert (rows[HOHHOT].done_in_month, rows[HOHHOT].reported) == (5, 11)
    assert found.month_before == "2024-01"


def test_total_is_of_the_region_and_has_no_rank(places):
    total = made(places).total

    assert (total.adcode, total.target, total.done) == ("150000", 60, 21)
    assert total.share == 0.35
    assert total.growth == 1.625
    assert total.rank is None


def test_growth_on_nothing_is_unknown(places):
    rows = rows_of(made(places))

    # the months of 2023 are closed: without an entry nothing arrived
    assert (rows[BAOTOU].last_year, rows[WUHAI].last_year) == (0, 0)
    assert rows[BAOTOU].growth is None
    assert "zero_last_year" in rows[BAOTOU].notes


def test_growth_on_an_unknown_last_year_is_unknown(places):
    rows = rows_of(made(places, closed=CLOSED[12:]))

    # Hohhot has entries in both months of 2023, Baotou in one, Wuhai in none
    assert (rows[HOHHOT].last_year, rows[HOHHOT].growth) == (8, 0.25)
    assert (rows[BAOTOU].last_year, rows[WUHAI].last_year) == (None, None)
    assert rows[BAOTOU].notes == rows[WUHAI].notes == ("no_last_year",)


def test_growth_on_a_last_year_that_was_never_verified_is_unknown(places):
    ledger = ledger_of(
        entry(1, "2023-01", 4, 4),
        entry(1, "2023-02", None, 4),
        entry(1, "2024-01", 9, 9),
    )

    assert rows_of(made(places, ledger))[HOHHOT].growth is None
    assert rows_of(made(places, ledger, money="reported"))[HOHHOT].growth == 0.125


def test_league_with_target_but_no_entry_is_unknown_and_not_ranked(places):
    ledger = LEDGER[LEDGER["project_id"] != "R-000003"]

    row = rows_of(made(places, ledger))[WUHAI]

    assert (row.target, row.done, row.share, row.rank) == (10, None, None, None)
    assert "no_entry" in row.notes


def test_entry_of_zero_is_known_and_ranked_last(places):
    ledger = ledger_of(entry(1, "2024-01", 2), entry(2, "2024-01", 0))

    rows = rows_of(made(places, ledger))

    assert (rows[BAOTOU].done, rows[BAOTOU].share, rows[BAOTOU].rank) == (0, 0, 2)


def test_league_without_target_has_money_but_no_rank(places):
    targets = targets_of({"adcode": HOHHOT, "value_cny_1e8": 20.0})

    found = made(places, targets=targets)

    assert rows_of(found)[BAOTOU].done == 5
    assert rows_of(found)[BAOTOU].rank is None
    assert "no_target" in rows_of(found)[BAOTOU].notes
    assert rows_of(found)[HOHHOT].rank == 1
    assert found.total.share is None


def test_target_of_zero_gives_no_share(places):
    targets = targets_of({"adcode": HOHHOT, "value_cny_1e8": 0.0})

    row = rows_of(made(places, targets=targets))[HOHHOT]

    assert row.share is None
    assert "zero_target" in row.notes


def test_reported_money_makes_another_circular(places):
    rows = rows_of(made(places, money="reported"))

    assert rows[HOHHOT].done == 11
    assert rows[HOHHOT].share == 0.55
    assert rows[HOHHOT].rank == 3


def test_money_that_is_not_verified_is_not_counted_and_told(places):
    ledger = ledger_of(
        entry(1, "2024-01", 2, 2),
        entry(1, "2024-02", None, 3),
        entry(2, "2024-01", None, 3),
    )

    found = made(places, ledger)

    assert rows_of(found)[HOHHOT].done == 2
    assert rows_of(found)[HOHHOT].unverified_entries == 1
    assert rows_of(found)[BAOTOU].done is None
    assert "not_verified" in rows_of(found)[BAOTOU].notes
    assert "3条台账中有2条尚未审核" in text(found, "zh")


@pytest.mark.parametrize(
    ("rank_by", "order"),
    [("done", [HOHHOT, WUHAI, BAOTOU]), ("growth", [HOHHOT, BAOTOU, WUHAI])],
)
def test_places_may_be_ranked_by_amount_or_growth(places, rank_by, order):
    found = made(places, rank_by=rank_by)

    assert [row.adcode for row in found.rows] == order


def test_rank_is_by_growth_only_among_places_whose_growth_is_known(places):
    ranks = {
        code: row.rank for code, row in rows_of(made(places, rank_by="growth")).items()
    }

    assert ranks == {HOHHOT: 1, BAOTOU: None, WUHAI: None}


def test_january_has_no_month_before(places):
    found = made(places, month="2024-01")

    assert found.month_before is None
    assert all(row.rank_change is None for row in found.rows)


def test_rank_change_needs_the_month_before_to_be_closed(places):
    found = made(places, closed=["2024-02"])

    assert found.month_before is None
    assert found.open_months == ("2024-01",)
    assert "注：1月尚未关账" in text(found, "zh")


def test_place_without_rank_last_month_has_no_change(places):
    ledger = LEDGER[
        (LEDGER["project_id"] != "R-000003") | (LEDGER["month"] != "2024-01")
    ]

    rows = rows_of(made(places, ledger))

    # all three stand at 50 % now; Baotou was first before, Wuhai not ranked
    assert rows[WUHAI].rank_change is None
    assert (rows[BAOTOU].rank, rows[BAOTOU].rank_change) == (1, 0)


def test_shares_that_differ_by_rounding_only_are_a_tie(places):
    # 0.7 of 10 and 2.1 of 30 are both 7 %, but not to the last binary digit
    ledger = ledger_of(entry(2, "2024-01", 0.7), entry(3, "2024-02", 2.1))
    targets = targets_of(
        {"adcode": BAOTOU, "value_cny_1e8": 10.0},
        {"adcode": WUHAI, "value_cny_1e8": 30.0},
    )

    rows = rows_of(made(places, ledger, targets))

    assert rows[BAOTOU].rank == rows[WUHAI].rank == 1


def test_banners_of_a_league_are_listed_with_the_league_as_total(places):
    found = made(places, level="banner", within=BAOTOU)

    assert [row.adcode for row in found.rows] == ["150202", "150203"]
    assert rows_of(found)["150202"].done == 5
    assert rows_of(found)["150203"].done is None
    assert (found.total.adcode, found.total.done, found.total.share) == (BAOTOU, 5, 0.5)


def test_money_without_place_counts_in_the_total_only(places):
    ledger = ledger_of(
        entry(1, "2024-01", 2), entry(4, "2024-01", 3), entry(9, "2024-01", 7)
    )

    found = made(places, ledger)

    assert found.total.done == 5
    assert (found.n_without_place, found.n_without_project) == (1, 1)
    assert "只计入合计" in text(found, "zh")


def test_only_entries_of_the_months_are_told_to_have_no_project(places):
    ledger = ledger_of(
        entry(1, "2024-01", 2), entry(9, "2023-01", 7), entry(9, "2024-12", 7)
    )

    assert made(places, ledger).n_without_project == 0


def test_scope_decides_what_counts(places):
    ledger = ledger_of(
        entry(1, "2024-01", 2), entry(1, "2024-01", 3, scope="outside_region")
    )
    targets = targets_of(
        {"adcode": HOHHOT, "value_cny_1e8": 6.0, "scope": "outside_region"}
    )

    found = made(places, ledger, targets, scope="outside_region")

    assert (rows_of(found)[HOHHOT].done, rows_of(found)[HOHHOT].share) == (3, 0.5)


def test_foreign_money_is_told_in_its_currency(places):
    ledger = ledger_of(
        entry(1, "2024-01", 0.2, scope="foreign", currency="USD"),
        entry(1, "2024-01", 9, scope="foreign", currency="EUR"),
    )
    targets = targets_of(
        {"adcode": HOHHOT, "value_foreign_1e4": 4000.0, "scope": "foreign",
         "currency": "USD"},
    )  # fmt: skip

    found = made(places, ledger, targets, scope="foreign", currency="USD")

    assert rows_of(found)[HOHHOT].share == pytest.approx(0.5)
    assert "完成2000万美元" in text(found, "zh")
    assert found.n_other_currency == 1
    assert "1条其他币种" in text(found, "zh")


def test_month_that_is_not_closed_is_refused_and_the_last_closed_one_named(places):
    with pytest.raises(RequirementError) as caught:
        made(places, month="2024-02", closed=["2023-12", "2024-01"])

    (fault,) = caught.value.problems
    assert fault.key == "month_not_closed"
    assert "'2024-02' is not closed" in fault.message
    assert "last closed month is 2024-01" in fault.message
    assert "最近已关账月份：2024-01" in fault_text(fault, BOARD_WORDS, "zh")[0]


def test_all_faults_of_a_wish_are_told_at_once(places):
    with pytest.raises(RequirementError) as caught:
        made(
            places,
            month="June",
            level="village",
            scope="all",
            money="hoped",
            rank_by="luck",
            within="150102",
        )

    assert [fault.field for fault in caught.value.problems] == [
        "level",
        "scope",
        "money",
        "rank_by",
        "within",
        "month",
    ]
    assert "expected a month such as 2023-06" in caught.value.problems[-1].message


def test_text_can_be_pasted_into_a_message(places):
    assert text(made(places), "zh") == (
        "2024年1—2月国内到位资金通报（审核数）\n"
        "截至2024年2月底，全区国内到位资金21亿元，年度目标60亿元，完成率35.0%，"
        "同比增长162.5%。\n"
        "按完成率排位：\n"
        "1. 乌海市：目标10亿元，完成6亿元，完成率60.0%，位次上升2位\n"
        "2. 呼和浩特市：目标20亿元，完成10亿元，完成率50.0%，同比增长25.0%\n"
        "2. 包头市：目标10亿元，完成5亿元，完成率50.0%，位次下降1位"
    )
    assert text(made(places), "en").splitlines()[:4] == [
        "Domestic money, January to February 2024 (as verified)",
        "By the end of February 2024, the region: domestic money 21 × 100m CNY, "
        "target 60 × 100m CNY, 35.0 % of the target, up 162.5 % on last year.",
        "Ranked by share of target:",
        "1. Wuhai: target 10 × 100m CNY, done 6 × 100m CNY, 60.0 % of the target, up 2",
    ]


def test_text_names_who_has_no_rank_and_why(places):
    ledger = ledger_of(entry(1, "2024-01", 2))
    targets = targets_of(
        {"adcode": HOHHOT, "value_cny_1e8": 20.0},
        {"adcode": BAOTOU, "value_cny_1e8": 9.0},
    )

    last = text(made(places, ledger, targets), "zh").splitlines()[-1]

    assert last == "未排位：包头市（台账无数据）；乌海市（未定目标、台账无数据）"


def test_fall_is_called_a_fall(places):
    ledger = ledger_of(entry(1, "2023-01", 4), entry(1, "2024-01", 3))

    assert "同比下降25.0%" in text(made(places, ledger), "zh")
    assert "down 25.0 % on last year" in text(made(places, ledger), "en")


@pytest.mark.parametrize(
    ("months", "zh", "en"),
    [
        (("2024-01",), "1月", "January"),
        (("2024-01", "2024-02", "2024-03"), "1—3月", "January to March"),
        (("2024-05", "2024-01", "2024-02"), "1—2月、5月", "January to February, May"),
    ],
)
def test_open_months_are_written_as_ranges(months, zh, en):
    assert month_ranges(months) == (zh, en)


def test_amounts_of_the_text_are_those_of_the_table(places):
    ledger = ledger_of(entry(1, "2024-01", 1.57))

    found = made(places, ledger)

    assert "完成1.57亿元" in text(found, "zh")
    assert "1.57" in [cells[3] for cells in table(found).texts("zh")]


def test_nothing_at_all_is_told_as_nothing(places):
    found = made(places, ledger_of(), targets_of())

    assert [row.rank for row in found.rows] == [None] * 3
    lines = text(found, "zh").splitlines()
    assert lines[1] == "截至2024年2月底，全区国内到位资金：台账无数据。"
    assert len(lines) == 3


def test_table_holds_percent_and_marks_what_is_not_known(places):
    drawn = table(made(places))

    assert drawn.headings("zh") == [
        "位次",
        "盟市",
        "年度目标（亿元）",
        "累计到位（亿元）",
        "完成率（%）",
        "上年同期（亿元）",
        "同比增速（%）",
        "位次变化",
    ]
    texts = drawn.texts("zh")
    assert texts[0] == ["1", "乌海市", "10.00", "6.00", "60.0", "0.00", "—", "+2"]
    assert texts[1] == [
        "2",
        "呼和浩特市",
        "20.00",
        "10.00",
        "50.0",
        "8.00",
        "+25.0",
        "0",
    ]
    assert texts[-1] == ["—", "全区", "60.00", "21.00", "35.0", "8.00", "+162.5", "—"]
