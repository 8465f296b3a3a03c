"""An answer in words and numbers for files: what CSV and workbook have in common."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geo_zs.matching.explain import not_verified
from webapp.cells import industry_name, name_of
from webapp.exports.sheets import STABILITY
from webapp.match.words import AnswerWords
from webapp.present import plain, record

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from webapp.exports.ranking import OpenSite, RankingModel
    from webapp.exports.writer import Value
    from webapp.matcher import Answered
    from webapp.phrases import Lang


class FileWords(AnswerWords):
    """The words of one answer for its files.

    Parameters
    ----------
    catalog : Catalog
        For the names of places.
    answered : Answered
        The requirement and its result.
    lang : {"zh", "en"}
        Language of the file.
    request : mapping
        The requirement as it was asked for.
    """

    def __init__(
        self,
        catalog: Catalog,
        answered: Answered,
        lang: Lang,
        request: Mapping[str, Any],
    ) -> None:
        super().__init__(catalog, answered, lang)
        self.answer = answered.answer
        self.request = json.dumps(request, ensure_ascii=False)
        self._result = answered.result
        self._entries = {one["site"]["id"]: one for one in self.answer["ranked"]}

    @property
    def industry(self) -> str:
        """Name of the industries asked for."""
        tags: Sequence[str] = self.answer["understood"]["industry_tags"]
        names = [industry_name(self._catalog, tag, self._lang) for tag in tags]
        return self._t.join(names)

    def place(self, key: str | None, layer_id: str) -> str:
        """Return the name of a league or banner; empty if there is none."""
        frame = self._catalog.layers[layer_id].frame
        if not key or key not in frame.index:
            return ""
        return name_of(record(frame, key), self._lang)

    def data_row(self, site: OpenSite) -> dict[str, Value]:
        """Return what the workbook knows of a site besides its values."""
        sites, row = self._result.sites, site.row
        key = sites.ids[row]
        entry = self._entries.get(key, {})
        open_limits = not_verified(row, self._result.screening)
        stability = entry.get("stability") or {}
        return {
            "id": key,
            "name": self._t.pair(sites.names_zh[row], sites.names_en[row]),
            "kind": self._t(f"kind_{sites.kinds[row]}"),
            "league": self.place(sites.leagues[row], "leagues"),
            "banner": self.place(sites.banners[row], "banners"),
            "place": site.place,
            "turn": site.turn,
            "by_id": site.by_id,
            "below": int(site.is_below),
            "open": self._t.join([self.limit_text(name) for name in open_limits]),
            "flags": self.flags(entry),
            "lon": plain(sites.lon[row]),
            "lat": plain(sites.lat[row]),
            **{name: stability.get(name) for name in STABILITY},
        }

    def with_unit(self, criterion: str) -> str:
        """Return the name of a criterion with its unit."""
        name, one = self.criterion_name(criterion), self._criteria.get(criterion)
        unit = self._t.unit(one.unit) if one is not None else ""
        return f"{name} ({unit})" if unit else name

    def column_name(self, column: str) -> str:
        """Return the name of a measured column."""
        return self._column_name(column)

    def precision(self, word: str) -> str:
        """Return the label of the precision of a location."""
        return self._cells.word("location_precision", word)

    def confidence(self, word: str | None) -> str:
        """Return the label of a confidence; empty if nothing is known."""
        return self._cells.word("confidence", word) if word else ""

    def flags(self, entry: Mapping[str, Any]) -> str:
        """Return what rules say of a ranked place, as one text."""
        texts = [one["text"].get(self._lang, "") for one in entry.get("flags", ())]
        return self._t.join([text for text in texts if text])

    def source_ids(self, model: RankingModel) -> list[str]:
        """Return the sources of everything in the workbook, each once, sorted."""
        found: set[str] = set()
        for one in model.criteria:
            found.update(one.criterion.source_ids)
            for site in model.sites:
                found.update(one.attribute.source_ids[site.row])
        for rule in self.answer.get("rules", ()):
            found.update(rule.get("source_ids", ()))
        return sorted(found)

    def excluded_rows(self) -> list[list[Value]]:
        """Return one row for each limit of each excluded place.

        Returns
        -------
        list of list
            Id, name, kind, league, banner, limit, is, asked, short by, status, rule.
        """
        rows: list[list[Value]] = []
        rules = {one["rule"]: one for one in self.answer.get("rules", ())}
        for entry in self.answer["excluded"]:
            site = entry["site"]
            own: list[Value] = [
                site["id"],
                name_of(site, self._lang),
                self._t(f"kind_{site['kind']}"),
                self.place(site["league"], "leagues"),
                self.place(site["banner"], "banners"),
            ]
            rows.extend([*own, *self._limit(limit, rules)] for limit in entry["limits"])
        return rows

    def _limit(
        self, limit: Mapping[str, Any], rules: Mapping[str, Mapping[str, Any]]
    ) -> list[Value]:
        """Return limit, is, asked, short by, status and rule of a failed limit."""
        name, value = limit["limit"], limit["value"]
        rule = rules.get(limit.get("rule") or "")
        if isinstance(limit["required"], bool) and value is not None:
            value = bool(value)
        short = limit.get("short_by")
        title = ""
        if rule is not None:
            title = self._t.pair(rule["title"]["zh"], rule["title"]["en"])
        return [
            title or self.limit_text(name),
            self.measured(value, name) or self._t("unknown"),
            self.amount(limit["required"], name),
            "" if short is None else self.measured(short, name),
            self._t(f"file_status_{limit.get('status', 'failed')}"),
            _document(rule) if rule else "",
        ]


def _document(rule: Mapping[str, Any]) -> str:
    """Return title, number and date of the document of a rule."""
    document = rule.get("document", {})
    parts = [document.get(name) for name in ("title", "number", "issuer", "date")]
    return " ".join(str(part) for part in parts if part)
