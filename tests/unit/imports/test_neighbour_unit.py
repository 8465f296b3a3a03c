"""An amount without a unit beside one with it: asked about, never guessed."""

from __future__ import annotations

import pytest

from geo_zs.imports.mapping import change_mapping
from geo_zs.imports.row_checks import asked_units
from geo_zs.register.fields import fields
from tests.unit.imports.import_helpers import run_of, table

PROJECTS = fields("projects")


def _first(run):
    """Return status, faults and values of the first row."""
    row = run.rows(offset=0, limit=1)[0]
    return row.status, {one.key for one in row.faults}, row.values


def _beside(arrived, header="其中：到位资金"):
    """Return a file with a pledge of 5 亿元 in 万元, and an amount without unit."""
    return table([{"项目名称": "甲", "总投资（万元）": 50000, header: arrived}])


def test_amount_that_fits_only_in_the_unit_of_its_neighbour_is_asked_about(
    catalog, register
):
    run = run_of(_beside(1000), catalog, register)
    status, keys, _ = _first(run)

    assert status == "refused"
    assert "neighbour_unit" in keys
    assert asked_units(run.notes) == {"其中：到位资金": "万元"}


@pytest.mark.parametrize("unit", ["万元", "亿元"])
def test_answer_to_that_question_is_taken(catalog, register, unit):
    raw = _beside(1000)
    mapping = run_of(raw, catalog, register).mapping
    told = change_mapping(mapping, {}, PROJECTS, units={"其中：到位资金": unit})

    status, keys, values = _first(run_of(raw, catalog, register, mapping=told))

    assert status == "new"
    assert "neighbour_unit" not in keys
    assert values["arrived_cny_1e8"] == {"万元": 0.1, "亿元": 1000.0}[unit]


@pytest.mark.parametrize(
    ("arrived", "header"), [(3, "到位资金"), ("1000亿元", "到位资金"), (99999, "到位")]
)
def test_amounts_that_need_no_question_are_not_asked_about(
    catalog, register, arrived, header
):
    run = run_of(_beside(arrived, header), catalog, register)

    assert "neighbour_unit" not in _first(run)[1]
    assert asked_units(run.notes) == {}
