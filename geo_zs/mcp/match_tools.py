"""The tool that ranks sites for a requirement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from geo_zs.maps.unit_words import unit_text
from geo_zs.matching.answer import to_answer
from geo_zs.matching.reasons import limit_name
from geo_zs.mcp.match_shapes import (
    ContributionShape,
    MatchShape,
    PhraseShape,
    RelaxShape,
    RuleShape,
    SiteShape,
)
from geo_zs.mcp.requests import requirement_of
from geo_zs.mcp.shapes import AskShape, PlaceShape
from geo_zs.mcp.telling import MOST_LISTED, Teller, listed, plain, short

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.matching.result import MatchResult
    from geo_zs.mcp.requests import Lang

Names = Mapping[str, tuple[str, str]]


def match_sites(
    catalog: Catalog,
    *,
    text: str | None,
    requirement: Mapping[str, Any] | None,
    top: int,
    lang: Lang,
) -> tuple[str, MatchShape]:
    """Rank the sites for a requirement.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    text : str or None
        The requirement in words.
    requirement : mapping or None
        Its fields.
    top : int
        How many sites to list.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    tuple of (str, MatchShape)
        The answer in words and in fields.

    Raises
    ------
    RequirementError
        With all faults of the requirement.
    """
    result = catalog.match(requirement_of(text, requirement, top=top))
    answer = to_answer(result, catalog.data_version)
    tell = Teller(catalog, lang)
    counts, read = answer["counts"], answer["understood"]
    phrases = [
        {**one, "is_ignored": _is_ignored(one, requirement or {}, read["filled"])}
        for one in read.get("phrases", [])
    ]
    missing = answer["missing_fact"]
    steadiness = answer["stability"]
    found: dict[str, Any] = {
        "understood": [_phrase(one) for one in phrases if not one["is_ignored"]][:40],
        "ignored": [_phrase(one) for one in phrases if one["is_ignored"]][:40],
        "not_understood": [_words(one) for one in read.get("not_understood", [])[:20]],
        "industry_tags": list(read["industry_tags"]),
        "candidates": counts["candidates"],
        "excluded": counts["excluded"],
        "ranked": counts["ranked"],
        "not_verified": counts["not_verified"],
        "excluded_by": excluded_by(answer),
        "sites": [_site(tell, result, one) for one in answer["ranked"]],
        "relax": [_relax(tell, result, one) for one in answer["relax"][:MOST_LISTED]],
        "stability": steadiness[lang] if steadiness else None,
        "ask_first": missing[lang] if missing else None,
        "rules": [rule_shape(tell, one) for one in answer["rules"][:MOST_LISTED]],
        "warnings": [one[lang] for one in answer["warnings"]],
    }
    shape = MatchShape(**found, **tell.head())
    return _in_words(shape), shape


def excluded_by(answer: Mapping[str, Any]) -> dict[str, int]:
    """Return how many sites each limit or rule excludes, the most first."""
    return dict(
        Counter(
            limit["limit"] for entry in answer["excluded"] for limit in entry["limits"]
        ).most_common(MOST_LISTED)
    )


def place_of_site(tell: Teller, site: Mapping[str, Any]) -> PlaceShape:
    """Return the site of an answer as a place."""
    return tell.place(site["kind"], site["id"], site)


def rule_shape(tell: Teller, rule: Mapping[str, Any]) -> RuleShape:
    """Return a rule of an answer with its document."""
    document = rule["document"]
    return RuleShape(
        id=rule["rule"],
        title=rule["title"][tell.lang],
        text=rule["text"][tell.lang],
        document=document["title"],
        number=document["number"],
        issuer=document["issuer"],
        dates=[str(one) for one in document["date"]],
        effect=rule["effect"],
        read_from=rule["read_kind"],
        confidence=rule["confidence"],
        source_ids=tell.cite(rule["source_ids"]),
    )


def value_of(value: object) -> Any:  # noqa: ANN401  any value of an answer
    """Return a value of a requirement or of its reading; longer ones as text."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {one}" for name, one in value.items())
    return plain(value)


def unit_of(tell: Teller, result: MatchResult, limit: str) -> str | None:
    """Return the unit of the values of a limit; None if they have none."""
    for test in result.screening.tests:
        if test.limit == limit and test.attribute is not None:
            return unit_text(test.attribute.unit, tell.lang) or None
    return None


def _site(tell: Teller, result: MatchResult, entry: Mapping[str, Any]) -> SiteShape:
    names = result.names
    same = ("rank", "rank_best", "rank_worst", "score", "score_low", "score_high")
    return SiteShape(
        **{name: entry[name] for name in same},
        site=place_of_site(tell, entry["site"]),
        reasons=list(entry["reasons"][tell.lang]),
        not_verified=[
            tell.pair(limit_name(one, names)) for one in entry["not_verified"]
        ],
        ask=[
            AskShape(column=one, label=tell.pair(names.get(one, (one, one))))
            for one in entry["ask"]
        ],
        contributions=[
            _contribution(tell, names, one) for one in entry["contributions"]
        ],
    )


def _contribution(
    tell: Teller, names: Names, one: Mapping[str, Any]
) -> ContributionShape:
    key = one["criterion"]
    same = ("value", "low", "high", "unit", "weight", "contribution", "assumed")
    return ContributionShape(
        criterion=key,
        label=tell.pair(names.get(key, (key, key))),
        **{name: one[name] for name in same},
        source_ids=tell.cite(one["source_ids"]),
        confidence=one["confidence"],
    )


def _relax(tell: Teller, result: MatchResult, one: Mapping[str, Any]) -> RelaxShape:
    sites = result.sites
    row = sites.ids.index(one["lets_in"])
    values = {
        "name_zh": one["name_zh"],
        "name_en": one["name_en"],
        "league": sites.leagues[row],
        "banner": sites.banners[row],
    }
    return RelaxShape(
        limit=one["limit"],
        label=tell.pair(limit_name(one["limit"], result.names)),
        unit=unit_of(tell, result, one["limit"]),
        before=value_of(one["from"]),
        to=value_of(one["to"]),
        lets_in=tell.place(sites.kinds[row], one["lets_in"], values),
        verified=one["verified"],
    )


def _is_ignored(
    phrase: Mapping[str, Any], fields: Mapping[str, Any], filled: Mapping[str, str]
) -> bool:
    """Tell whether fields of the requirement say otherwise than a phrase."""
    field = str(phrase["field"])
    if field not in filled:
        # One of the fields that say which ports count settles all of them.
        return field.startswith("limits.port_")
    given: Any = fields
    for part in field.split("."):
        given = given.get(part) if isinstance(given, Mapping) else None
    same = given if isinstance(given, list) else [given]
    return filled[field] == "request" and phrase["value"] not in same


def _phrase(one: Mapping[str, Any]) -> PhraseShape:
    return PhraseShape(
        text=one["text"],
        field=one["field"],
        value=value_of(one["value"]),
        unit=one["unit"] or None,
    )


def _words(one: object) -> str:
    """Return what was not understood as text."""
    text = one.get("text", one) if isinstance(one, Mapping) else one
    return short(str(text), 200) or ""


def _in_words(found: MatchShape) -> str:
    """Return the answer in a few lines."""
    is_zh = found.lang == "zh"
    lines = [
        f"候选地 {found.candidates} 处，排除 {found.excluded} 处，"
        f"入列 {found.ranked} 处（数据版本 {found.data_version}）。"
        if is_zh
        else f"{found.candidates} candidates, {found.excluded} excluded, "
        f"{found.ranked} ranked (data version {found.data_version})."
    ]
    for one in found.sites:
        place = ", ".join(part for part in (one.site.league, one.site.id) if part)
        lines.append(
            f"{one.rank}. {one.site.name} ({place}) {one.score:.3f} "
            f"[{one.score_low:.3f}–{one.score_high:.3f}]"
        )
        if one.not_verified:
            lines.append(
                ("   未核实：" if is_zh else "   not verified: ")
                + listed(one.not_verified, found.lang)
            )
        if one.ask:
            lines.append(
                ("   须问园区：" if is_zh else "   ask the park: ")
                + listed((ask.label for ask in one.ask), found.lang)
            )
    if not found.sites:
        lines.append(
            "没有符合全部约束的候选地。" if is_zh else "No site meets all limits."
        )
    lines += [one for one in (found.stability, found.ask_first) if one]
    if found.ignored:
        lines.append(
            (
                "未采用（字段另有说明）："
                if is_zh
                else "Left out, as fields say otherwise: "
            )
            + listed((one.text for one in found.ignored), found.lang)
        )
    if found.not_understood:
        lines.append(
            ("未看懂：" if is_zh else "Not understood: ")
            + listed(found.not_understood, found.lang)
        )
    return "\n".join(lines)
