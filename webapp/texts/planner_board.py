"""Words of the board and the circular."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "pboard_lead": (
        "截至 {day}；总投资与到位资金分别统计，从不相加。",
        "As of {day}; pledged and arrived money are counted apart, never added.",
    ),
    "pboard_circular": ("通报", "Circular"),
    "pboard_projects": ("项目", "Projects"),
    "pboard_pledged": ("总投资", "Pledged"),
    "pboard_arrived": ("自报累计到位", "Arrived, as stated"),
    "pboard_verified": ("台账审核到位", "Arrived, audited in the ledger"),
    "pboard_over_100": ("超百日未开工", "Not begun after 100 days"),
    "pboard_overdue": ("逾期事项", "Steps overdue"),
    "pboard_unknown_rows": ("（{count} 项未知）", "({count} not known)"),
    "pboard_progress": ("目标与进度", "Targets and progress"),
    "pboard_month": ("截至月份", "Up to month"),
    "pboard_show": ("显示", "Show"),
    "pboard_charts": ("图表", "Charts"),
    "pboard_nothing_to_draw": ("没有可画的数据。", "There is nothing to draw."),
    "pboard_as_table": ("同样的数字，列表", "The same figures as a table"),
    "pboard_pipeline": ("项目管线", "Pipeline"),
    "pboard_by": ("分组", "By"),
    "pboard_clock": ("百日落地", "The 100-day clock"),
    "pboard_clock_note": (
        "从签约到开工，以 {days} 天为限；日期只到月或年的，给出区间，无法判定的单列。",
        "From signing to ground-breaking, {days} days at most; dates known by month or "
        "year give intervals, and what cannot be told stands apart.",
    ),
    "pboard_shipped_note": (
        "随附的公开记录停留在其来源之日，阶段可能早已改变；可用“记录来自”只看登记库。",
        "Shipped public records stand as on the day of their source and may have moved "
        "on since; filter by origin to see the register alone.",
    ),
    "pboard_overrun": ("超期项目", "Over the limit"),
    "pboard_days_over": ("超 {days} 天", "{days} days over"),
    "pboard_days_late": ("逾期 {days} 天", "{days} days late"),
    "pboard_durations": (
        "签约到开工、投产的天数",
        "Days from signing to works and operation",
    ),
    "pboard_steps": ("红绿表", "Red-green table"),
    "pboard_overdue_list": ("逾期事项清单", "Steps overdue, one by one"),
    "circular_lead": (
        "已关账月份的目标、完成、完成率、增速与位次；可下载，也可复制文字。",
        "Target, done, share, growth and rank for a closed month; as files, and as "
        "text to paste.",
    ),
    "circular_none": ("还没有关账的月份", "No month is closed yet"),
    "circular_none_how": (
        "在到位资金台账中录入并审核当月数据，由管理员关账后，即可生成通报。",
        "Enter and audit the month in the money ledger; when an administrator has "
        "closed it, its circular can be made.",
    ),
    "circular_month": ("月份", "Month"),
    "circular_level": ("层级", "Level"),
    "circular_by_league": ("盟市", "leagues"),
    "circular_by_banner": ("旗县区", "banners"),
    "circular_within": ("只看盟市", "Only the league"),
    "circular_scope": ("口径", "Scope"),
    "circular_domestic": ("国内到位资金", "domestic money"),
    "circular_outside_region": ("区外到位资金", "from other provinces"),
    "circular_foreign": ("外资", "foreign"),
    "circular_money": ("数额", "Amounts"),
    "circular_verified": ("审核数", "audited"),
    "circular_reported": ("上报数", "reported"),
    "circular_rank_by": ("排名依据", "Rank by"),
    "circular_share": ("完成率", "share of target"),
    "circular_done": ("完成额", "amount"),
    "circular_growth": ("增速", "growth"),
    "circular_text": ("可复制的文字", "Text to paste"),
    "report_title": ("招商项目报告", "Report on investment projects"),
    "report_projects": (
        "项目（列出 {shown} 个，共 {total} 个）",
        "Projects ({shown} of {total} listed)",
    ),
    "files_label": ("导出当前结果", "Export what is shown"),
    "files_report": ("PDF 报告", "PDF report"),
}
