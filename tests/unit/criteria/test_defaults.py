from __future__ import annotations

import pytest

from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.errors import CriterionError, DataError

FIT = {"criterion_id": "fit", "column": "industry_fit", "worst": "0", "best": "1"}
RAIL = {
    "criterion_id": "rail",
    "column": "rail_km",
    "worst": 60,
    "best": 2,
    "unit": "km",
    "words_zh": "0=有专用线;2=近",
    "source_ids": ("one", "two"),
}
PRICE = {
    "criterion_id": "price",
    "column": "price_cny",
    "worst": 0.5,
    "best": 0.3,
    "is_asked": True,
}
GENERAL = [
    {"preset_id": "general_manufacturing", "criterion_id": "rail", "weight": 0.1},
    {"preset_id": "general_manufacturing", "criterion_id": "fit", "weight": 0.3},
    {
        "preset_id": "general_manufacturing",
        "criterion_id": "price",
        "weight": "0.2",
    },
]


def row(
    preset: str, criterion: str, weight: float, **more: object
) -> dict[str, object]:
    return {"preset_id": preset, "criterion_id": criterion, "weight": weight, **more}


def test_scored_criteria_are_normalised_and_listed_by_weight():
    book = CriteriaBook.from_tables([FIT, RAIL, PRICE], GENERAL, [])

    preset = book.preset_for("anything")

    assert preset.weights == {"fit": pytest.approx(0.75), "rail": pytest.approx(0.25)}
    assert [one.id for one in preset.criteria] == ["fit", "rail"]


def test_what_only_the_park_can_tell_is_asked_and_not_scored():
    book = CriteriaBook.from_tables([FIT, RAIL, PRICE], GENERAL, [])

    preset = book.preset_for("anything")

    assert [one.id for one in preset.asked] == ["price"]
    assert preset.asked_weights == {"price": 0.2}


def test_a_preset_replaces_the_general_bounds_and_keeps_them_where_it_is_silent():
    rows = [*GENERAL, row("heavy", "rail", 1, worst=40, best="", reason_en="siding")]
    book = CriteriaBook.from_tables(
        [FIT, RAIL, PRICE], rows, [{"tag": "coal", "preset_id": "heavy"}]
    )

    rail = book.preset_for("coal").criteria[0]

    assert (rail.worst, rail.best, rail.reason_en) == (40, 2, "siding")
    assert book.criterion("fit", book.preset_for("coal")).worst == 0
    assert book.criteria["rail"].worst == 60


def test_cells_of_a_frame_and_of_a_text_file_are_read_alike():
    blank = {"ideal": float("nan"), "unit": None, "reason_zh": "<NA>"}
    book = CriteriaBook.from_tables([{**RAIL, **blank}], GENERAL[:1], [])

    rail = book.criteria["rail"]

    assert rail.ideal is None
    assert (rail.unit, rail.reason_zh) == ("", "")
    assert rail.words_zh == ((0.0, "有专用线"), (2.0, "近"))
    assert rail.source_ids == ("one", "two")


def test_the_choice_of_an_industry_says_what_happens_to_unverified_sites():
    book = CriteriaBook.from_tables(
        [RAIL],
        [*GENERAL[:1], row("chemicals", "rail", 1)],
        [
            {
                "tag": "coking",
                "preset_id": "chemicals",
                "default_unverified": "keep",
                "default_limit": "chemical_park",
            }
        ],
    )

    assert book.choice_for("coking").default_unverified == "keep"
    assert book.choice_for("coking").default_limit == "chemical_park"
    assert book.choice_for("paper").default_unverified == ""
    assert book.choice_for("paper").preset_id == "general_manufacturing"


def test_an_unknown_criterion_is_refused_with_those_known():
    book = CriteriaBook.from_tables([RAIL], GENERAL[:1], [])

    with pytest.raises(CriterionError, match="'wind'; known: rail"):
        book.criterion("wind", book.preset_for("x"))


def test_all_faults_of_the_tables_are_listed_at_once():
    criteria = [
        RAIL,
        RAIL,
        {**FIT, "worst": "near"},
        {**FIT, "criterion_id": "flat", "worst": 1},
    ]
    presets = [
        row("general_manufacturing", "rail", 1),
        row("general_manufacturing", "rail", 1),
        row("general_manufacturing", "sun", 1),
    ]

    with pytest.raises(DataError) as caught:
        CriteriaBook.from_tables(criteria, presets, [])

    assert [(p.file, p.row) for p in caught.value.problems] == [
        ("criteria/criteria.csv", 3),
        ("criteria/criteria.csv", 4),
        ("criteria/criteria.csv", 5),
        ("criteria/presets.csv", 3),
        ("criteria/presets.csv", 4),
    ]


def test_a_preset_of_zero_weights_and_an_unknown_preset_are_refused():
    presets = [*GENERAL[:1], row("heavy", "rail", 0)]
    with pytest.raises(DataError, match="heavy: no weight is above 0"):
        CriteriaBook.from_tables([RAIL], presets, [])

    choices = [
        {"tag": "coal", "preset_id": "light"},
        {"tag": "dairy", "preset_id": "general_manufacturing"},
        {"tag": "dairy", "preset_id": "general_manufacturing"},
    ]
    with pytest.raises(DataError) as caught:
        CriteriaBook.from_tables([RAIL], GENERAL[:1], choices)
    assert [p.message for p in caught.value.problems] == [
        "'light' is no preset; known: general_manufacturing",
        "'dairy' stands more than once",
    ]


def test_tables_without_the_preset_of_last_resort_are_refused():
    with pytest.raises(DataError, match="the preset of last resort"):
        CriteriaBook.from_tables([RAIL], [row("heavy", "rail", 1)], [])
