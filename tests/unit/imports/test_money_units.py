"""Units of money above a table and in a header, also those of a currency."""

from __future__ import annotations

import pytest

from geo_zs.imports.header_cells import has_caption
from geo_zs.imports.mapping import change_mapping, mapping_faults
from geo_zs.imports.propose import propose_mapping
from geo_zs.register.fields import fields
from tests.unit.imports.import_helpers import run_of, table

PROJECTS = fields("projects")


def _first(run):
    """Return status, faults and values of the first row."""
    row = run.rows(offset=0, limit=1)[0]
    return row.status, {one.key for one in row.faults}, row.values


@pytest.mark.parametrize(
    ("titles", "unit"),
    [
        (["2026年招商项目（万元）"], "万元"),
        (["2026年招商项目台账", "金额：万元"], "万元"),
        (["金额: 亿元"], "亿元"),
        (["资金单位：万元"], "万元"),
        (["招商项目（万美元）"], "万美元"),
        (["单位：万欧元"], "万欧元"),
        (["总投资：1200 亿元，项目 30 个"], None),
        (["招商项目（含万元以上）"], None),
        (["2026年招商项目（第一批）"], None),
    ],
)
def test_unit_in_a_title_is_that_of_the_columns_without_one(titles, unit):
    assert propose_mapping(["总投资"], PROJECTS, titles=titles).columns[0].unit == unit


def test_a_line_with_the_unit_of_the_amounts_names_no_columns():
    assert has_caption(["金额：万元", None])


@pytest.mark.parametrize("title", ["单位：万美元", "招商项目（万美元）"])
def test_currency_above_a_table_never_becomes_yuan(catalog, register, title):
    raw = table([{"项目名称": "甲", "总投资": 50}], preamble=(title,))

    _, keys, values = _first(run_of(raw, catalog, register))

    assert values.get("pledged_cny_1e8") is None
    assert (values["pledged_foreign_1e4"], values["pledged_currency"]) == (50.0, "USD")
    assert "foreign_money" in keys


def test_currency_above_a_column_without_a_foreign_field_is_a_fault(catalog, register):
    raw = table([{"项目名称": "甲", "到位资金": 50}], preamble=("单位：万欧元",))

    _, keys, values = _first(run_of(raw, catalog, register))

    assert "foreign_money_lost" in keys
    assert values.get("arrived_cny_1e8") is None


@pytest.mark.parametrize(
    ("header", "cell", "told"),
    [
        ("总投资（万美元）", 3000, (3000.0, "USD")),
        ("总投资(亿欧元)", 0.5, (5000.0, "EUR")),
        ("投资总额/万美元", "3,000", (3000.0, "USD")),
    ],
)
def test_header_in_a_currency_is_the_foreign_pledge(
    catalog, register, header, cell, told
):
    raw = table([{"项目名称": "甲", header: cell}])

    run = run_of(raw, catalog, register)
    _, _, values = _first(run)

    assert run.mapping.columns[1].field == "pledged_foreign_1e4"
    assert values.get("pledged_cny_1e8") is None
    assert (values["pledged_foreign_1e4"], values["pledged_currency"]) == told


def test_columns_in_yuan_and_in_dollars_are_both_taken():
    mapping = propose_mapping(["总投资（万元）", "总投资（万美元）"], PROJECTS)

    assert [one.field for one in mapping.columns] == [
        "pledged_cny_1e8",
        "pledged_foreign_1e4",
    ]


def test_unit_in_a_currency_may_be_typed_for_the_pledge():
    mapping = propose_mapping(["总投资"], PROJECTS)

    changed = change_mapping(mapping, {}, PROJECTS, units={"总投资": "万美元"})

    assert changed.columns[0].unit == "万美元"


def test_currency_above_a_table_is_told_as_one_unit():
    mapping = propose_mapping(["项目名称", "总投资"], PROJECTS, titles=["单位：万美元"])

    assert [one.key for one in mapping_faults(mapping, PROJECTS)] == ["unit_from_title"]
