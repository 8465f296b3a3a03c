"""How records are read from the JSON of answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from geo_zs.client.errors import AnswerError
from geo_zs.client.match_result import Match
from geo_zs.client.results import (
    Change,
    Contribution,
    ExcludedSite,
    FailedLimit,
    Flip,
    Json,
    LayerSummary,
    Place,
    RankedSite,
    Relaxation,
    Site,
    texts,
)

_Read = TypeVar("_Read")


def read(what: str, reader: Callable[[Json], _Read], document: Any) -> _Read:  # noqa: ANN401  JSON
    """Return a record of an answer.

    Raises
    ------
    AnswerError
        If the answer has another shape than this client knows.
    """
    try:
        return reader(document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = (
            f"the {what} in the answer has an unknown shape "
            f"({type(error).__name__}: {error}); service and client may be of "
            "different versions"
        )
        raise AnswerError(message) from error


def read_many(name: str, reader: Callable[[Any], _Read], answer: Json) -> list[_Read]:
    """Return the records of a list in an answer; raises as `read`."""
    return read(name, lambda one: [reader(each) for each in one[name]], answer)


def match_of(answer: Json) -> Match:
    """Return the answer to a requirement as a record."""
    return Match(
        data_version=str(answer["data_version"]),
        ranked=tuple(_ranked(one) for one in answer["ranked"]),
        excluded=tuple(_excluded(one) for one in answer["excluded"]),
        relax=tuple(_relaxation(one) for one in answer["relax"]),
        flips=tuple(_flip(one) for one in answer["flips"]),
        weights=dict(answer["weights"]),
        counts=dict(answer["counts"]),
        warnings_zh=texts([one["zh"] for one in answer["warnings"]]),
        warnings_en=texts([one["en"] for one in answer["warnings"]]),
        raw=answer,
    )


def place_of(one: Json) -> Place:
    """Return a place of a search as a record."""
    return Place(
        kind=one["kind"],
        id=one["id"],
        name_zh=one["name_zh"],
        name_en=one["name_en"],
        league=one["league"],
        banner=one["banner"],
        lon=one["lon"],
        lat=one["lat"],
        matched_name=one["matched_name"],
        name_kind=one["name_kind"],
        score=float(one["score"]),
        is_guess=bool(one["is_garbled"]),
        raw=one,
    )


def layer_of(one: Json) -> LayerSummary:
    """Return an entry of the list of layers as a record."""
    return LayerSummary(
        id=one["id"],
        title_zh=one["title"]["zh"],
        title_en=one["title"]["en"],
        count=int(one["count"]),
        located=int(one["located"]),
        columns={column["name"]: column["unit"] for column in one["columns"]},
        raw=one,
    )


def _site(one: Json) -> Site:
    return Site(
        id=one["id"],
        kind=one["kind"],
        name_zh=one["name_zh"],
        name_en=one["name_en"],
        league=one["league"],
        banner=one["banner"],
        lon=one["lon"],
        lat=one["lat"],
        location_precision=one["location_precision"],
        raw=one,
    )


def _contribution(one: Json) -> Contribution:
    return Contribution(
        criterion=one["criterion"],
        unit=one["unit"],
        value=one["value"],
        low=one["low"],
        high=one["high"],
        utility=float(one["utility"]),
        weight=float(one["weight"]),
        contribution=float(one["contribution"]),
        is_assumed=bool(one["assumed"]),
        source_ids=texts(one["source_ids"]),
        confidence=one["confidence"],
        raw=one,
    )


def _ranked(one: Json) -> RankedSite:
    return RankedSite(
        rank=int(one["rank"]),
        rank_best=int(one["rank_best"]),
        rank_worst=int(one["rank_worst"]),
        score=float(one["score"]),
        score_low=float(one["score_low"]),
        score_high=float(one["score_high"]),
        site=_site(one["site"]),
        is_verified=bool(one["verified"]),
        contributions=tuple(_contribution(part) for part in one["contributions"]),
        unknown=texts(one["unknown"]),
        not_verified=texts(one["not_verified"]),
        ask=texts(one["ask"]),
        reasons_zh=texts(one["reasons"]["zh"]),
        reasons_en=texts(one["reasons"]["en"]),
        raw=one,
    )


def _failed(one: Json) -> FailedLimit:
    return FailedLimit(
        limit=one["limit"],
        status=one["status"],
        value=one["value"],
        low=one["low"],
        high=one["high"],
        required=one["required"],
        short_by=one["short_by"],
        needed=one["needed"],
        rule=one["rule"],
        raw=one,
    )


def _excluded(one: Json) -> ExcludedSite:
    way_in = one["lets_in"]
    return ExcludedSite(
        site=_site(one["site"]),
        limits=tuple(_failed(limit) for limit in one["limits"]),
        lets_in=tuple(
            Change(change["limit"], change["from"], change["to"])
            for change in way_in["changes"]
        ),
        barred_by=texts(way_in["barred_by"]),
        raw=one,
    )


def _relaxation(one: Json) -> Relaxation:
    return Relaxation(
        limit=one["limit"],
        before=one["from"],
        to=one["to"],
        lets_in=one["lets_in"],
        is_verified=bool(one["verified"]),
        together_with=texts(one["together_with"]),
        raw=one,
    )


def _flip(one: Json) -> Flip:
    return Flip(
        criterion=one["criterion"],
        before=one["from"],
        to=one["to"],
        new_first=one["new_first"],
        raw=one,
    )
