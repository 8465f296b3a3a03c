"""The answer to a requirement."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches

from geo_zs.client.errors import UnknownSiteError
from geo_zs.client.results import (
    ExcludedSite,
    Flip,
    Json,
    RankedSite,
    Relaxation,
    Site,
)


@dataclass(frozen=True)
class Match:
    """The ranked sites for a requirement (匹配结果).

    Parameters
    ----------
    data_version : str
        Version of the data that answered.
    ranked : tuple of RankedSite
        The first places, best first.
    excluded : tuple of ExcludedSite
        Every place that a limit keeps out.
    relax : tuple of Relaxation
        The smallest changes of limits that let another place in.
    flips : tuple of Flip
        The smallest changes of weights that put another place first.
    weights : mapping of str to float
        Criterion → weight; they sum to 1.
    counts : mapping of str to int
        Candidates, excluded, ranked, not verified.
    warnings_zh, warnings_en : tuple of str
        What to know of the answer.
    raw : mapping
        What came, whole.
    """

    data_version: str
    ranked: tuple[RankedSite, ...]
    excluded: tuple[ExcludedSite, ...]
    relax: tuple[Relaxation, ...]
    flips: tuple[Flip, ...]
    weights: dict[str, float]
    counts: dict[str, int]
    warnings_zh: tuple[str, ...]
    warnings_en: tuple[str, ...]
    raw: Json = field(repr=False)

    def explain_exclusion(self, site: str) -> ExcludedSite | None:
        """Say why a site is excluded.

        Parameters
        ----------
        site : str
            Its id. A sub-park is answered by the entry of its place.

        Returns
        -------
        ExcludedSite or None
            None if it is not excluded.

        Raises
        ------
        UnknownSiteError
            If the answer names no such site. Ranked places below the first ``top``
            are not named: then ask with a larger ``top``.
        """
        for entry in self.excluded:
            if site in _ids(entry.site):
                return entry
        if any(site in _ids(one.site) for one in self.ranked):
            return None
        named = [one.site.id for one in self.ranked]
        named += [entry.site.id for entry in self.excluded]
        raise UnknownSiteError(site, near=get_close_matches(site, named, n=5))


def _ids(site: Site) -> set[str]:
    """Return the ids that stand for one place."""
    return {site.id, *(one["id"] for one in site.raw.get("beside", []))}
