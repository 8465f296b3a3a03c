"""Words of the table, the page and the form of projects."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "projects_lead": (
        "登记库的项目和随附的公开项目；随附的只读。",
        "Projects of the register and the shipped public ones, which are read-only.",
    ),
    "projects_new": ("新建项目", "New project"),
    "projects_shipped": ("随附公开", "shipped"),
    "projects_empty": (
        "登记库还没有自己的项目",
        "The register has no project of its own",
    ),
    "projects_empty_how": (
        "可逐个新建，也可从表格导入：先下载模板，按示例填好，再在“导入”页上传。",
        "Add them one by one, or import a table: download the template, fill it in as "
        "its example shows, and upload it on the import page.",
    ),
    "project_edit": ("编辑", "Edit"),
    "project_delete": ("删除", "Delete"),
    "project_correct": ("在登记库中更正", "Correct in the register"),
    "project_shipped_note": (
        "这是随附的公开记录，不能直接修改；“在登记库中更正”会建立一条取代它的记录。",
        "This is a shipped public record and cannot be changed here; correcting it "
        "makes a record of the register that takes its place.",
    ),
    "project_history": ("变更记录", "History"),
    "project_changed": ("{count} 个字段", "{count} fields"),
    "project_undo": ("撤销", "Undo"),
    "project_removed": ("{name} 已删除", "{name} is deleted"),
    "project_removed_how": (
        "它不再出现在任何页面和导出中；审计日志仍保留，随时可以恢复。",
        "It is on no page and in no export any more; the audit log keeps it, and it "
        "can be taken back.",
    ),
    "form_lead": (
        "数字可带单位（15亿元、300亩）；不知道的留空。",
        "Numbers may carry a unit (15亿元, 300亩); leave empty what is not known.",
    ),
    "form_identity": ("项目与投资方", "Project and investor"),
    "form_stage": ("阶段与日期", "Stage and dates"),
    "form_money": ("资金", "Money"),
    "form_industry": ("产业", "Industry"),
    "form_needs": ("用地、能源、用水", "Land, energy, water"),
    "form_place": ("位置", "Place"),
    "form_source": ("来源与可见性", "Source and visibility"),
    "form_shape": ("用地范围（GeoJSON 面）", "Outline (GeoJSON polygon)"),
    "form_shape_hint": (
        "可在地图上画，也可粘贴；画了范围就不必再填经纬度。",
        "Draw it on the map or paste it; with an outline, longitude and latitude are "
        "not needed.",
    ),
    "form_point_how": (
        "请填区内的 WGS84 经纬度；系统不作改动",
        "give longitude and latitude in WGS 84, inside the region; nothing is "
        "changed here",
    ),
    "form_bad_shape": (
        "不是可读的 GeoJSON 面；请在地图上重画，或留空",
        "is no GeoJSON polygon that can be read; draw it again, or leave it empty",
    ),
    "form_save": ("保存", "Save"),
    "form_cancel": ("取消", "Cancel"),
    "form_saved": ("已保存。", "Saved."),
    "form_warning": ("请核对：{text}", "Please check: {text}"),
    "form_deleted": ("{name} 已删除。", "{name} is deleted."),
    "form_undone": ("已撤销。", "Undone."),
    "form_conflict": (
        "{by} 刚刚修改了这条记录，您的内容尚未保存。",
        "{by} has just changed this record; yours is not saved.",
    ),
    "form_conflict_how": (
        "下面列出不同之处。核对后再次保存，就以您的内容为准；什么都没有被覆盖。",
        "The differences are below. Save again to put yours in their place; nothing "
        "was overwritten so far.",
    ),
    "form_conflict_table": ("不同之处", "Differences"),
    "form_conflict_field": ("字段", "Field"),
    "form_conflict_yours": ("您填的", "Yours"),
    "form_conflict_theirs": ("现在的", "As it is now"),
    "form_conflict_delete": (
        "有人刚刚修改了它，所以没有删除；请看过再试。",
        "Somebody has just changed it, so it was not deleted; look at it and try "
        "again.",
    ),
    "form_conflict_undo_of": (
        "{record} 此后又有修改，不能撤销；请直接编辑。",
        "{record} was changed again since and cannot be undone; edit it instead.",
    ),
    "form_conflict_undo": (
        "此后又有修改，不能撤销；请直接编辑。",
        "It was changed again since and cannot be undone; edit it instead.",
    ),
}
