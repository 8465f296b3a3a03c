"""What the tools answer to a requirement: ranked sites, or why one is excluded."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from geo_zs.mcp.shapes import (
    AnswerShape,
    AskShape,
    PlaceShape,
    Shape,
    Value,
)


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
    ignored: list[PhraseShape] = Field(
        description="Phrases of the text that the fields of the requirement outweigh."
    )
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
