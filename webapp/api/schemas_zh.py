"""The sentences of the OpenAPI document in Chinese, of requirements and answers.

As `webapp.api.docs_zh`.
"""

from __future__ import annotations

from typing import Final

_REQUIREMENT: Final = {
    "What an investor asks for (投资需求).": ("投资方的需求（投资需求）。"),
    "The requirement in words, Chinese or English. Fills only what the other fields "
    "leave open; the answer shows how it was understood.": (
        "以文字写的需求，中文或英文。只补其他字段未说明的内容；应答说明是如何理解的。"
    ),
    "Tag of the industries vocabulary, such as pv_wafer; or several, the main one "
    "first.": ("行业词表的标签，如 pv_wafer；可有多个，主要的在前。"),
    "Land needed; tested against approved or available area only.": (
        "所需土地；只与批准面积或可供面积比较。"
    ),
    "Load; tested against the power that a site has to give.": (
        "用电负荷；与候选地可供的电力比较。"
    ),
    "Share of green power, 0 to 1.": ("绿电比例，0 到 1。"),
    "Water needed; tested against the supply that a site states.": (
        "所需水量；与候选地说明的供水量比较。"
    ),
    "Pledged investment, in 100 million yuan; with land_ha it gives the investment "
    "for each mu.": ("总投资，亿元；与 land_ha 一起得出亩均投资。"),
    "Pledged investment in 100 million US dollars. Never converted.": (
        "总投资，亿美元。不作换算。"
    ),
    "Energy use in tonnes of coal equivalent; with the output it gives the energy "
    "for each 10,000 yuan.": ("能耗，吨标准煤；与产值一起得出万元能耗。"),
    "Output value a year, in 100 million yuan.": ("年产值，亿元。"),
    "Yes/no conditions: each removes sites and lowers no score.": (
        "硬约束：只排除候选地，不降低得分。"
    ),
    "Straight line to the schematic railway lines. They are incomplete, so this "
    "limit verifies sites and never excludes one.": (
        "到示意铁路线的直线距离。线路不全，故此约束只能证实，从不排除候选地。"
    ),
    "Straight line to the nearest open road or rail port of entry among those that "
    "port_neighbour, port_mode and port_ids allow.": (
        "到最近的开放公路或铁路口岸的直线距离，口岸以 port_neighbour、port_mode 和 "
        "port_ids 所允许的为限。"
    ),
    "Only ports with this neighbour count.": ("只计通往该邻国的口岸。"),
    "Only ports of this kind count.": ("只计该类口岸。"),
    "Straight line to the nearest airport.": ("到最近机场的直线距离。"),
    "Only recognised chemical parks; takes only true.": (
        "只取已认定的化工园区；只能为 true。"
    ),
    "Only these ports of entry count.": ("只计这些口岸。"),
    "Adcodes of the leagues allowed.": ("允许的盟市的行政区划代码。"),
    "Kinds of sites to rank. Factories: park and port_zone unless given; power "
    "stations and extraction: banner only.": (
        "参与排序的候选地类型。工厂：未给出时为 park 和 port_zone；电站和采掘：只有 "
        "banner。"
    ),
    "GeoJSON Polygon or MultiPolygon, EPSG:4326, longitude first, rings closed, at "
    "most 2,000 corners. A site passes if all of it lies inside.": (
        "GeoJSON 的 Polygon 或 MultiPolygon，EPSG:4326，经度在前，环须闭合，至多 2 000 "
        "个顶点。候选地整个在内才算满足。"
    ),
    "Column of the site table → smallest and largest value allowed, in the unit at "
    "the end of its name.": ("候选地表的列 → 允许的最小值和最大值，单位见列名末尾。"),
    "Layer → smallest straight-line distance to every feature of it. A site passes "
    "if it lies so far from all of them.": (
        "图层 → 与其每个要素的最小直线距离。与全部要素都达到该距离才算满足。"
    ),
    "What happens to sites where a limit could not be verified: ranked below the "
    "verified ones, kept in place and marked, or dropped. Without it: below, but "
    "keep for a limit whose fact is known for under half of the sites.": (
        "约束无法核实的候选地如何处理：below 排在已核实的之后，keep 原位保留并标明，"
        "drop 排除。未给出时为 below；若该约束的事实仅不到一半的候选地已知，则为 keep。"
    ),
    "Preset of criteria, bounds and weights; follows from the industry unless given.": (
        "准则、界值和权重的预设；未给出时由行业决定。"
    ),
    "additive: weighted sum of utilities; topsis: closeness to the ideal site, with "
    "fixed reference points.": (
        "additive：效用的加权和；topsis：与理想候选地的接近程度，参考点固定。"
    ),
    "Weights from judgements instead of numbers: the rank-order centroid of an "
    "order of criteria (roc), or pairwise judgements (ahp). Only the criteria named "
    "are then scored.": (
        "由判断而非数字得出权重：准则次序的重心（roc）或两两比较（ahp）。此时只计所列的"
        "准则。"
    ),
    "roc: criteria, the most important one first.": ("roc：准则，最重要的在前。"),
    "ahp: how many times as important a is as b.": ("ahp：a 的重要程度是 b 的几倍。"),
    "1/9 to 9 on the usual scale.": ("按通用标度，1/9 到 9。"),
    "ahp: go on although the consistency ratio is above 0.1.": (
        "ahp：一致性比率高于 0.1 时仍继续。"
    ),
    "Criterion → own bounds in the unit of its column: the values that earn 0 and "
    "1, an ideal between them, and what happens outside: clamp counts 0 or 1, drop "
    "excludes the site, leave lets the utility run on.": (
        "准则 → 自定界值，单位同其列：得 0 和 1 的值、其间的理想值，以及界外如何处理："
        "clamp 计 0 或 1，drop 排除该候选地，leave 让效用继续延伸。"
    ),
    "Site → column → value that you know, used in this answer only and kept nowhere.": (
        "候选地 → 列 → 您所知的值，只用于本次应答，不作保存。"
    ),
    "How the weights are drawn at random to see whether the order holds.": (
        "如何随机抽取权重，以检验名次是否稳定。"
    ),
    "How many; 0 leaves the check out.": ("抽取次数；0 为不检验。"),
    "Larger means nearer to the weights of the answer; none means no preference at "
    "all.": ("越大越接近应答所用的权重；none 表示毫无偏好。"),
    "Criterion → weight. Replaces the weight of the preset; the others keep theirs; "
    "then all are scaled to the sum of 1.": (
        "准则 → 权重。代替预设的权重，其余不变，然后整体归一，和为 1。"
    ),
    "How many ranked sites to return.": ("返回多少个排好名次的候选地。"),
}
_ANSWER: Final = {
    "Ranked and excluded sites for a requirement, with all reasons.": (
        "一项需求的候选地名次和被排除者，附全部理由。"
    ),
    "What was used, in canonical units; with a text also the phrases it was read "
    "from, what was not understood and what is not evaluated.": (
        "所用的内容，以标准单位表示；有文字时另附所据的词句、未理解的和不作评估的内容。"
    ),
    "A candidate site. Without a known point lon and lat are null.": (
        "一个候选地。点位未知时 lon 和 lat 为 null。"
    ),
    "A ranked site. Contributions sum to the score; low ≤ score ≤ high.": (
        "一个有名次的候选地。各项贡献之和为得分；下界 ≤ 得分 ≤ 上界。"
    ),
    "An excluded site with the limits that it fails.": (
        "一个被排除的候选地及其不满足的约束。"
    ),
    "What one criterion adds to the score: contribution = weight × utility.": (
        "一项准则对得分的贡献：贡献 = 权重 × 效用。"
    ),
    "A limit that no value in the interval of the site passes.": (
        "候选地取值区间内无一满足的约束。"
    ),
    "By how much the limit is missed.": ("与约束相差多少。"),
    "Value of the limit that lets the site in.": ("使候选地入列的约束值。"),
    "The legal rule behind the limit, if any.": ("约束所依据的法规（如有）。"),
    "The smallest change of one limit that lets a site in.": (
        "使一个候选地入列的单项约束最小改动。"
    ),
    "The unknown value that would move the order most.": (
        "得知后最能改变名次的未知值。"
    ),
    "For each criterion the smallest change of its weight, up and down, that puts "
    "another place first.": ("各准则的权重上调和下调多少，才会换一个第一名。"),
    "The weights used, by criterion; they sum to 1.": ("各准则所用的权重，和为 1。"),
    "Where the weights come from.": ("权重的来源。"),
    "Bounds.": ("界值。"),
    "The bounds in force, by criterion.": ("各准则所用的界值。"),
    "Reasons in words.": ("文字说明的理由。"),
    "What to ask the park.": ("该向园区问什么。"),
    "True if the value is not known and 0.5 was taken.": (
        "值未知、按 0.5 计时为 true。"
    ),
    "True for a figure that the request brought.": ("由请求给出的数值为 true。"),
    "Rank under the other method.": ("另一方法下的名次。"),
    "The same places under the other method.": ("同样的候选地在另一方法下的结果。"),
    "Share of pairs that both put in the same order.": (
        "两种方法排序一致的候选地对的比例。"
    ),
    "Share of the draws in which the site is first, or among five; over weights "
    "alone, and over weights and unknown values.": (
        "该候选地居首或列前五的抽样比例；分为只抽权重、权重和未知值都抽两种。"
    ),
    "Whether the order holds when weights and unknown values move: a word for it, "
    "the draws with their seed, how many places are possibly first, and the central "
    "weights of the first place.": (
        "权重和未知值变动时名次是否稳定：一词评价、抽样次数和种子、可能居首的候选地数，"
        "以及第一名的中心权重。"
    ),
    "The legal rules looked at, with their documents.": ("所查的法规及其文件。"),
    "What a legal rule says of a site or of the request.": (
        "法规对候选地或请求的规定。"
    ),
    "What rules say of the request as a whole.": ("法规对整个请求的规定。"),
}
_PLACES: Final = {
    "All layers.": ("全部图层。"),
    "One layer.": ("一个图层。"),
    "One column.": ("一列。"),
    "Title.": ("名称。"),
    "Note.": ("说明。"),
    "Rows that have a geometry of their own.": ("有自身几何的行数。"),
    "A GeoJSON FeatureCollection in EPSG:4326; unknown values are null, and so is "
    "the geometry of a row without a point.": (
        "GeoJSON 要素集合，EPSG:4326；未知的值为 null，没有点位的行几何为 null。"
    ),
    "One row.": ("一行。"),
    "Title and date of the sources that the rows name, by id.": (
        "各行所列来源的名称和日期，按编号。"
    ),
    "Credits to print beside a map; left out if none are due.": (
        "地图旁须印的署名；无须署名时没有此项。"
    ),
    "What to print beside maps of boundaries.": ("含边界的地图旁须印的文字。"),
    "Places found, best first.": ("找到的地点，最符合的在前。"),
    "One place.": ("一个地点。"),
    "Adcode of the league (盟市).": ("盟市的行政区划代码。"),
    "Adcode of the banner (旗县区); null if not known.": (
        "旗县区的行政区划代码；未知时为 null。"
    ),
    "True for a reading of a garbled name.": ("为误排名称的一种读法时为 true。"),
    "Why a garbled name may stand for a place, in the language asked for.": (
        "误排的名称为何可能指某地，以所请求的语言说明。"
    ),
    "The misprinted name by which it was found.": ("查到它所用的误排名称。"),
    "League, banner, and what is near with distances in km.": (
        "所在盟市、旗县区，附近的地点和距离（公里）。"
    ),
    "In Chinese and English.": ("中文和英文。"),
    "official, reported, inferred, unverified, or own.": (
        "official 官方、reported 报道、inferred 推断、unverified 未核实，或 own 自填。"
    ),
}
_RECORDS: Final = {
    "An error as RFC 9457 has it, with all faults found.": (
        "RFC 9457 形式的错误，列出发现的全部问题。"
    ),
    "One fault.": ("一个问题。"),
    "Name of the parameter, or path of the field.": ("参数的名称，或字段的路径。"),
    "What came, what was expected, what to do.": ("收到了什么、应为什么、该怎么办。"),
    "GeoJSON: a Point, Polygon or MultiPolygon in EPSG:4326.": (
        "GeoJSON：Point、Polygon 或 MultiPolygon，EPSG:4326。"
    ),
    "One change: the columns that changed, before and after.": (
        "一次修改：改动的各列，改前和改后。"
    ),
    "Ids of what was added.": ("新增内容的编号。"),
    "One statement about one park.": ("对一个园区的一项说明。"),
}
#: Sentence of the document → the same in Chinese.
SENTENCES: Final[dict[str, str]] = {**_REQUIREMENT, **_ANSWER, **_PLACES, **_RECORDS}
