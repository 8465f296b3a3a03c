"""What a cell near the header of a table is: a name, a unit, a remark, nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geo_zs.imports.raw_table import Cell

#: A header cell is no longer than this.
MAX_NAME: Final = 80
_NUMBER: Final = re.compile(r"[-+]?[\d,]*\.?\d+(?:e[-+]?\d+)?%?", re.IGNORECASE)
_DATE: Final = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}(\s*[-/.月]\s*\d{1,2}\s*日?|月)?")
_UNIT: Final = re.compile(
    r"[(（]?\s*(?:单位[:：])?\s*(?:[万亿千百]?元(?:/亩)?|[万亿]?(?:美元|欧元|日元)|亩|公顷|"
    r"平方(?:米|公里)|万?千瓦|兆瓦|MW|kW|GW|%|％|人|个|吨|万?立方米(?:/[天日年])?)\s*[)）]?"
)
#: Lines between title and names: who reports, in which unit, of which day.
_CAPTION: Final = re.compile(
    r"[(（]?\s*(?:(?:填报|制表|填表|报送|编制|上报|汇总|审核|主管|责任|牵头"
    r"|计量|金额|面积|货币)?单位"
    r"|(?:填报|制表|填表|报送|编制|审核|负责|联系)(?:人|部门|日期|时间)?"
    r"|(?:统计|数据|报表)?(?:日期|时间|时点)|截[至止](?:日期|时间|时点)?"
    r"|数据来源|金额|货币|units?|as of)"
    r"\s*(?:[(（][^()（）]*[)）]\s*)?[:：].*|截[至止]\s*(?:到|于)?\s*\d.*",
    re.IGNORECASE | re.DOTALL,
)


def filled_cells(row: Sequence[Cell]) -> list[Cell]:
    """Return the cells of a row that hold something."""
    return [cell for cell in row if not is_blank(cell)]


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_text(cell: Cell) -> bool:
    """Tell whether a cell is a name, neither number nor date nor long text."""
    if not isinstance(cell, str):
        return False
    text = cell.strip()
    return (
        0 < len(text) <= MAX_NAME
        and not _NUMBER.fullmatch(text)
        and not _DATE.fullmatch(text)
    )


def is_names(row: Sequence[Cell]) -> bool:
    """Tell whether nearly all cells of a row are names."""
    filled = filled_cells(row)
    return bool(filled) and sum(map(is_text, filled)) >= 0.8 * len(filled)


def has_caption(row: Sequence[Cell]) -> bool:
    """Tell whether a cell of a row is a remark on the table, such as 单位：亿元.

    Such a row names no columns.
    """
    return any(
        isinstance(cell, str) and _CAPTION.fullmatch(cell.strip()) is not None
        for cell in row
    )


def is_unit(cell: Cell) -> bool:
    """Tell whether a cell is a unit and nothing else, in brackets or not."""
    return isinstance(cell, str) and _UNIT.fullmatch(cell.strip()) is not None


def cell_at(row: Sequence[Cell], column: int) -> Cell:
    """Return a cell, None beyond the end of the row."""
    return row[column] if column < len(row) else None
