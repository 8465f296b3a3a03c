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
    "pboard_unit_projects": ("个", "projects"),
    "pboard_unit_steps": ("件", "steps"),
    "pboard_base_all": ("符合筛选的全部项目", "all that pass the filter"),
    "pboard_base_parts": (
        "符合筛选的项目；另有子项 {parts} 个未计",
        "all that pass the filter; {parts} parts left out",
    ),
    "pboard_base_known": (
        "{total} 个项目中 {known} 个有数",
        "known of {known} out of {total}",
    ),
    "pboard_base_ledger": (
        "{known} 个项目，台账至 {month}",
        "projects: {known}, ledger to {month}",
    ),
    "pboard_base_none": ("台账中没有审核数", "nothing audited in the ledger"),
    "pboard_base_signed": (
        "签约日期已知的 {count} 个中",
        "of {count} signed on a known day",
    ),
    "pboard_base_steps": ("共 {count} 件事项", "of {count} steps"),
    "pboard_unit": ("单位", "Unit"),
    "pboard_as_of": ("截至 {day}", "as of {day}"),
    "pboard_filter": ("筛选条件", "Filter chosen"),
    "pboard_no_filter": ("无（全部项目）", "none (all projects)"),
    "pboard_kind_closed": ("已关账", "closed"),
    "pboard_kind_entries": ("有台账，未关账", "in the ledger, not closed"),
    "pboard_kind_published": ("公开数据", "published"),
    "pboard_kind_today": ("本月", "this month"),
    "pboard_why_closed": (
        "现为 {month}：台账最近关账的月份。可另选月份。",
        "Shown: {month}, the latest closed month of the ledger. Others can be chosen.",
    ),
    "pboard_why_entries": (
        "现为 {month}：台账还没有关账的月份，这是最近有台账数据的月份。可另选月份。",
        "Shown: {month}. No month of the ledger is closed; this is the latest with an "
        "entry. Others can be chosen.",
    ),
    "pboard_why_published": (
        "现为 {month}：台账还没有数据，这是有目标的年份中最近公开过到位资金的月份。"
        "可另选月份。",
        "Shown: {month}. The ledger is empty; this is the latest month, in a year with "
        "a target, of which arrived money was published. Others can be chosen.",
    ),
    "pboard_why_today": (
        "现为 {month}：台账和公开数据都没有更早的月份可看。",
        "Shown: {month}; neither the ledger nor published figures tell of a month.",
    ),
    "pboard_why_asked": (
        "现为 {month}：您选择的月份。",
        "Shown: {month}, the month that you chose.",
    ),
    "pboard_no_target": (
        "{year} 年还没有到位资金目标，无法计算完成率；请在“到位资金目标”中登记，"
        "或另选月份。",
        "There is no target for {year}, so no share can be told: enter one under "
        "“Targets of arrived money”, or choose another month.",
    ),
    "pboard_progress_all": (
        "目标按地区登记：此表统计该地区的全部项目，不随筛选变化。",
        "Targets are of places: this table counts all their projects, whatever the "
        "filter.",
    ),
    "pboard_no_steps": (
        "这些项目还没有登记推进事项；在项目页登记后，这里给出红绿表。",
        "These projects have no steps yet: enter them on the page of a project.",
    ),
    "pboard_soon_list": ("{days} 天内到期", "Due within {days} days"),
    "pboard_days_left": ("剩 {days} 天", "{days} days left"),
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
    "circular_currency": ("外资币种", "Currency of foreign money"),
    "circular_money": ("数额", "Amounts"),
    "circular_verified": ("审核数", "audited"),
    "circular_reported": ("上报数", "reported"),
    "circular_rank_by": ("排名依据", "Rank by"),
    "circular_share": ("完成率", "share of target"),
    "circular_done": ("完成额", "amount"),
    "circular_growth": ("增速", "growth"),
    "circular_source": (
        "数额来自登记库的到位资金台账；目标来自登记库和随附数据。",
        "Amounts are from the money ledger of the register; targets from the register "
        "and the shipped data.",
    ),
    "circular_text": ("可复制的文字", "Text to paste"),
    "report_title": ("招商项目报告", "Report on investment projects"),
    "report_map": ("项目分布", "Where the projects are"),
    "report_projects": (
        "项目（列出 {shown} 个，共 {total} 个）",
        "Projects ({shown} of {total} listed)",
    ),
    "files_label": ("导出当前结果", "Export what is shown"),
    "files_report": ("PDF 报告", "PDF report"),
    "ct_title": ("自己的通报模板", "Your own template of the circular"),
    "ct_lead": (
        "上传本单位的 .xlsx（合并表头也可以）；对应一次，以后每月直接填好。",
        "Bring in your bureau's .xlsx, merged headings and all; map it once, and each "
        "month is filled in.",
    ),
    "ct_upload": ("上传模板", "Upload a template"),
    "ct_none": ("还没有模板。", "No template yet."),
    "ct_currency": (
        "{month}：外资列按 {currency} 填写，单位选亿、万时即 {currency} 的亿、万；"
        "其他币种的台账 {count} 条未计入。",
        "{month}: columns of foreign money are filled in {currency}, by the 100m or "
        "10,000 of {currency}; entries in other currencies left out: {count}.",
    ),
    "ct_fill": ("填好 {month}", "Fill in {month}"),
    "ct_cells": ("对应的单元格", "Cells mapped"),
    "ct_size": ("大小", "Size"),
    "ct_filled": ("填写", "Fill in"),
    "ct_no_month": ("没有已关账的月份", "no month is closed"),
    "ct_columns": ("各列", "Columns"),
    "ct_rows": ("各行", "Rows"),
    "ct_heading": ("表头", "Heading"),
    "ct_figure": ("数据", "Figure"),
    "ct_scope": ("口径", "Scope"),
    "ct_as_circular": ("同通报", "as the circular"),
    "ct_leave": ("（不动）", "(leave alone)"),
    "ct_place": ("地区", "Place"),
    "ct_total": ("合计", "total"),
    "ct_unsure": ("请核对", "please check"),
    "ct_rank": ("位次", "rank"),
    "ct_rank_change": ("位次变化", "change of rank"),
    "ct_target": ("年度目标", "target"),
    "ct_done": ("累计到位", "arrived so far"),
    "ct_done_in_month": ("当月到位", "arrived in the month"),
    "ct_last_year": ("上年同期", "same time last year"),
    "ct_reported": ("上报数", "reported"),
    "ct_verified": ("审核数", "audited"),
    "ct_left": ("尚差", "still missing"),
    "ct_share": ("完成率", "share of target"),
    "ct_growth": ("同比增速", "growth"),
    "ct_unit_count": ("个、位", "a count"),
    "ct_unit_1e8": ("亿元", "× 100m CNY"),
    "ct_unit_1e4": ("万元", "× 10,000 CNY"),
    "ct_unit_percent": ("%", "%"),
    "ct_unit_ratio": ("比值（单元格格式为百分比）", "a ratio that the cell shows as %"),
}
