"""What the service answers, as records with names.

Each record keeps in ``raw`` what came, so that nothing of an answer is lost. A
number that is not known is None, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geo_zs.errors import Problem

#: One JSON object.
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Site:
    """A candidate site (候选地).

    Parameters
    ----------
    id, kind : str
        Key and kind (``park``, ``port_zone``).
    name_zh, name_en : str
        Names.
    league, banner : str or None
        Codes of its league and banner.
    lon, lat : float or None
        Degrees, EPSG:4326; None without a point of its own.
    location_precision : str
        How well the place is known: site, town, banner, league.
    raw : mapping
        What came.
    """

    id: str
    kind: str
    name_zh: str
    name_en: str
    league: str | None
    banner: str | None
    lon: float | None
    lat: float | None
    location_precision: str
    raw: Json = field(repr=False)


@dataclass(frozen=True)
class Contribution:
    """What one criterion adds to a score.

    Parameters
    ----------
    criterion, unit : str
        The criterion and the unit of its value.
    value, low, high : float or None
        The value and between what it lies; None if not known.
    utility, weight, contribution : float
        Between 0 and 1; contributions sum to the score.
    is_assumed : bool
        True if the value is not known and counts as half.
    source_ids : tuple of str
        Keys of the register of sources.
    confidence : str or None
        ``official``, ``reported``, ``inferred`` or ``unverified``.
    raw : mapping
        What came.
    """

    criterion: str
    unit: str
    value: float | None
    low: float | None
    high: float | None
    utility: float
    weight: float
    contribution: float
    is_assumed: bool
    source_ids: tuple[str, ...]
    confidence: str | None
    raw: Json = field(repr=False)


@dataclass(frozen=True)
class RankedSite:
    """A site that meets the limits, with the reasons of its rank.

    Parameters
    ----------
    rank, rank_best, rank_worst : int
        Its rank, and between which ranks it lies given what is not known.
    score, score_low, score_high : float
        Between 0 and 1, and the interval.
    site : Site
        The place.
    is_verified : bool
        True if every limit could be verified.
    contributions : tuple of Contribution
        What each criterion adds.
    unknown, not_verified, ask : tuple of str
        Columns not known; limits not verified; columns to ask the park for.
    reasons_zh, reasons_en : tuple of str
        The reasons in words.
    raw : mapping
        What came.
    """

    rank: int
    rank_best: int
    rank_worst: int
    score: float
    score_low: float
    score_high: float
    site: Site
    is_verified: bool
    contributions: tuple[Contribution, ...]
    unknown: tuple[str, ...]
    not_verified: tuple[str, ...]
    ask: tuple[str, ...]
    reasons_zh: tuple[str, ...]
    reasons_en: tuple[str, ...]
    raw: Json = field(repr=False)


@dataclass(frozen=True)
class FailedLimit:
    """A limit that keeps a site out.

    Parameters
    ----------
    limit, status : str
        Name of the limit; ``failed`` or ``not_verified``.
    value, low, high : float or None
        What the site has; None if not known.
    required : object
        What was asked.
    short_by : float or None
        How much is missing.
    needed : object
        The value of the limit that would let the site in, if there is one.
    rule : str or None
        The legal rule, where it is one.
    raw : mapping
        What came.
    """

    limit: str
    status: str
    value: float | None
    low: float | None
    high: float | None
    required: object
    short_by: float | None
    needed: object
    rule: str | None
    raw: Json = field(repr=False)


@dataclass(frozen=True)
class Change:
    """A change of one limit: of which, from what, to what."""

    limit: str
    before: object
    to: object


@dataclass(frozen=True)
class ExcludedSite:
    """A place that a limit keeps out, and what would let it in.

    Parameters
    ----------
    site : Site
        The place.
    limits : tuple of FailedLimit
        Every limit that keeps it out.
    lets_in : tuple of Change
        Changes that together let it in.
    barred_by : tuple of str
        Limits and rules that no change of the requirement lifts.
    raw : mapping
        What came.
    """

    site: Site
    limits: tuple[FailedLimit, ...]
    lets_in: tuple[Change, ...]
    barred_by: tuple[str, ...]
    raw: Json = field(repr=False)


@dataclass(frozen=True)
class Relaxation:
    """The smallest change of one limit that lets another place in."""

    limit: str
    before: object
    to: object
    lets_in: str
    is_verified: bool
    together_with: tuple[str, ...]
    raw: Json = field(repr=False)


@dataclass(frozen=True)
class Flip:
    """The smallest change of one weight that puts another place first."""

    criterion: str
    before: float
    to: float
    new_first: str
    raw: Json = field(repr=False)


@dataclass(frozen=True)
class Refusal:
    """A requirement of many that has faults.

    Parameters
    ----------
    line : int
        Which one; 1 is the first.
    problems : tuple of Problem
        All its faults.
    """

    line: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Place:
    """A place that a name may mean.

    Parameters
    ----------
    kind, id : str
        Kind (``league``, ``banner``, ``park``, ``port`` …) and key.
    name_zh, name_en : str
        Names.
    league, banner : str or None
        Codes.
    lon, lat : float or None
        Degrees, EPSG:4326.
    matched_name, name_kind : str
        The name that matched and its kind.
    score : float
        1 is the whole name; below 0.8 the name is only like the text.
    is_guess : bool
        True if the text is a garbled name and this one of its readings.
    raw : mapping
        What came.
    """

    kind: str
    id: str
    name_zh: str
    name_en: str
    league: str | None
    banner: str | None
    lon: float | None
    lat: float | None
    matched_name: str
    name_kind: str
    score: float
    is_guess: bool
    raw: Json = field(repr=False)


@dataclass(frozen=True)
class LayerSummary:
    """A layer in the list of layers.

    Parameters
    ----------
    id, title_zh, title_en : str
        Key and titles.
    count, located : int
        Rows, and rows with a geometry of their own.
    columns : mapping of str to str or None
        Column → unit.
    raw : mapping
        What came.
    """

    id: str
    title_zh: str
    title_en: str
    count: int
    located: int
    columns: Mapping[str, str | None]
    raw: Json = field(repr=False)


def texts(values: Sequence[object]) -> tuple[str, ...]:
    """Return a list of an answer as text."""
    return tuple(str(one) for one in values)
