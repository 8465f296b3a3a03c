"""The English pages and files of the workbench write their units in English."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from geo_zs.board.words import YI_YUAN
from geo_zs.maps.unit_words import unit_text
from geo_zs.register.fields import fields
from webapp.texts.common import TEXTS

pytest_plugins = ("tests.web.planner_fixtures",)

_HAN = re.compile(r"[\u4e00-\u9fff]")
_UNIT = re.compile(r'<(?:span class="unit"|small)>([^<]*)<')
PAGES = (
    "board",
    "projects",
    "projects/new",
    "records/entry/new",
    "records/target/new",
    "projects/R-000001",
    "ledger",
    "targets",
    "parks",
    "parks/DZ01",
    "circular",
    "map",
)
TABLES = ("projects", "ledger", "companies", "steps", "park_facts", "targets")


@pytest.mark.parametrize("page", PAGES)
def test_units_of_an_english_page_are_english(planner_client, catalog, page):
    key = str(catalog.layers["parks"].frame.index[0])
    shown = planner_client.get(f"/planner/{page.replace('DZ01', key)}?lang=en")

    text = shown.get_data(as_text=True)
    assert shown.status_code == 200
    assert [one for one in _UNIT.findall(text) if _HAN.search(one)] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_unit_of_a_schema_has_english_words(table):
    units = [one.unit for one in fields(table) if one.unit]

    assert [one for one in units if _HAN.search(unit_text(one, "en"))] == []


def test_hundred_millions_of_yuan_are_written_in_one_way():
    assert YI_YUAN.en == TEXTS["unit_cny_1e8"][1] == unit_text("亿元", "en")


def test_heads_and_about_of_an_english_workbook_are_english(planner_client):
    sent = planner_client.get("/planner/projects.xlsx?lang=en")

    book = openpyxl.load_workbook(io.BytesIO(sent.data))
    heads = [str(cell.value) for cell in book.worksheets[0][1]]
    assert [one for one in heads if _HAN.search(one)] == []
