"""Words of the page that finds sites."""

from __future__ import annotations

from typing import Final

from webapp.texts.match_answer import TEXTS as ANSWER

CHAINS: Final[dict[str, str]] = {
    "new energy equipment": "新能源装备",
    "new energy": "新能源",
    "energy": "能源",
    "new materials": "新材料",
    "modern coal chemical": "现代煤化工",
    "new chemicals": "新型化工",
    "advanced equipment": "先进装备制造",
    "agri-livestock": "农畜产品",
    "pharmaceuticals": "医药",
    "digital economy": "数字经济",
    "modern services": "现代服务业",
    "border trade and processing": "口岸贸易与加工",
    "mining": "采矿",
    "green building materials": "绿色建材",
    "green low-carbon": "绿色低碳",
}
"""Value chains of the vocabulary of industries, in Chinese."""

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "match_title": ("按投资需求选址", "Find a site for an investment"),
    "match_lead": (
        "先按硬约束排除，再对留下的候选地打分；每一分都说明来历，未知的数据以区间表示。",
        "Hard limits strike places out first; what is left is scored. Every point of "
        "a score is explained, and what is not known widens it to an interval.",
    ),
    "match_examples": ("试一个例子", "Try an example"),
    "example_coal": (
        "煤化工：须在认定化工园区",
        "Coal chemistry in a recognised chemical park",
    ),
    "example_border": (
        "进口落地加工：蒙古国公路口岸 60 公里内",
        "Border processing: road port to Mongolia within 60 km",
    ),
    "what_you_plan": ("项目", "The project"),
    "industry_find": ("输入名称查找", "Type to find it"),
    "industry_find_hint": (
        "如 硅片、煤制烯烃、数据中心",
        "e.g. wafers, coal chemicals",
    ),
    "industry_choose": ("产业", "Industry"),
    "industry_first": ("请选择…", "Please choose…"),
    "land_label": ("用地", "Land"),
    "unit_mu": ("亩", "mu"),
    "unit_ha": ("公顷", "ha"),
    "land_equals": ("{mu} 亩 = {ha} 公顷", "{mu} mu = {ha} ha"),
    "land_hint": ("15 亩 = 1 公顷", "15 mu = 1 ha"),
    "power_label": ("用电负荷（兆瓦）", "Power load (MW)"),
    "green_label": ("绿电比例不低于（%）", "Green power, at least (%)"),
    "water_label": ("用水（立方米/天）", "Water (m³ a day)"),
    "invest_label": ("总投资（亿元）", "Investment (100m CNY)"),
    "limits_title": ("硬约束", "Hard limits"),
    "limits_hint": ("不满足就排除", "a place that fails is struck out"),
    "rail_label": ("距铁路不超过（公里）", "To rail, at most (km)"),
    "port_label": ("距陆路口岸不超过（公里）", "To a land port, at most (km)"),
    "neighbour_label": ("毗邻国家", "Neighbour"),
    "mode_label": ("口岸类型", "Kind of port"),
    "any": ("不限", "any"),
    "mongolia": ("蒙古国", "Mongolia"),
    "russia": ("俄罗斯", "Russia"),
    "by_road": ("公路", "road"),
    "by_rail": ("铁路", "rail"),
    "airport_label": ("距机场不超过（公里）", "To an airport, at most (km)"),
    "chemical_label": ("须为认定化工园区", "Recognised chemical park needed"),
    "leagues_label": ("只考虑这些盟市", "Only these leagues"),
    "kinds_label": ("候选地类型", "Kinds of sites"),
    "kind_park": ("园区", "park"),
    "kind_port_zone": ("口岸加工区", "port zone"),
    "kind_banner": ("旗县区", "banner"),
    "more_limits": ("自然条件", "Natural conditions"),
    "wind_min_label": ("50 米风速不低于（m/s）", "Wind at 50 m, at least (m/s)"),
    "sun_min_label": (
        "水平辐射不低于（kWh/m²·天）",
        "Irradiation, at least (kWh/m² a day)",
    ),
    "elevation_max_label": ("海拔不超过（米）", "Elevation, at most (m)"),
    "seismic_max_label": ("地震加速度不超过（g）", "Seismic acceleration, at most (g)"),
    "unverified_title": ("无法核实的候选地", "Places that cannot be verified"),
    "unverified_hint": (
        "某项约束缺少数据、无法判定时怎么办",
        "when data is missing to decide a limit",
    ),
    "unverified_auto": ("按约束自动处理", "as each limit suggests"),
    "unverified_below": ("排在已核实的之后", "rank them after the verified ones"),
    "unverified_keep": ("原位保留并标注", "keep them in place, marked"),
    "unverified_drop": ("去掉", "drop them"),
    "weights_title": ("权重", "Weights"),
    "weights_hint": ("预设：{name}", "preset: {name}"),
    "weights_explain": (
        "移动滑块改变某一项；其余保持相互比例，总和始终为 100%。",
        "Move a slider to change one criterion; the others keep their proportions and "
        "the sum stays 100%.",
    ),
    "weight_usual": ("预设 {value}%", "preset {value}%"),
    "weight_asked": ("默认不计分", "not scored by default"),
    "bounds_text": (
        "{worst} 得 0 分，{best} 得满分",
        "{worst} earns 0, {best} earns 1",
    ),
    "top_label": ("列出前几名", "Places to list"),
    "match_do": ("查找候选地", "Find sites"),
    "match_reset": ("重新填写", "Start again"),
    "result_title": ("{industry}：候选地", "Sites for {industry}"),
    "asked_for": ("需求", "Asked for"),
    "count_candidates": ("候选地", "candidates"),
    "count_excluded": ("排除", "struck out"),
    "count_ranked": ("参与排名", "ranked"),
    "count_open": ("其中有约束待核实", "with a limit to be verified"),
    "show_form": ("修改需求", "Change the requirement"),
    "ranking_title": ("排名", "Ranking"),
    "ranking_caption": (
        "前 {count} 名。色条为各准则的得分，斜纹为未知、暂按中间值计；细线为得分区间。",
        "The first {count}. Bars show what each criterion adds; hatched parts are not "
        "known and count half; the thin line is the interval of the score.",
    ),
    "rank": ("名次", "Rank"),
    "rank_range": ("名次区间 {range}", "rank {range}"),
    "site": ("候选地", "Site"),
    "score": ("得分", "Score"),
    "verified_no": ("待核实：{names}", "to be verified: {names}"),
    "verified_some": ("已核实：{names}", "verified: {names}"),
    "silent_title": (
        "{names}：几乎没有公开资料，绝大多数候选地无法核实",
        "Hardly anything is public on {names}: most places cannot be verified",
    ),
    "silent_count": (
        "{name}：{total} 处中 {verified} 处可核实",
        "{name}: {verified} of {total} places verified",
    ),
    "and_others": ("等另 {count} 处", "and {count} more"),
    "unsettled_keep": (
        "无法核实的候选地保留原位，名次不因此升降。",
        "Places that cannot be verified keep their rank.",
    ),
    "unsettled_below": (
        "无法核实的候选地排在已核实的之后。",
        "Places that cannot be verified stand after the verified ones.",
    ),
    "ask_everywhere": ("请直接向每个园区询问", "Ask each park itself"),
    "picture_text": (
        "得分 {score}，区间 {low} 至 {high}。{parts}",
        "Score {score}, interval {low} to {high}. {parts}",
    ),
    "other_criteria": ("其余 {count} 项", "{count} others"),
    "why_of": ("理由", "Reasons"),
    "details_of": ("逐项说明", "Every criterion"),
    "criterion": ("准则", "Criterion"),
    "value": ("数值", "Value"),
    "interval": ("区间", "Interval"),
    "utility": ("效用", "Utility"),
    "weight": ("权重", "Weight"),
    "points": ("得分", "Points"),
    "assumed": ("未知，按 0.5 计", "not known, 0.5 taken"),
    "ask_park": ("还要询问", "Ask this park too"),
    "beside": ("同一园区的其他分区", "Other parts of the same park"),
    "asks_title": ("没有计分的要素", "What is not scored"),
    "asks_lead": (
        "这些要素对选址很重要，但公开数据太少。得到答复后可在“权重”中给它们分量。",
        "These matter, but too little is public. Once the parks have answered, give "
        "them a weight.",
    ),
    "asks_weight": ("应有权重", "weight it would have"),
    "asks_known": ("已知比例", "known for"),
    "excluded_title": ("被排除的候选地", "Places struck out"),
    "excluded_lead": (
        "{count} 处至少有一项硬约束不满足。",
        "{count} places fail at least one hard limit.",
    ),
    "excluded_count": ("{count} 处", "{count}"),
    "limit": ("约束", "Limit"),
    "its_value": ("实际", "Is"),
    "required": ("要求", "Asked"),
    "relax_title": ("放宽哪一项最有效", "What to loosen"),
    "relax_to": (
        "把“{limit}”从 {start} 放宽到 {to}，{name} 即可入选",
        "Loosen “{limit}” from {start} to {to}, and {name} comes in",
    ),
    "relax_drop": (
        "去掉“{limit}”（{start}），{name} 即可入选",
        "Drop “{limit}” ({start}), and {name} comes in",
    ),
    "relax_also": ("（同时还需放宽：{limits}）", " (together with: {limits})"),
    "nothing_left": (
        "没有候选地满足全部约束。",
        "No place meets all limits.",
    ),
    "warnings_title": ("请注意", "Please note"),
    "how_title": ("得分怎么来", "How the score comes about"),
    "how_text": (
        "每项准则有公开的固定界值：最差得 0，最好得 1，中间按直线。"
        "得分是各项效用乘权重之和，满分 1。增减别的候选地不会改变它。"
        "未知按 0.5 计，区间两端按 0 和 1 计。"
        "本版预设“{preset}”，数据版本 {version}。",
        "Each criterion has published fixed bounds: the worst earns 0, the best 1, "
        "straight between. The score is the sum of utility times weight, out of 1. "
        "Other places coming or going never change it. What is not known counts 0.5, "
        "and 0 to 1 in the interval. Preset: {preset}; data version {version}.",
    ),
    "column_land_available_ha": ("可供工业用地", "land available"),
    "column_available_power_mw": ("可供电力", "power available"),
    "column_green_power_share": ("绿电比例", "share of green power"),
    "column_water_supply_m3_per_day": ("供水能力", "water supply"),
    "asked_land": ("用地 {mu} 亩（{ha} 公顷）", "{ha} ha ({mu} mu)"),
    "asked_power": ("用电 {value} 兆瓦", "{value} MW"),
    "asked_green": ("绿电 ≥ {value}%", "green power ≥ {value}%"),
    "asked_water": ("用水 {value} 立方米/天", "water {value} m³ a day"),
    "asked_invest": ("总投资 {value} 亿元", "{value} × 100m CNY"),
    "asked_rail": ("距铁路 ≤ {value} 公里", "rail ≤ {value} km"),
    "asked_port": ("距陆路口岸 ≤ {value} 公里", "land port ≤ {value} km"),
    "asked_airport": ("距机场 ≤ {value} 公里", "airport ≤ {value} km"),
    "asked_chemical": ("认定化工园区", "recognised chemical park"),
    "asked_neighbour_Mongolia": ("对蒙古国口岸", "port to Mongolia"),
    "asked_neighbour_Russia": ("对俄罗斯口岸", "port to Russia"),
    "asked_mode_road": ("公路口岸", "road port"),
    "asked_mode_rail": ("铁路口岸", "rail port"),
    "asked_wind_min": ("50 米风速 ≥ {value} m/s", "wind at 50 m ≥ {value} m/s"),
    "asked_sun_min": ("水平辐射 ≥ {value}", "irradiation ≥ {value}"),
    "asked_elevation_max": ("海拔 ≤ {value} 米", "elevation ≤ {value} m"),
    "asked_seismic_max": ("地震加速度 ≤ {value} g", "seismic ≤ {value} g"),
    "asked_weights": ("自定权重 {count} 项", "{count} own weights"),
    "how_exclude": (
        "先用硬约束排除，并写明是哪一项、差多少。",
        "Hard limits strike places out, each with the limit and by how much it fails.",
    ),
    "how_score": (
        "留下的按公开的界值和权重打分，满分 1；每一项的贡献都列出。",
        "The others are scored, out of 1, by published bounds and weights; every "
        "contribution is listed.",
    ),
    "how_interval": (
        "未知和位置不精确的数据变成得分与名次的区间。",
        "What is not known, or not known exactly, becomes an interval of score and "
        "rank.",
    ),
    "how_ask": (
        "最后列出需要向园区核实的事项。",
        "Last comes what to ask the park.",
    ),
    "how_not": (
        "距离为直线距离；铁路等图层不完整，会在结果中注明。结果供初选，不构成任何承诺。",
        "Distances are straight lines; incomplete layers such as railways are marked. "
        "The result is a first selection and promises nothing.",
    ),
    "range_min": ("{name}下限", "least {name}"),
    "range_max": ("{name}上限", "greatest {name}"),
    "column_elevation_m": ("海拔", "elevation"),
    "column_chemical_park": ("认定化工园区", "chemical-park recognition"),
    "column_has_rail_access": ("铁路专用线", "rail siding"),
    "api_same": ("同一需求的接口写法", "The same requirement for the API"),
}
TEXTS.update(ANSWER)
TEXTS.update(
    {f"chain_{english}": (chinese, english) for english, chinese in CHAINS.items()}
)
