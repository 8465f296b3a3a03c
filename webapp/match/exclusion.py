"""The excluded places: which limit or rule, by how much, and what would let them in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from webapp.cells import name_of
from webapp.phrases import Lang, phrases

if TYPE_CHECKING:
    from webapp.match.words import AnswerWords


class Exclusions:
    """The excluded places of one answer, in words.

    Parameters
    ----------
    words : AnswerWords
        Words for limits, numbers and sites.
    answer : mapping
        Answer of the API.
    lang : {"zh", "en"}
        Language of the page.
    """

    def __init__(
        self, words: AnswerWords, answer: Mapping[str, Any], lang: Lang
    ) -> None:
        self._words = words
        self._answer = answer
        self._lang: Lang = lang
        self._t = phrases(lang)
        self._rules = {
            rule["rule"]: self._t.pair(rule["title"]["zh"], rule["title"]["en"])
            for rule in answer.get("rules") or ()
        }

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The excluded places, grouped by the limits that keep them out."""
        groups: dict[str, list[dict[str, Any]]] = {}
        for entry in self._answer["excluded"]:
            names = [self._name(limit) for limit in entry["limits"]]
            key = self._t.join(list(dict.fromkeys(names)))
            groups.setdefault(key, []).append(
                {
                    "site": self._words.site(entry["site"]),
                    "limits": [self._limit(limit) for limit in entry["limits"]],
                    "lets_in": self._lets_in(entry),
                }
            )
        return [
            {"title": title, "sites": sites}
            for title, sites in sorted(groups.items(), key=lambda item: -len(item[1]))
        ]

    def _name(self, limit: Mapping[str, Any]) -> str:
        """Return the name of a limit, or the title of the rule behind it."""
        rule = limit.get("rule")
        return self._rules.get(rule, "") or self._words.limit_text(limit["limit"])

    def _limit(self, limit: Mapping[str, Any]) -> dict[str, str]:
        """Return one failed limit in words."""
        words, name, value = self._words, limit["limit"], limit["value"]
        if isinstance(limit["required"], bool) and value is not None:
            value = bool(value)
        low, high = words.number(limit["low"], ""), words.number(limit["high"], "")
        interval = f" ({low}–{high})" if low and high and low != high else ""
        text = words.measured(value, name) or self._t("unknown")
        short = limit.get("short_by")
        return {
            "name": self._name(limit),
            "value": text + interval,
            "required": words.amount(limit["required"], name),
            "short": words.measured(short, name) if short is not None else "",
            "status": limit.get("status", "failed"),
            "rule": limit.get("rule") or "",
        }

    def _lets_in(self, entry: Mapping[str, Any]) -> str:
        """Return what would let a place in, all of it together."""
        found = entry.get("lets_in")
        if not found:
            return ""
        parts = []
        for change in found["changes"]:
            name, to = self._words.limit_text(change["limit"]), change["to"]
            if isinstance(to, int | float) and not isinstance(to, bool):
                amount = self._words.amount(to, change["limit"])
                parts.append(self._t("in_loosen", name=name, to=amount))
            else:
                parts.append(self._t("in_drop", name=name))
        parts += [
            self._t("in_rule", name=self._rules.get(rule, rule))
            for rule in found["barred_by"]
        ]
        text = self._t("in_and").join(parts)
        site = entry["site"]
        if found["site"] == site["id"]:
            return text
        others = {one["id"]: name_of(one, self._lang) for one in site["beside"]}
        return self._t("in_other", name=others.get(found["site"], ""), text=text)

    @property
    def relax(self) -> list[str]:
        """Sentences: which limit, loosened how far, lets which place in."""
        words = self._words
        sentences = []
        for entry in self._answer["relax"]:
            name = name_of(entry, self._lang) or entry["lets_in"]
            also = [words.limit_text(limit) for limit in entry.get("together_with", ())]
            key = "relax_drop" if entry["to"] is None else "relax_to"
            sentence = self._t(
                key,
                limit=words.limit_text(entry["limit"]),
                start=words.amount(entry["from"], entry["limit"]),
                to=words.amount(entry["to"], entry["limit"]),
                name=name,
            )
            if also:
                sentence += self._t("relax_also", limits=self._t.join(also))
            sentences.append(sentence)
        return sentences
