"""Names and numbers of an answer, as a reader of ``/match`` sees them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from geo_zs.matching.column_names import COLUMN_NAMES
from geo_zs.matching.reasons import limit_name
from webapp.cells import CellMaker, name_of, row_link
from webapp.match.asked import layer_title
from webapp.phrases import TEXTS, Lang, Phrases, phrases
from webapp.present import given_text, number_text, percent_text, record

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.criteria.spec import Criterion
    from webapp.matcher import Answered


_UNITS: Final = {
    "land_ha": "ha",
    "power_mw": "MW",
    "water_m3_per_day": "m³/d",
    "rail_km_max": "km",
    "land_port_km_max": "km",
    "airport_km_max": "km",
    "elevation_m": "m",
}
"""Units of limits, and of columns that are no criterion."""

_SHARES: Final = ("green_power_share_min",)
"""Limits on a share, shown in percent."""


def score_text(score: float) -> str:
    """Return a score or a part of one, as the API and the reasons state it."""
    return f"{score:.3f}"


class AnswerWords:
    """The words for criteria, limits, numbers and sites of one answer.

    Parameters
    ----------
    catalog : Catalog
        For names of places and sources.
    answered : Answered
        The requirement and its result.
    lang : {"zh", "en"}
        Language of the page.
    """

    def __init__(self, catalog: Catalog, answered: Answered, lang: Lang) -> None:
        self._catalog = catalog
        self._lang: Lang = lang
        self._t: Phrases = phrases(lang)
        self._cells = CellMaker(catalog, "sites", lang)
        preset = answered.result.preset
        self._criteria: dict[str, Criterion] = {
            **catalog.criteria.criteria,
            **{one.id: one for one in (*preset.criteria, *preset.asked)},
        }

    def criterion_name(self, name: str) -> str:
        """Return the name of a criterion, or of a limit that is not one."""
        one = self._criteria.get(name)
        if one is not None:
            return self._t.pair(one.name_zh, one.name_en)
        return self.limit_text(name)

    def limit_text(self, limit: str) -> str:
        """Return the name of a limit."""
        if limit.startswith("ranges."):
            column, _, bound = limit.removeprefix("ranges.").rpartition(".")
            return self._t(f"range_{bound}", name=self._column_name(column))
        if limit.startswith("setbacks."):
            layer = layer_title(
                self._catalog, limit.removeprefix("setbacks."), self._lang
            )
            return self._t("away_name", layer=layer)
        zh, en = limit_name(limit)
        return self._t.pair(zh, en)

    def _column_name(self, column: str) -> str:
        """Return the name of a measured column."""
        for one in self._criteria.values():
            if one.column == column:
                return self._t.pair(one.name_zh, one.name_en)
        if f"column_{column}" in TEXTS:
            return self._t(f"column_{column}")
        for field in self._catalog.layers["parks"].spec.columns:
            if field.name == column:
                return self._t.pair(field.title_zh, field.title_en)
        return self._t.pair(*COLUMN_NAMES.get(column, (column, column)))

    def _words(self, criterion: str, value: float | None) -> str:
        """Return the words that a criterion has for a value, if it has."""
        one = self._criteria.get(criterion)
        if one is None or value is None:
            return ""
        pairs = one.words_zh if self._lang == "zh" else one.words_en
        return next((text for known, text in pairs if known == value), "")

    def number(self, value: object, unit: str) -> str:
        """Return a measured or computed number with its unit; empty if not known."""
        if isinstance(value, bool):
            return self._t("yes" if value else "no")
        if isinstance(value, int | float):
            return f"{number_text(float(value))} {unit}".strip()
        if isinstance(value, list | tuple):
            return self._t.join([self._place_name(str(item)) for item in value])
        return "" if value is None else str(value)

    def amount(self, value: object, limit: str) -> str:
        """Return what a limit asks or would have to ask, as given, with its unit."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self.number(value, "")
        if limit in _SHARES:
            return percent_text(value)
        return f"{given_text(value)} {self._limit_unit(limit)}".strip()

    def measured(self, value: object, limit: str) -> str:
        """Return what a site has where a limit looks, rounded, with its unit."""
        if limit in _SHARES and isinstance(value, int | float):
            return percent_text(value)
        return self.number(value, self._limit_unit(limit))

    def _limit_unit(self, limit: str) -> str:
        """Return the unit of a limit; empty if it has none."""
        column = limit.removeprefix("ranges.").rpartition(".")[0]
        if limit.startswith("setbacks."):
            return self._t.unit("km")
        for one in self._criteria.values():
            if limit.startswith("ranges.") and one.column == column:
                return self._t.unit(one.unit)
        return self._t.unit(_UNITS.get(column if column in _UNITS else limit))

    def _place_name(self, key: str) -> str:
        """Return the name of a league or a port by its key, or the key itself."""
        for layer_id in ("leagues", "ports"):
            frame = self._catalog.layers[layer_id].frame
            if key in frame.index:
                return name_of(record(frame, key), self._lang)
        return key

    def site(self, site: Mapping[str, Any]) -> dict[str, Any]:
        """Return a site with the names of its places and the page about it."""
        kind, key = site["kind"], site["id"]
        frame = self._catalog.layers["banners"].frame
        places = [self._place_name(site["league"])] if site["league"] else []
        if site["banner"] in frame.index and kind != "banner":
            places.append(name_of(record(frame, site["banner"]), self._lang))
        return {
            "id": key,
            "name": name_of(site, self._lang),
            "kind": self._t(f"kind_{kind}"),
            "place": " · ".join(dict.fromkeys(places)),
            "href": self.site_link(key, kind, site["banner"] or ""),
            "precision": self._cells.word(
                "location_precision", site["location_precision"]
            ),
            "beside": [
                {
                    "id": other["id"],
                    "name": name_of(other, self._lang),
                    "href": row_link("parks", other["id"], self._lang),
                    "score": score_text(other["score"]),
                }
                for other in site.get("beside", ())
            ],
        }

    def site_link(self, key: str, kind: str, banner: str) -> str:
        """Return the address of the page about a site."""
        if kind == "banner":
            return row_link("banners", banner, self._lang)
        is_park = key in self._catalog.layers["parks"].frame.index
        return row_link("parks" if is_park else "ports", key, self._lang)
