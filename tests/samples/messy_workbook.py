"""A messy workbook of a bureau, made up, with every fault listed where it stands.

Titles above the table, 亿元 beside 万元, points of a Chinese web map, swapped
coordinates, double entries, formulas, hostile names; and its twin as CSV in GB18030.
All names of companies and projects are invented.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any, Final

import openpyxl
from openpyxl.utils import get_column_letter

TITLE: Final = "××市2023年招商引资重点项目台账"
SUBTITLE: Final = "填报单位：××市投资促进局    填报日期：2023年6月30日"
HEADERS: Final = (
    "序号",
    "項目名稱",
    "项目代码",
    "投资方",
    "统一社会信用代码",
    "总投资（亿元）",
    "到位资金（亿元）",
    "用地面积（亩）",
    "项目阶段",
    "签约日期",
    "盟市",
    "旗县区",
    "园区",
    "所属产业",
    "经度",
    "纬度",
    "经办科室电话",
    "备注",
)
#: Row of the header, as a spreadsheet counts; the first project stands below it.
HEADER_ROW: Final = 3
HOSTILE_NAME: Final = "</script><img src=x onerror=alert(1)>铝精深加工项目"
INJECTED: Final = '=HYPERLINK("http://example.invalid/?"&A1,"点我")'
REVERSED_NAME: Final = "石墨\u202e负极材料项目"


@dataclass(frozen=True)
class Planted:
    """One fault that was put into the workbook.

    Parameters
    ----------
    row : int or None
        Row as a spreadsheet counts; None for a whole column or the file.
    column : str
        Header of the column; empty where the fault is the row's.
    key : str
        Key of the fault that must be told.
    """

    row: int | None
    column: str
    key: str


def _row(name: str | None, **cells: Any) -> dict[str, Any]:
    """Return the cells of a sound row, with what is given in their place."""
    usual = {
        "項目名稱": name,
        "投资方": "甲公司",
        "总投资（亿元）": 5,
        "项目阶段": "签约",
        "签约日期": "2023-03-20",
        "盟市": "包头市",
        "旗县区": "昆都仑区",
        "所属产业": "光伏硅片",
    }
    return {**usual, **cells}


#: The projects, and the faults that each row must be told for.
_CASES: Final[tuple[tuple[dict[str, Any], tuple[tuple[str, str], ...]], ...]] = (
    (_row("年产5GW单晶硅片项目", 经度=109.822, 纬度=40.642), ()),
    (
        _row("风电整机制造项目", **{"总投资（亿元）": "30,000万元"}, 所属产业="风机"),
        (("总投资（亿元）", "other_unit_in_cell"),),
    ),
    (
        _row("储能电池项目", **{"总投资（亿元）": "10-15亿元"}),
        (("总投资（亿元）", "number_range"),),
    ),
    (
        _row("铝板带项目", **{"总投资（亿元）": 150000}),
        (("总投资（亿元）", "implausible_unit"),),
    ),
    (
        # A point of a web map: in WGS 84 it lies in Kundulun, as the row says.
        _row("稀土永磁项目", 经度=109.848456, 纬度=40.669629),
        (("旗县区", "located_elsewhere"),),
    ),
    (
        _row("光伏玻璃项目", 经度=40.655, 纬度=109.835),
        (("经度", "swapped_point"),),
    ),
    (
        _row("年产5GW单晶硅片项目", 经度=109.8221, 纬度=40.6421),
        (("", "duplicate_of_row"),),
    ),
    (
        _row("绿氢制备项目", 签约日期="2023/13/45"),
        (("签约日期", "no_such_day"),),
    ),
    (
        _row("新材料中试项目", 旗县区="坤都仑区"),
        (("旗县区", "garbled_place"),),
    ),
    (
        _row("肉羊屠宰加工项目", 盟市=None, 旗县区="前旗", 所属产业="肉羊屠宰"),
        (("旗县区", "ambiguous_place"),),
    ),
    (_row(HOSTILE_NAME), (("項目名稱", "markup_like"),)),
    (_row(INJECTED), (("項目名稱", "formula_like"),)),
    (_row(REVERSED_NAME), (("項目名稱", "direction_marks"),)),
    (_row(None), (("項目名稱", "missing_required"),)),
    (
        _row("硅基新材料项目", 统一社会信用代码="91150206MA0N00000X"),
        (("统一社会信用代码", "credit_code_check"),),
    ),
    (
        _row("装备再制造项目", **{"用地面积（亩）": -20}),
        (("用地面积（亩）", "negative_number"),),
    ),
    (
        _row("零碳产业园项目", 项目阶段="明年再说"),
        (("项目阶段", "unknown_word"),),
    ),
    (
        _row("数据中心项目", 签约日期="03/04/2023"),
        (("签约日期", "ambiguous_date"),),
    ),
    (
        _row("京蒙协作项目", 经度=116.4, 纬度=39.9),
        (("经度", "outside_region"),),
    ),
    (_row("半个坐标项目", 经度=109.83), (("纬度", "half_point"),)),
    (
        _row("外资合作项目", **{"总投资（亿元）": "500万美元"}),
        (("总投资（亿元）", "foreign_money"),),
    ),
    (
        _row("跨盟市项目", 盟市="呼和浩特市"),
        (("旗县区", "place_elsewhere"),),
    ),
    (
        _row("园区待定项目", 园区="某某未登记产业园"),
        (("园区", "unknown_park"),),
    ),
    (
        _row("到位超额项目", **{"到位资金（亿元）": 9}),
        (("到位资金（亿元）", "arrived_over_pledged"),),
    ),
    (
        _row("日期序号项目", 签约日期=45005),
        (("签约日期", "date_serial"),),
    ),
    (
        _row("三亿项目", **{"总投资（亿元）": "三亿元", "项目阶段": "已开工"}),
        (),
    ),
    (_row("真日期项目", 签约日期=dt.date(2023, 3, 20), 项目阶段="在建"), ()),
)

#: Where each fault of a row stands.
PLANTED: Final[tuple[Planted, ...]] = (
    Planted(None, "总投资（亿元）", "mixed_units"),
    Planted(None, "经办科室电话", "column_ignored"),
    Planted(None, "经度", "datum_not_stated"),
    *(
        Planted(HEADER_ROW + 1 + at, column, key)
        for at, (_, faults) in enumerate(_CASES)
        for column, key in faults
    ),
)
#: Only in the workbook: an amount as a formula with its stored value, in the last row.
STORED_ROW: Final = HEADER_ROW + len(_CASES)
STORED: Final = Planted(None, "总投资（亿元）", "formulas")
#: Only in the workbook: a formula that nobody has computed.
FORMULA_ROW: Final = HEADER_ROW + 1 + len(_CASES)
FORMULA: Final = Planted(FORMULA_ROW, "总投资（亿元）", "formula_without_value")
#: Faults by which a row is not taken; all others are only told.
REFUSING: Final = frozenset(
    {
        "number_range",
        "implausible_unit",
        "swapped_point",
        "no_such_day",
        "garbled_place",
        "ambiguous_place",
        "missing_required",
        "credit_code_check",
        "negative_number",
        "unknown_word",
        "ambiguous_date",
        "outside_region",
        "half_point",
        "place_elsewhere",
        "formula_without_value",
    }
)
#: Rows that are accepted as new projects when only good rows are.
GOOD_ROWS: Final = tuple(
    HEADER_ROW + 1 + at
    for at, (_, faults) in enumerate(_CASES)
    if not any(key in REFUSING or key.startswith("duplicate") for _, key in faults)
)


def rows() -> list[list[Any]]:
    """Return the cells of the projects, in the order of `HEADERS`."""
    return [
        [at if header == "序号" else cells.get(header) for header in HEADERS]
        for at, (cells, _) in enumerate(_CASES, start=1)
    ]


def messy_xlsx() -> bytes:
    """Return the workbook: merged titles, a formula, a total row at the end."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "项目台账"
    for at, title in ((1, TITLE), (2, SUBTITLE)):
        sheet.cell(at, 1, title)
        sheet.merge_cells(
            start_row=at, start_column=1, end_row=at, end_column=len(HEADERS)
        )
    for column, header in enumerate(HEADERS, start=1):
        sheet.cell(HEADER_ROW, column, header)
    for at, cells in enumerate(rows(), start=HEADER_ROW + 1):
        for column, value in enumerate(cells, start=1):
            cell = sheet.cell(at, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # text, also where it looks like a formula
    formula = _row("公式项目", **{"总投资（亿元）": "=10+5"})
    for column, header in enumerate(HEADERS, start=1):
        sheet.cell(FORMULA_ROW, column, formula.get(header))
    sheet.cell(FORMULA_ROW + 1, 1, "合计")
    money = HEADERS.index("总投资（亿元）") + 1
    sheet.cell(FORMULA_ROW + 1, money, 1234)
    sheet.cell(STORED_ROW, money, "=2+3")
    buffer = io.BytesIO()
    book.save(buffer)
    return _with_stored_value(buffer.getvalue(), money)


def _with_stored_value(content: bytes, column: int) -> bytes:
    """Return the workbook, the formula of `STORED_ROW` with its value, 5."""
    cell = f'r="{get_column_letter(column)}{STORED_ROW}"'
    part = "xl/worksheets/sheet1.xml"
    sink = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename == part:
                # openpyxl writes <v /> itself, and <v></v> where lxml is installed.
                before = f"<c {cell}><f>2\\+3</f><v(?: />|></v>)"
                after = f"<c {cell}><f>2+3</f><v>5</v>"
                text, count = re.subn(before.encode(), after.encode(), text)
                if count != 1:
                    message = f"{part} holds no {before!r}"
                    raise ValueError(message)
            new.writestr(entry, text)
    return sink.getvalue()


def messy_csv() -> bytes:
    """Return the twin as CSV in GB18030, with the titles, without the formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    blank = [""] * (len(HEADERS) - 1)
    writer.writerow([TITLE, *blank])
    writer.writerow([SUBTITLE, *blank])
    writer.writerow(HEADERS)
    for cells in rows():
        writer.writerow(["" if cell is None else cell for cell in cells])
    return buffer.getvalue().encode("gb18030")
