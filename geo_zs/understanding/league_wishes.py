"""Leagues that a text says the project should go to."""

from __future__ import annotations

from geo_zs.understanding.place_words import PlaceWords
from geo_zs.understanding.port_wishes import is_port
from geo_zs.understanding.result import Hint
from geo_zs.understanding.tokens import Token


def read_leagues(words: PlaceWords) -> None:
    """Find the leagues that the project should go to."""
    wanted: dict[str, None] = {}
    taken: set[int] = set()
    for number, token in enumerate(words.items):
        place = token.meaning.place
        if place is None or is_port(words, number, token, words.beside(number, 1)):
            continue
        if words.is_in_name(token):
            continue
        listed = _listed_before(words, number, taken)
        if not listed and not _is_wanted(words, number, token):
            if _is_unwanted(words, number):
                _report_unwanted(words, number, token)
            continue
        taken.add(number)
        if place.league not in wanted:
            wanted[place.league] = None
        words.add_phrase(
            token.start, token.end, "leagues", value=place.league, relation="in"
        )
        if place.is_banner:
            _hint_banner(words, place.name_zh, place.name_en)
    if wanted:
        words.found.limits["leagues"] = list(wanted)


def _hint_banner(words: PlaceWords, name_zh: str, name_en: str) -> None:
    words.found.hints.append(
        Hint(
            "banner_as_league",
            "limits.leagues",
            f"{name_zh}按所属盟市筛选：限制条件只到盟市一级",
            f"{name_en} is tested as its league: the limit knows leagues only",
        )
    )


def _listed_before(words: PlaceWords, number: int, taken: set[int]) -> bool:
    """Tell whether a wanted place stands right before, in a list."""
    before = number - 1
    while before >= 0 and words.items[before].has("list"):
        before -= 1
    if before not in taken:
        return False
    start, end = words.items[before].end, words.items[number].start
    between = words.tokens.folded.text[start:end]
    rest = between.strip(" 、,/和或与及")
    return rest in ("", "or", "and", "以及", "或者") and bool(between)


def _is_wanted(words: PlaceWords, number: int, token: Token) -> bool:
    """Tell whether the words around a place say that the project goes there."""
    before = words.beside(number, -1)
    if (
        before is not None
        and before.has("place_not")
        and (not before.has("site_before") or before.has("distance"))
    ):
        return False
    if before is not None and before.has("negation", "except_open", "import"):
        return False
    if before is not None and before.has("site_before"):
        step = words.beside(number - 1, -1)
        return not (step is not None and step.has("negation", "place_not"))
    if before is None and _opens_clause(words, number, token):
        return _stands_for_site(words, number, token)
    return False


def _opens_clause(words: PlaceWords, number: int, token: Token) -> bool:
    """Tell whether nothing but filler stands before a place in its clause."""
    start = words.tokens.clauses[token.clause][0]
    if number and words.items[number - 1].clause == token.clause:
        return False
    return not words.tokens.folded.text[start : token.start].strip()


def _stands_for_site(words: PlaceWords, number: int, token: Token) -> bool:
    """Tell whether a place at the head of a clause is where the project goes."""
    place = token.meaning.place
    if place is None:
        return False
    clause_end = words.tokens.clauses[token.clause][1]
    rest = words.tokens.folded.text[token.end : clause_end].strip()
    after = words.beside(number, +1)
    if not rest or (after is not None and after.has("site_after", "list")):
        return True
    full = token.text in (place.name_zh, place.name_en.lower())
    return (
        full
        and after is not None
        and (
            after.measure is not None
            or after.has("output_rate")
            or after.meaning.industry is not None
        )
    )


def _is_unwanted(words: PlaceWords, number: int) -> bool:
    """Tell whether a place is one to avoid, which no field can say."""
    before = words.beside(number, -1)
    return before is not None and (
        before.has("negation", "except_open")
        or before.text in ("不在", "不去", "不考虑", "避开", "排除", "not in")
    )


def _report_unwanted(words: PlaceWords, number: int, token: Token) -> None:
    before = words.items[number - 1]
    words.found.not_understood.append((before.start, token.end))
