"""Which products the parks, and through them the banners, name in their own words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from geo_zs.matching.products import ProductNames, product_names

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd


def words_by_tag(industries: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return the words that stand for each industry: its name and its synonyms."""
    return {
        str(tag): (str(name), *synonyms)
        for tag, name, synonyms in zip(
            industries["tag"],
            industries["name_zh"],
            industries["synonyms_zh"],
            strict=True,
        )
    }


def park_products(
    parks: gpd.GeoDataFrame, words: dict[str, tuple[str, ...]]
) -> ProductNames:
    """Return which words the parks hold in their trades as printed, and their names.

    Parameters
    ----------
    parks : GeoDataFrame
        The layer of parks.
    words : dict of str to tuple of str
        From `words_by_tag`.

    Returns
    -------
    ProductNames, (n_parks, n_words)
    """
    said = [
        ";".join([str(name), *trades])
        for name, trades in zip(parks["name_zh"], parks["industries_zh"], strict=True)
    ]
    tags: dict[str, set[str]] = {}
    for tag, own in words.items():
        for word in own:
            tags.setdefault(word, set()).add(tag)
    return product_names(list(tags), said, tags)


def site_products(
    named: ProductNames,
    parks: gpd.GeoDataFrame,
    sites: pd.DataFrame,
    *,
    without: Collection[tuple[str, str]] = (),
    words: dict[str, tuple[str, ...]],
) -> ProductNames:
    """Return which products the sites name; a banner names those of its parks.

    Parameters
    ----------
    named : ProductNames, (n_parks, n_words)
        From `park_products`.
    parks, sites : DataFrame
        The layer, and the sites from `candidates.candidate_sites`.
    without : collection of (str, str)
        Park and an industry whose words it loses.
    words : dict of str to tuple of str
        From `words_by_tag`.
    """
    row = {str(park): at for at, park in enumerate(parks.index)}
    column = {word: at for at, word in enumerate(named.words)}
    matrix = named.named.copy()
    for park, tag in without:
        lost = [column[word] for word in words[tag] if word in column]
        matrix[row[park], lost] = False
    banner = parks["banner"].fillna("").to_numpy(dtype=object)
    of_sites = np.zeros((len(sites), matrix.shape[1]), dtype=bool)
    for at, (name, kind, code) in enumerate(
        zip(sites.index, sites["kind"], sites["banner"], strict=True)
    ):
        own = np.flatnonzero(banner == code) if kind == "banner" else [row[str(name)]]
        of_sites[at] = matrix[own].any(axis=0)
    return replace(named, named=of_sites)
