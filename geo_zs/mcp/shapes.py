"""What all answers of the tools are made of: the schemas that an agent is shown.

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
