"""What the form offers for choice: industries, ports, presets, layers to keep from."""

from __future__ import annotations

from typing import Final

from webapp.cells import name_of
from webapp.match.asked import layer_title
from webapp.phrases import Lang, phrases
from webapp.present import records, rows_of
from webapp.state import get_catalog

NAMED: Final = 4
"""Synonyms of an industry that are offered while typing; all of them are found."""

Options = list[tuple[str, str]]


def industry_groups(lang: Lang) -> list[tuple[str, Options]]:
    """Return the industries by value chain."""
    t = phrases(lang)
    groups: dict[str, Options] = {}
    for row in rows_of(get_catalog().tables["industries"]):
        name = t.pair(row["name_zh"], row["name_en"])
        groups.setdefault(str(row["value_chain"]), []).append((row["tag"], name))
    return [(t.chain(chain), items) for chain, items in groups.items()]


def industry_words(lang: Lang) -> Options:
    """Return words that find an industry, with its tag, for the search field."""
    t = phrases(lang)
    found: Options = []
    for row in rows_of(get_catalog().tables["industries"]):
        name = t.pair(row["name_zh"], row["name_en"])
        found.append((name, row["tag"]))
        if lang == "zh":
            words = row["synonyms_zh"][:NAMED]
            found.extend((word, row["tag"]) for word in words)
    return found


def port_options(lang: Lang) -> Options:
    """Return the road and rail ports that a distance can be measured to."""
    frame = get_catalog().layers["ports"].frame
    usable = get_catalog().vocabulary.land_ports
    return [(key, name_of(row, lang)) for key, row in records(frame) if key in usable]


def preset_options(lang: Lang) -> Options:
    """Return the presets of criteria and weights."""
    pair = phrases(lang).pair
    presets = get_catalog().criteria.presets
    return [(key, pair(one.name_zh, one.name_en)) for key, one in presets.items()]


def away_options(lang: Lang) -> Options:
    """Return the layers that a distance can be kept from."""
    catalog = get_catalog()
    layers = get_catalog().vocabulary.setback_layers
    return [(layer, layer_title(catalog, layer, lang)) for layer in layers]
