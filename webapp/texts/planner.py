"""Words of the workbench that several of its pages use."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "nav_planner": ("工作台", "Workbench"),
    "planner_nav": ("工作台导航", "Workbench navigation"),
    "planner_home": ("概览", "Overview"),
    "planner_projects": ("项目库", "Projects"),
    "planner_map": ("地图", "Map"),
    "planner_board": ("看板", "Board"),
    "planner_import": ("导入", "Import"),
    "planner_ledger": ("到位资金台账", "Money ledger"),
    "planner_parks": ("园区", "Parks"),
    "planner_companies": ("目标企业", "Target companies"),
    "planner_layers": ("约束图层", "Constraint layers"),
    "planner_faults": (
        "有 {count} 处需要改正，尚未保存：",
        "{count} to mend; nothing was saved:",
    ),
    "planner_required": ("（必填）", " (required)"),
    "planner_unknown_choice": ("（未填）", "(not stated)"),
    "ph_lead": (
        "自己的项目、资金和事项：先看今天要办的。",
        "Your own projects, money and steps; first what is due today.",
    ),
    "ph_own": ("登记库项目", "Projects of the register"),
    "ph_shipped": ("随附公开项目", "Shipped public projects"),
    "ph_over": ("超百日未开工", "Not begun after 100 days"),
    "ph_soon": ("即将到期事项", "Steps due soon"),
    "ph_closed": ("最近关账", "Last month closed"),
    "ph_none": ("尚无", "none"),
    "ph_waiting": ("未完成的导入", "Imports to go on with"),
    "ph_latest": ("最近修改", "Changed lately"),
}
