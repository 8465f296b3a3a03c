"""The sentences of the OpenAPI document in Chinese, of layers, places and matching.

As `webapp.ogc.definition_zh`, which has those of ``/ogc`` and of all answers.
"""

from __future__ import annotations

from typing import Final

TITLE: Final = "geo_zs 接口"
#: Groups of operations.
TAGS: Final[dict[str, str]] = {
    "layers": "图层",
    "places": "地点",
    "matching": "匹配",
    "register": "登记库",
    "document": "文件",
}
_OF_THE_DOCUMENT: Final = {
    "Layers and site matching that explains itself": "图层，以及说明理由的选址匹配",
    "Read layers as GeoJSON, find places by name or by point, and post an investor's "
    "requirement to get ranked sites with the reasons. Read the register of projects, "
    "and write to it with a token. Every answer carries the version of its data in "
    "`X-Data-Version`. Errors are `application/problem+json` with all faults. Maps "
    "made from the layers are sketch maps (示意图).": (
        "以 GeoJSON 读取图层，按名称或点位查找地点，提交投资需求即得排好名次、附理由的"
        "候选地。读取项目登记库，持令牌可写入。每个应答以 `X-Data-Version` 标明数据版"
        "本。错误为 `application/problem+json`，列出全部错误。由图层制成的地图均为示意"
        "图。"
    ),
    "The service that this document comes from (production)": "提供本文件的服务",
    "Layers of the map as GeoJSON.": "以 GeoJSON 给出的地图图层。",
    "Places by name and by point.": "按名称和按点位查找地点。",
    "Sites for a requirement, and sites side by side.": (
        "为需求匹配候选地，以及候选地对比。"
    ),
    "The register of projects, with what an account may see of it.": (
        "项目登记库，以账号可见的范围为限。"
    ),
    "This description.": "本说明。",
    "This document": "本文件",
    "The OpenAPI 3.1 document of the API; it refers to nothing outside.": (
        "接口的 OpenAPI 3.1 文件，不引用外部内容。"
    ),
}
_OF_ANSWERS: Final = {
    "The body is too large": "请求体过大",
    "The body is not sent as application/json": "请求体不是以 application/json 发送",
    "The requirement or record has values that cannot be used; all are listed": (
        "需求或记录有不可用的值，已全部列出"
    ),
    "The account or the scope of the token does not allow this": (
        "账号或令牌的权限不允许"
    ),
    "Somebody else changed the record; `current` holds its present values": (
        "他人已改动该记录；`current` 为其现值"
    ),
}
_OF_LAYERS: Final = {
    "All layers": "全部图层",
    "Layers with titles, counts, columns with units, and completeness.": (
        "图层的名称、条数、带单位的各列和完整程度。"
    ),
    "One layer as GeoJSON": "一个图层（GeoJSON）",
    "Rows of a layer, all columns as they are held; unknown values are null. A row "
    "without a point of its own has a null geometry. The member attribution has the "
    "credits to print beside a map; boundaries are a sketch map (示意图).": (
        "图层的各行，各列照原样；未知的值为 null。没有自身点位的行，几何为 null。成员 "
        "attribution 为地图旁须印的署名；边界为示意图。"
    ),
    "Id of the layer, as the list of layers gives it.": "图层的编号，见图层列表。",
    "Only rows that meet this box: west,south,east,north in degrees.": (
        "只取与此范围框相交的行：西,南,东,北（度）。"
    ),
    "Only rows of this league (盟市), by its adcode.": (
        "只取该盟市的行，以行政区划代码给出。"
    ),
    "Level of the polygons: map (0.01°, for drawing) or full.": (
        "多边形的精度：map（0.01°，供绘图）或 full（完整）。"
    ),
    "label gives rows without a point the place where a map may draw them (their park, "
    "or the label point of their banner or league), marked by the property "
    "approximate; own leaves them null.": (
        "label 为没有点位的行给出可供绘图的位置（所在园区，或旗县区、盟市的标注点），以"
        "属性 approximate 标明；own 则保持 null。"
    ),
    "Find places by name": "按名称查找地点",
    "Searches official, short, former, English, pinyin and variant names of leagues, "
    "banners, parks, ports and bases, then the names of the other layers. Near misses "
    "are marked by a lower score. A garbled name gives its possible readings, the "
    "likeliest first, each with the evidence for and against it. A project found by a "
    "name that a source misprints gives it as `name_printed`.": (
        "先查盟市、旗县区、园区、口岸和基地的正式名、简称、曾用名、英文名、拼音和异写，"
        "再查其他图层的名称。近似的名称得分较低。误排的名称给出可能的读法，最可能的在"
        "前，各附正反依据。按来源误排的名称查到的项目，以 `name_printed` 给出该名称。"
    ),
    "Name or part of a name.": "名称或其一部分。",
    "Most places to return.": "最多返回的地点数。",
    "Language of the evidence.": "依据所用的语言。",
    "What is at a point": "一点所在之处",
    "League and banner of a point, and the nearest parks, ports and other places with "
    "straight-line distances in km.": (
        "一点所在的盟市和旗县区，以及最近的园区、口岸等和直线距离（公里）。"
    ),
    "Longitude in degrees, EPSG:4326.": "经度（度），EPSG:4326。",
    "Latitude in degrees, EPSG:4326.": "纬度（度），EPSG:4326。",
    "Language of the words.": "文字所用的语言。",
}
_OF_MATCHING: Final = {
    "Rank sites for a requirement": "为一项需求排序候选地",
    "Excludes sites that fail a limit, ranks the others, and says why: what each "
    "criterion adds, what is not known and what to ask the park, which limit "
    "excludes a site and the smallest change that lets one in. The same requirement "
    "and data version give the same bytes.": (
        "排除不满足硬约束的候选地，其余排序，并说明理由：各准则的贡献、哪些未知、该向园"
        "区问什么、哪条约束排除了哪个候选地、最小改动多少即可入列。相同的需求和数据版本"
        "得到逐字节相同的应答。"
    ),
    "Rank sites for many requirements": "为多项需求排序候选地",
    "Takes a JSON list of at most 1,000 requirements, or one a line as "
    "`application/x-ndjson`, and streams one JSON object a line in the same order: for "
    "each the answer of `/api/v1/match`, or, if it has faults, its `line` (1 is the "
    "first) and its `problems`; a faulty one stops none of the others. All draws of "
    "weights together may be 2,000,000; a requirement that says nothing draws 10,000, "
    '`"stability": {"draws": 0}` none.': (
        "接受至多 1 000 项需求的 JSON 列表，或每行一项的 `application/x-ndjson`，按原顺"
        "序逐行返回 JSON 对象：每项为 `/api/v1/match` 的应答；有错误的为其行号 "
        "`line`（从 1 起）和 `problems`，不影响其余各项。权重抽样总数不超过 2 000 000；"
        '未说明的需求抽 10 000 次，`"stability": {"draws": 0}` 不抽。'
    ),
    "JSON Lines: Answer, or line and problems.": ("JSON Lines：应答，或行号与错误。"),
    "A Requirement; faults are told in its line.": "一项需求；错误在其对应行中说明。",
    "A site against its league and the region": "候选地与本盟市、全区对比",
    "Each value of a site against the median of the sites of the same kind in its "
    "league and in the region, with how many of them are known. There is no median "
    "where fewer than 5 are.": (
        "候选地各项数值与本盟市、全区同类候选地中位数的对比，并说明其中多少已知。已知的"
        "少于 5 个时不给中位数。"
    ),
    "Id of a candidate site, as answers give it.": "候选地的编号，见各应答。",
    "Industry tag: its preset says which columns count and how much.": (
        "行业标签：其预设决定哪些列计入、权重多少。"
    ),
    "The sites most like a given one": "与某候选地最相似的候选地",
    "The weighted mean difference over the columns known of both sites, each divided "
    "by the range of its fixed bounds: 0 is alike, 1 is at opposite bounds. Sites of "
    "which less than 60% of the weight can be compared are left out and counted. The "
    "interval says how far the distance could be if the unknown values were known.": (
        "双方都已知的各列之差按固定界值的跨度归一后的加权平均：0 为相同，1 为分处两端。"
        "可比权重不足 60% 的候选地不列，只计数。区间表示未知值得知后差异可能的范围。"
    ),
    "Most sites to return.": "最多返回的候选地数。",
    "The supply sheet of a site": "候选地的配套清单",
    "Named projects, energy bases and power plants of the industries that a given one "
    "buys from, within 150 km in a straight line, nearest first, at most 40 for each "
    "industry. Where a place is known by its banner only, the distance is an interval "
    "and marked approximate; one that may be within reach is listed and not marked "
    "surely_within. Cancelled ones and those without a place are counted and not "
    "listed. Parks that name the trade stand apart.": (
        "直线 150 公里内、属于该行业上游的有名称的项目、能源基地和电厂，由近及远，每个"
        "行业至多 40 个。只知所在旗县区的，距离为区间并标为 approximate；可能在范围内的"
        "也列出，但不标 surely_within。已终止的和没有位置的只计数不列出。列明该行业的园"
        "区另列。"
    ),
    "Industry tag whose suppliers are looked for.": "要查找其上游的行业标签。",
    "Two to four sites side by side": "两至四个候选地对比",
    "Every scored criterion and every other column of some sites, with intervals, "
    "utilities, sources and who is better. A site is better only if its interval of "
    "utility touches none of the others; else it is not settled, and what is not known "
    "settles nothing.": (
        "所选候选地的各项计分准则和其他各列，附区间、效用、来源和优劣。只有效用区间与其"
        "他候选地都不相交时才算更优，否则不作定论；未知的值不决定任何优劣。"
    ),
    "Sites in the order asked; values of each column in the same order.": (
        "候选地按请求的顺序；各列的值顺序相同。"
    ),
    "Ids of the sites.": "候选地的编号。",
    "Industry tag; its preset says what counts.": "行业标签；其预设决定计入哪些内容。",
}
_OF_ALLOCATION: Final = {
    "Place many projects under capacities": "在容量约束下安排多个项目",
    "Places up to 200 projects on sites so that the sum of score × priority is "
    "highest, with land, power and water shared. `gap` says by what share a plan "
    "could be better at most. If not all mandatory and locked projects can be "
    "placed, there is no plan: `blame` names the smallest increase of capacities "
    "that would make room. Capacities that nobody states count as the request says "
    "and are listed. The same request and data version give the same answer, unless "
    "the time limit (at most 30 s) is reached.": (
        "把至多 200 个项目安排到候选地，使得分 × 优先级之和最大，土地、电力和水共用。"
        "`gap` 为方案至多还能改进的比例。必须安排和已锁定的项目不能全部安排时没有方案："
        "`blame` 给出腾出余地所需的最小增容。无人说明的容量按请求的规定计，并列出。相同"
        "的请求和数据版本得到相同的应答，除非达到时限（至多 30 秒）。"
    ),
    "Many projects to be placed on sites under capacities.": (
        "在容量约束下要安排的多个项目。"
    ),
    "One project (项目) to be placed.": "一个要安排的项目。",
    "Key of the project in the answer; each only once.": (
        "项目在应答中的编号，各不相同。"
    ),
    "As printed.": "按原文。",
    "Replaces the needs of the requirement, one by one.": (
        "逐项替换需求中的要素需要量。"
    ),
    "Site → what a place there is worth. Replaces the score of the match; without a "
    "requirement only these sites are allowed.": (
        "候选地 → 安排在该处的价值。代替匹配得分；没有需求时只允许这些候选地。"
    ),
    "What every place of this project is multiplied by.": "该项目各处价值所乘的系数。",
    "Must be placed, else there is no plan.": "必须安排，否则没有方案。",
    "Only these sites are allowed.": "只允许这些候选地。",
    "These sites are not allowed.": "不允许这些候选地。",
    "Decided already: stands here, whatever the limits say. Takes from the capacities "
    "like any other.": "已定：不论约束如何都在此处，同样占用容量。",
    "Sites that may be used; all candidates unless given.": (
        "可用的候选地；未给出时为全部。"
    ),
    "Site → land, power and water that it has to give. Replaces what the tables hold, "
    "in this answer only.": (
        "候选地 → 可供的土地、电力和水。只在本次应答中代替表中的值。"
    ),
    "Capacities of one site.": "一个候选地的容量。",
    "What a capacity that nobody states counts as. Few are known, so there is no "
    "default: unlimited gives a plan that has to be confirmed, none a plan that uses "
    "stated capacities only.": (
        "无人说明的容量如何计。已知的很少，故无默认值：unlimited 得到有待核实的方案，"
        "none 得到只用已说明容量的方案。"
    ),
    "Longest search; then the best found so far is given.": (
        "最长求解时间；到时给出已找到的最好方案。"
    ),
    "The search may stop once no plan can be better by more than this share.": (
        "方案至多还能改进此比例时即可停止求解。"
    ),
}
#: Sentence of the document → the same in Chinese.
SENTENCES: Final[dict[str, str]] = {
    **_OF_THE_DOCUMENT,
    **_OF_ANSWERS,
    **_OF_LAYERS,
    **_OF_MATCHING,
    **_OF_ALLOCATION,
}
