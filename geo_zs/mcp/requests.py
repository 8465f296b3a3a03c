"""What the tools are asked: parameters with the descriptions that an agent reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import Field, WithJsonSchema

from geo_zs.errors import Problem, RequirementError
from geo_zs.matching.requirement_schema import MAX_TEXT, REQUIREMENT_SCHEMA

#: Most sites in one answer.
MAX_TOP: Final = 20
#: Fields of a requirement that agents are shown; the others are taken as well.
_SHOWN: Final = (
    "industry",
    "land_ha",
    "power_mw",
    "green_power_share_min",
    "water_m3_per_day",
    "investment_cny_1e8",
    "limits",
    "unverified",
    "preset",
    "weights",
)


def _bare(schema: Any) -> Any:  # noqa: ANN401  JSON
    """Return a schema without its titles, which an agent pays for and needs not."""
    if isinstance(schema, Mapping):
        return {
            name: _bare(value)
            for name, value in schema.items()
            if not (name == "title" and isinstance(value, str))
        }
    return [_bare(one) for one in schema] if isinstance(schema, list) else schema


REQUIREMENT: Final[dict[str, Any]] = {
    "type": "object",
    "description": (
        "The requirement in fields. `industry` (see list_industries) or `text` is "
        "needed. Limits strike sites out; leave out what the investor did not say."
    ),
    "properties": {
        name: _bare(REQUIREMENT_SCHEMA["properties"][name]) for name in _SHOWN
    },
}

Lang = Literal["zh", "en"]
LangOf = Annotated[Lang, Field(description="Language of the words in the answer.")]
TextOf = Annotated[
    str | None,
    Field(
        description=(
            "The investor's requirement in his own words, Chinese or English, at most "
            f"{MAX_TEXT} characters; fills what the fields leave open."
        )
    ),
]
RequirementOf = Annotated[
    dict[str, Any] | None,
    WithJsonSchema({"anyOf": [REQUIREMENT, {"type": "null"}]}),
]
TopOf = Annotated[int, Field(ge=1, le=MAX_TOP, description="How many sites to list.")]
NameOf = Annotated[
    str,
    Field(
        min_length=1,
        max_length=200,
        description="Id or name, Chinese, English or pinyin.",
    ),
]


def requirement_of(
    text: str | None, requirement: Mapping[str, Any] | None, *, top: int
) -> dict[str, Any]:
    """Return what the matching is asked.

    Raises
    ------
    RequirementError
        If neither words nor fields are given.
    """
    if text is None and requirement is None:
        message = "is missing; give text with the words, or requirement with fields"
        raise RequirementError([Problem("requirement", message)])
    asked = dict(requirement or {})
    if text is not None:
        if "text" in asked:
            message = "is given twice; give it beside the requirement only"
            raise RequirementError([Problem("text", message)])
        asked["text"] = text
    asked["top"] = top
    return asked
