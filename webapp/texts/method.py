"""Words of the page that explains how the score comes about."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "method_title": ("得分怎么来", "How the score comes about"),
    "method_lead": (
        "十节说明：谁参与排名，先排除什么，怎么打分，有多可靠，以及它不代表什么。"
        "文中数字随数据版本自动更新。",
        "Ten short sections: who is ranked, what is struck out first, how the rest is "
        "scored, how far to trust it, and what it does not mean. All figures come from "
        "the loaded data.",
    ),
    "method_contents": ("目录", "Contents"),
    "method_sites": ("候选地", "Sites"),
    "method_sites_text": (
        "工厂类项目在 {park} 个园区和 {port_zone} 个口岸加工区中选址；"
        "总园与分园算同一处，共 {places} 处，由其中最好的一个代表。"
        "已并入其他园区的旧园区和不接纳工厂的园区（{left_out} 个）不参与。",
        "Factories are sited in {park} parks and {port_zone} processing zones of "
        "ports. An umbrella zone and its parts are one place, {places} in all, and the "
        "best part stands for it. Parks merged into others and those that take no "
        "factories ({left_out}) are left out.",
    ),
    "method_sites_banner": (
        "电站、储能电站与采矿在 {banner} 个旗县区中选址，不与园区同排。",
        "Power stations, storage stations and mines are sited in the {banner} banners "
        "and never ranked among parks.",
    ),
    "method_limits": ("硬约束", "Limits"),
    "method_limits_text": (
        "约束只有三种结论：满足、不满足、待核实。区间内所有可能的值都满足才算满足；"
        "都不满足才排除；其余以及完全未知的，一律待核实。"
        "不满足的候选地被排除，并写明哪一项、差多少；待核实的不排除，也不当作满足。",
        "A limit is met, failed or to be verified. It is met if every value in the "
        "interval meets it, and strikes a place out only if none does; all else, and "
        "what is not known at all, is to be verified. A place struck out says by which "
        "limit and by how much; one to be verified is neither struck out nor passed.",
    ),
    "method_limits_partial": (
        "不完整的图层只能证明满足，不能证明不满足：{names}。",
        "Layers known to be incomplete can verify a place and never strike it out: "
        "{names}.",
    ),
    "method_limits_example": (
        "例：单晶硅片，用地 300 亩、用电 55 兆瓦、铁路 30 公里内："
        "{candidates} 处中排除 {excluded} 处，{not_verified} 处有约束待核实。",
        "Example: wafers, 20 ha, 55 MW, rail within 30 km: of {candidates} places "
        "{excluded} are struck out, and {not_verified} have a limit to be verified.",
    ),
    "method_rules": ("法规与政策", "Rules"),
    "method_rules_text": (
        "{count} 条规则以数据保存，每条带文件名、文号、日期和阅读出处。"
        "只在转载中读到的规则只提示、不排除，除非运营者核对原文后启用；"
        "目前 {excluding} 条会排除。",
        "{count} rules are held as data, each with document, number, date and where it "
        "was read. A rule known only from a repost warns and does not exclude, until "
        "an operator has checked the original and switches it on. {excluding} of them "
        "exclude at present.",
    ),
    "method_rules_list": ("全部规则（{count} 条）", "All rules ({count})"),
    "method_rule": ("规则", "Rule"),
    "method_document": ("文件", "Document"),
    "method_status": ("效力", "Status"),
    "method_read": ("阅读出处", "Read at"),
    "method_effect": ("作用", "Effect"),
    "method_effect_exclude": ("排除", "excludes"),
    "method_effect_warn": ("提示", "warns"),
    "method_criteria": ("准则与界值", "Criteria and bounds"),
    "method_criteria_text": (
        "每项准则有两个公开的固定界值：一个得 0，一个得 1，中间按直线折算成效用，"
        "界外不再加减。界值写明理由，不随候选地多少而变，"
        "所以增减一处候选地不会改变其他候选地的先后。",
        "Each criterion has two published, fixed bounds: one earns 0, the other 1, in "
        "a straight line between, and no more beyond. Their reasons are given, and "
        "they do not depend on who else is ranked: a place that comes or goes never "
        "reorders the others.",
    ),
    "method_curve_text": (
        "{name}：{worst} 得 0，{best} 得 1；{value} 得 {utility}。",
        "{name}: {worst} earns 0, {best} earns 1; {value} earns {utility}.",
    ),
    "method_example": ("算一遍", "Worked through"),
    "method_example_lead": (
        "上例的第一名是 {name}，预设“{preset}”。得分为各项效用乘权重之和：",
        "In the example {name} comes first, with the preset “{preset}”. The score is "
        "the sum of utility times weight:",
    ),
    "method_bounds": ("得 0 → 得 1", "Earns 0 → earns 1"),
    "method_sum": ("合计", "Sum"),
    "method_weights": ("权重", "Weights"),
    "method_weights_text": (
        "权重按产业取预设（{count} 组），也可以自己定：逐项给数，按重要性排序"
        "（排序质心法），或两两比较（层次分析法，一致性比率超过 0.1 不接受）。"
        "只改其中几项时，其余保持相互比例，总和恒为 100%。",
        "Weights follow from the industry ({count} presets) or are your own: numbers, "
        "an order of importance (rank-order centroid), or pairwise judgements (AHP, "
        "refused above a consistency ratio of 0.1). Where only some are changed the "
        "others keep their proportions; the sum is always 100%.",
    ),
    "method_presets": ("预设一览", "The presets"),
    "method_preset_asked": ("需询问，默认不计分", "to be asked, not scored"),
    "method_preset_low": (
        "已知比例仅 {known}，默认不计分",
        "known for {known} only, not scored",
    ),
    "method_preset_for": ("用于：{names}", "For: {names}"),
    "method_preset_first": (
        "按“{example}”、不设约束：{ranked} 处中有 {first} 处（{share}）在未知数据取某种"
        "可能值时会是第一。",
        "For “{example}” without limits: {first} of {ranked} places ({share}) may be "
        "first for some value of what is not known.",
    ),
    "method_reason": ("理由", "Reason"),
    "method_unknown": ("未知", "What is not known"),
    "method_unknown_text": (
        "没有公开来源的数据写作“未知”，不填平均数，也不按零计。"
        "计分时未知取效用 0.5 并注明；权重不因此改给别的准则，"
        "所以隐瞒短处不会得利。"
        "已知比例低于 {share} 的准则默认不计分，改列为要问园区的事。",
        "What no public source states stays “not known”: no average and no zero is put "
        "in. In a score it counts 0.5 and says so; its weight never goes to other "
        "criteria, so hiding a weakness gains nothing. A criterion known for fewer "
        "than {share} of the places is not scored but listed to be asked of the parks.",
    ),
    "method_known": ("园区与口岸加工区的已知比例", "Known for parks and port zones"),
    "method_known_enough": ("够计分", "enough to score"),
    "method_known_few": ("太少", "too few"),
    "method_interval": ("区间与名次", "Intervals and ranks"),
    "method_interval_text": (
        "未知取 0 与 1、位置不精确取最近与最远，得到得分的区间；"
        "任何一种补全都落在其中。名次区间由此而来："
        "最好名次等于区间整个在其上的候选地数加一。",
        "What is not known counts 0 and 1, and a rough location its nearest and "
        "farthest, which gives the interval of the score: every completion lies "
        "within. The best rank is one more than the places whose whole interval lies "
        "above.",
    ),
    "method_ranks": ("名次区间", "Ranks"),
    "method_stability": ("稳定性", "Stability"),
    "method_stability_text": (
        "权重是判断，不是测量。每个答案都在原权重附近随机抽取 {draws} 组权重"
        "（狄利克雷分布，集中度 {concentration}，随机种子 {seed}），"
        "数一数每处有多少次第一、多少次进前五；再让未知数据也在区间里变动，重数一遍。"
        "同一请求得到同样的数字。",
        "Weights are judgements, not measurements. Each answer draws {draws} sets of "
        "weights round its own (Dirichlet, concentration {concentration}, seed {seed}) "
        "and counts how often each place is first and among the first five; then again "
        "with the unknown values moving in their intervals. The same request gives the "
        "same figures.",
    ),
    "method_stability_none": (
        "本次没有可用的抽样结果。",
        "No draws are available here.",
    ),
    "method_stability_example": (
        "上例中 {name}：仅权重变动时 {p_first} 第一、{p_top5} 前五；"
        "未知也变动时 {p_first_with_unknowns} 第一、{p_top5_with_unknowns} 前五。",
        "In the example {name} is first in {p_first} and in the top five in {p_top5} "
        "of the draws of weights; with unknowns moving too, {p_first_with_unknowns} "
        "and {p_top5_with_unknowns}.",
    ),
    "method_flip": (
        "最小的翻转：把“{criterion}”的权重从 {start} 改到 {to}，{name} 就成为第一。",
        "The smallest flip: move the weight of “{criterion}” from {start} to {to}, and "
        "{name} comes first.",
    ),
    "method_second_same": (
        "换用 TOPSIS，第一名不变；任取两处，两种方法有 {agreement} 排出同样的先后。",
        "TOPSIS puts the same place first; both methods put {agreement} of all pairs "
        "of places in the same order.",
    ),
    "method_second_other": (
        "换用 TOPSIS，第一名会变；任取两处，两种方法有 {agreement} 排出同样的先后。",
        "TOPSIS puts another place first; both methods put {agreement} of all pairs "
        "of places in the same order.",
    ),
    "method_backtest": ("回测", "Back-test"),
    "method_backtest_text": (
        "把真实项目的地点藏起来，只用产业、投资、用地、用电重新排名，"
        "看实际选中的园区排第几；参数与选址匹配页完全相同。"
        "被测项目和同一公司的项目不计入任何准则；“以前被选过几次”只作对照，从不作准则。",
        "The places of real projects are hidden and ranked again from industry, money, "
        "land and power alone, with the settings of the match page unchanged. The "
        "project and all of its company are left out of every criterion; how often a "
        "park was chosen before is a baseline and never a criterion.",
    ),
    "method_backtest_none": (
        "本数据版本没有附带回测结果；运行 geo-zs backtest 可得到。",
        "No figures are shipped with this data; geo-zs backtest works them out.",
    ),
    "method_backtest_park": (
        "园区级：{count} 个项目，{companies} 家公司",
        "Parks: {count} projects of {companies} companies",
    ),
    "method_backtest_banner": (
        "旗县级：{count} 个项目，{companies} 家公司",
        "Banners: {count} projects of {companies} companies",
    ),
    "method_backtest_way": ("排法", "Way to rank"),
    "method_backtest_ours": ("本方法", "this method"),
    "method_baseline_random": ("随机", "random"),
    "method_baseline_popularity": (
        "热门度（其他公司的项目数）",
        "popularity (projects of other companies)",
    ),
    "method_baseline_tag_overlap": ("产业标签重合", "overlap of industries"),
    "method_baseline_tag_overlap_popularity": (
        "标签重合，同分比热门度",
        "overlap of industries, ties by popularity",
    ),
    "method_backtest_hit": ("前 {k} 名命中", "in the first {k}"),
    "method_backtest_mrr": ("平均倒数名次", "mean reciprocal rank"),
    "method_backtest_ahead": ("本方法领先（倒数名次）", "this method ahead by"),
    "method_backtest_note": (
        "括号内为按公司重抽样的 95% 区间；领先值的区间不跨零，才算分出高下。",
        "Intervals are 95% bootstrap intervals over companies; a lead counts only if "
        "its interval does not hold zero.",
    ),
    "method_backtest_causes": (
        "实际选中的园区没有进前五的原因（园区级）",
        "Why the chosen park was not among the first five",
    ),
    "method_backtest_not": (
        "回测衡量与以往选择的一致，不是对错：以往的选择也受谈判、时机和补贴影响。",
        "It measures agreement with past choices, not truth: those depended on "
        "bargaining, timing and subsidies too.",
    ),
    "method_not": ("不代表什么", "What it does not mean"),
    "method_not_1": (
        "不是审批意见，也不承诺土地、电价、用水或任何优惠。",
        "It is no approval and promises no land, price, water or incentive.",
    ),
    "method_not_2": (
        "距离是直线距离；公路里程一般为其 1.2 至 1.5 倍。铁路等图层不完整。",
        "Distances are straight lines, by road usually 1.2 to 1.5 times as far; "
        "railways and other layers are incomplete.",
    ),
    "method_not_3": (
        "“未知”是没有找到公开来源，不等于没有；请向园区核实。",
        "“Not known” means that no public source was found, not that there is none.",
    ),
    "method_not_4": (
        "占比和名次区间描述的是本库数据和权重，不是投资成败的概率。",
        "Shares and rank intervals describe this data and these weights, not the odds "
        "of an investment.",
    ),
    "method_not_5": (
        "得分只在同一需求内可比，不同产业的得分不能相互比较。",
        "Scores compare places for one requirement; those of different industries do "
        "not compare.",
    ),
    "method_try": ("打开这个例子", "Open this example"),
}
