"""The words of the map itself, in Chinese and English.

Titles of layers, columns and values come from their specs and from the vocabulary;
here is only what the map's own controls say. ``{name}`` marks a place to fill.
"""

from __future__ import annotations

from typing import Final

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "layers": ("图层与图例", "Layers and legend"),
    "table": ("列表", "table"),
    "table_of": ("列表：{layer}", "table: {layer}"),
    "about_layer": ("数据说明", "About these data"),
    "in_table": ("在表中查看", "In the table"),
    "details": ("详情", "Details"),
    "loading": ("正在读取…", "Loading…"),
    "failed": ("读取失败，可再次勾选重试", "Could not be loaded; tick again to retry"),
    "base_failed": ("底图读取失败，请刷新", "The base map could not be loaded"),
    "unplaced": (
        "另有 {count} 条无法落图，见表",
        "{count} more cannot be placed; see the table",
    ),
    "cluster": ("{layer}，{count} 个，放大查看", "{layer}, {count}; zoom in"),
    "search": ("搜索地名、园区、口岸、项目", "Search places, parks, ports, projects"),
    "search_hint": ("搜索地名、园区、口岸…", "Search places, parks, ports…"),
    "search_count": ("{count} 条结果", "{count} results"),
    "search_none": ("没有找到“{query}”", "Nothing found for “{query}”"),
    "possible_reading": ("疑似：{name}", "possible reading: {name}"),
    "printed_as": ("印作“{name}”", "printed as {name}"),
    "read_as": ("读作“{name}”", "read as {name}"),
    "speaks_for": ("依据：{text}", "For: {text}"),
    "speaks_against": ("存疑：{text}", "Against: {text}"),
    "search_failed": ("搜索暂不可用", "Search is not available now"),
    "no_point": (
        "“{name}”没有已知坐标，显示所在旗县或盟市",
        "“{name}” has no known point; showing its banner or league",
    ),
    "not_placed": (
        "没有已知坐标，无法在图上标出",
        "Its place is not known, so it is not on the map",
    ),
    "here": ("此处", "What is here"),
    "here_failed": ("暂时查不到此处", "Could not look this point up"),
    "outside": ("不在内蒙古自治区范围内", "Outside Inner Mongolia"),
    "on_border": (
        "此点位于旗县边界上，归入代码较小的一方",
        "On a border: given to the banner with the smaller code",
    ),
    "nearest_banner": (
        "最近的旗县区：{name}，相距 {km} 公里",
        "Nearest banner: {name}, {km} km away",
    ),
    "without_point": (
        "本旗县另有 {count} 处没有坐标",
        "{count} more in this banner without a point",
    ),
    "near": ("附近", "Near by"),
    "straight_line": ("距离为直线距离", "Straight-line distances"),
    "km": ("{km} 公里", "{km} km"),
    "about_league": ("{name}概况", "About {name}"),
    "close": ("关闭", "Close"),
    "zoom_in": ("放大", "Zoom in"),
    "zoom_out": ("缩小", "Zoom out"),
    "full_screen": ("全屏", "Full screen"),
    "full_screen_off": ("退出全屏", "Exit full screen"),
    "sources": ("来源：", "Source: "),
    "more_sources": ("另有 {count} 个来源", "{count} more sources"),
    "confidence": ("可信度：", "Confidence: "),
    "unknown": ("未知：", "Not known: "),
    "rank": ("第 {rank} 名", "No. {rank}"),
    "approximate": (
        "位置为概略，非实测：画在所在旗县的标注点",
        "Approximate, not surveyed: drawn at its banner's label point",
    ),
    "approximate_park": (
        "位置为概略，非实测：画在所在园区处",
        "Approximate, not surveyed: drawn at its park",
    ),
    "approximate_banner": (
        "位置为概略，非实测：仅知所在旗县，画在该旗县的标注点",
        "Approximate, not surveyed: only the banner is known",
    ),
    "approximate_league": (
        "位置为概略，非实测：仅知所在盟市，画在该盟市的标注点",
        "Approximate, not surveyed: only the league is known",
    ),
    "approximate_short": ("概略位置", "approximate"),
    "approximate_legend": (
        "虚线空心：位置为概略，非实测",
        "Dashed and hollow: approximate place",
    ),
    "map_of": ("内蒙古自治区投资地图", "Investment map of Inner Mongolia"),
    "skip": ("跳过地图", "Skip the map"),
    "noscript": (
        "地图需要启用 JavaScript。各图层的全部内容也可在表格中查看：",
        "The map needs JavaScript. Everything on it is also in these tables:",
    ),
    "notice": ("示意图 · 边界仅供参考", "Sketch map · boundaries for orientation only"),
    "panel_note": (
        "点击地图任意处可查看所在旗县与附近要素。铁路线为示意连线。",
        "Click anywhere for the banner and what lies near. Rail lines are schematic.",
    ),
    "ranked": ("推荐候选地", "Ranked sites"),
    "compared": ("比较的候选地", "Sites compared"),
    "excluded": ("已排除的候选地", "Excluded sites"),
    "this_park": ("本园区", "This park"),
    "score": ("得分", "Score"),
    "score_range": ("得分区间", "Score interval"),
    "rank_range": ("名次区间", "Rank interval"),
    "verified": ("硬约束已全部核实", "All limits verified"),
    "reason": ("排除原因", "Excluded because"),
    "matching": ("匹配结果", "Matching"),
}

#: Layers that the offline file asks for "near by", and the order of the list.
NEAR_LAYERS: Final = ("parks", "ports", "airports", "energy_bases")


def wording(lang: str) -> dict[str, str]:
    """Return the words of the map's controls.

    Parameters
    ----------
    lang : str
        ``"zh"`` or ``"en"``; anything else reads as Chinese.

    Returns
    -------
    dict of str to str
    """
    at = 1 if lang == "en" else 0
    return {key: words[at] for key, words in _WORDS.items()}
