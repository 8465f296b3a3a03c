"""Why coordinates are taken for one system or another, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from geo_zs.imports.faults import FaultWords

DATUM_WORDS: Final[Mapping[str, FaultWords]] = {
    "no_coordinates": FaultWords(
        en="there are no coordinates to look at",
        zh="没有可判断的坐标",
        severity="note",
    ),
    "stated_by_header": FaultWords(
        en="the header {header} names {datum}",
        zh="表头“{header}”注明为 {datum}",
        severity="note",
    ),
    "stated_by_file": FaultWords(
        en="the file states {crs}",
        zh="文件注明坐标系为 {crs}",
        severity="note",
    ),
    "statements_differ": FaultWords(
        en="the file states {crs}, but a header names {datum}",
        zh="文件注明 {crs}，但表头注明 {datum}",
        remedy_en="choose the one that is right",
        remedy_zh="请选择正确的坐标系",
        severity="warning",
    ),
    "old_datum": FaultWords(
        en="{name} has no public parameters for the region, so it cannot be converted "
        "exactly",
        zh="{name} 在本区没有公开的转换参数，无法精确转换",
        remedy_en="ask for CGCS2000, or read it as CGCS2000, off by about 100 m",
        remedy_zh="请索取 CGCS2000 坐标，或按 CGCS2000 近似（误差约 100 米）",
        severity="warning",
    ),
    "degrees": FaultWords(
        en="these are degrees; WGS 84, GCJ-02 and BD-09 cannot be told apart by their "
        "numbers",
        zh="这是经纬度；仅凭数值无法区分 WGS84、GCJ-02 与 BD-09",
        remedy_en="choose: GPS gives WGS 84, Amap GCJ-02, Baidu BD-09",
        remedy_zh="请选择：GPS 为 WGS84，高德为 GCJ-02，百度为 BD-09",
        severity="note",
    ),
    "metres_with_zone": FaultWords(
        en="eastings such as {example} carry zone {zone} in front",
        zh="横坐标如 {example} 带有带号 {zone}",
        severity="note",
    ),
    "metres_without_zone": FaultWords(
        en="these are metres of a grid; the zone cannot be told from the numbers",
        zh="这是投影坐标（米）；仅凭数值无法判断分带",
        remedy_en="choose the zone or the central meridian",
        remedy_zh="请选择带号或中央经线",
        severity="note",
    ),
    "zone_by_banner": FaultWords(
        en="read as {datum}, {share} % of the points lie in the banner that their row "
        "names",
        zh="按 {datum} 读取时，{share}% 的点落在所填旗县内",
        remedy_en="choose it if the source agrees; a wrong datum moves all points",
        remedy_zh="如与来源相符请选择；坐标系选错会使所有点偏移",
        severity="note",
    ),
    "mercator": FaultWords(
        en="these look like metres of Web Mercator",
        zh="这像是 Web 墨卡托坐标（米）",
        severity="note",
    ),
    "swapped": FaultWords(
        en="longitude and latitude (easting and northing) stand in each other's "
        "column; nothing was swapped",
        zh="经度与纬度（横坐标与纵坐标）填反了，系统未作对调",
        remedy_en="swap the two columns in the mapping",
        remedy_zh="请在列对应中对调这两列",
        severity="note",
    ),
    "packed": FaultWords(
        en="digits after the point look like minutes and seconds (109.5024 for "
        "109°50′24″)",
        zh="小数部分像是分和秒（109.5024 表示 109°50′24″）",
        remedy_en="say so if that is meant",
        remedy_zh="如确为度分秒请说明",
        severity="warning",
    ),
    "fits_banners": FaultWords(
        en="{count} points lie in the banner that their row names only if read as "
        "{datum}, {against} only if not",
        zh="按 {datum} 读取时另有 {count} 个点落在所填旗县内，反之只有 {against} 个",
        remedy_en="this speaks for {datum}; choose it if the source agrees",
        remedy_zh="倾向于 {datum}；如与来源相符请选择",
        severity="note",
    ),
    "outside": FaultWords(
        en="no reading that was tried puts the points into the region",
        zh="所试的各种坐标系都不能使点落在本区内",
        remedy_en="look at the coordinates themselves",
        remedy_zh="请检查坐标本身",
        severity="warning",
    ),
    "suggest_swapped": FaultWords(
        en="the point lies outside the region; with columns exchanged it lies inside",
        zh="点在本区之外；互换经纬度后在区内",
        remedy_en="nothing was swapped; swap the two columns in the mapping, or "
        "correct the cells",
        remedy_zh="系统未作对调；请在列对应中对调这两列，或更正单元格",
        severity="warning",
    ),
    "suggest_datum": FaultWords(
        en="the point lies outside the region; read as {datum} it lies inside",
        zh="点在本区之外；按 {datum} 读取则在区内",
        remedy_en="choose this datum if the source uses it",
        remedy_zh="如来源采用该坐标系请选择",
        severity="warning",
    ),
    "suggest_packed": FaultWords(
        en="the point lies outside the region; read as degrees, minutes and seconds it "
        "lies inside",
        zh="点在本区之外；按度分秒读取则在区内",
        remedy_en="write 109°50′24″ or 109.84, not 109.5024",
        remedy_zh="请写成 109°50′24″ 或 109.84，不要写成 109.5024",
        severity="warning",
    ),
}

#: Words in headers and names of systems → the key of the datum they name.
HEADER_WORDS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), key)
    for pattern, key in (
        (r"百度|baidu|bd-?_?09|(?<![a-z])bd(?![a-z])", "bd09"),
        (r"高德|腾讯|火星|amap|gaode|tencent|gcj-?_?(?:02)?(?![a-z])", "gcj02"),
        (r"北京\s*(?:19)?54|beijing\s*(?:19)?54|bj-?_?54", "beijing54"),
        (r"西安\s*(?:19)?80|xi'?an\s*(?:19)?80|xa-?_?80", "xian80"),
        (r"cgcs-?_?2000|国家\s*2000|2000\s*国家大地|大地\s*2000", "cgcs2000"),
        (r"wgs-?_?(?:19)?84|gps", "wgs84"),
    )
)
