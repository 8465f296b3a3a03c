"""What is said of an import as a whole, and of what the user says of its columns."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geo_zs.imports.faults import FaultWords

#: Key of the fault → its words.
BATCH_WORDS: Final[Mapping[str, FaultWords]] = MappingProxyType(
    {
        "mapping_not_json": FaultWords(
            en="is not JSON (line {line})",
            zh="不是 JSON（第 {line} 行）",
            remedy_en="mend it, or leave --mapping out",
            remedy_zh="请改正，或不用 --mapping",
        ),
        "mapping_no_object": FaultWords(
            en="is no object",
            zh="不是 JSON 对象",
            remedy_en='write {{"columns": {{"header": "field"}}}}',
            remedy_zh='请写成 {{"columns": {{"表头": "字段"}}}}',
        ),
        "mapping_part": FaultWords(
            en="is unknown; expected one of {known}",
            zh="不是映射文件的一部分；应为以下之一：{known}",
        ),
        "mapping_kind": FaultWords(
            en="is {given}; expected {kind}",
            zh="是 {given}；应为{kind_zh}",
        ),
        "mapping_text": FaultWords(
            en="{header!r} is {given}; expected text or null",
            zh="“{header}”是 {given}；应为文字或 null",
        ),
        "mapping_reading": FaultWords(
            en="{given} is no [field, text, key]",
            zh="{given} 不是 [字段, 原文, 代码]",
        ),
        "no_such_column": FaultWords(
            en="is no column of the file; expected one of {known}",
            zh="不是文件中的列；文件中有：{known}",
        ),
        "no_such_field": FaultWords(
            en="field is {given!r}; expected one of {known}",
            zh="字段“{given}”不存在；应为以下之一：{known}",
        ),
        "field_twice": FaultWords(
            en="is taken as {field!r}, and so is {other!r}",
            zh="与“{other}”都录入为“{field_zh}”",
            remedy_en="a field takes one column: leave one of them out",
            remedy_zh="一个字段只能对应一列，请把其中一列改为不录入",
        ),
        "unit_unfit": FaultWords(
            en="unit is {unit!r}, which does not measure {field!r}",
            zh="单位“{unit}”不适用于“{field_zh}”",
            remedy_en="write a unit such as that of the field, or leave it empty",
            remedy_zh="请改为适用的单位，或留空",
        ),
        "nothing_to_take": FaultWords(
            en="{batch}: no row would be taken",
            zh="{batch} 没有可录入的行",
            remedy_en="see the faults of its rows",
            remedy_zh="请查看各行的说明",
        ),
        "batch_state": FaultWords(
            en="{batch} is {state}; expected {wanted}",
            zh="{batch} 的状态是“{state_zh}”，应为“{wanted_zh}”",
            remedy_en="look at the import again",
            remedy_zh="请重新查看这次导入",
        ),
        "entered_since": FaultWords(
            en="{who} entered the same since the trial ({id} {name})",
            zh="试导之后，{who} 已录入同一条记录（{id} {name}）",
            remedy_en="run the trial again: it then shows the row beside that record",
            remedy_zh="请再试导一次，届时会与该记录对照显示",
        ),
        "undo_refused": FaultWords(
            en="cannot be taken back: {reason}",
            zh="不能撤销：{reason_zh}",
            remedy_en="keep it as it is, or remove what stands against it first",
            remedy_zh="可选择保留它，或先解除限制",
        ),
        "more_kept": FaultWords(
            en="{count} more records stay as they are",
            zh="另有 {count} 条记录保持原样",
        ),
        "money_since_import": FaultWords(
            en="holds {count} entries of the ledger ({months})",
            zh="有 {count} 条到位资金台账（{months_zh}）",
            remedy_en="keep it as it is, or delete the entries of open months first; "
            "a closed month is reopened by an admin",
            remedy_zh="可选择保留它，或先删除未锁定月份的台账；"
            "已锁定的月份由管理员解锁",
        ),
        "steps_since_import": FaultWords(
            en="has {count} steps that others entered since",
            zh="有其他账号之后录入的 {count} 条推进事项",
            remedy_en="keep it as it is, or delete these steps first",
            remedy_zh="可选择保留它，或先删除这些事项",
        ),
        "changed_since_import": FaultWords(
            en="was changed since the import",
            zh="导入之后又被修改",
            remedy_en="keep it as it is, or take that change back first",
            remedy_zh="可选择保留它，或先撤销那次修改",
        ),
    }
)
