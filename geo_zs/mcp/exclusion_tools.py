"""The tool that says why a site is excluded and what would let it in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from geo_zs.errors import UnknownPlaceError
from geo_zs.matching.answer_entries import excluded_entry
from geo_zs.matching.answer_overview import rules as answer_rules
from geo_zs.matching.answer_site import site_entry
from geo_zs.matching.explain import failed_limits, not_verified
from geo_zs.matching.rank import Place
from geo_zs.matching.reasons import limit_name
from geo_zs.matching.rule_flags import flags
from geo_zs.mcp.exclusion_words import exclusion_words
from geo_zs.mcp.match_shapes import ChangeShape, ExclusionShape, LimitShape, RuleShape
from geo_zs.mcp.match_tools import place_of_site, rule_shape, unit_of, value_of
from geo_zs.mcp.requests import requirement_of
from geo_zs.mcp.telling import MOST_LISTED, Teller

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.matching.result import MatchResult
    from geo_zs.mcp.requests import Lang


def explain_exclusion(
    catalog: Catalog,
    site: str,
    *,
    text: str | None,
    requirement: Mapping[str, Any] | None,
    lang: Lang,
) -> tuple[str, ExclusionShape]:
    """Say which limits and rules keep a site out, and what would let it in.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    site : str
        Id or name of the site.
    text, requirement, lang
        As for `geo_zs.mcp.match_tools.match_sites`.

    Returns
    -------
    tuple of (str, ExclusionShape)
        The answer in words and in fields. A site of a kind that the requirement
        does not look at is ``no_candidate``.

    Raises
    ------
    RequirementError
        With all faults of the requirement.
    UnknownPlaceError, AmbiguousPlaceError
        If no site, or several, have the name.
    """
    asked = requirement_of(text, requirement, top=1)
    # Weights decide nothing here, so none are drawn.
    result = catalog.match({**asked, "stability": {"draws": 0}})
    row = site_row(catalog, site)
    tell = Teller(catalog, lang)
    place = Place(row, ())
    is_candidate = bool(result.candidates[row])
    failed = failed_limits(row, result.screening) if is_candidate else []
    status = "excluded" if failed else "ranked" if is_candidate else "no_candidate"
    said = flags(row, result.rule_tests)[:MOST_LISTED] if is_candidate else []
    named = {one.rule for one in failed} | {one.rule for one in said}
    rules = {
        one["rule"]: rule_shape(tell, one)
        for one in answer_rules(result)
        if one["rule"] in named
    }
    limits: list[LimitShape] = []
    changes: list[ChangeShape] = []
    barred: list[str] = []
    if failed:
        entry = excluded_entry(result, place)
        limits = [_limit(tell, result, one, rules) for one in entry["limits"]]
        way_in = entry["lets_in"]
        changes = [_change(tell, result, one) for one in way_in["changes"]]
        barred = [_label(tell, result, f"rules.{one}") for one in way_in["barred_by"]]
    found: dict[str, Any] = {
        "site": place_of_site(tell, site_entry(result.sites, row)),
        "status": status,
        "rank": _rank(result, row) if status == "ranked" else None,
        "limits": limits,
        "lets_in": changes,
        "barred_by": barred,
        "not_verified": [
            _label(tell, result, one) for one in not_verified(row, result.screening)
        ]
        if is_candidate
        else [],
        "remarks": [tell.pick(flag.text_zh, flag.text_en) for flag in said],
        "rules": list(rules.values()),
    }
    for test in result.screening.tests:
        if is_candidate and test.attribute is not None:
            tell.cite(test.attribute.source_ids[row])
    shape = ExclusionShape(**found, **tell.head())
    return exclusion_words(shape), shape


def site_row(catalog: Catalog, name: str) -> int:
    """Return the row of the site with an id or a name.

    Raises
    ------
    UnknownPlaceError, AmbiguousPlaceError
        If no site, or several, have it.
    """
    ids = catalog.sites.ids
    if name in ids:
        return ids.index(name)
    key = catalog.gazetteer.find(name).id
    if key not in ids:
        named = catalog.gazetteer.find(name, kind="park").id
        if named not in ids:
            raise UnknownPlaceError(name)
        key = named
    return ids.index(key)


def _rank(result: MatchResult, row: int) -> int | None:
    """Return the rank of a site that stands for its place, else None."""
    for index, place in enumerate(result.ranking.ranked):
        if place.row == row or row in place.beside:
            return int(result.ranking.rank[index])
    return None


def _label(tell: Teller, result: MatchResult, limit: str) -> str:
    return tell.pair(limit_name(limit, result.names))


def _change(tell: Teller, result: MatchResult, one: Mapping[str, Any]) -> ChangeShape:
    return ChangeShape(
        limit=one["limit"],
        label=_label(tell, result, one["limit"]),
        unit=unit_of(tell, result, one["limit"]),
        before=value_of(one["from"]),
        to=value_of(one["to"]),
    )


def _limit(
    tell: Teller,
    result: MatchResult,
    one: Mapping[str, Any],
    rules: Mapping[str, RuleShape],
) -> LimitShape:
    return LimitShape(
        limit=one["limit"],
        label=_label(tell, result, one["limit"]),
        unit=unit_of(tell, result, one["limit"]),
        status=one["status"],
        required=value_of(one["required"]),
        **{name: one[name] for name in ("value", "low", "high", "short_by")},
        needed=value_of(one["needed"]),
        rule=rules.get(one["rule"]) if one["rule"] else None,
    )
