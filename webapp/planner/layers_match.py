"""``/planner/layers/match``: a match that also looks at the constraint layers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from flask import Response, request

from geo_zs.errors import RequirementError
from geo_zs.matching.answer import to_answer
from geo_zs.overlay.site_effects import (
    FORBIDDEN_LIMIT,
    SiteEffects,
    match_with_effects,
    site_effects,
)
from geo_zs.register.constraint_layer import MEANINGS
from geo_zs.register.constraints import read_layers
from webapp.accounts import current
from webapp.match.words import AnswerWords, score_text
from webapp.matcher import Answered
from webapp.planner.audit_rows import share_text
from webapp.planner.blueprint import page_lang, planner, planner_page, say
from webapp.state import get_catalog

if TYPE_CHECKING:
    from collections.abc import Mapping

SECTION: Final = "planner.layers"
_TOP: Final = 10
_MOST_EXCLUDED: Final = 100
_LONGEST: Final = 2000


@dataclass(frozen=True)
class SiteLine:
    """One site of the answer: rank, score, and what layers say of it."""

    site: Mapping[str, Any]
    rank: str
    score: str
    said: list[dict[str, Any]]
    untested: list[str]


@planner.get("/layers/match")
def match_layers() -> Response:
    """Rank the sites for a requirement, keeping off the forbidden layers."""
    text = request.args.get("text", "").strip()[:_LONGEST]
    with current.register().read() as session:
        layers = read_layers(session, current.viewer())
    there = {layer.meaning for layer in layers}
    faults: list[str] = []
    answer: dict[str, Any] | None = None
    if text:
        try:
            answer = _answer(text, site_effects(get_catalog(), layers))
        except RequirementError as error:
            faults = [one.message for one in error.problems]
    return planner_page(
        "planner/layers_match.html",
        section=SECTION,
        status=422 if faults else 200,
        link_values={"text": text},
        text=text,
        faults=faults,
        layers=[(one.layer_id, one.names[0 if page_lang() == "zh" else 1], one.meaning)
                for one in layers],
        untested=[say(f"player_{one}") for one in MEANINGS if one not in there],
        answer=answer,
    )  # fmt: skip


def _answer(text: str, effects: SiteEffects) -> dict[str, Any]:
    """Return the ranked sites and those that a forbidden layer excludes."""
    catalog, lang = get_catalog(), page_lang()
    requirement = replace(catalog.read({"text": text}), top=_TOP)
    result = match_with_effects(catalog, requirement, effects)
    answer = to_answer(result, catalog.data_version)
    words = AnswerWords(catalog, Answered(requirement, result, answer), lang)
    excluded = [
        entry
        for entry in answer["excluded"]
        if any(one["limit"] == FORBIDDEN_LIMIT for one in entry["limits"])
    ]
    return {
        "counts": answer["counts"],
        "ranked": [_line(entry, words, effects) for entry in answer["ranked"]],
        "excluded": [
            _line(entry, words, effects) for entry in excluded[:_MOST_EXCLUDED]
        ],
        "n_excluded": len(excluded),
        "version": answer["data_version"],
    }


def _line(
    entry: Mapping[str, Any], words: AnswerWords, effects: SiteEffects
) -> SiteLine:
    """Return one site of the answer with what layers say of it."""
    lang = page_lang()
    key = entry["site"]["id"]
    told = effects.to_dict(key, lang)
    said = [
        one | {"share_text": _interval(one["share_low"], one["share_high"])}
        for meaning in MEANINGS
        for one in told[meaning]["layers"]
        if one["status"] not in ("clear", "not_tested")
    ]
    return SiteLine(
        site=words.site(entry["site"]),
        rank=str(entry.get("rank", "")),
        score=score_text(entry["score"]) if "score" in entry else "",
        said=said,
        untested=[
            say(f"player_{one}")
            for one in MEANINGS
            if told[one]["status"] == "not_tested"
        ],
    )


def _interval(low: float | None, high: float | None) -> str:
    """Return a share where it is an interval; the words say it where it is exact."""
    return "" if low == high else share_text(low, high)
