"""What the board says of wrong filters, months and templates, zh and en."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geo_zs.imports.faults import FaultWords

_FILTER: Final = {
    "filter_unknown_field": FaultWords(
        en="{column!r} is no filter; expected one of {expected}",
        zh="没有名为“{column}”的筛选项；可用的有：{expected}",
        remedy_en="leave it out or correct its name",
        remedy_zh="请去掉或改正名称",
    ),
    "filter_unknown_word": FaultWords(
        en="is {value!r}; expected one of {expected}",
        zh="“{value}”不在可选范围；可用的有：{expected}",
        remedy_en="choose one of these",
        remedy_zh="请从中选择",
    ),
    "filter_unknown_code": FaultWords(
        en="is {value!r}, which is no {what} of the data",
        zh="数据中没有代码为“{value}”的{what_zh}",
        remedy_en="choose it from the list",
        remedy_zh="请从列表中选择",
    ),
    "filter_bad_date": FaultWords(
        en="is {value!r}; expected a date such as 2023, 2023-03 or 2023-03-20",
        zh="“{value}”不是日期；应为 2023、2023-03 或 2023-03-20 的形式",
        remedy_en="correct the date",
        remedy_zh="请改正日期",
    ),
    "filter_dates_reversed": FaultWords(
        en="ends at {value!r} before it begins at {start!r}",
        zh="截止日期“{value}”早于起始日期“{start}”",
        remedy_en="exchange the two dates",
        remedy_zh="请对调两个日期",
    ),
    "filter_too_long": FaultWords(
        en="has {length} characters; at most {limit} are searched for",
        zh="共 {length} 个字符；最多检索 {limit} 个",
        remedy_en="shorten the text",
        remedy_zh="请缩短文字",
    ),
    "filter_many_values": FaultWords(
        en="has {count} values; at most one is taken",
        zh="给了 {count} 个值；只能有一个",
        remedy_en="keep one of them",
        remedy_zh="请只保留一个",
    ),
    "filter_too_many": FaultWords(
        en="has {count} values; at most {limit} are taken",
        zh="给了 {count} 个值；最多 {limit} 个",
        remedy_en="choose fewer",
        remedy_zh="请少选一些",
    ),
}

_CIRCULAR: Final = {
    "month_malformed": FaultWords(
        en="is {value!r}; expected a month such as 2023-06",
        zh="“{value}”不是月份；应为 2023-06 的形式",
        remedy_en="choose a month from the list",
        remedy_zh="请从列表中选择月份",
    ),
    "month_not_closed": FaultWords(
        en="{value!r} is not closed: its figures may still change; "
        "the last closed month is {last}",
        zh="{value} 尚未关账，数据仍可能变动；最近已关账月份：{last}",
        remedy_en="have an admin close the month, or choose a closed one",
        remedy_zh="请管理员关账，或选择已关账的月份",
    ),
    "circular_unknown_word": FaultWords(
        en="is {value!r}; expected one of {expected}",
        zh="“{value}”不在可选范围；可用的有：{expected}",
        remedy_en="choose one of these",
        remedy_zh="请从中选择",
    ),
    "circular_unknown_place": FaultWords(
        en="is {value!r}; expected the code of a league",
        zh="“{value}”不是盟市代码",
        remedy_en="choose a league from the list",
        remedy_zh="请从列表中选择盟市",
    ),
}

_TEMPLATE: Final = {
    "template_bad_value": FaultWords(
        en="is {value!r}; expected {expected}",
        zh="“{value}”不可用；应为 {expected}",
        remedy_en="correct the mapping",
        remedy_zh="请改正对应关系",
    ),
    "template_not_xlsx": FaultWords(
        en="is no .xlsx workbook",
        zh="不是 .xlsx 工作簿",
        remedy_en="save it as Excel workbook (.xlsx) and send it again",
        remedy_zh="请另存为 Excel 工作簿（.xlsx）后重新上传",
    ),
    "template_macros": FaultWords(
        en="holds macros or controls",
        zh="含有宏或控件",
        remedy_en="save it as Excel workbook without macros (.xlsx)",
        remedy_zh="请另存为不含宏的工作簿（.xlsx）",
    ),
    "template_links": FaultWords(
        en="draws on {count} other files or addresses",
        zh="引用了 {count} 个外部文件或地址",
        remedy_en="break the links (Data, Edit Links) and save it again",
        remedy_zh="请在“数据—编辑链接”中断开链接后另存",
    ),
    "template_objects": FaultWords(
        en="holds embedded files or objects",
        zh="含有嵌入的文件或对象",
        remedy_en="take them out and save it again",
        remedy_zh="请删除嵌入对象后另存",
    ),
    "template_too_many_cells": FaultWords(
        en="has more than {limit} cells",
        zh="单元格超过 {limit} 个",
        remedy_en="keep the sheets of the circular only",
        remedy_zh="请只保留通报用的工作表",
    ),
    "template_no_names": FaultWords(
        en="names no two leagues or banners below each other",
        zh="找不到上下排列的盟市或旗县区名称",
        remedy_en="write one name a row, one column for all names",
        remedy_zh="请在同一列中逐行填写名称",
    ),
    "template_no_sheet": FaultWords(
        en="has no sheet {value!r}",
        zh="没有名为“{value}”的工作表",
        remedy_en="map the cells again",
        remedy_zh="请重新对应单元格",
    ),
    "template_changed": FaultWords(
        en="says {found!r} in row {row} where {value!r} stood when it was mapped",
        zh="第 {row} 行现为“{found}”，对应时为“{value}”",
        remedy_en="map the cells again",
        remedy_zh="请重新对应单元格",
    ),
    "loses_charts": FaultWords(
        en="charts are written anew; look at their fonts and colours",
        zh="图表将重新写出，请核对字体和颜色",
        severity="warning",
    ),
    "loses_shapes": FaultWords(
        en="drawn shapes and text boxes are lost",
        zh="形状和文本框将丢失",
        remedy_en="put such text into cells",
        remedy_zh="请把文字写进单元格",
        severity="warning",
    ),
    "loses_pictures": FaultWords(
        en="pictures are written anew; effects on them are lost",
        zh="图片将重新写出，图片效果会丢失",
        severity="warning",
    ),
    "loses_extensions": FaultWords(
        en="sparklines, slicers and newer conditional formats are lost",
        zh="迷你图、切片器和新式条件格式将丢失",
        severity="warning",
    ),
    "loses_threads": FaultWords(
        en="threaded comments become plain ones",
        zh="批注会话将变为普通批注",
        severity="warning",
    ),
    "formulas_computed": FaultWords(
        en="formulas are kept and are computed when the file is opened in Excel",
        zh="公式保留，在 Excel 中打开时计算",
        severity="note",
    ),
}

#: Words of the faults of filters, circulars and templates by key.
BOARD_WORDS: Final[Mapping[str, FaultWords]] = MappingProxyType(
    _FILTER | _CIRCULAR | _TEMPLATE
)
