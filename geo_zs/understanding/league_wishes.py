"""Leagues that a text says the project should go to, or should not.

Each place ends in one of four ways: a limit, an exclusion, a wish, or a place that has
nothing to do with where the project goes. The last three are no limits, and are told.
"""

from __future__ import annotations

from typing import Final

from geo_zs.understanding.industry import park_names
from geo_zs.understanding.place_words import PlaceWords
from geo_zs.understanding.port_wishes import is_port
from geo_zs.understanding.result import Hint
from geo_zs.understanding.tokens import Token

#: Roles of words that may stand between 不要 and the place it is about.
_PASSED: Final = ("site_before", "filler", "list", "boundary", "wish", "enter")
#: Roles of words that shut a place out.
_SHUT: Final = ("negation", "except_open", "far")
#: Other words that shut out the place right behind them.
_SHUT_WORDS: Final = frozenset(
    {"不在", "不去", "不考虑", "避开", "排除", "not in", "except", "outside"}
)
_EXCLUDED: Final = Hint(
    "place_excluded",
    "limits.leagues",
    "排除的地方不能单独作为条件：请在limits.leagues中列出可以接受的盟市",
    "a place to leave out is no limit by itself: list the leagues that will do as "
    "limits.leagues",
)


def read_leagues(words: PlaceWords) -> None:
    """Find the leagues that the project should go to."""
    wanted: dict[str, None] = {}
    stances: dict[int, tuple[str, int]] = {}
    parks = dict(park_names(words.tokens))
    for number, token in enumerate(words.items):
        place = token.meaning.place
        if place is None or is_port(words, number, token, words.beside(number, 1)):
            continue
        if words.is_in_name(token) or _is_measured(words, token):
            continue
        stance, start = _listed_before(words, number, stances) or _stance(
            words, number, token, parks
        )
        stances[number] = (stance, start)
        if stance != "wanted":
            _tell(words, number, token, stance, start)
            continue
        wanted.setdefault(place.league)
        words.add_phrase(
            token.start, token.end, "leagues", value=place.league, relation="in"
        )
        if place.is_banner:
            _hint_banner(words, place.name_zh, place.name_en)
    for start, end in parks.items():
        _hint_park(words, start, end)
    if wanted:
        words.found.limits["leagues"] = list(wanted)


def _stance(
    words: PlaceWords, number: int, token: Token, parks: dict[int, int]
) -> tuple[str, int]:
    """Return what a text wants with a place, and where the words that say so begin."""
    shut = _shut_out(words, number)
    if shut is not None:
        return "excluded", shut
    before = words.beside(number, -1)
    if before is not None and before.has("not_only"):
        return "unclear", before.start
    if before is not None and before.has("near") and not before.has("site_before"):
        return "unclear", before.start
    soft = words.has_in_clause(number, "wish")
    if _is_wanted(words, number, token, parks):
        return ("wish" if soft else "wanted"), token.start
    is_wish = before is not None and before.has("wish")
    return ("wish" if is_wish else "other"), token.start


def _tell(
    words: PlaceWords, number: int, token: Token, stance: str, start: int
) -> None:
    """Report a place that is no limit."""
    end = token.end
    if stance == "excluded":
        after = words.beside(number, +1)
        if after is not None and words.items[number].start == start:
            end = after.end if after.has("except_close", "avoided_after") else end
        words.found.not_understood.append((start, end))
        words.found.hints.append(_EXCLUDED)
    elif stance == "unclear":
        words.found.not_understood.append((start, end))
    else:
        _hint_place(words, token, stance)


def _hint_place(words: PlaceWords, token: Token, stance: str) -> None:
    """Say that a place is a wish, or is not where the project goes."""
    piece, _, _ = words.tokens.original(words.text, token.start, token.end)
    words.found.told.append((token.start, token.end))
    if stance == "wish":
        code = "wish_not_limit"
        zh = f"“{piece}”是优先意愿，不作为硬约束：须限定时请写“限于{piece}”"
        en = f"'{piece}' is a wish and no limit: say 'only in {piece}' to make it one"
    else:
        code = "place_not_used"
        zh = f"“{piece}”未作为选址条件：须限定时请写“限于{piece}”"
        en = (
            f"'{piece}' is not taken as where the project goes: say 'only in {piece}' "
            "if it is"
        )
    words.found.hints.append(Hint(code, "limits.leagues", zh, en))


def _hint_banner(words: PlaceWords, name_zh: str, name_en: str) -> None:
    words.found.hints.append(
        Hint(
            "banner_as_league",
            "limits.leagues",
            f"{name_zh}按所属盟市筛选：限制条件只到盟市一级",
            f"{name_en} is tested as its league: the limit knows leagues only",
        )
    )


def _hint_park(words: PlaceWords, start: int, end: int) -> None:
    """Say that a park is no limit."""
    piece = words.tokens.original(words.text, start, end)[0].strip()
    words.found.told.append((start, end))
    words.found.hints.append(
        Hint(
            "park_not_used",
            "limits.leagues",
            f"园区“{piece}”未使用：限制条件只到盟市一级",
            f"the park '{piece}' is not used: the limit knows leagues only",
        )
    )


def _is_measured(words: PlaceWords, token: Token) -> bool:
    """Tell whether a distance is measured to a place, which is reported with it."""
    said = [one for one in words.items if one.clause == token.clause]
    return any(
        one.measure is not None and one.measure.kind == "length" for one in said
    ) and any(one.has("distance", "far", "post_ge", "pre_ge") for one in said)


def _listed_before(
    words: PlaceWords, number: int, stances: dict[int, tuple[str, int]]
) -> tuple[str, int] | None:
    """Return the stance of the place right before in a list, or of its league."""
    before = number - 1
    while before >= 0 and words.items[before].has("list"):
        before -= 1
    if before not in stances:
        return None
    stance, start = stances[before]
    token, last = words.items[number], words.items[before]
    between = words.tokens.folded.text[last.end : token.start]
    rest = between.strip(" 、,/和或与及")
    one, other = last.meaning.place, token.meaning.place
    is_part = one is not None and other is not None and one.league == other.league
    if rest not in ("", "or", "and", "以及", "或者") or not (
        between.strip() or is_part
    ):
        return None
    return stance, start if stance in ("excluded", "unclear") else token.start


def _shut_out(words: PlaceWords, number: int) -> int | None:
    """Return where the words begin that shut a place out, or None if none do."""
    at = number - 1
    while at >= 0 and words.beside(at + 1, -1) is not None:
        token = words.items[at]
        if token.has("not_only"):
            return None
        if token.has(*_SHUT) or token.text in _SHUT_WORDS:
            return token.start
        if not token.has(*_PASSED) and token.meaning.place is None:
            break
        at -= 1
    at = number + 1
    while words.beside(at - 1, +1) is not None:
        token = words.items[at]
        if token.has("except_close", "avoided_after"):
            return words.items[number].start
        if not token.has("list", "filler") and token.meaning.place is None:
            break
        at += 1
    return None


def _is_wanted(
    words: PlaceWords, number: int, token: Token, parks: dict[int, int]
) -> bool:
    """Tell whether the words around a place say that the project goes there."""
    before = words.beside(number, -1)
    if (
        before is not None
        and before.has("place_not")
        and (not before.has("site_before") or before.has("distance"))
    ):
        return False
    if before is not None and before.has("import"):
        return False
    if before is not None and before.has("site_before"):
        step = words.beside(number - 1, -1)
        return not (step is not None and step.has("place_not"))
    after = words.beside(number, +1)
    if before is None and _opens_clause(words, number, token):
        return _stands_for_site(words, number, token, parks)
    return after is not None and after.text == "only"


def _opens_clause(words: PlaceWords, number: int, token: Token) -> bool:
    """Tell whether nothing but filler stands before a place in its clause."""
    start = words.tokens.clauses[token.clause][0]
    if number and words.items[number - 1].clause == token.clause:
        return False
    return not words.tokens.folded.text[start : token.start].strip()


def _stands_for_site(
    words: PlaceWords, number: int, token: Token, parks: dict[int, int]
) -> bool:
    """Tell whether a place at the head of a clause is where the project goes."""
    place = token.meaning.place
    if place is None:
        return False
    last, end = number, token.end
    after = words.beside(last, +1)
    while after is not None and _is_part(place.league, after):  # 乌兰察布集宁区
        last, end = last + 1, after.end
        after = words.beside(last, +1)
    clause_end = words.tokens.clauses[token.clause][1]
    rest = words.tokens.folded.text[parks.get(end, end) : clause_end].strip()
    if not rest or (after is not None and after.has("site_after", "list")):
        return True
    if after is not None and after.text == "only":
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


def _is_part(league: str, token: Token) -> bool:
    """Tell whether a word is a banner of a league."""
    place = token.meaning.place
    return place is not None and place.is_banner and place.league == league
