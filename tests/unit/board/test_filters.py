"""The one filter of table, map, board and exports."""

from __future__ import annotations

import pytest

from geo_zs.board.fault_words import BOARD_WORDS
from geo_zs.board.filters import BoardFilter, KnownValues
from geo_zs.errors import RequirementError
from geo_zs.imports.faults import fault_text
from tests.unit.board.conftest import BAOTOU, HOHHOT, projects_of

FRAME = projects_of(
    {
        "id": "A",
        "name_zh": "年产5GW单晶硅片项目",
        "league": BAOTOU,
        "stage": "signed",
        "industry_tags": ("pv_wafer", "pv_silicon"),
        "pledged_cny_1e8": 15.0,
        "signed_date": "2024-03",
        "officer": "王, 小明",
        "visibility": "internal",
    },
    {
        "id": "B",
        "name_zh": "绿氢一体化",
        "investor_zh": "ABC 集团",
        "league": HOHHOT,
        "stage": "construction",
        "industry_tags": ("hydrogen",),
        "signed_date": "2023",
        "visibility": "public",
    },
    {"id": "C", "name_zh": "Ｔｕｒｂｉｎｅ 厂", "stage": None},
)


def passed(**given):
    return list(BoardFilter.parse(given).apply(FRAME).index)


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ({}, "ABC"),
        ({"league": ""}, "ABC"),
        ({"league": BAOTOU}, "A"),
        ({"league": f"{BAOTOU},{HOHHOT}"}, "AB"),
        ({"league": [BAOTOU, HOHHOT]}, "AB"),
        ({"league": [BAOTOU, "unknown"]}, "AC"),
        ({"stage": "unknown"}, "C"),
        ({"industry": "pv_silicon"}, "A"),
        ({"industry": "hydrogen,unknown"}, "BC"),
        ({"size_class": "ge_1bn"}, "A"),
        ({"size_class": "unknown"}, "BC"),
        ({"visibility": "public"}, "B"),
        ({"officer": "王, 小明"}, "A"),
        ({"league": BAOTOU, "stage": "construction"}, ""),
        ({"text": "硅片"}, "A"),
        ({"text": "abc"}, "B"),
        ({"text": "turbine"}, "C"),
        ({"text": " a "}, "AB"),  # the key of A, the investor of B
        ({"date_from": "2024"}, "A"),
        ({"date_to": "2023-06"}, "B"),  # signed some day of 2023
        ({"date_from": "2023-12-31", "date_to": "2024-03-01"}, "AB"),
        ({"date_from": "2024-04"}, ""),
        ({"date_stage": "construction", "date_from": "1999"}, ""),
    ],
)
def test_projects_that_pass(given, ids):
    assert passed(**given) == list(ids)


def test_link_is_read_back_as_the_same_filter():
    given = {
        "league": [BAOTOU],
        "industry": ["pv_wafer", "hydrogen"],
        "date_stage": "construction",
        "date_from": "2024-03",
        "text": "硅",
        "officer": ["王, 小明"],
    }

    chosen = BoardFilter.parse(given)

    assert BoardFilter.parse(chosen.to_query()) == chosen
    assert not chosen.is_empty


def test_filter_without_values_lets_everything_pass_and_needs_no_link():
    chosen = BoardFilter.parse({"league": [], "text": "  ", "date_stage": "operating"})

    assert chosen.is_empty
    assert chosen.to_query() == {}
    assert chosen.apply(FRAME) is FRAME


def test_all_faults_are_told_at_once_in_both_languages():
    known = KnownValues(league={BAOTOU}, industry={"pv_wafer"})

    with pytest.raises(RequirementError) as caught:
        BoardFilter.parse(
            {
                "colour": "red",
                "stage": "dreaming",
                "league": f"{BAOTOU},999999,unknown",
                "industry": "witchcraft",
                "date_from": "2024-13",
                "text": "x" * 101,
                "date_stage": ["signed", "filed"],
                "banner": [str(number) for number in range(301)],
            },
            known=known,
        )

    faults = {fault.key: fault for fault in caught.value.problems}
    assert [fault.field for fault in caught.value.problems] == [
        "colour",
        "stage",
        "league",
        "industry",
        "date_from",
        "text",
        "date_stage",
        "banner",
    ]
    message, remedy = fault_text(faults["filter_unknown_word"], BOARD_WORDS, "zh")
    assert message.startswith("“dreaming”不在可选范围；可用的有：reserve")
    assert remedy == "请从中选择"
    assert "'colour' is no filter" in faults["filter_unknown_field"].message
    assert "is '2024-13'; expected a date" in faults["filter_bad_date"].message
    assert faults["filter_too_long"].values == {"length": 101, "limit": 100}
    codes = [f for f in caught.value.problems if f.key == "filter_unknown_code"]
    assert "is '999999', which is no league" in codes[0].message
    assert "“witchcraft”的产业标签" in fault_text(codes[1], BOARD_WORDS, "zh")[0]


def test_time_that_ends_before_it_begins_is_refused():
    with pytest.raises(RequirementError, match="before it begins at '2024-05'"):
        BoardFilter.parse({"date_from": "2024-05", "date_to": "2024-04-30"})

    assert BoardFilter.parse({"date_from": "2024-05", "date_to": "2024"}).date_to


def test_hostile_text_is_only_looked_for():
    assert passed(text="=HYPERLINK(") == []
    assert passed(text=".*") == []
    assert passed(league="'; DROP TABLE project") == []


def test_empty_frame_stays_empty():
    chosen = BoardFilter.parse({"text": "x", "industry": "y", "date_from": "2024"})

    assert chosen.apply(projects_of()).empty
