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
        "叠加在随附数据之上，从不写入其中；公开的数据在下一次选址匹配即生效。",
        "Laid over the shipped data, never into it; public statements count from the "
        "next match on.",
    ),
    "ppark_fact": ("事项", "Fact"),
    "ppark_value": ("数值", "Value"),
    "ppark_class": ("电压或类别", "Voltage or class"),
    "ppark_none": ("还没有园区方提供的数据。", "The operator has stated nothing yet."),
    "ppark_new": ("登记园区数据", "State facts"),
    "ppark_saved": ("已登记。", "Kept."),
}
