"""Words of the pages of parks in the workbench."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "ppark_lead": (
        "各园区项目的用地合计与园区面积对照；面积不是核准数的，仅供参考。",
        "The land of each park's projects against its area; only an indication where "
        "the area is not an approved one.",
    ),
    "ppark_over": (
        "{count} 个园区的已定用地超过园区面积。",
        "In {count} parks the land committed is more than the park has.",
    ),
    "ppark_accounts": ("园区账", "Accounts of the parks"),
    "ppark_account": ("这个园区的账", "Account of this park"),
    "ppark_public": ("公开页面", "Public page"),
    "ppark_stated": ("园区方提供的数据", "What the operator states"),
    "ppark_stated_how": (
        "叠加在随附数据之上，从不写入其中；公开的数据下一次选址匹配即采用，内部的不进入"
        "匹配。",
        "Laid over the shipped data, never into it; the next match uses public "
        "statements, and none uses internal ones.",
    ),
    "ppark_fact": ("事项", "Fact"),
    "ppark_value": ("数值", "Value"),
    "ppark_class": ("电压或类别", "Voltage or class"),
    "ppark_none": ("还没有园区方提供的数据。", "The operator has stated nothing yet."),
    "ppark_new": ("登记园区数据", "State facts"),
    "ppark_new_how": (
        "每次登记写明数据日期和来源；单位在栏名后，数字也可带单位（如 300亩）；"
        "不知道的留空。",
        "Give the date and source of each statement; units stand beside the names, and "
        "a number may carry its own (300 mu); leave empty what is not known.",
    ),
    "ppark_effect": (
        "可见性选“公开”，下一次选址匹配即采用；选“内部”，只有登录者看得到。",
        "Made public, it is used by the next match; internal, only accounts see it.",
    ),
    "ppark_saved": (
        "已登记为内部数据，不进入选址匹配。",
        "Kept as internal: no match uses it.",
    ),
    "ppark_saved_public": (
        "已登记并公开，下一次选址匹配即采用。",
        "Kept and public: the next match uses it.",
    ),
    "ppark_projects": ("本园区的项目", "Projects of this park"),
    "ppark_no_projects": (
        "没有记在这个园区的项目。",
        "No project is on record for this park.",
    ),
}
