"""What a ranking must beat: chance, habit, and the tags of the places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from geo_zs.matching.table import SiteTable

BASELINES: Final = ("random", "popularity", "tag_overlap", "tag_overlap_popularity")


def baseline_scores(
    places: Mapping[str, Sequence[int]],
    sites: SiteTable,
    tags: Sequence[str],
    chosen: Mapping[str, int],
) -> dict[str, dict[str, float]]:
    """Return the score of every place by every baseline.

    Parameters
    ----------
    places : mapping of str to sequence of int
        Candidate places and the rows of the sites that belong to each.
    sites : SiteTable
        Without the records of the company that is tested.
    tags : sequence of str
        Industry tags of the project.
    chosen : mapping of str to int
        How many projects of other companies chose each place.

    Returns
    -------
    dict of str to dict of str to float
        By baseline, then by place. ``random`` ties all places; ``tag_overlap`` is
        the number of the project's tags that the best site of the place has;
        ``tag_overlap_popularity`` breaks its ties by popularity.
    """
    columns = [sites.tag_index[tag] for tag in tags if tag in sites.tag_index]
    shared = sites.tags[:, columns].sum(axis=1) if columns else np.zeros(sites.n_sites)
    overlap = {name: float(shared[list(rows)].max()) for name, rows in places.items()}
    popular = {name: float(chosen.get(name, 0)) for name in places}
    most = max(popular.values(), default=0.0) + 1.0
    return {
        "random": dict.fromkeys(places, 0.0),
        "popularity": popular,
        "tag_overlap": overlap,
        "tag_overlap_popularity": {
            name: overlap[name] * most + popular[name] for name in places
        },
    }
