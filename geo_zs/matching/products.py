"""Which products a place names in its own words, and how that bears on the fit.

A tag is coarse: carbide, caustic soda and soda ash are one. Where a park's own words,
or its name, hold the very product that a requirement names, it fits better than one
that only has the tag.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from geo_zs.errors import DataError, Problem
from geo_zs.matching.attribute import Attribute, BoolArray, FloatArray

#: Share of the fit that the products named decide, where a requirement names any.
PRODUCT_SHARE: Final = 1 / 3


@dataclass(frozen=True, eq=False)
class ProductNames:
    """The product words of the vocabulary, and which site names which.

    Parameters
    ----------
    words : tuple of n_words str
        Each once.
    named : (n_sites, n_words) bool array
        True where the own words or the name of a site hold the word.
    tags : tuple of n_words frozensets of str, optional
        Industries that each word stands for; empty: not known.

    Raises
    ------
    DataError
        If there is not one column a word.
    """

    words: tuple[str, ...]
    named: BoolArray
    tags: tuple[frozenset[str], ...] = ()

    def __post_init__(self) -> None:
        if self.named.ndim != 2 or self.named.shape[1] != len(self.words):
            message = (
                f"has the shape {self.named.shape}; expected one column for each of "
                f"{len(self.words)} words"
            )
            raise DataError([Problem("products", message)])

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.words, key=lambda word: (-len(word), word))
        return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)", re.I)

    @cached_property
    def _column(self) -> dict[str, int]:
        return {word.casefold(): column for column, word in enumerate(self.words)}

    def columns_in(
        self, texts: Iterable[str], industries: Collection[str] | None = None
    ) -> tuple[int, ...]:
        """Return the columns of the words that texts hold, longest match first.

        Parameters
        ----------
        texts : iterable of str
            Words of a requirement.
        industries : collection of str, optional
            Only words of these: what a text says of other trades is no product of
            the plant. All of them when None.
        """
        found = (
            self._column[match.group().casefold()]
            for text in texts
            for match in self._pattern.finditer(text)
        )
        wanted = frozenset(industries or ())
        return tuple(
            column
            for column in dict.fromkeys(found)
            if industries is None or not self.tags or self.tags[column] & wanted
        )

    def share(self, columns: Sequence[int]) -> FloatArray | None:
        """Return how much of some products each site names.

        Parameters
        ----------
        columns : sequence of int
            From `columns_in`.

        Returns
        -------
        (n_sites,) array or None
            0 to 1; a word counts −ln of the share of sites that name it. None if no
            site names any of them: that tells sites apart in nothing.
        """
        named = self.named[:, list(columns)]
        n_naming = named.sum(axis=0)
        known = n_naming > 0
        if not known.any():
            return None
        rarity = np.log(len(named) / n_naming[known])
        if not rarity.sum() > 0:
            return None
        return np.asarray(named[:, known] @ rarity / rarity.sum())


def with_products(fit: Attribute, share: FloatArray | None) -> Attribute:
    """Return the fit of industries refined by the products that sites name.

    Parameters
    ----------
    fit : Attribute
        ``industry_fit`` of a requirement.
    share : (n_sites,) array or None
        From `ProductNames.share`.

    Returns
    -------
    Attribute
        ``2/3 fit + 1/3 share``, value and bounds alike; unchanged if `share` is
        None; NaN stays NaN.
    """
    if share is None:
        return fit
    return replace(
        fit,
        **{
            part: (1 - PRODUCT_SHARE) * getattr(fit, part) + PRODUCT_SHARE * share
            for part in ("value", "low", "high")
        },
    )


def product_names(
    words: Collection[str],
    said: Sequence[str],
    tags: Mapping[str, Collection[str]] | None = None,
) -> ProductNames:
    """Return which sites hold which words in what they say of themselves.

    Parameters
    ----------
    words : collection of str
        Words of the vocabulary; shorter than two characters are left out.
    said : sequence of n_sites str
        Own words and name of each site.
    tags : mapping of str to collection of str, optional
        Word → industries that it stands for.
    """
    kept = tuple(dict.fromkeys(word for word in words if len(word) > 1))
    lower = [one.casefold() for one in said]
    named = np.array(
        [[word.casefold() in one for word in kept] for one in lower], dtype=bool
    ).reshape(len(said), len(kept))
    of_words = tuple(frozenset(tags[word]) for word in kept) if tags else ()
    return ProductNames(kept, named, of_words)
