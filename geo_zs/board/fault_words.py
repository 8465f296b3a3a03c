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

#: Words of the faults of filters and circulars by key.
BOARD_WORDS: Final[Mapping[str, FaultWords]] = MappingProxyType(_FILTER | _CIRCULAR)
