"""Words of the rows of an import: what is ticked, what would change."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "imp_ticked": (
        "已勾选 {ticked} / {total} 行：新增 {added}，修改 {changed}。",
        "{ticked} of {total} rows are ticked: {added} to add, {changed} to change.",
    ),
    "imp_tick_row": ("录入这一行", "take this row"),
    "imp_only_ticked": ("只看已勾选的行", "Only ticked rows"),
    "imp_only_unticked": ("只看未勾选的行", "Only rows not ticked"),
    "imp_save_ticks": ("保存勾选", "Keep what is ticked"),
    "imp_tick_none": ("全部不勾选", "Tick none"),
    "imp_tick_reset": ("恢复默认勾选", "Tick the good rows alone"),
    "imp_copies": (
        "还有 {count} 行未勾选，登记库或本文件中可能已有同一项目。",
        "{count} rows are not ticked because they may be there already, in the "
        "register or in this file.",
    ),
    "imp_take_copies": (
        "“全部可录入”时，把这 {count} 行也作为另外的记录再录入一份",
        "With all that can be taken, add these {count} as second copies, too",
    ),
    "imp_merges": (
        "有 {count} 行确为登记库中已有的一条记录（名称相同，投资方或信用代码相同，"
        "地点相同）。建议修改该记录；不会自动修改。",
        "{count} rows certainly are a record of the register each: same name, same "
        "investor or credit code, same place. We propose to change these records; "
        "none is changed by itself.",
    ),
    "imp_merge_all": ("全部修改已有记录", "Change all these records"),
    "imp_merge_leave": ("这些行都不录入", "Leave these rows out"),
    "imp_merge_add": ("都作为新记录录入", "Add these rows as new"),
    "imp_choice": ("这一行", "This row"),
    "imp_choice_change": ("修改已有记录 {key}", "change the record {key}"),
    "imp_choice_take": ("作为新记录录入", "add as a new record"),
    "imp_choice_skip": ("不录入", "leave it out"),
    "imp_would_change": ("如修改，将改动", "if changed, it would change"),
}
