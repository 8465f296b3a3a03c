"""What the tools answer of places: names, points, parks, leagues, industries."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from geo_zs.mcp.shapes import (
    AnswerShape,
    AskShape,
    FactShape,
    PlaceShape,
    Shape,
)


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
