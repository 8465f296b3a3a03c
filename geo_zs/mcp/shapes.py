"""What the tools answer: the schemas that an agent is shown.

What is not known is null or named in ``unknown``; it is never 0. Every fact names
its sources by id; the sources stand once in each answer.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

#: One value of a table.
Value = str | bool | int | float | list[str] | None


class Shape(BaseModel):
    """Base of all shapes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceShape(Shape):
    """A source that facts of the answer name."""

    id: str
    title: str
    publisher: str | None = None
    date: str | None = None
    link: str | None = Field(
        default=None, description="Only if the address is the publisher's."
    )
    note: str | None = Field(
        default=None, description="What it lacks, how it was read."
    )


class AnswerShape(Shape):
    """What every answer carries."""

    data_version: str
    lang: Literal["zh", "en"]
    sources: list[SourceShape]


class PlaceShape(Shape):
    """A place."""

    kind: str
    id: str
    name: str
    league: str | None = Field(default=None, description="Name and code of the league.")
    banner: str | None = Field(default=None, description="Name and code of the banner.")
    lon: float | None = None
    lat: float | None = None
    precision: str | None = Field(
        default=None,
        description="How well the point is known: site, town, banner, league.",
    )


class FactShape(Shape):
    """One fact with where it comes from."""

    column: str
    label: str
    value: Value
    text: str = Field(description="The value in words, with its unit.")
    unit: str | None = None
    source_ids: list[str]
    confidence: str | None


class AskShape(Shape):
    """A figure that nobody has published, to be asked of the park."""

    column: str
    label: str


class ContributionShape(Shape):
    """What one criterion adds to the score."""

    criterion: str
    label: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    weight: float
    contribution: float
    assumed: bool = Field(description="True: not known, counted as half.")
    source_ids: list[str]
    confidence: str | None


class SiteShape(Shape):
    """A ranked site."""

    rank: int
    rank_best: int
    rank_worst: int
    score: float
    score_low: float
    score_high: float
    site: PlaceShape
    reasons: list[str]
    not_verified: list[str] = Field(description="Limits that could not be verified.")
    ask: list[AskShape] = Field(description="What to ask the park for.")
    contributions: list[ContributionShape]


class PhraseShape(Shape):
    """A phrase of the text and what it was understood as."""

    text: str
    field: str
    value: Value
    unit: str | None


class RuleShape(Shape):
    """A legal rule with its document."""

    id: str
    title: str
    text: str
    document: str | None
    number: str | None
    issuer: str | None
    dates: list[str]
    effect: str = Field(description="exclude, warn … as in force here.")
    read_from: str | None = Field(default=None, description="The text or a copy of it.")
    confidence: str | None
    source_ids: list[str]


class ChangeShape(Shape):
    """A change of one limit."""

    limit: str
    label: str
    unit: str | None = Field(description="Of the values before and after.")
    before: Value
    to: Value = Field(description="The new value; null gives the limit up.")


class RelaxShape(ChangeShape):
    """The smallest change of one limit that lets another place in."""

    lets_in: PlaceShape
    verified: bool


class MatchShape(AnswerShape):
    """Ranked sites for a requirement."""

    understood: list[PhraseShape]
    not_understood: list[str]
    industry_tags: list[str]
    candidates: int
    excluded: int
    ranked: int
    not_verified: int
    excluded_by: dict[str, int] = Field(
        description="Limit or rule → sites it excludes."
    )
    sites: list[SiteShape]
    relax: list[RelaxShape]
    stability: str | None
    ask_first: str | None
    rules: list[RuleShape]
    warnings: list[str]


class LimitShape(Shape):
    """A limit that keeps a site out."""

    limit: str
    label: str
    unit: str | None = Field(description="Of all values of the limit.")
    status: Literal["failed", "not_verified"]
    required: Value
    value: float | None
    low: float | None
    high: float | None
    short_by: float | None
    needed: Value = Field(description="Value of the limit that would let the site in.")
    rule: RuleShape | None


class ExclusionShape(AnswerShape):
    """Why a site is excluded, and what would let it in."""

    site: PlaceShape
    status: Literal["excluded", "ranked", "no_candidate"]
    rank: int | None
    limits: list[LimitShape]
    lets_in: list[ChangeShape]
    barred_by: list[str] = Field(description="What no change of the requirement lifts.")
    not_verified: list[str]
    remarks: list[str] = Field(description="What rules say beside the limits.")
    rules: list[RuleShape] = Field(description="Rules of the limits and remarks.")


class ReadingShape(Shape):
    """What a garbled name may stand for: a guess, never a fact."""

    text: str
    kind: str
    place: PlaceShape | None
    is_guess: Literal[True] = True
    confidence: str
    evidence_for: str
    evidence_against: str
    reason: str


class NameShape(AnswerShape):
    """What a name means."""

    name: str
    status: Literal["found", "ambiguous", "garbled", "unknown"]
    places: list[PlaceShape]
    readings: list[ReadingShape]
    near: list[str] = Field(description="Names that are spelled or sound alike.")


class ProjectShape(Shape):
    """A project in short."""

    id: str
    name: str
    stage: str | None
    pledged_cny_1e8: float | None
    arrived_cny_1e8: float | None
    date: str | None
    source_ids: list[str]
    confidence: str | None


class NearShape(PlaceShape):
    """A place near by, with its straight-line distance."""

    distance_km: float


class ParkShape(AnswerShape):
    """A park: what is known and what is not."""

    park: PlaceShape
    facts: list[FactShape]
    unknown: list[AskShape]
    notes: str | None
    sub_parks: list[PlaceShape]
    project_count: int
    projects: list[ProjectShape]
    near: list[NearShape]


class LeagueFactShape(Shape):
    """A fact or target of a league."""

    kind: str
    subject: str | None
    value: float | None
    unit: str | None
    period: str | None
    source_ids: list[str]
    confidence: str | None


class LeagueShape(AnswerShape):
    """A league: figures, parks and projects."""

    league: PlaceShape
    population_2020: FactShape
    banners: list[PlaceShape]
    park_count: int
    parks: list[PlaceShape]
    project_count: int
    pledged_cny_1e8: float | None
    pledged_unknown: int
    arrived_cny_1e8: float | None
    arrived_unknown: int
    facts: list[LeagueFactShape]


class IndustryShape(Shape):
    """An industry tag."""

    tag: str
    name: str
    parent: str | None
    kind: str | None


class IndustriesShape(AnswerShape):
    """The vocabulary of industries."""

    count: int
    industries: list[IndustryShape]


class HereShape(AnswerShape):
    """What is at a point."""

    lon: float
    lat: float
    text: str
    league: str | None
    banner: str | None
    is_outside: bool
    is_on_border: bool
    near: list[NearShape]
    without_point: list[PlaceShape] = Field(
        description="Parks and others of this banner whose point is not known."
    )
    attribution: str
