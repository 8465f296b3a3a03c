"""Figures of the page that explains the score, worked out from the loaded data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_zs.matching.notices import KNOWN_SHARE
from geo_zs.matching.verdict import possibly_first
from webapp.cells import industry_name
from webapp.method.curves import Curve, curve
from webapp.phrases import TEXTS, Lang, Phrases, phrases
from webapp.present import given_text, number_text, percent_text

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.criteria.defaults import Preset
    from geo_zs.criteria.spec import Criterion

_FACTORY_KINDS: Final = ("park", "port_zone")


@dataclass(frozen=True)
class PresetRow:
    """One criterion of a preset, in words."""

    name: str
    weight: str
    width: float
    worst: str
    best: str
    reason: str
    known: str
    is_asked: bool


@dataclass(frozen=True)
class PresetView:
    """One preset with what it gives for its first industry.

    Parameters
    ----------
    key, name : str
        Id and name.
    industries : tuple of str
        Industries that use it.
    rows : tuple of PresetRow
        Scored criteria, heaviest first; then those to be asked of the park.
    example : str
        The industry that the shares are worked out for.
    n_ranked, n_first : int
        Places ranked without any limit, and those that may be first whatever the
        unknown values turn out to be.
    share : str
        The second over the first.
    """

    key: str
    name: str
    industries: tuple[str, ...]
    rows: tuple[PresetRow, ...]
    example: str
    n_ranked: int
    n_first: int
    share: str


def site_figures(catalog: Catalog) -> dict[str, Any]:
    """Return how many candidate sites and places there are."""
    sites = catalog.sites
    counts = {
        kind: sum(one == kind for one in sites.kinds)
        for kind in (*_FACTORY_KINDS, "banner")
    }
    places = {
        group
        for kind, group in zip(sites.kinds, sites.group, strict=True)
        if kind in _FACTORY_KINDS
    }
    parks = catalog.layers["parks"].frame
    return {
        **counts,
        "places": len(places),
        "parks_all": len(parks),
        "left_out": len(parks) - counts["park"] - counts["port_zone"],
    }


def known_rows(catalog: Catalog, lang: Lang) -> list[tuple[str, str, float, bool]]:
    """Return for each criterion how many parks have a known value.

    Returns
    -------
    list of (name, share in words, share in percent, enough to be scored)
        Best known first.
    """
    t, sites = phrases(lang), catalog.sites
    is_park = np.array([kind in _FACTORY_KINDS for kind in sites.kinds], dtype=bool)
    rows = []
    for one in catalog.criteria.criteria.values():
        attribute = sites.attributes.get(one.column)
        values = attribute.value[is_park] if attribute is not None else None
        if values is None and not one.is_asked:
            continue  # depends on what is asked for: industry, ports, money
        share = 0.0 if values is None else float((~np.isnan(values)).mean())
        rows.append(
            (
                t.pair(one.name_zh, one.name_en),
                percent_text(share),
                round(100 * share, 1),
                share >= KNOWN_SHARE,
            )
        )
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def preset_views(catalog: Catalog, lang: Lang) -> list[PresetView]:
    """Return all presets with their criteria, bounds, weights and reasons."""
    return [_preset(catalog, one, lang) for one in catalog.criteria.presets.values()]


def _preset(catalog: Catalog, preset: Preset, lang: Lang) -> PresetView:
    """Return one preset."""
    t = phrases(lang)
    tags = [
        tag
        for tag, choice in catalog.criteria.industries.items()
        if choice.preset_id == preset.id
    ]
    wanted = tags or [str(catalog.tables["industries"]["tag"].iloc[0])]
    request = {"industry": wanted[0], "preset": preset.id, "stability": {"draws": 0}}
    result = catalog.match(request)
    first = possibly_first(result.ranking.rank_best)
    known = {ask.criterion.id: ask.known_share for ask in result.asks}
    heaviest = max(preset.weights.values())
    rows = [
        _preset_row(one, preset.weights[one.id], heaviest, known.get(one.id), t)
        for one in preset.criteria
    ]
    rows += [
        _preset_row(one, preset.asked_weights[one.id], heaviest, known.get(one.id), t)
        for one in preset.asked
    ]
    return PresetView(
        key=preset.id,
        name=t.pair(preset.name_zh, preset.name_en),
        industries=tuple(industry_name(catalog, tag, lang) for tag in tags),
        rows=tuple(rows),
        example=industry_name(catalog, wanted[0], lang),
        n_ranked=len(result.ranking.ranked),
        n_first=first.count,
        share=percent_text(first.share),
    )


def _preset_row(
    one: Criterion,
    weight: float,
    heaviest: float,
    known: float | None,
    t: Phrases,
) -> PresetRow:
    """Return one criterion of a preset."""
    return PresetRow(
        name=t.pair(one.name_zh, one.name_en),
        weight=percent_text(weight),
        width=round(100 * weight / heaviest, 1),
        worst=bound_text(one.worst, one, t),
        best=bound_text(one.best, one, t),
        reason=t.pair(one.reason_zh, one.reason_en),
        known="" if known is None else percent_text(known),
        is_asked=one.is_asked,
    )


def bound_text(value: float, one: Criterion, t: Phrases) -> str:
    """Return a bound with its unit."""
    return f"{given_text(value)} {t.unit(one.unit)}".strip()


def example_curve(one: Criterion, value: float | None, t: Phrases) -> Curve:
    """Return the picture of the utility of a criterion with one value on it."""
    texts = (bound_text(one.worst, one, t), bound_text(one.best, one, t))
    return curve(one, texts, value)


def rule_rows(catalog: Catalog, lang: Lang) -> list[dict[str, str]]:
    """Return the rules held as data, with where they were read and what they do."""
    t = phrases(lang)
    return [
        {
            "title": t.pair(rule.title_zh, rule.title_en),
            "text": t.pair(rule.text_zh, rule.text_en),
            "document": " ".join(
                part for part in (rule.document_title, rule.document_number) if part
            ),
            "date": "; ".join(rule.date),
            "status": _word("rule_status_", rule.status, t),
            "read": _word("rule_read_", rule.read_kind, t),
            "effect": rule.effect,
        }
        for rule in catalog.rules.rules
    ]


def _word(prefix: str, value: str, t: Phrases) -> str:
    """Return the phrase for a word of the table of rules; the word if there is none."""
    return t(prefix + value) if prefix + value in TEXTS else value


def score_text(value: float) -> str:
    """Return a score or a part of one as the pages print it."""
    return f"{value:.3f}"


def value_text(value: float | None, unit: str) -> str:
    """Return a measured value with its unit; empty where it is not known."""
    return "" if value is None else f"{number_text(value)} {unit}".strip()
