"""What can be wrong with rows of ledger, companies, steps, targets and park facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from geo_zs.register.faults import WORDS as RECORD_WORDS
from geo_zs.register.faults import RecordFault

#: Key of the fault → its words (Chinese, English), with the values in braces.
WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        **RECORD_WORDS,
        "needed": ("为空；此项必须填写", "is empty; this is needed"),
        "not_boolean": (
            "是 {value}；应为是或否，不知道时留空",
            "is {value}; expected true or false, or nothing if it is not known",
        ),
        "not_whole": (
            "是 {value}；应为整数",
            "is {value}; expected a whole number",
        ),
        "month_closed": (
            "{month} 已锁定；请由管理员解锁，或在未锁定的月份记更正",
            "{month} is closed; let an admin reopen it, or enter a correction in a "
            "month that is open",
        ),
        "already_closed": (
            "{month} 已经锁定",
            "{month} is closed already; nothing was changed",
        ),
        "not_closed": (
            "{month} 没有锁定",
            "{month} is not closed; nothing was changed",
        ),
        "month_not_over": (
            "{month} 尚未结束；月末以后再锁定",
            "{month} is not over; close it after its last day",
        ),
        "no_such_month": (
            "是 {value}；没有这个月份，应为 2026-10 这样的月份",
            "is {value}; there is no such month: expected one such as 2026-10",
        ),
        "month_too_early": (
            "{month} 早于 2000 年；台账没有这样早的月份",
            "{month} lies before 2000; the ledger has no month so early",
        ),
        "not_money": (
            "是 {value}；不是货币的代码，请填 USD、EUR 等",
            "is {value}, the code of no money; expected one such as USD or EUR",
        ),
        "month_in_future": (
            "{value} 还没有到；请核对月份",
            "{value} is in the future; see which month is meant",
        ),
        "date_in_future": (
            "{value} 还没有到；请填数据所指的日期",
            "{value} is in the future; give the day that the figures speak of",
        ),
        "corrects_later": (
            "是 {value}；只能更正早于 {month} 的月份",
            "is {value}; expected a month before {month}",
        ),
        "corrects_nothing": (
            "是 {value}；该项目没有 {value} 同口径、同币种的台账记录可更正，请核对月份",
            "is {value}, but the project holds no entry of {value} in this scope and "
            "currency to correct; see which month is meant",
        ),
        "corrects_too_much": (
            "是 {value}；更正后该月合计为 {left} 万，不能为负，请核对金额",
            "is {value}; with its corrections that month would sum to {left} (10⁴): "
            "it cannot be below 0, see which amount is meant",
        ),
        "no_amount": (
            "上报数和审核数都没有填；至少填一个，确为零时填 0",
            "holds neither a reported nor a verified amount; give at least one, 0 if "
            "it is none",
        ),
        "too_fine": (
            "是 {value}；万元最多到小数点后六位（分）",
            "is {value}; expected at most six decimals (ten thousands down to cents)",
        ),
        "negative_amount": (
            "是 {value}；只有更正以前月份时可为负，请写明更正月份",
            "is {value}; an amount is negative only where it corrects an earlier "
            "month: name the month that it corrects",
        ),
        "not_yuan": (
            "是 {value}；国内资金按人民币（CNY）记，外币请用口径“外资”",
            "is {value}; money of the country is kept in CNY: take the scope foreign "
            "for money in another currency",
        ),
        "no_currency": (
            "为空；外资须写明币种（如 USD），不折算",
            "is empty; foreign money needs its currency (USD, say): it is never "
            "converted",
        ),
        "reduction_differs": (
            "是 {value}；应等于上报数减审核数（{expected}）",
            "is {value}; expected reported less verified ({expected})",
        ),
        "verified_above": (
            "是 {value}，大于上报数 {reported}；请先更正上报数",
            "is {value}, above the reported {reported}; correct the report first",
        ),
        "no_reason": (
            "为空；有核减必须写明原因",
            "is empty; say why something was taken off",
        ),
        "repeated_target": (
            "与 {key} 重复：同一地区、年度、口径和币种；请改那一条，不要另加",
            "repeats {key}, of the same place, year, scope and currency; change that "
            "one instead of adding another",
        ),
        "repeated_fact": (
            "与 {key} 重复：同一园区、类别、日期和来源；请改那一条，不要另加",
            "repeats {key}, of the same park, class, date and source; change that one "
            "instead of adding another",
        ),
        "repeated_here": (
            "与另一行重复：同一园区、类别、日期和来源；只留一行",
            "repeats another row of the same park, class, date and source; keep one",
        ),
        "repeated_code": (
            "是 {value}，与 {key} 相同；请改那一条，不要另加",
            "is {value} and repeats {key}; change that one instead of adding another",
        ),
        "repeated_entry": (
            "与 {key} 重复：同一项目、月份、口径和币种；请改那一条，不要另加",
            "repeats {key}, of the same project, month, scope and currency; change "
            "that one instead of adding another",
        ),
        "unknown_project": (
            "是 {value}；登记库中没有此项目，请查编号",
            "is {value}; the register holds no such project: look up its id",
        ),
        "holds_money": (
            "{key} 有 {count} 条到位资金台账（{months_zh}），不能删除或撤销；"
            "请先删除未锁定月份的台账，已锁定的月份由管理员先解锁，或保留该项目",
            "{key} holds {count} entries of the ledger ({months}) and cannot be taken "
            "away: delete those of open months first, let an admin reopen a closed "
            "month, or keep the project",
        ),
        "holds_steps": (
            "{key} 有其他账号录入的 {count} 条推进事项，不能撤销；"
            "请先删除这些事项，或保留该项目",
            "{key} has {count} steps that others entered and cannot be undone: delete "
            "these steps first, or keep the project",
        ),
        "public_of_internal": (
            "为公开，但所指项目是内部的；请改为内部",
            "is public, but the project that it names is internal; make it internal",
        ),
        "no_fact": (
            "没有填任何一项实况；至少填一项",
            "names no fact of the park; give at least one",
        ),
        "class_without_price": (
            "写了类别，但没有对应的价格 {price}；请补上，或去掉类别",
            "names a class, but there is no {price}; add it, or leave out the class",
        ),
        "available_above": (
            "是 {value}，大于核准面积 {approved}；请核对",
            "is {value}, above the approved area {approved}; see which is right",
        ),
        "plots_turned": (
            "是 {value}，小于最小地块 {smallest}；请核对",
            "is {value}, below the smallest plot {smallest}; see which is right",
        ),
        "position_taken": (
            "次序 {value} 已被 {key} 占用；请换一个，或留空",
            "{value} is the place of {key} already; take another one, or none",
        ),
        "no_target": (
            "没有目标数；请填亿元数，外资可填外币数",
            "holds no amount; give one in 10⁸ CNY, or in the currency of foreign money",
        ),
        "attachment_empty": ("文件是空的", "is empty; choose another file"),
        "attachment_large": (
            "有 {size} MB；最多 {most} MB",
            "is {size} MB large; expected at most {most} MB",
        ),
        "attachment_kind": (
            "不是可收的类型；可收 {allowed}（按内容判断，不看扩展名）",
            "is of no kind that is taken; expected {allowed} (told by its content, "
            "not by its name)",
        ),
        "attachment_damaged": (
            "内容与存入时不符（校验和不同）；请由管理员从备份恢复",
            "is not what was kept (its checksum differs); let an admin restore it "
            "from a backup",
        ),
        "attachment_many": (
            "已有 {count} 个附件；最多 {most} 个",
            "has {count} attachments already; expected at most {most}",
        ),
    }
)


@dataclass(frozen=True)
class TableFault(RecordFault):
    """One fault of a row, with what the page needs to word it."""

    def text(self, lang: str) -> str:
        """Return the fault in Chinese (``zh``) or English."""
        return WORDS[self.key][0 if lang == "zh" else 1].format_map(self.values)


def table_fault(
    name: str,
    key: str,
    values: Mapping[str, object] | None = None,
    *,
    row: int | None = None,
) -> TableFault:
    """Return a fault of a field, worded in English.

    Parameters
    ----------
    name : str
        The field.
    key : str
        A key of ``WORDS``.
    values : mapping or None
        What the words mention.
    row : int or None
        Number of the row among many.
    """
    told = {part: str(value) for part, value in (values or {}).items()}
    return TableFault(
        field=name,
        message=WORDS[key][1].format_map(told),
        row=row,
        key=key,
        values=MappingProxyType(told),
    )


def without_rows(faults: Sequence[RecordFault]) -> list[TableFault]:
    """Return the faults of a single row, without its number."""
    return [
        TableFault(field=one.field, message=one.message, key=one.key, values=one.values)
        for one in faults
    ]
