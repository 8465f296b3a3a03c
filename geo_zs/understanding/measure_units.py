"""Units as a text writes them, and finding the one behind a number.

Units of area, power, energy and money are converted by `geo_zs.units`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from geo_zs import units
from geo_zs.understanding.scanning import WordIndex, is_letter

#: Units of floors and sheets, of which a plot is not measured in.
_SQUARES: Final = frozenset({"平方米", "m2"})


@dataclass(frozen=True)
class Unit:
    """A unit: what it measures, and its size in the canonical unit.

    Parameters
    ----------
    kind : str
        ``area`` (ha), ``power`` (MW), ``energy`` (MWh), ``cny`` and ``usd`` (10⁸),
        ``volume`` (m³), ``mass`` (t), ``coal`` (tce), ``length`` (km), ``share``
        (1), ``count`` (the counter), ``bare`` (no unit), or ``other``.
    size : float
        Size in the canonical unit.
    name : str
        Counter, where `kind` is ``count``.
    """

    kind: str
    size: float = 1.0
    name: str = ""


#: International acre (英亩), exactly 4046.8564224 m².
_HA_PER_ACRE: Final = 0.40468564224
#: Other spellings of units of area, power, energy and money.
_SPELLINGS: Final = {
    "亩地": "亩",
    "市亩": "亩",
    "平米": "平方米",
    "平方": "平方米",
    "hectare": "ha",
    "hm2": "ha",
    "sq km": "km2",
    "square km": "km2",
    "square kilometre": "km2",
    "square kilometer": "km2",
    "sqm": "m2",
    "sq m": "m2",
    "square metre": "m2",
    "square meter": "m2",
    "gw级": "gw",
    "megawatt": "mw",
    "gigawatt": "gw",
    "kilowatt": "kw",
    "度": "千瓦时",
    "度电": "千瓦时",
    "kw·h": "kwh",
    "kw.h": "kwh",
    "元人民币": "元",
    "块": "元",
    "人民币": "元",
    "rmb": "元",
}
#: Kind → units that are all of one size.
_ALIKE: Final = (
    (Unit("usd", 1e-8), ("美元", "美金", "usd", "us dollar", "dollar")),
    (
        Unit("other"),
        ("欧元", "港元", "港币", "日元", "英镑", "卢布", "euro", "eur"),
    ),
    (Unit("volume"), ("立方米", "立方", "m3", "方水", "方", "nm3", "标方")),
    (Unit("volume"), ("cubic metre", "cubic meter")),
    (Unit("coal"), ("吨标准煤", "吨标煤", "tce", "吨煤当量")),
    (Unit("share", 0.01), ("%", "percent", "per cent", "个百分点")),
    (Unit("share", 0.1), ("成",)),
    (
        Unit("count", 1.0, "racks"),
        ("机架", "标准机架", "个机架", "个标准机架", "架", "rack"),
    ),
    (
        Unit("count", 1.0, "人"),
        ("岗位", "名员工", "名", "个岗位", "job", "worker", "people"),
    ),
)
_MASSES: Final = {
    **{"吨": 1.0, "t": 1.0, "ton": 1.0, "tonne": 1.0, "公斤": 1e-3, "千克": 1e-3},
    **{"kg": 1e-3, "kt": 1e3, "mt": 1e6},
}
_LENGTHS: Final = {
    **{"公里": 1.0, "千米": 1.0, "km": 1.0, "里": 0.5, "米": 1e-3},
    **{"kilometre": 1.0, "kilometer": 1.0, "mile": 1.609344},
}
_COUNTERS: Final = (
    "套 台 片 只 件 头 口 羽 人 栋 辆 粒 支 克拉 千伏 kv 伏 吨位 座 条 "
    "箱 瓶 公升 升 班 mva 小时 个月 英寸 nm 标箱 teu 张 盒"
)


def _scaled(kind: str, quantity: units.Quantity, names: str) -> dict[str, Unit]:
    """Return units that `geo_zs.units` knows, by their folded names."""
    canonical = units.CANONICAL[quantity]
    to = {"cny_1e8": "亿元", "mw": "mw", "mwh": "mwh", "ha": "ha"}[canonical]
    return {
        name: Unit(kind, units.convert(1.0, quantity, unit_from=name, unit_to=to))
        for name in names.split()
    }


def _table() -> dict[str, Unit]:
    """Return all units by their folded names; multipliers belong to the number."""
    known: dict[str, Unit] = {}
    known |= _scaled("area", "area", "亩 mu 公顷 ha 平方公里 平方千米 km2 平方米 m2")
    known |= _scaled("power", "power", "千瓦 兆瓦 吉瓦 gw mw kw gwp mwp")
    known |= _scaled("energy", "energy", "千瓦时 兆瓦时 吉瓦时 gwh mwh kwh")
    known |= _scaled("cny", "money", "元 yuan cny")
    known["acre"] = known["英亩"] = Unit("area", _HA_PER_ACRE)
    known |= {name: known[other] for name, other in _SPELLINGS.items()}
    for name, other in ((one, _SPELLINGS.get(one, one)) for one in tuple(known)):
        if other in _SQUARES:
            known[name] = replace(known[name], name="m2")
    known |= {name: Unit("mass", size) for name, size in _MASSES.items()}
    known |= {name: Unit("length", size) for name, size in _LENGTHS.items()}
    known |= {name: Unit("count", 1.0, name) for name in _COUNTERS.split()}
    for unit, names in _ALIKE:
        known |= dict.fromkeys(names, unit)
    return known


UNITS: Final[Mapping[str, Unit]] = _table()
#: First character → lengths of the units that begin with it, longest first.
UNIT_LENGTHS: Final = WordIndex.of(UNITS).lengths


def skip_blank(text: str, at: int) -> int:
    """Return the place behind a blank, if one stands there."""
    return at + 1 if text.startswith(" ", at) else at


def unit_after(text: str, end: int) -> tuple[Unit | None, int, bool]:
    """Return the unit behind a number, its end, and whether 多 or 余 is between."""
    at = skip_blank(text, end)
    loose = text[at : at + 1] in ("多", "余", "来") and at < len(text)
    if loose:
        at = skip_blank(text, at + 1)
    for size in UNIT_LENGTHS.get(text[at : at + 1], ()):
        unit = UNITS.get(text[at : at + size])
        if unit is None or at + size > len(text):
            continue
        last = at + size
        if text[last - 1].isascii() and text[last - 1].isalpha():
            if text.startswith("s", last) and not is_letter(text, last + 1):
                last += 1
            elif is_letter(text, last) and not text.startswith("n型", last):
                continue
        return unit, last, loose
    spaced = _spaced_unit(text, at)
    return (*spaced, loose) if spaced else (None, end, False)


def _spaced_unit(text: str, at: int) -> tuple[Unit, int] | None:
    """Return a Chinese unit that is written with blanks (兆 瓦)."""
    window = text[at : at + 8]
    if " " not in window or window[:1].isascii():
        return None
    places = [at + step for step, char in enumerate(window) if char != " "]
    dense = window.replace(" ", "")
    for size in UNIT_LENGTHS.get(dense[:1], ()):
        unit = UNITS.get(dense[:size])
        if unit is not None and 1 < size <= len(places):
            return unit, places[size - 1] + 1
    return None
