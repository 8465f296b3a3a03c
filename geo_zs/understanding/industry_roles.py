"""What each industry is doing in a text: part of the project, customer, feedstock.

The negation and the customer stand before an industry (不含硅料, 为风电供叶片), the
feedstock between 以 and 为原料.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from geo_zs.understanding.tokens import Token, Tokens

#: Most tokens between an industry and the word that gives it its role.
REACH: Final = 12


def role_of(
    tokens: Tokens, number: int, names: Sequence[tuple[int, int]], places: set[int]
) -> str:
    """Return what the industry at a token is doing."""
    token = tokens.items[number]
    if any(start <= token.start and token.end <= end for start, end in names):
        return "name"
    before = tokens.beside(number, -1)
    after = tokens.beside(number, +1)
    if _is_excluded(tokens, number, before, after):
        return "excluded"
    if _is_customer(tokens, number, before, after, places):
        return "customer"
    if _is_feedstock(tokens, number, before, after):
        return "feedstock"
    if _leads(tokens, number, "support_before", places):
        return "supporting"
    return "main"


def _is_excluded(
    tokens: Tokens, number: int, before: Token | None, after: Token | None
) -> bool:
    """Tell whether an industry is negated."""
    if before is not None and before.has("negation"):
        return True
    opened = _opens(tokens, number, "except_open")
    return (
        opened
        and after is not None
        and (after.has("except_close") or after.has("list"))
    )


def _opens(tokens: Tokens, number: int, role: str) -> bool:
    """Tell whether a role stands before, with nothing but industries between."""
    clause = tokens.items[number].clause
    for token in reversed(tokens.items[max(0, number - REACH) : number]):
        if token.clause != clause or token.measure is not None:
            return False
        if token.has(role):
            return True
        if token.meaning.industry is None and not token.has("list"):
            return False
    return False


def _is_customer(
    tokens: Tokens,
    number: int,
    before: Token | None,
    after: Token | None,
    places: set[int],
) -> bool:
    """Tell whether an industry is the one that is supplied."""
    if _leads(tokens, number, "customer_before", places):
        return True
    follows = tokens.items[number + 1 : number + 7]
    clause = tokens.items[number].clause
    if _leads(tokens, number, "for", places):
        earlier = min(places) < number
        if before is not None and before.text.startswith("for"):
            return earlier
        if any(one.clause == clause and one.has("for_verb") for one in follows):
            return True
    if after is None or not after.has("customer_after"):
        return after is not None and after.text == "配套" and not _has_industry(follows)
    return True


def _has_industry(tokens: Sequence[Token]) -> bool:
    """Tell whether the second of these tokens is an industry."""
    if len(tokens) < 2 or tokens[1].clause != tokens[0].clause:
        return False
    meaning = tokens[1].meaning
    return meaning.industry is not None or bool(meaning.sector)


def _leads(tokens: Tokens, number: int, role: str, places: set[int]) -> bool:
    """Tell whether a role stands before an industry, over measures and industries."""
    clause = tokens.items[number].clause
    at = number
    while at > max(0, number - REACH):
        gap = tokens.gap(at - 1, at).strip(" -+/")
        before = tokens.items[at - 1]
        if gap or before.clause != clause or before.text == "的":
            return False
        if before.has(role):
            return True
        passes = before.measure is not None or before.has("list", "pre_about", "filler")
        if not passes and at - 1 not in places:
            return False
        at -= 1
    return False


def _is_feedstock(
    tokens: Tokens, number: int, before: Token | None, after: Token | None
) -> bool:
    """Tell whether an industry is what the project uses."""
    if after is not None and after.has("feedstock_after"):
        return True
    industry = tokens.items[number].meaning.industry
    if industry is not None and industry.tag == "circular_resources":
        return False
    return before is not None and before.has("feedstock_before")


def spread_negation(
    tokens: Tokens, places: Sequence[int], roles: dict[int, str]
) -> dict[int, str]:
    """Carry 不含 and 除 over a list: 不含多晶硅和硅片 leaves both out."""
    carried = dict(roles)
    for first, second in pairwise(places):
        if carried[first] not in ("excluded", "customer"):
            continue
        between = tokens.items[first + 1 : second]
        start, end = tokens.items[first].end, tokens.items[second].start
        joined = tokens.folded.text[start:end].strip()
        listed = all(one.has("list") for one in between)
        if (listed and between) or joined in ("、", "/"):
            carried[second] = carried[first]
    return carried
