"""The workbook to fill in: heads, one example, lists, help, dictionary."""

from __future__ import annotations

import io

import openpyxl
import pytest

from geo_zs.register.fields import fields
from geo_zs.reports.columns import Names
from geo_zs.reports.template import EXAMPLE_MARKS, template_workbook

NAMES = Names(
    leagues={"150200": "包头市", "150600": "鄂尔多斯市"},
    banners={"150203": "昆都仑区"},
    parks={"b": "乙园区", "a": "甲园区"},
)


def _book(lang: str, table: str = "projects") -> openpyxl.Workbook:
    content = template_workbook(lang, table, names=NAMES)
    return openpyxl.load_workbook(io.BytesIO(content))


def _lists(book: openpyxl.Workbook) -> dict[str, list[object]]:
    """Return head → what may be chosen, by the lists of the first sheet."""
    sheet = book.worksheets[0]
    found = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            name, _, area = rule.formula1.partition("!")
            column = next(iter(rule.sqref.ranges)).min_col
            cells = book[name.strip("'")][area.replace("$", "")]
            head = str(sheet.cell(1, column).value)
            found[head] = [row[0].value for row in cells]
    return found


def test_sheets_and_example_are_there():
    book = _book("zh")

    assert book.sheetnames == ["项目", "填写说明", "数据字典", "选项"]
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    row = dict(zip(heads, (cell.value for cell in sheet[2]), strict=True))
    assert row["项目编号"] == EXAMPLE_MARKS["zh"] == "示例"
    assert row["项目名称 *"] == "年产5GW单晶硅片项目"
    assert row["总投资（亿元）"] == 15
    assert row["签约日期"] == "2023-03-20"
    assert "定位方式" not in heads


def test_english_example_has_english_labels():
    sheet = _book("en").worksheets[0]

    row = {cell.value: sheet.cell(2, cell.column).value for cell in sheet[1]}
    assert row["Project id"] == "example"
    assert row["Stage"] == "signed"
    assert row["Visibility"] == "internal"


def test_lists_offer_labels_and_names():
    lists = _lists(_book("zh"))

    assert lists["阶段"][:4] == ["储备", "在谈", "框架协议", "签约"]
    assert lists["盟市"] == ["包头市", "鄂尔多斯市"]
    assert lists["旗县区"] == ["昆都仑区"]
    assert lists["园区"] == ["乙园区", "甲园区"]
    assert _lists(_book("zh", "ledger"))["续建项目 *"] == ["是", "否"]


def test_other_entries_are_only_warned_of():
    rules = _book("zh").worksheets[0].data_validations.dataValidation

    assert {rule.errorStyle for rule in rules if rule.type == "list"} == {"warning"}
    assert all(len(rule.prompt or "") <= 255 for rule in rules)
    assert all(len(rule.promptTitle or "") <= 32 for rule in rules)


def test_cells_of_codes_and_dates_are_text():
    sheet = _book("zh").worksheets[0]

    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    for head in ("国民经济行业代码", "签约日期", "统一社会信用代码"):
        style = sheet.column_dimensions[letters[head]]
        assert style.number_format == "@", head


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "table", ["projects", "ledger", "companies", "steps", "park_facts", "targets"]
)
def test_dictionary_describes_every_field(table, lang):
    book = _book(lang, table)

    rows = list(book.worksheets[2].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == [field.name for field in fields(table)]
    assert all(row[2] and row[3] for row in rows)
    first = str(book.worksheets[0]["A2"].value)
    assert first == EXAMPLE_MARKS[lang]


def test_same_arguments_give_the_same_bytes():
    assert template_workbook("zh", names=NAMES) == template_workbook("zh", names=NAMES)


def test_unknown_table_is_refused():
    with pytest.raises(KeyError, match="nothing"):
        template_workbook("zh", "nothing")
