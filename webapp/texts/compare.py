"""Words of the page that sets sites side by side, and of supply lists."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "compare_title": ("候选地比较", "Sites side by side"),
    "compare_title_of": ("比较：{names}", "Side by side: {names}"),
    "compare_lead": (
        "选 2 至 4 处候选地，逐项看数值、区间和依据。"
        "只有区间互不重叠，才说哪一处较好；其余写明“未分高下”。",
        "Choose 2 to 4 sites and see values, intervals and sources for each criterion. "
        "One is called better only where the intervals do not touch; all else is not "
        "settled.",
    ),
    "compare_site_hint": (
        "输入名称或编号，如 鄂尔多斯、baotou",
        "name or id, e.g. Ordos, baotou",
    ),
    "compare_site_number": ("候选地 {number}", "Site {number}"),
    "compare_now": ("比较", "Compare"),
    "compare_change": ("换几处比较", "Compare other sites"),
    "compare_link": ("与其他园区比较", "Compare with other parks"),
    "compare_answer": ("同一需求的完整排名", "The whole ranking for this requirement"),
    "compare_count": (
        "请选 2 至 4 处不同的候选地；现在是 {count} 处。",
        "Choose 2 to 4 different sites; there are {count} now.",
    ),
    "compare_twice": (
        "有一处候选地写了两次，请各写一次。",
        "A site stands twice; name each once.",
    ),
    "compare_unknown": (
        "没有名为“{value}”的候选地。",
        "No site is called “{value}”.",
    ),
    "compare_near": ("是否指：{names}？", " Did you mean {names}?"),
    "compare_several": (
        "“{value}”指多处候选地，请用编号：{names}。",
        "“{value}” stands for several sites; use the id: {names}.",
    ),
    "compare_no_industry": (
        "请选择产业：界值和权重随产业而定。",
        "Choose an industry: bounds and weights follow from it.",
    ),
    "compare_better": (
        "{names} 的得分区间高于其余各处，现有数据足以分出高下。",
        "The score of {names} lies above the others with its whole interval: what is "
        "known settles it.",
    ),
    "compare_equal": ("各处得分相同。", "The scores are equal."),
    "compare_open": (
        "得分区间相互重叠：按现有数据，总分未分高下。",
        "The intervals of the scores overlap: what is known does not settle which is "
        "better.",
    ),
    "compare_row_better": ("{names} 较好", "{names} better"),
    "compare_row_equal": ("相同", "equal"),
    "compare_row_open": ("未分高下", "not settled"),
    "compare_verdict": ("结论", "Verdict"),
    "compare_stable": (
        "权重变动时有 {share} 的情形排第一",
        "first in {share} of the draws of weights",
    ),
    "compare_stands_in": (
        "与 {name} 同属一个园区，排名中由后者代表",
        "part of the same park as {name}, which stands for it in the ranking",
    ),
    "compare_identity": ("各处得分", "Scores"),
    "compare_criteria": ("逐项比较", "Criterion by criterion"),
    "compare_criteria_note": (
        "条形为效用（0–1）的区间，竖线为现值；斜纹为未知，可能在整个范围内。"
        "“较好”只在区间互不重叠时给出。",
        "The bar is the interval of the utility (0 to 1), the mark its present value; "
        "hatched is not known and may be anything. “Better” is said only where the "
        "intervals do not touch.",
    ),
    "compare_utility": (
        "效用 {value}，区间 {low} 至 {high}",
        "utility {value}, interval {low} to {high}",
    ),
    "compare_utility_unknown": (
        "未知：效用可能是 {low} 至 {high}，按 {value} 计",
        "not known: utility may be {low} to {high}, {value} is taken",
    ),
    "compare_excluded": ("不满足：{names}", "fails: {names}"),
    "compare_excluded_only": ("被硬约束排除", "struck out by a limit"),
    "compare_no_candidate": (
        "此类候选地不用于该产业，仅供参照",
        "this kind of site is not used for the industry; for reference only",
    ),
    "compare_unknown_of": ("未知：{names}", "Not known: {names}"),
    "compare_limits": ("硬约束", "Limits"),
    "compare_limits_note": (
        "本需求的约束对各处的结论。",
        "What the limits say of each site.",
    ),
    "compare_status_passed": ("满足", "met"),
    "compare_status_not_verified": ("待核实", "to be verified"),
    "compare_status_failed": ("不满足", "failed"),
    "compare_asked": ("需向园区询问", "To ask the parks"),
    "compare_asked_note": (
        "没有公开数据、因此不计分的要素。",
        "What is not public and therefore not scored.",
    ),
    "compare_shown": ("其他已知情况（不计分）", "Other facts, not scored"),
    "compare_supply": ("150 公里内的上游供应", "Upstream works within 150 km"),
    "compare_supply_note": (
        "资料中写明的项目与电站，储备到投产各阶段都算；没有不等于不存在。",
        "Works named in the sources, from reserve to operating; none known does not "
        "mean none there.",
    ),
    "compare_supply_count": ("{count} 个", "{count}"),
    "compare_nearest": ("最近：", "nearest: "),
    "supply_title": ("供应清单", "Supply sheet"),
    "supply_lead": (
        "若在此建设“{industry}”：150 公里内资料写明的上游项目、基地与电站，由近到远。",
        "For a plant of “{industry}” here: works of its upstream industries named in "
        "the sources within 150 km, nearest first.",
    ),
    "supply_none": (
        "150 公里内没有资料写明的此类项目。",
        "No such works within 150 km is named in the sources.",
    ),
    "supply_none_upstream": (
        "产业词表没有列出该产业的上游。",
        "The vocabulary names no upstream industry of it.",
    ),
    "supply_stage": ("{stage} {count}", "{stage} {count}"),
    "supply_count": ("共 {count} 个", "{count} in all"),
    "supply_more": ("其余 {count} 个", "{count} more"),
    "supply_parks": (
        "可询问的园区（主导产业含此业）：",
        "Parks that name the trade, to ask: ",
    ),
    "supply_not_placed": (
        "另有 {count} 个只知盟市或地点不明，未列。",
        "{count} more are known by their league only, or not placed.",
    ),
    "supply_note": (
        "只知旗县的按旗县范围给出距离区间。距离为直线。",
        "Where only the banner is known the distance is an interval. Straight lines.",
    ),
    "supply_capacity": ("规模", "Capacity"),
    "supply_distance": ("距离", "Distance"),
    "supply_show": ("查看", "Show"),
    "similar_title": ("最相似的候选地", "Sites most like it"),
    "similar_lead": (
        "按“{industry}”的准则和权重，看各项数值离得多近；同一园区的分区不列。",
        "By the criteria and weights of “{industry}”: how near the values are. Parts "
        "of the same park are left out.",
    ),
    "similar_likeness": ("相似度", "Likeness"),
    "similar_alike": ("相近", "Alike in"),
    "similar_different": ("不同（本园区 / 对方）", "Apart in (this park / the other)"),
    "similar_compare": ("并列比较", "side by side"),
    "standing_title": ("与盟市和全区中位数相比", "Against league and region"),
    "standing_lead": (
        "与同类候选地的中位数相比；已知值不足 5 个时不给中位数。"
        "区间跨过中位数的，写作“未定”。",
        "Against the medians of sites of the same kind; none is given for fewer than 5 "
        "known values. Where the interval holds the median, nothing is settled.",
    ),
    "standing_here": ("本园区", "This park"),
    "standing_league": ("盟市中位数", "League median"),
    "standing_region": ("全区中位数", "Region median"),
    "standing_known": ("{total} 处中已知 {known} 处", "{known} of {total} known"),
    "standing_above": ("高于", "above"),
    "standing_below": ("低于", "below"),
    "standing_same": ("等于", "equal"),
    "standing_not_settled": ("未定", "not settled"),
    "standing_apart": ("{name} {own} / {other}", "{name} {own} / {other}"),
    "park_for_industry": (
        "按哪个产业看供应、相似园区和比较",
        "Industry for supply, likeness and comparison",
    ),
    "park_main_industry": ("本园区主导产业", "Industries of this park"),
    "park_other_industries": ("其他产业", "Other industries"),
    "park_no_site": (
        "该园区不作为候选地（已并入其他园区，或不接纳工厂），因此没有供应清单和比较。",
        "This park is no candidate site (merged into another, or takes no factories): "
        "no supply sheet and no comparison.",
    ),
}
