"""Rules as a book: what a row says, what is in force, where and on what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest

from geo_zs.errors import DataError, SettingError
from geo_zs.matching import rule_tests
from geo_zs.matching.columns import Columns
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.rule_flags import flags, request_flags
from geo_zs.matching.rule_scopes import (
    INSIDE,
    OUTSIDE,
    UNCERTAIN,
    Places,
    where_it_holds,
)
from geo_zs.matching.rule_words import words_in
from geo_zs.matching.rules import RuleBook
from geo_zs.matching.status import FAILED, NOT_VERIFIED, PASSED
from geo_zs.matching.table import SiteTable

SitesOf = Callable[..., SiteTable]

#: A rule about places that was read in a copy; every test changes what it is about.
ROW: dict[str, object] = {
    "rule_id": "no-coking-here",
    "title_zh": "此地不得焦化",
    "title_en": "No coking here",
    "text_zh": "此地不得新建焦化",
    "text_en": "No new coking here",
    "applies_to_tags": "coking",
    "tested_field": "place",
    "operator": "not_in",
    "value": "scope",
    "raise_when": "always",
    "scope": "150102",
    "scope_side": "inside",
    "is_scope_partial": "false",
    "effect": "warn",
    "document_number": "",
    "issuer": "某厅",
    "date": "2021-03-26",
    "status": "unknown",
    "read_where": "a page",
    "read_kind": "repost",
    "source_ids": "copy-1;copy-2",
    "confidence": "reported",
}


def row(**changes: object) -> dict[str, object]:
    return {**ROW, **changes}


def words_row(**changes: object) -> dict[str, object]:
    words = {
        "tested_field": "product",
        "scope": "150000",
        "words_fail": "电石;石墨电极",
        "words_pass": "乙烯法;超高功率石墨电极",
    }
    return row(**words, **changes)


def book_of(*rows: Mapping[str, object], enforced: Sequence[str] = ()) -> RuleBook:
    return RuleBook.from_rows(rows, enforced=set(enforced))


def apply(
    book: RuleBook, sites: SiteTable, industry: str = "coking", **said: object
) -> tuple[rule_tests.RuleTest, ...]:
    requirement = Requirement(industry=industry)
    columns = Columns(sites, industry, requirement.limits)
    return rule_tests.apply_rules(
        book,
        sites,
        requirement,
        columns,
        (industry,),
        **said,
    )


# --- the book ---------------------------------------------------------------------


def test_row_becomes_a_rule_with_its_lists_and_document():
    rule = book_of(row(tested_field=("place",), date=("2021", "2024-02"))).rules[0]

    assert rule.id == "no-coking-here"
    assert rule.applies_to == {"coking"}
    assert rule.source_ids == ("copy-1", "copy-2")
    assert rule.date == ("2021", "2024-02")
    assert rule.document_number == ""
    assert not rule.is_about_request


def test_cells_that_are_nan_are_empty():
    rule = book_of(row(document_number=float("nan"), words_pass=float("nan"))).rules[0]

    assert rule.document_number == ""
    assert rule.words_pass == ()


@pytest.mark.parametrize(
    ("effect", "read_kind", "expected"),
    [
        ("exclude", "official", "exclude"),
        ("exclude", "repost", "warn"),
        ("exclude", "publisher", "warn"),
        ("warn", "official", "warn"),
        ("warn", "repost", "warn"),
    ],
)
def test_rule_excludes_by_itself_only_if_its_official_text_was_read(
    effect: str, read_kind: str, expected: str
):
    rule = book_of(row(effect=effect, read_kind=read_kind)).rules[0]

    assert rule.effect == expected
    assert not rule.is_enforced


def test_operator_switches_a_rule_on_however_it_was_read():
    rule = book_of(row(), enforced=["no-coking-here"]).rules[0]

    assert rule.effect == "exclude"
    assert rule.is_enforced


def test_unknown_enforced_rule_is_refused_with_near_misses():
    with pytest.raises(SettingError, match="'no-coking-her'; near: no-coking-here"):
        book_of(row(), enforced=["no-coking-her"])


@pytest.mark.parametrize(
    "changes",
    [
        {"operator": "manual"},
        {"operator": "in"},
        {"operator": "not_required"},
        {"is_scope_partial": "true"},
        {"tested_field": "text", "words_fail": "零电价"},
    ],
)
def test_rule_that_can_exclude_nothing_cannot_be_enforced(changes: dict[str, object]):
    with pytest.raises(SettingError, match="tests nothing that could exclude"):
        book_of(row(**changes), enforced=["no-coking-here"])


def test_all_faults_of_all_rows_are_listed_at_once():
    with pytest.raises(DataError) as caught:
        book_of(
            row(rule_id="a", tested_field="colour"),
            row(rule_id="b", tested_field="pue", operator="le"),
            row(rule_id="c", tested_field="product"),
            row(rule_id="d", operator="like"),
            row(rule_id="e", scope=""),
            row(rule_id="e"),
        )

    assert [problem.field for problem in caught.value.problems] == [
        "a.tested_field",
        "b.threshold",
        "b.threshold_strict",
        "c.words_fail",
        "d.operator",
        "e.scope",
        "rule_id",
    ]


def test_rule_for_all_industries_leaves_out_those_it_excepts():
    book = book_of(row(applies_to_tags="*", except_tags="wafer"))

    assert book.applying(("wafer",)) == ()
    assert len(book.applying(("wafer", "coking"))) == 1


def test_exemption_frees_its_own_industry_and_no_other():
    relief = row(
        rule_id="relief",
        operator="not_required",
        applies_to_tags="wafer",
        lifts="no-coking-here",
    )
    book = book_of(row(applies_to_tags="wafer;coking"), relief)

    assert [one.id for one in book.applying(("wafer",))] == ["relief"]
    assert [one.id for one in book.applying(("coking",))] == ["no-coking-here"]
    assert [one.id for one in book.applying(("wafer", "coking"))] == [
        "no-coking-here",
        "relief",
    ]


# --- where it holds ---------------------------------------------------------------

PLACES: list[dict[str, object]] = [
    {"id": "zone", "banner": "150102", "lon": 111.0, "lat": 40.0},
    {"id": "sub", "banner": "150102", "group": "zone", "lon": 111.1, "lat": 40.0},
    {"id": "far-sub", "banner": "150103", "group": "zone", "lon": 112.0, "lat": 40.0},
    {"id": "neighbour", "banner": "150102", "lon": 111.2, "lat": 40.0},
    {"id": "somewhere", "banner": "150102"},
    {"id": "by-league", "banner": ""},
    {"id": "banner-150102", "banner": "150102", "kind": "banner"},
    {"id": "elsewhere", "banner": "150202", "league": "150200"},
]
PARENTS = ("", "zone", "zone", "", "", "", "", "")


def holds(scope: str, sites_of: SitesOf, **options: bool) -> dict[str, int]:
    sites = sites_of(PLACES)
    object.__setattr__(sites, "parent_ids", PARENTS)
    found = where_it_holds(tuple(scope.split(";")), Places.of(sites), **options)
    return dict(zip(sites.ids, found.tolist(), strict=True))


def test_region_holds_everywhere(sites_of: SitesOf):
    assert set(holds("150000", sites_of).values()) == {INSIDE}


def test_league_holds_in_its_sites(sites_of: SitesOf):
    found = holds("150100", sites_of)

    assert found.pop("elsewhere") == OUTSIDE
    assert set(found.values()) == {INSIDE}


def test_banner_is_uncertain_for_umbrellas_that_reach_out_of_it_and_for_unknown_banners(
    sites_of: SitesOf,
):
    assert holds("150102", sites_of) == {
        "zone": UNCERTAIN,  # far-sub stands in another banner
        "sub": INSIDE,
        "far-sub": OUTSIDE,
        "neighbour": INSIDE,
        "somewhere": INSIDE,
        "by-league": UNCERTAIN,
        "banner-150102": INSIDE,
        "elsewhere": OUTSIDE,
    }


def test_named_park_is_uncertain_for_its_umbrella_and_for_what_only_shares_its_banner(
    sites_of: SitesOf,
):
    assert holds("sub", sites_of) == {
        "zone": UNCERTAIN,
        "sub": INSIDE,
        "far-sub": OUTSIDE,
        "neighbour": OUTSIDE,  # a park of its own, with its own point
        "somewhere": UNCERTAIN,
        "by-league": UNCERTAIN,
        "banner-150102": UNCERTAIN,
        "elsewhere": OUTSIDE,
    }


def test_named_umbrella_takes_in_its_sub_parks(sites_of: SitesOf):
    found = holds("zone", sites_of)

    assert found["zone"] == found["sub"] == found["far-sub"] == INSIDE


def test_rule_outside_its_scope_turns_the_places_round(sites_of: SitesOf):
    found = holds("sub", sites_of, is_outside=True)

    assert found["sub"] == OUTSIDE
    assert found["neighbour"] == INSIDE
    assert found["somewhere"] == UNCERTAIN


def test_part_of_a_scope_is_certain_nowhere_inside(sites_of: SitesOf):
    found = holds("150102", sites_of, is_partial=True)

    assert found["sub"] == UNCERTAIN
    assert found["elsewhere"] == OUTSIDE


# --- what it tests ----------------------------------------------------------------


def test_place_inside_fails_outside_passes_and_between_is_not_verified(
    sites_of: SitesOf,
):
    sites = sites_of(
        [
            {"id": "in", "banner": "150102", "lon": 111.0, "lat": 40.0},
            {"id": "out", "banner": "150103", "lon": 112.0, "lat": 40.0},
            {"id": "known-by-banner", "banner": "150102"},
        ]
    )

    (found,) = apply(book_of(row(scope="in", tested_field="park_id")), sites)

    assert found.status.tolist() == [FAILED, PASSED, NOT_VERIFIED]
    assert found.counts(np.array([True, True, False])) == {
        "passed": 1,
        "failed": 1,
        "not_verified": 0,
    }


def test_rule_for_another_industry_is_not_tested(sites_of: SitesOf):
    assert apply(book_of(row()), sites_of([{"id": "a"}]), "wafer") == ()


@pytest.mark.parametrize(
    ("operator", "thresholds", "value", "expected"),
    [
        ("le", ("1.2", ""), 1.2, PASSED),
        ("le", ("1.2", ""), 1.21, FAILED),
        ("lt", ("3000", ""), 2999, PASSED),
        ("lt", ("3000", ""), 3000, FAILED),
        ("ge", ("0.3", "0.35"), 0.35, PASSED),
        ("ge", ("0.3", "0.35"), 0.3, NOT_VERIFIED),
        ("ge", ("0.3", "0.35"), 0.29, FAILED),
        ("le", ("0.4", "0.2"), 0.2, PASSED),
        ("le", ("0.4", "0.2"), 0.4, NOT_VERIFIED),
        ("le", ("0.4", "0.2"), 0.41, FAILED),
        ("eq", ("0", ""), 0, PASSED),
        ("eq", ("0", ""), 0.01, FAILED),
        ("ge", ("0.8", ""), (0.5, 1.0), NOT_VERIFIED),
        ("ge", ("0.8", ""), (0.8, 1.0), PASSED),
        ("le", ("0.8", ""), (0.81, 1.0), FAILED),
    ],
)
def test_figure_of_the_request_is_tested_at_and_beside_its_threshold(
    sites_of: SitesOf,
    operator: str,
    thresholds: tuple[str, str],
    value: float,
    expected: int,
):
    rule = row(
        tested_field="pue",
        operator=operator,
        threshold=thresholds[0],
        threshold_strict=thresholds[1],
        scope="150000",
    )

    (found,) = apply(book_of(rule), sites_of([{"id": "a"}]), facts={"pue": value})

    assert found.status.tolist() == [expected]


def test_figure_that_nobody_stated_is_not_verified(sites_of: SitesOf):
    rule = row(tested_field="pue", operator="le", threshold="1.2", scope="150000")

    (found,) = apply(book_of(rule), sites_of([{"id": "a"}]))

    assert found.status.tolist() == [NOT_VERIFIED]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年产电石20万吨", FAILED),
        ("乙烯法聚氯乙烯", PASSED),
        ("乙烯法与电石法并举", FAILED),
        ("聚氯乙烯", NOT_VERIFIED),
        ("", NOT_VERIFIED),
        ("超高功率石墨电极", PASSED),
        ("不使用电石", NOT_VERIFIED),
    ],
)
def test_product_is_judged_by_the_words_of_the_request(
    sites_of: SitesOf, text: str, expected: int
):
    (found,) = apply(book_of(words_row()), sites_of([{"id": "a"}]), text=text)

    assert found.status.tolist() == [expected]


def test_product_words_found_by_a_reader_count_like_the_text(sites_of: SitesOf):
    (found,) = apply(book_of(words_row()), sites_of([{"id": "a"}]), words=["电石"])

    assert found.status.tolist() == [FAILED]


def test_industry_that_is_the_product_needs_no_word(sites_of: SitesOf):
    book = book_of(words_row(tags_named="coking"))

    (found,) = apply(book, sites_of([{"id": "a"}]))

    assert found.status.tolist() == [FAILED]


def test_rule_on_a_condition_fails_nobody_who_does_not_meet_it(sites_of: SitesOf):
    rule = row(
        tested_field="feed_in_share",
        operator="eq",
        threshold="0",
        scope="150000",
        condition_words="绿电直连",
        raise_when="mentioned",
    )
    sites = sites_of([{"id": "a"}])

    (silent,) = apply(book_of(rule), sites, facts={"feed_in_share": 0.5})
    (spoken,) = apply(
        book_of(rule), sites, facts={"feed_in_share": 0.5}, text="绿电直连"
    )

    assert (silent.status.tolist(), silent.is_raised) == ([NOT_VERIFIED], False)
    assert (spoken.status.tolist(), spoken.is_raised) == ([FAILED], True)


def test_exact_word_is_found_in_any_width_and_case():
    assert words_in(["ＰＵＥ 1.2 Free Land"], ("pue", "free land")) == {
        "pue",
        "free land",
    }


def test_longest_word_wins_where_two_begin_alike():
    assert words_in(["年产石墨烯"], ("石墨", "石墨烯")) == {"石墨烯"}


def test_latin_word_is_not_found_inside_another():
    assert words_in(["cokeless"], ("coke",)) == frozenset()


@pytest.mark.parametrize("text", ["without coke", "no new coke", "不含焦炭", "非焦炭"])
def test_denied_word_says_nothing(text: str):
    assert words_in([text], ("coke", "焦炭")) == frozenset()


def test_stainless_is_no_denial():
    assert words_in(["不锈钢及焦炭"], ("焦炭",)) == {"焦炭"}


# --- what is said of it -----------------------------------------------------------


def test_site_is_told_what_fails_and_what_is_open_there(sites_of: SitesOf):
    sites = sites_of(
        [
            {"id": "in", "banner": "150102", "lon": 111.0, "lat": 40.0},
            {"id": "out", "banner": "150103", "lon": 112.0, "lat": 40.0},
            {"id": "known-by-banner", "banner": "150102"},
        ]
    )
    found = apply(book_of(row(scope="in", tested_field="park_id")), sites)

    assert [(one.rule, one.status) for one in flags(0, found)] == [
        ("no-coking-here", "failed")
    ]
    assert flags(1, found) == []
    assert flags(2, found)[0].text_zh == (
        "未能核实：此地不得焦化（某厅 2021-03-26；仅读到转载；是否有效不明）"
    )
    assert request_flags(found) == []


def test_what_is_open_for_most_sites_is_told_once_for_all(sites_of: SitesOf):
    sites = sites_of(
        [{"id": "a", "chemical_park": 1}, {"id": "b"}, {"id": "c"}, {"id": "d"}]
    )
    rule = row(tested_field="chemical_park", operator="eq", scope="150000")
    found = apply(book_of(rule), sites)

    assert [flags(at, found) for at in range(4)] == [[], [], [], []]
    assert [(one.rule, one.status) for one in request_flags(found)] == [
        ("no-coking-here", "not_verified")
    ]
    assert request_flags(found)[0].text_en.startswith("Not verified for most sites: ")


def test_what_is_the_same_for_every_site_stands_with_the_request(sites_of: SitesOf):
    sites = sites_of([{"id": "a"}, {"id": "b"}])
    book = book_of(
        words_row(rule_id="open"),
        words_row(rule_id="named", tags_named="coking"),
        row(rule_id="by-hand", operator="manual", scope="150000"),
        row(rule_id="zone", operator="in"),
        row(rule_id="relief", operator="not_required"),
    )
    found = apply(book, sites)

    assert [(one.rule, one.status) for one in request_flags(found)] == [
        ("named", "failed"),
        ("by-hand", "manual"),
        ("relief", "manual"),
        ("open", "not_verified"),
    ]
    assert flags(0, found) == []
