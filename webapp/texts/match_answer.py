"""Words of the answer to a requirement: how it was read, and how far it holds."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "text_label": ("用一段话说需求", "Say what you need"),
    "text_hint": (
        "如：年产5GW N型单晶硅片项目，总投资15亿元，用地300亩，用电负荷55兆瓦，"
        "绿电比例不低于50%，距铁路不超过30公里",
        "e.g. 5 GW wafer plant, 300 mu, 55 MW, half of it green power, rail within "
        "30 km",
    ),
    "text_note": (
        "最多 2000 字。没有读懂的会逐条列出；下面表格里填的优先于这段话。",
        "At most 2,000 characters. What is not understood is listed; what you fill in "
        "below counts before these words.",
    ),
    "or_form": ("或者逐项填写", "Or fill in the form"),
    "from_text": ("读自文字", "from your words"),
    "example_text_wafer_short": (
        "一段话：5GW 单晶硅片",
        "In words: 5 GW of wafers",
    ),
    "example_text_wafer": (
        "年产5GW N型单晶硅片项目，总投资15亿元，用地300亩，用电负荷55兆瓦，"
        "绿电比例不低于50%，距铁路不超过30公里",
        "A 5 GW silicon wafer plant, 300 mu of land, 55 MW, at least 50% green power, "
        "rail within 30 km",
    ),
    "example_text_hydrogen_short": (
        "一段话：风光制氢合成氨",
        "In words: hydrogen and ammonia",
    ),
    "example_text_hydrogen": (
        "风光制氢一体化项目，配套年产30万吨绿色合成氨，总投资80亿元，用地1200亩",
        "Wind and solar hydrogen with green ammonia, 300000 t/a, 1200 mu of land",
    ),
    "understood_title": ("读懂了什么", "How your words were read"),
    "understood_caption": (
        "从文字里读出的每一项：原文、含义、数值、更正",
        "Each part that was read: words, meaning, value, correction",
    ),
    "mark_read": ("读作", "read as"),
    "mark_off": ("已去掉", "left out"),
    "mark_unread": ("没有读懂", "not understood"),
    "mark_unjudged": ("不评价", "not judged"),
    "read_unread": ("没有读懂", "not understood"),
    "read_unjudged": ("不评价", "not judged"),
    "read_change": ("修改", "change"),
    "read_drop": ("不算这一条", "leave out"),
    "read_again": ("恢复", "count again"),
    "read_replaced": ("已由表格改写", "replaced by the form"),
    "read_industry": ("产业", "industry"),
    "read_capacity": ("产能", "capacity"),
    "read_land_ha": ("用地", "land"),
    "read_power_mw": ("用电负荷", "power load"),
    "read_water_m3_per_day": ("用水", "water"),
    "read_investment_cny_1e8": ("总投资", "investment"),
    "read_investment_usd_1e8": ("总投资（美元）", "investment in US dollars"),
    "read_energy_tce_per_year": ("年综合能耗", "energy a year"),
    "read_output_cny_1e8_per_year": ("年产值", "output a year"),
    "read_green_power_share_min": ("绿电比例不低于", "green power, at least"),
    "read_pue": ("能效 PUE", "PUE"),
    "read_own_use_share": ("自发自用比例", "share of own use"),
    "read_feed_in_share": ("上网电量比例", "share fed into the grid"),
    "read_storage_share": ("配储比例", "share of storage"),
    "read_port_ids": ("指定口岸", "named port"),
    "read_leagues": ("盟市", "league"),
    "role_also": ("（并列产业）", "(as well)"),
    "role_supporting": ("（配套）", "(supporting)"),
    "role_customer": ("（下游用户，不作为本项目）", "(a customer, not the project)"),
    "role_feedstock": ("（原料，不作为本项目）", "(feedstock, not the project)"),
    "role_excluded": ("（已排除）", "(excluded)"),
    "role_name": ("（名称的一部分）", "(part of a name)"),
    "not_understood": ("没有读懂", "Not understood"),
    "not_understood_note": (
        "这些字没有起作用；如有要求，请在表格里填写。",
        "These words had no effect; if they matter, use the form.",
    ),
    "not_evaluated": ("不评价", "Not judged"),
    "the_rule": ("依据", "the rule"),
    "hint_word": ("提示", "Note"),
    "near_word": ("“{word}”不在产业表里，是否指：", "“{word}” is no industry. Is it:"),
    "land_unit_label": ("用地的单位", "unit of the land"),
    "area_title": ("范围", "Area"),
    "area_given": ("{count} 个点", "{count} corners"),
    "area_label": ("多边形或矩形（经度,纬度）", "Polygon or box (longitude,latitude)"),
    "area_note": (
        "各点用分号隔开，自动闭合；或四个数：西,南,东,北。也可在地图上画。",
        "Corners with semicolons between them, closed by itself; or four numbers: "
        "west,south,east,north. Or draw it on the map.",
    ),
    "area_draw": ("在地图上画", "Draw on the map"),
    "area_clear": ("清除范围", "Clear the area"),
    "area_help": (
        "单击加一个点（键盘：方向键移动，回车加点），退格删去上一点，"
        "完成后按“完成”，Esc 取消。",
        "Click to add a corner (keys: arrows move, Enter adds), Backspace takes the "
        "last one back, then “Done”; Esc cancels.",
    ),
    "area_done": ("完成", "Done"),
    "area_undo": ("退一点", "Undo corner"),
    "area_cancel": ("取消", "Cancel"),
    "area_points": ("已画 {count} 个点", "{count} corners drawn"),
    "area_drawn": (
        "范围已画好，按“查找候选地”生效",
        "The area is drawn; press “Find sites”",
    ),
    "ports_label": ("指定口岸", "Named ports"),
    "ports_hint": (
        "选定后，只按这些口岸计算距离。",
        "Distances are then measured to these ports only.",
    ),
    "away_title": ("退让距离", "Distances to keep"),
    "away_hint": ("离某类设施至少多远", "at least so far from something"),
    "away_label": ("离{layer}至少（公里）", "From {layer}, at least (km)"),
    "away_name": ("离{layer}的距离", "distance from {layer}"),
    "more_figures": ("更多数字", "More figures"),
    "more_figures_hint": (
        "用于投资强度和能耗标准",
        "for the standards of investment and energy",
    ),
    "invest_usd_label": ("总投资（亿美元）", "Investment (100m USD)"),
    "energy_label": ("年综合能耗（吨标准煤）", "Energy a year (t coal equivalent)"),
    "output_label": ("年产值（亿元）", "Output a year (100m CNY)"),
    "way_title": ("预设与排名方式", "Preset and ranking"),
    "preset_label": ("准则与权重的预设", "Preset of criteria and weights"),
    "preset_auto": ("由产业决定", "by the industry"),
    "preset_hint": (
        "预设决定用哪些准则、界值和权重；单项权重在结果页用滑块调整。",
        "A preset sets criteria, bounds and weights; single weights move by sliders "
        "beside the answer.",
    ),
    "asked_area": ("限定范围（{count} 个点）", "within an area ({count} corners)"),
    "asked_away": ("离{layer} ≥ {km} 公里", "{layer} ≥ {km} km away"),
    "asked_preset": ("预设：{name}", "preset: {name}"),
    "asked_invest_usd": ("总投资 {value} 亿美元", "{value} × 100m USD"),
    "asked_energy": ("年能耗 {value} 吨标准煤", "{value} tce a year"),
    "asked_output": ("年产值 {value} 亿元", "output {value} × 100m CNY"),
    "stable_yes": ("稳", "Stable"),
    "stable_no": ("不稳", "Not stable"),
    "stability_word": ("稳定性", "Stability"),
    "stability_how": (
        "权重在现值附近随机抽取 {draws} 次（狄利克雷分布，集中度 {concentration}，"
        "随机种子 {seed}）。",
        "Weights drawn {draws} times around those of the answer (Dirichlet, "
        "concentration {concentration}, seed {seed}).",
    ),
    "stability_even": (
        "不预设偏好：权重在所有可能组合中均匀抽取 {draws} 次（随机种子 {seed}）。",
        "No preference: weights drawn {draws} times evenly from all possible ones "
        "(seed {seed}).",
    ),
    "possibly_first": (
        "若把未知数据都弄清，有 {count} 处（{share}）可能排第一。",
        "Once all is known, {count} places ({share}) may be first.",
    ),
    "share_line": (
        "权重变动时 {first} 的情况排第一，{top5} 排前五",
        "first in {first} and among the first five in {top5} of the draws",
    ),
    "share_unknowns": (
        "；未知数据也一起变动时 {first} 排第一",
        "; first in {first} when unknowns move too",
    ),
    "share_rare": ("不到 1%", "under 1%"),
    "share_nearly": ("超过 99%", "over 99%"),
    "robust_title": ("结论靠得住吗", "How far this holds"),
    "missing_title": ("最值得补的一条数据", "The fact most worth finding"),
    "second_title": ("换一种方法（{method}）", "By another method ({method})"),
    "second_same": ("第一名仍是 {name}", "{name} is first again"),
    "second_other": ("第一名是 {name}", "{name} is first"),
    "second_agreement": (
        "两种排名的一致程度 {value}",
        "agreement of the orders {value}",
    ),
    "method_topsis": ("TOPSIS", "TOPSIS"),
    "method_additive": ("加权求和", "weighted sum"),
    "flips_title": (
        "改多少权重，第一名会换",
        "What weight would change the first place",
    ),
    "flips_lead": (
        "只动一项，其余保持相互比例；竖线为现值，色条到换位处。",
        "One weight moves, the others keep their proportions. The line is the weight "
        "now; the bar ends where the first place changes.",
    ),
    "flip_up": (
        "“{criterion}”从 {start} 提到 {end}，第一名变为 {name}",
        "Raise “{criterion}” from {start} to {end}, and {name} is first",
    ),
    "flip_down": (
        "“{criterion}”从 {start} 降到 {end}，第一名变为 {name}",
        "Lower “{criterion}” from {start} to {end}, and {name} is first",
    ),
    "board_title": ("全部名次", "All ranks"),
    "board_caption": (
        "参与排名的全部候选地：名次、得分与区间、名次区间、排第一的比例",
        "All ranked places: rank, score with interval, range of ranks, share of first "
        "places",
    ),
    "board_lead": (
        "共 {count} 处。色条为得分区间，竖线为得分；名次区间由未知数据而来。",
        "{count} in all. The bar is the interval of the score, the line the score; "
        "ranks range as far as the unknowns allow.",
    ),
    "score_interval": ("得分与区间", "Score and interval"),
    "rank_range_head": ("名次区间", "Range of ranks"),
    "p_first": ("排第一", "First"),
    "p_top5": ("进前五", "Top five"),
    "rank_second": ("另法名次", "Other method"),
    "mark_open": ("待核实", "to be verified"),
    "mark_flags": ("{count} 条提醒", "{count} warnings"),
    "mark_unknown": ("{count} 项未知", "{count} unknown"),
    "cards_title": ("前 {count} 名的说明", "The first {count} explained"),
    "flag_failed": ("不符合", "not met"),
    "flag_not_verified": ("待核实", "to be verified"),
    "flag_manual": ("需人工判断", "needs judgement"),
    "own_figure": ("自有数据", "your own figure"),
    "weights_go": ("按这些权重排名", "Rank by these weights"),
    "weights_reset": ("恢复预设", "Back to the preset"),
    "weight_share": ("实占 {value}", "now {value}"),
    "live_first": (
        "第 1 位：{name}，得分 {score}",
        "First: {name}, score {score}",
    ),
    "live_moved": (
        "{count} 处名次有变",
        "{count} places changed rank",
    ),
    "live_same": ("名次未变", "the order is the same"),
    "live_failed": (
        "说明未能更新，请按“按这些权重排名”。",
        "The explanations could not be refreshed; press “Rank by these weights”.",
    ),
    "live_comma": ("；", "; "),
    "live_zero": (
        "至少给一项准则分量",
        "give at least one criterion a weight",
    ),
    "compare_word": ("对比", "Compare"),
    "compare_one": ("对比 {name}", "compare {name}"),
    "compare_do": ("对比所选", "Compare the chosen"),
    "compare_note": ("勾选 2 到 4 处", "tick 2 to 4 places"),
    "short_by": ("差多少", "Short by"),
    "lets_in": ("怎样才能入选", "What would let it in"),
    "in_loosen": ("“{name}”放宽到 {to}", "“{name}” loosened to {to}"),
    "in_drop": ("去掉“{name}”", "without “{name}”"),
    "in_rule": (
        "须符合规则“{name}”（不能放宽）",
        "meeting the rule “{name}” (it cannot be loosened)",
    ),
    "in_other": ("{name}：{text}", "{name}: {text}"),
    "in_and": ("；并且", "; and "),
    "rules_title": ("适用的规则", "Rules that apply"),
    "rules_lead": (
        "只有读过原文或由运营者启用的规则才排除；只见于转载的规则仅提醒。",
        "A rule excludes only if its own text was read or the operator switched it on; "
        "one known from a repost warns.",
    ),
    "rule_word": ("规则", "Rule"),
    "rule_document": ("文件", "Document"),
    "rule_effect": ("作用", "Effect"),
    "rule_result": ("结果", "Result"),
    "rule_excludes": ("排除", "excludes"),
    "rule_warns": ("提醒", "warns"),
    "rule_counts": (
        "符合 {passed}，不符合 {failed}，待核实 {open}",
        "met {passed}, not met {failed}, to be verified {open}",
    ),
    "unit_usd_1e8": ("亿美元", "× 100m USD"),
    "unit_cny_1e8_a": ("亿元/年", "× 100m CNY a year"),
    "unit_tce_a": ("吨标准煤/年", "tce a year"),
    "rule_status_in_force": ("现行有效", "in force"),
    "rule_status_draft": ("征求意见稿", "draft"),
    "rule_status_unknown": ("效力不详", "not known whether in force"),
    "rule_read_official": ("读自官方原文", "read in the official text"),
    "rule_read_publisher": ("读自发布者", "read at the publisher"),
    "rule_read_repost": ("仅见于转载", "known from a repost"),
    "same_view": ("重新打开同一结果的链接", "Link that reopens this view"),
    "method_label": ("合成方法", "How a score is made"),
    "make_sum": ("加权求和（默认）", "weighted sum (usual)"),
    "make_topsis": ("与理想点的接近度（TOPSIS）", "closeness to the ideal (TOPSIS)"),
    "method_hint": (
        "两种方法都用同一组权重；下载的 Excel 也按所选方法计算。",
        "Both use the same weights; the Excel file calculates by the one chosen.",
    ),
    "asked_topsis": ("TOPSIS", "TOPSIS"),
    "long_link": (
        "需求太长，链接装不下：本页能看，但不能用链接重开，也不能比较和下载。"
        "请缩短文字或范围。",
        "The requirement is too long for a link: this page cannot be reopened by one, "
        "and nothing can be compared or downloaded. Please shorten the words or the "
        "area.",
    ),
    "file_match_xlsx": ("Excel（权重可改）", "Excel (weights can be changed)"),
    "file_match_csv": ("CSV：排名", "CSV: ranking"),
    "file_match_excluded_csv": ("CSV：被排除", "CSV: struck out"),
    "file_match_geojson": ("GeoJSON", "GeoJSON"),
    "file_match_json": ("JSON", "JSON"),
    "error_words": (
        "这段话有 {count} 个字，最多 {maximum} 个；其余未读",
        "the text has {count} characters; at most {maximum} are read",
    ),
    "error_control": (
        "第 {at} 个字是看不见的控制字符；已去掉，请核对后再提交",
        "character {at} is a control character that cannot be seen; it was taken out, "
        "please check and send again",
    ),
    "area_box": (
        "范围：矩形须为西,南,东,北，且西小于东、南小于北",
        "Area: a box is west,south,east,north, with west < east and south < north",
    ),
    "area_pair": (
        "范围：第 {at} 个点“{value}”不是“经度,纬度”",
        "Area: corner {at}, “{value}”, is no longitude,latitude",
    ),
    "area_range": (
        "范围：第 {at} 个点超出经度 ±180、纬度 ±90；经度在前",
        "Area: corner {at} is beyond longitude ±180, latitude ±90; longitude first",
    ),
    "area_few": (
        "范围：至少要三个不同的点",
        "Area: at least three different corners are needed",
    ),
    "area_many": (
        "范围：有 {count} 个点，最多 {maximum} 个",
        "Area: {count} corners; at most {maximum}",
    ),
    "fault_area": (
        "范围：围不出面积，请重画",
        "Area: it encloses nothing; please draw it again",
    ),
    "fault_port": (
        "没有代码为“{value}”的公路或铁路口岸，请从列表中选择",
        "No road or rail port has the code “{value}”; please choose from the list",
    ),
    "fault_text": (
        "没有从这段话里读出产业；请写明做什么，或在下面选择产业",
        "No industry was found in these words; please say what is made, or choose an "
        "industry below",
    ),
}
