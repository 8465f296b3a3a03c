"""Fields, limits and values of an answer in words, for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from geo_zs.maps.unit_words import unit_text
from geo_zs.matching.reasons import limit_name

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog

#: Fields of a requirement that are no limits; limits are named by `limit_name`.
_FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "industry": ("产业", "industry"),
    "capacity": ("产能", "capacity"),
    "investment_cny_1e8": ("总投资", "investment"),
    "investment_usd_1e8": ("总投资（美元）", "investment in US dollars"),
    "energy_tce_per_year": ("年综合能耗", "energy a year"),
    "output_cny_1e8_per_year": ("年产值", "output a year"),
    "port_ids": ("指定口岸", "named port"),
    "port_neighbour": ("口岸对面国家", "country beyond the port"),
    "port_mode": ("口岸类型", "kind of port"),
    "site_kinds": ("候选地类型", "kinds of site"),
}
_CHOICES: Final[Mapping[str, tuple[str, str]]] = {
    "Mongolia": ("蒙古国", "Mongolia"),
    "Russia": ("俄罗斯", "Russia"),
    "road": ("公路", "road"),
    "rail": ("铁路", "rail"),
    "park": ("园区", "park"),
    "port_zone": ("口岸加工区", "port zone"),
    "banner": ("旗县区", "banner"),
}
_UNITS: Final[Mapping[str, tuple[str, str]]] = {
    "ha": ("公顷", "ha"),
    "MW": ("兆瓦", "MW"),
    "km": ("公里", "km"),
    "m3/d": ("立方米/天", "m³/day"),
    "1e8 CNY": ("亿元", "× 100m CNY"),
    "1e8 USD": ("亿美元", "× 100m USD"),
    "1e8 CNY/a": ("亿元/年", "× 100m CNY a year"),
    "tce/a": ("吨标准煤/年", "tce a year"),
    "t/a": ("吨/年", "t a year"),
}
_LIMIT_UNITS: Final[Mapping[str, str]] = {
    "land_ha": "ha",
    "power_mw": "MW",
    "water_m3_per_day": "m3/d",
    "rail_km_max": "km",
    "land_port_km_max": "km",
    "airport_km_max": "km",
}
_MU_PER_HA: Final = 15.0
_YES: Final = (("否", "no"), ("是", "yes"))


class AnswerWords:
    """Names of what stands in an answer, in one language.

    Parameters
    ----------
    catalog : Catalog
        For the names of industries, leagues, ports, columns and rules.
    names : mapping of str to (str, str)
        Columns, criteria and rules: ``MatchResult.names``.
    lang : {"zh", "en"}
        The language.
    """

    def __init__(
        self, catalog: Catalog, names: Mapping[str, tuple[str, str]], lang: str
    ) -> None:
        self._catalog = catalog
        self._lang = lang
        self._at = 0 if lang == "zh" else 1
        self._names = names

    def field(self, path: str) -> str:
        """Return the name of a field of a requirement."""
        name = path.removeprefix("limits.")
        known = _FIELDS.get(name)
        return self.limit(name) if known is None else known[self._at]

    def limit(self, name: str) -> str:
        """Return the name of a limit."""
        return limit_name(name, self._names)[self._at]

    def value(self, phrase: Mapping[str, Any]) -> str:
        """Return what a phrase of a text was read as."""
        name = phrase["field"].removeprefix("limits.")
        return self._said(name, phrase["value"], phrase["unit"])

    def amount(self, limit: str, value: object) -> str:
        """Return what a limit asks, with its unit."""
        unit = "km" if limit.startswith("setbacks.") else _LIMIT_UNITS.get(limit, "")
        if limit.startswith(("ranges.", "bounds.")):
            unit = self._unit_of(limit.partition(".")[2].rpartition(".")[0])
        return self._said(limit, value, unit)

    def _said(self, name: str, value: object, unit: str) -> str:
        """Return a value of a field with its unit."""
        if isinstance(value, bool):
            return _YES[value][self._at]
        if isinstance(value, list | tuple):
            joint = "、" if self._lang == "zh" else ", "
            return joint.join(self._said(name, one, unit) for one in value)
        if not isinstance(value, int | float):
            return self._word(name, str(value))
        if name.endswith("_share_min"):
            return f"{_number(100 * value)}%"
        words = _UNITS.get(unit)
        shown = unit_text(unit, self._lang) if words is None else words[self._at]
        text = f"{_number(value)} {shown}".strip()
        if name != "land_ha":
            return text
        mu = _number(value * _MU_PER_HA)
        return f"{text}（{mu} 亩）" if self._lang == "zh" else f"{text} ({mu} mu)"

    def _word(self, name: str, value: str) -> str:
        """Return a place, an industry or a choice by its name."""
        if name == "industry":
            return self.industry(value)
        layer = {"leagues": "leagues", "port_ids": "ports"}.get(name)
        if layer is not None:
            frame = self._catalog.layer(layer).frame
            if value in frame.index:
                return str(frame.loc[value, f"name_{self._lang}"] or value)
        known = _CHOICES.get(value)
        return value if known is None else known[self._at]

    def industry(self, tag: str) -> str:
        """Return the name of an industry; the tag if there is none."""
        frame = self._catalog.tables["industries"]
        found = frame.loc[frame["tag"] == tag, f"name_{self._lang}"]
        return tag if found.empty else str(found.iloc[0])

    def _unit_of(self, column: str) -> str:
        """Return the unit of a column or criterion, as the criteria have it."""
        for one in self._catalog.criteria.criteria.values():
            if column in (one.column, one.id):
                return one.unit
        return "m" if column.endswith("_m") else ""


def _number(value: float) -> str:
    """Return a number with two decimals, thousands separated; a small one with more."""
    size = abs(value)
    text = f"{value:,.2f}" if size >= 1 or size == 0 else f"{value:.4g}"
    return text.rstrip("0").rstrip(".") if "." in text else text
