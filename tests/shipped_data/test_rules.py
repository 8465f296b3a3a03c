"""Every legal rule has a site that passes, one that fails, one that is open.

The cases are worked by hand on the shipped sites. Where no such case can exist, the
table says why, and what the rule does instead is tested below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest

from geo_zs import crs
from geo_zs.matching import rule_tests
from geo_zs.matching.attribute import Attribute
from geo_zs.matching.columns import Columns
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.rule_facts import Fact
from geo_zs.matching.rules import RuleBook, is_enforceable
from geo_zs.matching.status import FAILED, NOT_VERIFIED, PASSED
from geo_zs.matching.table import SiteTable

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog

#: What a case expects, in the order in which every rule must have them.
OUTCOMES: Final = {"passed": PASSED, "failed": FAILED, "not_verified": NOT_VERIFIED}


@dataclass(frozen=True)
class Case:
    """One project at one site; `at_site` are facts put there for this case."""

    site: str
    industry: str
    text: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    at_site: Mapping[str, float] = field(default_factory=dict)
    green: float | None = None


@dataclass(frozen=True)
class Never:
    """No such case can exist, for this reason."""

    reason: str


HAIBOWAN = "wuhai-hitech-haibowan"  # recognised chemical area, point known
QIPANJING, MENGXI = "ordos-otog-qipanjing", "ordos-otog-mengxi"  # own points
OTOG, ALXA_LEFT = "banner-150624", "banner-152921"
XITU, BAIYUN = "baotou-xitu-hitech", "baotou-xitu-baiyun"
JIUYUAN = "baotou-jiuyuan"
BIG_DATA = "ulanqab-jining-bigdata"
DIRECT = "绿电直连项目"
ZERO = "拟进入零碳园区"

EXEMPTION = Never("an exemption asks nothing: it passes everywhere")
ZONE = Never("a definition tests nothing: it lends its zone to other rules")
BY_HAND = Never("a person must look: no figure or list can be tested")

CASES: dict[str, tuple[Case | Never, Case | Never, Case | Never]] = {
    "chem-recognised-park": (
        Case(HAIBOWAN, "coal_chemical"),
        Case(MENGXI, "coal_chemical", at_site={"chemical_park": 0}),
        Case(MENGXI, "coal_chemical"),
    ),
    "heavy-chem-into-park": (
        Case(QIPANJING, "coking"),
        Case(OTOG, "coking", at_site={"in_park": 0}),
        Case(OTOG, "coking"),
    ),
    "h2-electrolysis-exempt": (
        Case(OTOG, "electrolytic_hydrogen"),
        EXEMPTION,
        EXEMPTION,
    ),
    "h2-synthesis-chem": (
        Case(HAIBOWAN, "green_ammonia_methanol"),
        Case(MENGXI, "green_ammonia_methanol", at_site={"chemical_park": 0}),
        Case(MENGXI, "green_ammonia_methanol"),
    ),
    "food-not-in-chem-area": (
        Case(MENGXI, "dairy", at_site={"chemical_park": 0}),
        Case(QIPANJING, "dairy", at_site={"in_chemical_area": 1}),
        Case(QIPANJING, "dairy"),  # recognised, but a park may be wider than its area
    ),
    "food-not-in-haibowan-area": (
        Case(QIPANJING, "dairy"),
        Case(HAIBOWAN, "dairy", at_site={"in_chemical_area": 1}),
        Case(HAIBOWAN, "dairy"),
    ),
    "wuhai-no-new-high": (
        Case(JIUYUAN, "polysilicon"),
        Case(QIPANJING, "polysilicon"),
        Case(OTOG, "polysilicon"),
    ),
    "wuhai-area": (ZONE, ZONE, ZONE),
    "haibowan-mengxi-no-heavy-chem": (
        Case(QIPANJING, "coking"),
        Case(MENGXI, "coking"),
        Case("wuhai-hitech", "coking"),  # umbrella zone of Haibowan and others
    ),
    "bayinaobao-no-coking": (
        Case("alxa-hitech-gaoxinyuan", "coking"),
        Case("alxa-bayinaobao", "coking"),
        Case(ALXA_LEFT, "coking"),
    ),
    "baotou-south": (
        Case(BAIYUN, "polysilicon"),
        Case(JIUYUAN, "polysilicon"),
        Case(XITU, "polysilicon"),  # its sub-park at Bayan Obo lies outside
    ),
    "new-capacity-products-2021": (
        Case(JIUYUAN, "graphite_carbon", text="年产10万吨人造石墨负极材料"),
        Case(JIUYUAN, "ferroalloy"),
        Case(JIUYUAN, "chlor_alkali", text="年产30万吨聚氯乙烯"),  # which route?
    ),
    "new-capacity-draft-209": (
        Case(JIUYUAN, "aluminium", text="铝箔深加工"),
        Case(JIUYUAN, "aluminium", text="年产50万吨电解铝"),
        Case(JIUYUAN, "aluminium"),
    ),
    "no-new-near-beijing-2014": (
        Case(JIUYUAN, "coking"),
        Case("ulanqab-shangdu", "coking"),
        Case("ulanqab-shangdu", "chlor_alkali"),  # carbide, or something else
    ),
    "water-permits-suspended": (
        Case(JIUYUAN, "pv_wafer", text="用水取自再生水"),
        Case(JIUYUAN, "pv_wafer", text="拟新增取水许可"),
        Case(JIUYUAN, "pv_wafer"),
    ),
    "groundwater-horinger": (
        Case(JIUYUAN, "pv_wafer", text="用地下水"),
        Never("the outline of the over-drawn area inside the county was not read"),
        Case("hohhot-horinger-newarea", "pv_wafer", text="用地下水"),
    ),
    "groundwater-new-industry": (
        Case(JIUYUAN, "coal_chemical", text="用水为矿井水"),
        Case(JIUYUAN, "coal_chemical", text="取用地下水"),
        Case(JIUYUAN, "coal_chemical"),
    ),
    "dc-to-cluster": (
        Case(BIG_DATA, "data_center", facts={"racks": 5000}),
        Case(JIUYUAN, "data_center", facts={"racks": 3000}),
        Case(JIUYUAN, "data_center"),
    ),
    "dc-pue": (
        Case(BIG_DATA, "data_center", facts={"pue": 1.2}),
        Case(BIG_DATA, "data_center", facts={"pue": 1.25}),
        Case(BIG_DATA, "data_center"),
    ),
    "dc-green-share": (
        Case(BIG_DATA, "data_center", green=0.8),
        Case(BIG_DATA, "data_center", facts={"green_power_share": 0.5}),
        Case(BIG_DATA, "data_center", green=0.5),  # at least half: may be more
    ),
    "direct-supply-scheme": (
        Case(JIUYUAN, "pv_wafer", DIRECT, facts={"direct_supply_users": 1}),
        Case(JIUYUAN, "pv_wafer", DIRECT, facts={"direct_supply_users": 2}),
        Case(JIUYUAN, "pv_wafer", DIRECT),
    ),
    "direct-supply-own-use": (
        Case(JIUYUAN, "pv_wafer", DIRECT, facts={"own_use_share": 0.35}),
        Case(JIUYUAN, "pv_wafer", DIRECT, facts={"own_use_share": 0.29}),
        Case(JIUYUAN, "pv_wafer", DIRECT, facts={"own_use_share": 0.32}),  # to 2029
    ),
    "direct-supply-h2-feed-in": (
        Case(JIUYUAN, "electrolytic_hydrogen", DIRECT, facts={"feed_in_share": 0.2}),
        Case(JIUYUAN, "electrolytic_hydrogen", DIRECT, facts={"feed_in_share": 0.41}),
        Case(JIUYUAN, "electrolytic_hydrogen", DIRECT, facts={"feed_in_share": 0.3}),
    ),
    "direct-supply-no-feed-in": (
        Case(JIUYUAN, "pv_wafer", DIRECT, facts={"feed_in_share": 0}),
        Case(JIUYUAN, "pv_wafer", DIRECT, facts={"feed_in_share": 0.1}),
        Case(JIUYUAN, "pv_wafer", facts={"feed_in_share": 0.1}),  # direct supply?
    ),
    "zero-carbon-core": (
        Case(JIUYUAN, "pv_wafer", ZERO, at_site={"co2_per_tce": 0.4}),
        Case(JIUYUAN, "pv_wafer", ZERO, at_site={"co2_per_tce": 0.7}),
        Case(JIUYUAN, "pv_wafer", ZERO, at_site={"co2_per_tce": 0.5}),
    ),
    "zero-carbon-quota": (BY_HAND, BY_HAND, Case(JIUYUAN, "pv_wafer", ZERO)),
    "standard-land": (BY_HAND, BY_HAND, Case(JIUYUAN, "pv_wafer")),
    "fair-competition": (
        Case(JIUYUAN, "pv_wafer", text="年产5GW单晶硅片，不要求零电价"),
        Case(JIUYUAN, "pv_wafer", text="要求零电价和税收返还"),
        Case(JIUYUAN, "pv_wafer"),
    ),
    "coal-chem-2023": (BY_HAND, BY_HAND, Case(QIPANJING, "coal_chemical")),
    "coal-chem-key-areas": (
        Case(BAIYUN, "coal_chemical"),
        Case(QIPANJING, "coal_chemical"),
        Case(OTOG, "coal_chemical"),
    ),
    "air-key-areas": (
        Case(BAIYUN, "coking"),
        Case(JIUYUAN, "coking"),
        Case(OTOG, "coking"),
    ),
    "storage-market": (
        Case(
            OTOG,
            "new_energy_power",
            text="市场化并网",
            facts={"storage_share": 0.15, "storage_hours": 4},
        ),
        Case(
            OTOG,
            "new_energy_power",
            text="市场化并网",
            facts={"storage_share": 0.15, "storage_hours": 2},
        ),
        Case(OTOG, "new_energy_power", text="市场化并网"),
    ),
    "storage-guaranteed": (
        Case(
            OTOG,
            "new_energy_power",
            text="保障性并网",
            facts={"storage_share": 0.15, "storage_hours": 2},
        ),
        Case(
            OTOG,
            "new_energy_power",
            text="保障性并网",
            facts={"storage_share": 0.1, "storage_hours": 2},
        ),
        Case(
            OTOG,  # market or guaranteed?
            "new_energy_power",
            facts={"storage_share": 0.1, "storage_hours": 2},
        ),
    ),
    "energy-review-exempt": (Case(OTOG, "new_energy_power"), EXEMPTION, EXEMPTION),
}

WORKED = [
    pytest.param(rule_id, outcome, case, id=f"{rule_id}-{outcome}")
    for rule_id, cases in CASES.items()
    for outcome, case in zip(OUTCOMES, cases, strict=True)
    if isinstance(case, Case)
]


@pytest.fixture(scope="module")
def rows(catalog: Catalog) -> list[dict[str, object]]:
    """Return the rows of the shipped table of rules."""
    return [
        {str(name): value for name, value in row.items()}
        for row in catalog.tables["rules"].to_dict("records")
    ]


@pytest.fixture(scope="module")
def book(rows) -> RuleBook:
    """Return the shipped rules, none of them switched on."""
    return RuleBook.from_rows(rows)


def with_fact(sites: SiteTable, site: str, column: str, value: float) -> SiteTable:
    """Return the sites with one made-up fact at one of them."""
    known = sites.attributes.get(column)
    values = np.full(sites.n_sites, np.nan) if known is None else known.value.copy()
    values[sites.ids.index(site)] = value
    made_up = Attribute(
        column=column,
        unit="",
        value=values,
        low=values,
        high=values,
        source_ids=((),) * sites.n_sites,
        confidence=("",) * sites.n_sites,
    )
    return replace(sites, attributes={**sites.attributes, column: made_up})


def outcomes_of(
    book: RuleBook, catalog: Catalog, case: Case, *others: str
) -> dict[str, tuple[int, rule_tests.RuleTest]]:
    """Return the status of the case's site under every rule that concerns it."""
    sites = catalog.sites
    for column, value in case.at_site.items():
        sites = with_fact(sites, case.site, column, value)
    requirement = Requirement(
        industry=case.industry, others=others, green_power_share_min=case.green
    )
    found = rule_tests.apply_rules(
        book,
        sites,
        requirement,
        Columns(sites, requirement.industries, requirement.limits),
        (case.industry, *others),
        text=case.text,
        facts=case.facts,
    )
    row = sites.ids.index(case.site)
    return {one.rule.id: (int(one.status[row]), one) for one in found}


def test_every_rule_has_its_three_cases(book: RuleBook):
    assert [rule.id for rule in book.rules] == list(CASES)


@pytest.mark.parametrize(("rule_id", "outcome", "case"), WORKED)
def test_rule_says_of_the_site_what_was_worked_by_hand(
    book: RuleBook, catalog: Catalog, rule_id: str, outcome: str, case: Case
):
    status, _ = outcomes_of(book, catalog, case)[rule_id]

    assert status == OUTCOMES[outcome]


def test_only_rules_without_a_test_lack_a_failing_case(book: RuleBook):
    lacking = {rule.id for rule in book.rules if isinstance(CASES[rule.id][1], Never)}

    assert lacking == {
        rule.id for rule in book.rules if rule.kind != "test" or rule.is_scope_partial
    }


def test_rule_of_the_zone_tests_nothing_but_its_places_are_those_of_others(
    book: RuleBook, catalog: Catalog
):
    zone = book.rule("wuhai-area")

    assert "wuhai-area" not in outcomes_of(book, catalog, Case(HAIBOWAN, "coking"))
    assert book.rule("wuhai-no-new-high").scope == zone.scope
    assert set(zone.scope) <= set(book.rule("air-key-areas").scope)


def test_exemption_takes_electrolysis_out_of_the_rule_that_it_lifts(
    rows, catalog: Catalog
):
    wider = [
        {**row, "applies_to_tags": ("electrolytic_hydrogen", "coking")}
        if row["rule_id"] == "chem-recognised-park"
        else row
        for row in rows
    ]
    case = Case(OTOG, "electrolytic_hydrogen")

    alone = outcomes_of(RuleBook.from_rows(wider), catalog, case)
    with_coke = outcomes_of(RuleBook.from_rows(wider), catalog, case, "coking")

    assert "chem-recognised-park" not in alone
    assert with_coke["chem-recognised-park"][0] == NOT_VERIFIED


def test_exemption_does_not_free_the_synthesis_of_ammonia(
    book: RuleBook, catalog: Catalog
):
    found = outcomes_of(
        book,
        catalog,
        Case(MENGXI, "electrolytic_hydrogen"),
        "green_ammonia_methanol",
    )

    assert found["chem-recognised-park"][0] == NOT_VERIFIED
    assert found["h2-synthesis-chem"][0] == NOT_VERIFIED


def test_rule_that_needs_a_person_never_excludes(rows, book: RuleBook):
    by_hand = [rule for rule in book.rules if rule.kind == "manual"]

    assert {rule.id for rule in by_hand} == {
        "zero-carbon-quota",
        "standard-land",
        "coal-chem-2023",
    }
    assert not any(is_enforceable(rule) for rule in by_hand)


def test_only_the_rule_whose_official_text_was_read_excludes_by_itself(
    book: RuleBook,
):
    assert [rule.id for rule in book.rules if rule.effect == "exclude"] == [
        "food-not-in-haibowan-area"
    ]


def test_rule_known_from_a_repost_excludes_once_it_is_switched_on(
    rows, catalog: Catalog
):
    case = Case(QIPANJING, "polysilicon")

    before = outcomes_of(RuleBook.from_rows(rows), catalog, case)["wuhai-no-new-high"]
    after = outcomes_of(RuleBook.from_rows(rows, {"wuhai-no-new-high"}), catalog, case)[
        "wuhai-no-new-high"
    ]

    assert before[0] == after[0] == FAILED
    assert before[1].effect == "warn"
    assert after[1].effect == "exclude"
    assert after[1].rule.is_enforced


def test_figures_in_the_text_of_a_request_are_tested(book: RuleBook, catalog: Catalog):
    text = "新建数据中心，3万架机架，PUE不高于1.2，绿电比例80%"

    found = outcomes_of(book, catalog, Case(JIUYUAN, "data_center", text))

    assert found["dc-to-cluster"][0] == FAILED
    assert found["dc-pue"][0] == PASSED
    assert found["dc-green-share"][0] == NOT_VERIFIED  # the reader's to understand


def test_scopes_name_places_of_the_shipped_sites(book: RuleBook, catalog: Catalog):
    sites = catalog.sites
    known = {"150000", *sites.ids, *sites.leagues, *sites.banners}

    assert {place for rule in book.rules for place in rule.scope} <= known


def test_words_of_a_rule_do_not_contradict_each_other(book: RuleBook):
    for rule in book.rules:
        assert not set(rule.words_fail) & set(rule.words_pass), rule.id


def test_setbacks_of_incomplete_layers_are_known_from_above_only(catalog: Catalog):
    setbacks = catalog.sites.setbacks

    assert {layer: one.is_complete_layer for layer, one in setbacks.items()} == {
        "ports": True,
        "airports": False,
        "power_plants": False,
        "energy_bases": False,
        "rail_nodes": False,
        "rail_lines": False,
    }
    for layer, one in setbacks.items():
        assert (one.low == 0).all() or layer == "ports"


def test_closed_crossings_count_for_no_setback(catalog: Catalog):
    sites = catalog.sites
    open_ports = sites.ports.is_usable
    nearest = np.nanmin(sites.port_km.high[:, open_ports], axis=1)

    assert (sites.setbacks["ports"].high <= nearest + 1e-9).all()


def test_siding_in_the_park_is_a_railway_within_two_kilometres(catalog: Catalog):
    sites = catalog.sites
    has_siding = sites.attributes["has_rail_access"].value == 1.0

    assert has_siding.any()
    assert (sites.setbacks["rail_lines"].high[has_siding] <= 2.0).all()


def test_distance_to_keep_is_the_distance_that_is_scored(catalog: Catalog):
    sites = catalog.sites
    airport, setback = sites.attributes["airport_km"], sites.setbacks["airports"]

    np.testing.assert_allclose(setback.value, airport.value)
    np.testing.assert_allclose(setback.high, airport.high)


def test_station_is_measured_by_hand_from_a_park_with_a_point(catalog: Catalog):
    sites, stations = catalog.sites, catalog.layer("rail_nodes").frame
    row = sites.ids.index(JIUYUAN)

    by_hand = crs.distance_km(
        np.full(len(stations), sites.lon[row]),
        np.full(len(stations), sites.lat[row]),
        stations["lon"].to_numpy(dtype=float),
        stations["lat"].to_numpy(dtype=float),
    )

    assert sites.setbacks["rail_nodes"].value[row] == pytest.approx(
        float(np.min(by_hand)), rel=1e-6
    )
    assert sites.setbacks["rail_nodes"].low[row] == 0.0
