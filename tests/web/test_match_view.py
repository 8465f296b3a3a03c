"""What the page says of an answer: small answers made by hand."""

from __future__ import annotations

import pytest

from webapp.match import pictures, robust
from webapp.match.exclusion import Exclusions
from webapp.match.form import MatchForm
from webapp.match.rules import rule_rows
from webapp.match.understanding import Understanding
from webapp.phrases import phrases

ZH, EN = phrases("zh"), phrases("en")


def stability(**changes):
    return {
        "is_stable": False,
        "zh": "不稳，因为两处相差很小。",
        "en": "Not stable, because two places are close.",
        "draws": 10_000,
        "seed": 2023,
        "concentration": 30.0,
        "possibly_first": {"count": 3, "share": 0.03},
        **changes,
    }


def test_plain_word_comes_apart_from_its_reason():
    word = robust.plain_word({"stability": stability()}, ZH)

    assert (word.is_stable, word.word) == (False, "不稳")
    assert word.text == "因为两处相差很小。"
    assert "10,000" in word.method
    assert "集中度 30.0" in word.method


def test_plain_word_in_english():
    word = robust.plain_word({"stability": stability()}, EN)

    assert word.word == "Not stable"
    assert word.text == "because two places are close."


@pytest.mark.parametrize("even", ["none", None])
def test_draws_without_preference_are_told_as_such(even):
    word = robust.plain_word({"stability": stability(concentration=even)}, ZH)

    assert word.method.startswith("不预设偏好")


@pytest.mark.parametrize("answer", [{}, {"stability": None}])
def test_answer_without_draws_has_no_word(answer):
    assert robust.plain_word(answer, ZH) is None
    assert robust.possibly_first(answer, ZH) == ""


def test_smallest_flip_comes_first_with_its_picture():
    flip = {"direction": "up", "new_first": "b", "name_zh": "乙园", "name_en": "B"}
    answer = {
        "flips": [
            {**flip, "criterion": "rail_km", "from": 0.1, "to": 0.4},
            {**flip, "criterion": "cluster", "from": 0.2, "to": 0.15},
        ]
    }

    found = robust.flips(answer, ZH, {"rail_km": "距铁路", "cluster": "集聚"}.get)

    assert [one.text for one in found] == [
        "“集聚”从 20.0% 降到 15.0%，第一名变为 乙园",
        "“距铁路”从 10.0% 提到 40.0%，第一名变为 乙园",
    ]
    assert (found[0].picture.left, found[0].picture.width) == (15.0, 5.0)
    assert not found[0].picture.is_up
    assert found[1].picture.is_up


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0%"),
        (0.004, "不到 1%"),
        (0.5, "50%"),
        (0.997, "超过 99%"),
        (1.0, "100%"),
    ],
)
def test_share_says_never_and_always_only_if_it_is(share, text):
    bars = robust.share_bars({"stability": {"p_first": share}}, ZH)

    assert bars["p_first"].text == text
    assert bars["p_top5"] is None


def test_second_method_says_whether_the_first_place_stays():
    site = {"id": "a", "name_zh": "甲园", "name_en": "A"}
    answer = {
        "ranked": [{"site": site}],
        "second_method": {"method": "topsis", "first": "a", "agreement": 0.91},
    }

    found = robust.second_method(answer, ZH)

    assert found["text"] == "第一名仍是 甲园"
    assert found["agreement"] == "0.91"
    assert robust.second_method({"ranked": []}, ZH) is None


def test_interval_is_drawn_inside_the_picture_and_stays_visible():
    assert pictures.whisker(0.2, 0.5, 0.8) == pictures.Whisker(20.0, 50.0, 80.0)
    assert pictures.whisker(-1, 0.5, 2) == pictures.Whisker(0.0, 50.0, 100.0)
    assert pictures.whisker(0.5, 0.5, 0.5).width == 0.6


def test_first_rank_stands_left_and_the_last_right():
    assert pictures.ranks(1, 1, 101, 101) == pictures.Whisker(0.0, 0.0, 100.0)
    assert pictures.ranks(2, 6, 11, 11) == pictures.Whisker(10.0, 50.0, 100.0)
    assert pictures.ranks(1, 1, 1, 1) == pictures.Whisker(0.0, 0.0, 0.0)


class Words:
    """The words that the exclusions need, as short as can be."""

    def limit_text(self, limit):
        return {"rail_km_max": "铁路", "chemical_park": "化工园"}[limit]

    def site(self, site):
        return {"id": site["id"], "name": site["name_zh"]}

    def number(self, value, unit):
        return "" if value is None else f"{value}{unit}"

    def measured(self, value, _limit):
        return "" if value is None else f"{value} km"

    def amount(self, value, _limit):
        return f"{value} km"


def excluded(**changes):
    site = {"id": "a", "name_zh": "甲园", "name_en": "A", "beside": []}
    limit = {
        "limit": "rail_km_max", "value": 84.0, "low": 80.0, "high": 88.0,
        "required": 30, "rule": None, "short_by": 54.0, "needed": 84.0,
    }  # fmt: skip
    lets_in = {
        "site": "a",
        "changes": [{"limit": "rail_km_max", "from": 30, "to": 84.0}],
        "barred_by": [],
    }
    return {"site": site, "limits": [limit], "lets_in": lets_in, **changes}


def test_excluded_place_says_by_how_much_and_what_would_let_it_in():
    answer = {"excluded": [excluded()], "relax": []}

    (group,) = Exclusions(Words(), answer, "zh").groups

    assert group["title"] == "铁路"
    (one,) = group["sites"]
    assert one["limits"][0]["value"] == "84.0 km (80.0–88.0)"
    assert one["limits"][0]["short"] == "54.0 km"
    assert one["lets_in"] == "“铁路”放宽到 84.0 km"


def test_rule_that_bars_a_place_is_named_and_cannot_be_loosened():
    rule = {"rule": "r1", "title": {"zh": "化工入园", "en": "Chemicals"}}
    limit = {**excluded()["limits"][0], "limit": "chemical_park", "rule": "r1"}
    entry = excluded(
        limits=[limit], lets_in={"site": "a", "changes": [], "barred_by": ["r1"]}
    )

    (group,) = Exclusions(
        Words(), {"excluded": [entry], "relax": [], "rules": [rule]}, "zh"
    ).groups

    assert group["title"] == "化工入园"
    assert group["sites"][0]["lets_in"] == "须符合规则“化工入园”（不能放宽）"


def test_sub_park_that_would_come_in_instead_is_named():
    other = {"id": "b", "name_zh": "乙区", "name_en": "B"}
    entry = excluded(
        site={"id": "a", "name_zh": "甲园", "name_en": "A", "beside": [other]},
        lets_in={
            "site": "b",
            "changes": [{"limit": "chemical_park", "from": True, "to": None}],
            "barred_by": [],
        },
    )

    (group,) = Exclusions(Words(), {"excluded": [entry], "relax": []}, "zh").groups

    assert group["sites"][0]["lets_in"] == "乙区：去掉“化工园”"


class Cells:
    def word(self, _column, value):
        return f"<{value}>"

    def sources(self, ids):
        return type("Cell", (), {"parts": ids})()


def test_rule_shows_document_effect_and_counts_and_those_in_force_come_first():
    rule = {
        "rule": "warns", "title": {"zh": "题", "en": "t"},
        "text": {"zh": "文", "en": "x"},
        "document": {"title": "通知", "number": "〔2021〕1号", "issuer": "工信厅",
                     "date": ["2021-03-26"], "status": "in_force"},
        "effect": "exclude", "enforced": False, "read_kind": "repost",
        "confidence": "reported", "source_ids": ["s"],
        "counts": {"passed": 3, "failed": 2, "not_verified": 1},
    }  # fmt: skip
    answer = {"rules": [rule, {**rule, "rule": "excludes", "enforced": True}]}

    first, second = rule_rows(answer, Cells(), ZH)

    assert (first["id"], first["effect"]) == ("excludes", "排除")
    assert (second["id"], second["effect"]) == ("warns", "提醒")
    assert second["document"] == "通知 · 〔2021〕1号 · 工信厅 · 2021-03-26 · 现行有效"
    assert second["counts"] == "符合 3，不符合 2，待核实 1"
    assert second["read"] == "仅见于转载"


def phrase(text, start, field, value, unit="", *, relation="eq"):
    return {
        "text": text, "start": start, "end": start + len(text), "field": field,
        "value": value, "unit": unit, "relation": relation,
    }  # fmt: skip


def test_text_is_cut_into_pieces_that_give_it_again(app, catalog):
    text = "硅片，30公里，熊猫，免税"
    said = {
        "phrases": [
            phrase("硅片", 0, "industry", "pv_wafer", relation="main"),
            phrase("30公里", 3, "limits.rail_km_max", 30.0, "km"),
            phrase("没有的", 3, "land_ha", 1.0, "ha"),
        ],
        "not_understood": ["熊猫", "不在文中"],
        "not_evaluated": [{"text": "免税", "rule_id": None, "zh": "不评", "en": "no"}],
    }
    with app.test_request_context():
        found = Understanding(catalog, said, MatchForm(text=text), "zh")
        pieces = found.pieces

    assert "".join(piece.text for piece in pieces) == text
    assert [(piece.text, piece.kind) for piece in pieces if piece.kind] == [
        ("硅片", "read"),
        ("30公里", "read"),
        ("熊猫", "unread"),
        ("免税", "unjudged"),
    ]


def test_phrases_that_overlap_are_marked_once(app, catalog):
    text = "二连口岸60公里"
    said = {
        "phrases": [
            phrase(text, 0, "limits.land_port_km_max", 60.0, "km"),
            phrase("二连口岸", 0, "limits.port_ids", "erlian-road", relation="in"),
        ]
    }
    with app.test_request_context():
        found = Understanding(catalog, said, MatchForm(text=text), "zh")
        pieces, lines = found.pieces, found.lines

    assert [piece.text for piece in pieces] == [text]
    assert [line.value for line in lines] == ["二连浩特公路口岸", "60 km"]


def test_value_given_by_the_form_is_told_at_its_phrase(app, catalog):
    text = "30公里"
    said = {"phrases": [phrase(text, 0, "limits.rail_km_max", 30.0, "km")]}
    form = MatchForm(text=text, texts={"rail": "80"})
    with app.test_request_context():
        (line,) = Understanding(catalog, said, form, "zh").lines

    assert line.is_replaced
    assert not line.is_off
