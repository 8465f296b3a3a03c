"""Words of the pages about parks, leagues, the region and projects."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "facts_identity": ("基本情况", "Identity"),
    "facts_place": ("位置", "Location"),
    "facts_land": ("土地", "Land"),
    "facts_standard_land": ("标准地指标", "Standard land"),
    "facts_supply": ("电、水与铁路", "Power, water and rail"),
    "statements_title": ("园区实况与各方说法", "What is stated of this park"),
    "statements_note": (
        "同一事项有几种说法时，全部列出；采用可信度最高的，可信度相同时采用日期最新的。",
        "All statements are listed. Of several about one fact the surest counts; of "
        "equally sure ones the newest.",
    ),
    "statement_fact": ("事项", "Fact"),
    "statement_value": ("数值", "Value"),
    "statement_class": ("适用类别", "Holds for"),
    "statement_date": ("数据日期", "As of"),
    "statement_counts": ("采用", "Counts"),
    "statement_disagrees": ("说法不一", "statements differ"),
    "facts_industry": ("产业", "Industry"),
    "unknown_are": ("未知：{names}", "Not known: {names}"),
    "unknown_note": (
        "“未知”表示没有找到公开来源，不等于没有；请向园区核实。",
        "“Not known” means that no public source was found, not that there is none: "
        "ask the park.",
    ),
    "park_no_point": (
        "这个园区没有可信的点位，地图显示其所在旗县；附近距离因此不列出。",
        "No trustworthy point is known for this park: the map shows its banner, and "
        "no distances are given.",
    ),
    "sub_parks": ("分区与子园区", "Parts of this park"),
    "near_by": ("附近", "Near by"),
    "km_value": ("{km} 公里", "{km} km"),
    "same_point": ("同一点位", "same point"),
    "straight_line_note": (
        "直线距离；公路里程一般为其 1.2 至 1.5 倍。铁路为示意线路，不完整。",
        "Straight lines; by road usually 1.2 to 1.5 times as far. Railways are "
        "schematic and incomplete.",
    ),
    "projects_in_park": ("园区内的项目", "Projects in this park"),
    "projects_in_park_caption": (
        "已知的 {count} 个项目（含子园区）",
        "{count} known projects, parts of the park included",
    ),
    "no_projects_known": (
        "公开资料中没有找到落在该园区的项目。",
        "No project in this park was found in public sources.",
    ),
    "leagues": ("盟市", "Leagues"),
    "population": ("常住人口（2020 年普查）", "Population (census 2020)"),
    "park_count": ("园区（不含子园区）", "Parks (without their parts)"),
    "project_count": ("项目", "Projects"),
    "pledged_known": ("已知总投资合计", "Pledged, sum of what is known"),
    "arrived_known": ("已知到位资金合计", "Arrived, sum of what is known"),
    "money_apart": (
        "总投资与到位资金分开统计，从不相加；{pledged} 个项目的总投资、"
        "{arrived} 个项目的到位资金未知。"
        "另有 {left} 行属于其他项目的组成部分或已终止，不计入。",
        "Pledged and arrived money stand apart and are never added. Pledged is not "
        "known for {pledged} projects, arrived for {arrived}. {left} rows that belong "
        "to other projects or were cancelled are left out.",
    ),
    "article_says": ("2023 年上半年报道中的举措", "Initiatives in the 2023 article"),
    "article_says_note": (
        "原文为 2023 年上半年的报道，这里按原文摘录，不代表现状。",
        "From an article on the first half of 2023, as printed; it may no longer hold.",
    ),
    "article_silent": (
        "这篇报道没有提到该盟市的举措。",
        "The article names no initiative of this league.",
    ),
    "targets_title": ("目标与完成", "Targets and results"),
    "period": ("时期", "Period"),
    "measure": ("指标", "Measure"),
    "value_word": ("数值", "Value"),
    "parks_of_league": ("园区", "Parks"),
    "park": ("园区", "Park"),
    "level": ("级别", "Level"),
    "parts_count": ("含 {count} 个分区", "{count} parts"),
    "ports_of_league": ("口岸", "Ports of entry"),
    "banners_title": ("旗县区", "Banners"),
    "banners_caption": (
        "旗县区与自然条件：风速、辐射为气候值，只分等级，不代表发电量",
        "Banners and natural conditions; wind and sun are climate classes, no yield",
    ),
    "banner": ("旗县区", "Banner"),
    "wind_at_50m": ("50 米风速", "Wind at 50 m"),
    "sun_per_day": ("水平辐射", "Irradiation"),
    "elevation": ("平均海拔", "Mean elevation"),
    "temperature": ("年均气温", "Mean temperature"),
    "projects_of_league": ("招商项目", "Investment projects"),
    "projects_of_league_caption": ("{count} 个项目", "{count} projects"),
    "find_in_league": ("在{name}选址", "Find a site in {name}"),
    "region_title": ("全区招商概况", "The region at a glance"),
    "region_lead": (
        "2023 年上半年报道中的数字与举措，逐项核对算术；以及本库项目按盟市的合计。",
        "Figures and initiatives of the article on the first half of 2023, each "
        "checked for its arithmetic, and the projects held here summed by league.",
    ),
    "figures_title": ("报道中的数字", "Figures in the article"),
    "check": ("核对", "Check"),
    "doubt": ("存疑", "doubt"),
    "growth_by": ("同比 +{value}%", "+{value}% on a year before"),
    "policies_title": ("政策、活动与机构", "Policies, events and offices"),
    "totals_title": ("项目按盟市合计", "Projects by league"),
    "totals_caption": (
        "按{by}：个数、总投资、到位资金（分列，不相加）",
        "By {by}: number, pledged and arrived money (apart, never added)",
    ),
    "totals_by": ("合计方式", "Totals by"),
    "by_league": ("盟市", "league"),
    "by_banner": ("旗县区", "banner"),
    "by_park": ("园区", "park"),
    "by_industry": ("产业", "industry"),
    "by_stage": ("阶段", "stage"),
    "by_year": ("年份", "year"),
    "ungrouped_league": ("盟市不明", "league not known"),
    "ungrouped_banner": ("旗县区不明", "banner not known"),
    "ungrouped_park": ("不在园区或园区不明", "no park, or not known"),
    "ungrouped_industry": ("产业不明", "industry not known"),
    "ungrouped_stage": ("阶段不明", "stage not known"),
    "ungrouped_year": ("年份不明", "year not known"),
    "and_unknown": ("另 {count} 个未知", "+ {count} unknown"),
    "industries_overlap": (
        "一个项目涉及几个产业时，在每个产业下都计入全额，各行不可相加。",
        "A project of several industries counts in full under each: the lines overlap "
        "and must not be added up.",
    ),
    "year_is_date": (
        "年份取自资料所载的时间（签约、开工、投产或报道），口径不一。",
        "The year is that of the date in the source: signing, start, operation or "
        "report.",
    ),
    "totals_note": (
        "所收项目远非全部，合计只说明本库，不是全区统计。",
        "Far from all projects are held here: the sums describe this collection, not "
        "the region.",
    ),
    "projects_count": ("项目", "Projects"),
    "rows_left_out": ("未计入行", "Rows left out"),
    "projects_title": ("招商项目", "Investment projects"),
    "article_projects_title": ("报道所列项目", "Projects named in the article"),
    "article_projects_lead": (
        "扫描件有误字。左为印出的名称，右为读法；读法是推断，不改原文。",
        "The scan has misprints. Left the name as printed, right how it is read; a "
        "reading is a guess with its reason and never replaces the print.",
    ),
    "as_printed": ("印出的名称", "As printed"),
    "as_read": ("读法", "As read"),
    "why_read": ("依据与疑点", "Evidence and doubts"),
    "unlocated_title": ("未能定位的项目", "Projects that could not be located"),
    "unlocated_lead": (
        "{count} 个项目没有可用的地名，不在地图上。",
        "{count} projects name no place that can be located and are not on the map.",
    ),
    "reason": ("原因", "Reason"),
}
