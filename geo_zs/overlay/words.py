"""What the overlay says, in Chinese and English; every outcome has its words here."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from geo_zs.vocab import Lang

#: Key → text in Chinese and in English; names in braces are filled in.
TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    # where a project lies
    "place.polygon": ("按图形定位于{unit}", "Located by its outline in {unit}"),
    "place.point": (
        "按坐标定位于{unit}（精度{radius}公里）",
        "Located by its point in {unit} (good to {radius} km)",
    ),
    "place.park": (
        "按所填园区“{park}”定位于{unit}",
        "Located by the park it states, {park}, in {unit}",
    ),
    "place.banner": ("只知所在旗县区：{unit}", "Known by its banner only: {unit}"),
    "place.league": ("只知所在盟市：{unit}", "Known by its league only: {unit}"),
    "place.none": ("没有可用的位置", "No usable place"),
    "place.border": (
        "点位在旗县界线上，归入代码较小的旗县",
        "The point lies on a border; it counts to the banner with the smaller code",
    ),
    "place.shares": ("图形跨越：{parts}", "The outline spreads over {parts}"),
    # what is wrong with a shape
    "made_valid": (
        "图形自相交等无效，已修复后使用（{detail}）",
        "The outline was not valid and was repaired ({detail})",
    ),
    "empty_shape": ("图形为空，未使用", "The shape is empty and was not used"),
    "no_place_shape": (
        "图形不是点或面，未使用",
        "The shape is neither a point nor a polygon and was not used",
    ),
    "not_on_earth": (
        "坐标不是经纬度，未使用",
        "The coordinates are no degrees and were not used",
    ),
    "no_area": (
        "面积不足1平方米，不作为面使用",
        "The outline holds less than 1 m² and was not used",
    ),
    # what contradicts itself
    "point_outside_region": (
        "坐标或图形在自治区以外，改按其他信息定位",
        "The point or outline lies outside the region; other facts were used",
    ),
    "unknown_park": (
        "园区“{park}”不在园区表中",
        "Park {park} is not in the table of parks",
    ),
    "other_banner": (
        "所填旗县区为{stated}，实际位于{found}",
        "The banner is given as {stated}; the place lies in {found}",
    ),
    "other_league": (
        "所填盟市为{stated}，实际位于{found}",
        "The league is given as {stated}; the place lies in {found}",
    ),
    "park_in_other_banner": (
        "所填园区“{park}”在{stated}，位置在{found}",
        "The park it states, {park}, lies in {stated}; the place lies in {found}",
    ),
    "far_from_park": (
        "所填园区“{park}”的点位在{km}公里外，超出双方精度",
        "The park it states, {park}, has its point {km} km away, beyond both radii",
    ),
    # parks
    "park.inside": (
        "位于“{park}”的边界内",
        "Inside the outline of {park}",
    ),
    "park.stated": (
        "资料所填园区为“{park}”",
        "The record states the park {park}",
    ),
    "park.possible": (
        "最近园区“{park}”，距其点位{km}公里；该点位精度{radius}公里，"
        "没有园区边界，项目可能在园区内",
        "Nearest park {park}, {km} km from its point, which is good to {radius} km; "
        "without an outline of the park the project is possibly inside",
    ),
    "park.apart": (
        "最近园区“{park}”，距其点位{km}公里（{low}至{high}公里）",
        "Nearest park {park}, {km} km from its point ({low} to {high} km)",
    ),
    "park.spread": (
        "所在地只知到旗县或盟市，距最近园区{low}至{high}公里",
        "Known by its banner or league only: {low} to {high} km to the nearest park",
    ),
    "park.unlocated": (
        "当地另有{n}个园区没有坐标，可能更近，也可能就在其中",
        "{n} parks there have no known point; one of them may be nearer or hold it",
    ),
    "not_measured": ("位置不明，无法测距", "Place not known, so nothing was measured"),
    # railway and ports
    "rail.station": (
        "距铁路站点“{name}”{km}公里（站点图层不全，实际至多{high}公里）",
        "{km} km to the railway node {name} (nodes are missing: at most {high} km)",
    ),
    "rail.station_spread": (
        "只知所在单位，距铁路站点至多{high}公里（自驻地或点位量{km}公里，最近为“{name}”）",
        "Known by its unit only: at most {high} km to a railway node ({km} km from the "
        "seat to {name})",
    ),
    "rail.line_spread": (
        "自驻地量，距示意铁路线{km}公里（连线示意，非实际走向）",
        "{km} km from the seat to the schematic railway (drawn straight)",
    ),
    "rail.line": (
        "距示意铁路线{km}公里（连线示意，非实际走向）",
        "{km} km to the schematic railway (drawn straight, not its course)",
    ),
    "port.near": (
        "最近陆路口岸“{name}”，{km}公里（{low}至{high}公里）",
        "Nearest land port {name}, {km} km ({low} to {high} km)",
    ),
    # rules
    "rule.failed": ("不符合", "Fails"),
    "rule.met": ("符合", "Meets"),
    "rule.untested": ("无法检验", "Cannot be tested"),
    "rule.exempt": ("豁免", "Exempt"),
    "rule.no_industry": (
        "没有可识别的产业标签",
        "No industry of the project is known",
    ),
    "rule.lifted": ("规则本身是豁免", "The rule itself is an exemption"),
    "rule.manual": ("须人工核对", "For a person to check"),
    "rule.outside_scope": ("不在规则适用范围内", "Outside where the rule holds"),
    "rule.in_scope": (
        "位于规则所限区域，产业属于所限之列",
        "Lies where the rule sets limits, and is of an industry it names",
    ),
    "rule.place_open": (
        "位置精度不足，不知是否在规则适用的园区或区域内",
        "Its place is not known well enough to tell whether the rule holds there",
    ),
    "rule.condition_open": (
        "规则只适用于{words}，资料未提及",
        "The rule is only about {words}, of which the record says nothing",
    ),
    "rule.words_named": ("资料写有：{words}", "The record names {words}"),
    "rule.industry_named": (
        "规则点名该产业的全部产品",
        "The rule names every product of the industry",
    ),
    "rule.words_ok": (
        "资料所写不在规则所限之列",
        "What the record names is not what the rule limits",
    ),
    "rule.words_open": (
        "资料未写明{fields}",
        "The record does not say: {fields}",
    ),
    "rule.figure_open": (
        "资料没有{fields}，或数值不足以判断",
        "The record gives no {fields}, or a figure that does not settle it",
    ),
    "rule.figure_beyond": (
        "{fields}超出规则限值{limits}",
        "{fields} beyond the limit {limits}",
    ),
    "rule.figure_ok": (
        "{fields}符合规则限值{limits}",
        "{fields} within the limit {limits}",
    ),
    "rule.fact_open": (
        "不知所在地是否{fields}",
        "Not known of the place: {fields}",
    ),
    "rule.fact_fails": (
        "所在地不满足：{fields}",
        "The place does not satisfy: {fields}",
    ),
    "rule.fact_ok": ("所在地满足：{fields}", "The place satisfies: {fields}"),
    # overlaps
    "overlap.found": (
        "与“{name}”重叠{ha}公顷，占本项目{share}，占对方{other}",
        "Shares {ha} ha with {name}: {share} of this, {other} of the other",
    ),
    "overlap.seam": (
        "与“{name}”边线重合误差{ha}公顷，不计为重叠",
        "Shares a seam of {ha} ha with {name}, which is not counted as an overlap",
    ),
    "overlap.none": ("与其他项目图形不重叠", "Overlaps no outline of another project"),
    "overlap.not_tested": (
        "没有面图形，未检验重叠",
        "No outline, so overlaps were not tested",
    ),
    # names
    "name.same": ("与“{name}”（{id}）同名", "Same name as {name} ({id})"),
    "name.near": (
        "与“{name}”（{id}）名称相近（{score}）",
        "Almost the same name as {name} ({id}; {score})",
    ),
    "name.none": ("没有同名或相近的项目", "No project of the same or almost same name"),
    # constraint layers
    "meaning.forbidden": ("禁止", "forbidden"),
    "meaning.conditional": ("有条件", "conditional"),
    "meaning.informative": ("提示", "informative"),
    "layer.not_tested": ("未检验", "not tested"),
    "layer.none": (
        "未检验：没有“{meaning}”类的约束图层",
        "Not tested: there is no {meaning} layer",
    ),
    "layer.no_place": (
        "未检验“{layer}”：位置不明",
        "{layer}: not tested, the place is not known",
    ),
    "layer.not_covered": (
        "未检验“{layer}”：该图层未声明覆盖此地",
        "{layer}: not tested, the layer does not say that it covers this place",
    ),
    "layer.clear": (
        "未触及“{layer}”{buffer}，最近要素{km}公里",
        "Does not touch {layer}{buffer}; nearest feature {km} km",
    ),
    "layer.possible_point": (
        "可能触及“{layer}”{buffer}：点位精度{radius}公里，最近要素距点位{km}公里",
        "May touch {layer}{buffer}: the point is good to {radius} km, the nearest "
        "feature is {km} km from it",
    ),
    "layer.possible_unit": (
        "可能触及“{layer}”{buffer}：只知所在旗县或盟市，其面积的{share}受影响",
        "May touch {layer}{buffer}: known by its unit only, {share} of which is "
        "touched",
    ),
    "layer.part": (
        "触及“{layer}”{buffer}：占面积{share}",
        "Touches {layer}{buffer}: {share} of its area",
    ),
    "layer.part_at_least": (
        "触及“{layer}”{buffer}：至少占面积{share}（图层未声明覆盖全部）",
        "Touches {layer}{buffer}: at least {share} of its area (the layer does not "
        "say that it covers all of it)",
    ),
    "layer.whole": (
        "全部位于“{layer}”{buffer}内",
        "Lies wholly within {layer}{buffer}",
    ),
    "layer.buffer": ("（含{metres}米缓冲）", " (with {metres} m round it)"),
    "tested.outline": ("按图形检验", "Tested on its outline"),
    "tested.point": (
        "按点位及{radius}公里精度检验",
        "Tested on its point with a radius of {radius} km",
    ),
    "tested.unit": ("按{unit}全境检验", "Tested on the whole of {unit}"),
    "tested.nowhere": ("位置不明，未检验", "Place not known: not tested"),
    # parks' accounts
    "account.over": (
        "用地已超：{land}公顷，为园区面积{area}公顷的{share}",
        "Oversubscribed: {land} ha, {share} of the {area} ha of the park",
    ),
    "account.over_if_all": (
        "在谈与储备全部落地则用地超出园区面积",
        "Oversubscribed if all projects under negotiation come",
    ),
    "account.within": ("用地占园区面积{share}", "Land is {share} of the park's area"),
    "account.open": (
        "已知用地占{share}；{n}个项目没有用地数，无法判断是否超出",
        "Known land is {share}; {n} projects give none, so it may be more",
    ),
    "account.untold": (
        "{n}个项目都没有用地数，无法与园区面积对比",
        "None of {n} projects gives its land, so nothing can be compared",
    ),
    "account.no_projects": (
        "登记库中没有该园区的项目",
        "No project of this park is on record",
    ),
    "account.no_area": ("园区面积不明，无法对比", "The area of the park is not known"),
    "account.indication": (
        "面积为规划数，口径不一，仅供参考",
        "The area is a planned one: an indication only",
    ),
}

#: What rules look at, in words.
FIELD_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "chemical_park": ("位于认定的化工园区", "in a recognised chemical park"),
    "in_park": ("位于园区内", "inside a park"),
    "in_chemical_area": ("位于化工集中区以外", "outside chemical areas"),
    "co2_per_tce": ("单位能耗碳排放达标", "carbon per unit of energy"),
    "product": ("产品", "its product"),
    "water_source": ("取水水源", "its source of water"),
    "text": ("政策文字", "its wording"),
    "racks": ("机架数", "number of racks"),
    "pue": ("PUE", "PUE"),
    "green_power_share": ("绿电比例", "share of green power"),
    "own_use_share": ("自发自用比例", "share of own use"),
    "feed_in_share": ("上网电量比例", "share fed in"),
    "direct_supply_users": ("直连用户数", "number of users supplied directly"),
    "storage_share": ("配储比例", "share of storage"),
    "storage_hours": ("配储时长", "hours of storage"),
}


@dataclass(frozen=True)
class Statement:
    """One thing that is said, in either language.

    Parameters
    ----------
    key : str
        Key of `TEXTS`.
    values : mapping of str to (str, str) or other
        What the text names; a pair holds Chinese and English.
    """

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def text(self, lang: Lang) -> str:
        """Return the words in one language."""
        at = 0 if lang == "zh" else 1
        filled = {
            name: value[at] if isinstance(value, tuple) else value
            for name, value in self.values.items()
        }
        return TEXTS[self.key][at].format(**filled)

    def to_dict(self, lang: Lang) -> dict[str, str]:
        """Return key and words."""
        return {"key": self.key, "text": self.text(lang)}


def kilometres(value: float) -> str:
    """Return a distance as printed: a tenth below 100 km, else whole kilometres."""
    if math.isnan(value):
        return "–"
    return f"{value:.1f}" if value < 99.95 else f"{value:.0f}"


def percent(share: float) -> str:
    """Return a share as printed; what is there is never printed as none, or all."""
    if math.isnan(share):
        return "–"
    if 0 < share < 0.001:
        return "<0.1%"
    if 0.999 < share < 1:
        return ">99.9%"
    return f"{share * 100:.1f}%"


def hectares(value: float) -> str:
    """Return an area as printed: up to four digits that count."""
    if math.isnan(value):
        return "–"
    return f"{value:.2f}" if value >= 0.01 else f"{value:.4f}"
