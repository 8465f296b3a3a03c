"""How well an industry fits a site, and how many of its kind are near.

Weights and distances are judgements, with their reasons in
``data/criteria/README.md``; the numbers stand here because they are part of what
the two columns mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

if TYPE_CHECKING:
    from geo_zs.sites.distances import Intervals

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

#: Fit of the same step of the chain where a park names it last and first, of a
#: neighbouring step, of the same family.
NAMED_LAST, NAMED_FIRST = 0.7, 1.0
NEXT_STEP, SAME_FAMILY = 0.4, 0.2
#: Trades that sell to every other one: a link to them is no step of a chain.
AUXILIARY_TAGS: Final = frozenset(
    {
        "environmental_protection", "equipment_manufacturing", "logistics",
        "new_materials", "packaging_light",
    }
)  # fmt: skip
_AUXILIARY_KINDS: Final = ("power_station", "service")
#: A neighbour counts exp(-distance / this many km).
DECAY_KM: Final = 50.0
#: What one neighbour counts at distance 0.
PROJECT_SAME_TAG, PROJECT_LINKED_TAG, PARK_SAME_TAG = 1.0, 0.3, 0.5
#: What works of the same family, and of the same sector, count inside a place.
PROJECT_SAME_FAMILY, PROJECT_SAME_SECTOR = 0.5, 0.2
#: Kinds of industries that stand in no park and are no neighbour of a factory.
POWER_STATION: Final = "power_station"
#: Tags that are known from the name or from general knowledge may be wrong.
_WEAK_BASIS: Final = ("general_knowledge",)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The closed vocabulary of industries with its links, as arrays.

    Parameters
    ----------
    tags : tuple of n_tags str
        In the order of the table.
    index : dict of str to int
        Tag → position.
    kinds : tuple of n_tags str
        ``factory``, ``plant_site``, ``power_station``, ``extraction``, ``service``.
    linked : (n_tags, n_tags) bool array
        Direct upstream or downstream, either way round.
    family : (n_tags, n_tags) bool array
        One is the group tag of the other, or both have the same group tag.
    parent : (n_tags, n_tags) bool array
        ``parent[i, j]``: j is the group tag of i.
    sector : (n_tags, n_tags) bool array
        Both belong to one value chain of the table.
    is_auxiliary : (n_tags,) bool array
        Power stations, services and trades that sell to every other one.
    """

    tags: tuple[str, ...]
    index: dict[str, int]
    kinds: tuple[str, ...]
    linked: BoolArray
    family: BoolArray
    parent: BoolArray
    sector: BoolArray
    is_auxiliary: BoolArray

    @classmethod
    def from_table(cls, industries: pd.DataFrame) -> Vocabulary:
        """Return the vocabulary of the table of industries."""
        tags = tuple(industries["tag"])
        index = {tag: position for position, tag in enumerate(tags)}
        size = len(tags)
        linked = np.zeros((size, size), dtype=bool)
        parent = np.zeros((size, size), dtype=bool)
        for row, (up, down, group) in enumerate(
            zip(
                industries["upstream_tags"],
                industries["downstream_tags"],
                industries["parent_tag"],
                strict=True,
            )
        ):
            for other in (*up, *down):
                linked[row, index[other]] = linked[index[other], row] = True
            if isinstance(group, str) and group:
                parent[row, index[group]] = True
        siblings = (parent.astype(int) @ parent.T.astype(int)) > 0
        family = (siblings | parent | parent.T) & ~np.eye(size, dtype=bool)
        kinds = tuple(industries["kind"])
        chains = industries["value_chain"].to_numpy(dtype=object)
        return cls(
            tags=tags,
            index=index,
            kinds=kinds,
            linked=linked & ~np.eye(size, dtype=bool),
            family=family,
            parent=parent,
            sector=(chains[:, None] == chains) & ~np.eye(size, dtype=bool),
            is_auxiliary=np.array(
                [
                    tag in AUXILIARY_TAGS or kind in _AUXILIARY_KINDS
                    for tag, kind in zip(tags, kinds, strict=True)
                ]
            ),
        )

    def steps(self) -> BoolArray:
        """Return which industries are neighbouring steps of a chain, (n_tags, n_tags).

        Links to power stations, services and trades that sell to every other one are
        no step.
        """
        return self.linked & ~(self.is_auxiliary[:, None] | self.is_auxiliary)

    def matrix(self, lists: Sequence[Sequence[str]]) -> BoolArray:
        """Return lists of tags as rows of yes and no, (n, n_tags)."""
        rows = np.zeros((len(lists), len(self.tags)), dtype=bool)
        for row, names in enumerate(lists):
            for name in names:
                rows[row, self.index[name]] = True
        return rows


def industry_fit(
    standing: FloatArray, weak: BoolArray, vocabulary: Vocabulary
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return how near the industries of each site are to each industry.

    Parameters
    ----------
    standing : (n_sites, n_tags) array
        1 for the industry that a site names first, 1/2 for the second and so on;
        0 for what is no industry of the site.
    weak : (n_sites,) bool array
        True where the industries are known from general knowledge only.
    vocabulary : Vocabulary

    Returns
    -------
    value, low, high : (n_sites, n_tags) arrays
        1 for the step that the site names first, down to 0.7 for one named last,
        0.4 for a neighbouring step or the group tag that holds the step, 0.2 for
        the same family, else 0; NaN for a site whose industries are not known.
        Weak tags may be wrong: their low is 0.
    """
    next_step = vocabulary.steps() | vocabulary.parent.T
    step = np.where(vocabulary.family, SAME_FAMILY, 0.0)
    step[next_step] = NEXT_STEP
    np.fill_diagonal(step, 0.0)
    site_tags = standing > 0
    # (sites, own tags, asked tags) → best own tag for each asked one
    value = np.where(site_tags[:, :, None], step[None], 0.0).max(axis=1)
    named = NAMED_LAST + (NAMED_FIRST - NAMED_LAST) * standing
    value = np.where(site_tags, named, value)
    value[~site_tags.any(axis=1)] = np.nan
    low = np.where(weak[:, None], 0.0 * value, value)
    return value, low, value.copy()


def neighbour_weights(
    neighbour_tags: BoolArray,
    vocabulary: Vocabulary,
    *,
    same: float,
    linked: float,
    family: float = 0.0,
    sector: float = 0.0,
) -> FloatArray:
    """Return what each neighbour counts for each industry at distance 0.

    Parameters
    ----------
    neighbour_tags : (m, n_tags) bool array
    vocabulary : Vocabulary
    same, linked, family, sector : float
        What a neighbour of the same, of a directly linked industry, of the same
        family, or of the same value chain counts; the largest of them.

    Returns
    -------
    (m, n_tags) array
        Power stations count 0 as neighbours of anything but power stations.
    """
    is_station = np.array([kind == POWER_STATION for kind in vocabulary.kinds])
    tenant_tags = neighbour_tags & ~is_station
    weight = np.where(tenant_tags @ vocabulary.linked, linked, 0.0)
    for relation, count in ((vocabulary.family, family), (vocabulary.sector, sector)):
        weight = np.maximum(weight, np.where(tenant_tags @ relation, count, 0.0))
    weight = np.where(neighbour_tags, same, weight)
    station_only = neighbour_tags.any(axis=1) & ~tenant_tags.any(axis=1)
    weight[np.ix_(station_only, ~is_station)] = 0.0
    return weight


def decayed(distances: Intervals) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return exp(−d / 50 km) of distances, as value, low, high; 0 where unknown."""
    return (
        np.nan_to_num(np.exp(-distances.value / DECAY_KM)),
        np.nan_to_num(np.exp(-distances.high / DECAY_KM)),
        np.nan_to_num(np.exp(-distances.low / DECAY_KM)),
    )


def best_of_groups(
    kernel: FloatArray, weights: FloatArray, groups: Sequence[str]
) -> FloatArray:
    """Sum neighbours by group: an umbrella zone and its sub-parks count once.

    Parameters
    ----------
    kernel : (n_sites, m) array
        Decayed distances to the neighbours.
    weights : (m, n_tags) array
        What each neighbour counts.
    groups : sequence of m str

    Returns
    -------
    (n_sites, n_tags) array
        For each group its member that counts most, summed over the groups.
    """
    if len(set(groups)) == len(groups):
        return np.asarray(kernel @ weights)
    order = np.argsort(np.asarray(groups, dtype=object), kind="stable")
    sorted_groups = np.asarray(groups, dtype=object)[order]
    total = np.zeros((kernel.shape[0], weights.shape[1]))
    for tag in range(weights.shape[1]):
        counted = np.flatnonzero(weights[order, tag] > 0)
        if counted.size == 0:
            continue
        own = sorted_groups[counted]
        first = np.flatnonzero(np.concatenate([[True], own[1:] != own[:-1]]))
        columns = order[counted]
        product = kernel[:, columns] * weights[columns, tag]
        total[:, tag] = np.maximum.reduceat(product, first, axis=1).sum(axis=1)
    return total


def weak_basis(basis: pd.Series[str]) -> BoolArray:
    """Return which parks have industries that rest on general knowledge only."""
    return np.asarray(basis.isin(_WEAK_BASIS), dtype=bool)
