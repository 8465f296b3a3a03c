"""What is asked of the ranking for one project: everything but its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo_zs.understanding.complete import MAX_INDUSTRIES
from geo_zs.understanding.reader import MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo_zs.backtest.records import Record

#: Sites that a level ranks; the engine's own choice by industry at park level.
_SITE_KINDS: Final[Mapping[str, tuple[str, ...]]] = {"park": (), "banner": ("banner",)}


@dataclass(frozen=True)
class Question:
    """The part of a record that a requirement may be built from.

    Parameters
    ----------
    industry_text : str
        Product or trade in words.
    tags : tuple of str
        Industry tags, the main one first.
    pledged_cny_1e8, land_ha, power_mw : float or None
        As in `records.Record`.
    """

    industry_text: str
    tags: tuple[str, ...]
    pledged_cny_1e8: float | None
    land_ha: float | None
    power_mw: float | None

    @classmethod
    def of(cls, record: Record) -> Question:
        """Return the question of a record, without its name, company and place."""
        return cls(
            industry_text=record.industry_text,
            tags=record.tags,
            pledged_cny_1e8=record.pledged_cny_1e8,
            land_ha=record.land_ha,
            power_mw=record.power_mw,
        )


def to_request(question: Question, level: str) -> dict[str, Any]:
    """Return the request that is sent, as a client of ``/match`` would send it.

    Parameters
    ----------
    question : Question
        What is known of the project without its place.
    level : str
        ``park`` or ``banner``.

    Returns
    -------
    dict
        Only what is known. Without tags the industry is left to the reader of the
        text.
    """
    request: dict[str, Any] = {
        "text": question.industry_text[:MAX_TEXT],
        "industry": list(question.tags[:MAX_INDUSTRIES]),
        "investment_cny_1e8": question.pledged_cny_1e8,
        "land_ha": question.land_ha,
        "power_mw": question.power_mw,
    }
    request = {name: value for name, value in request.items() if value}
    if _SITE_KINDS[level]:
        request["limits"] = {"site_kinds": list(_SITE_KINDS[level])}
    return request
