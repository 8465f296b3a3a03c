"""Ports, neighbours, leagues and chemical parks that a text asks for.

A place counts only where the text says that the project should go there (在包头,
选址乌海, 包头市 at the head of a clause); a place in the name of a firm, a source of
coal or a market does not. A port that is a town too (满洲里) needs 口岸 or a distance.
"""

from __future__ import annotations

from geo_zs.understanding.hints import wish_hint
from geo_zs.understanding.industry import Industries
from geo_zs.understanding.league_wishes import read_leagues
from geo_zs.understanding.place_words import Places, PlaceWords
from geo_zs.understanding.port_wishes import MODES, read_neighbours, read_ports
from geo_zs.understanding.tokens import Tokens


def read_places(
    text: str, tokens: Tokens, industries: Industries, names: list[tuple[int, int]]
) -> Places:
    """Find ports, neighbour, kind of port, leagues and a chemical park.

    Parameters
    ----------
    text : str
        The original text.
    tokens : Tokens
        The text cut into pieces.
    industries : Industries
        For goods that come over a border.
    names : list of (int, int)
        Folded slices that are names of firms.
    """
    words = PlaceWords(text, tokens, industries, names)
    read_ports(words)
    read_neighbours(words)
    read_leagues(words)
    _read_chemical_park(words)
    _read_vague(words)
    return words.found


def _read_chemical_park(words: PlaceWords) -> None:
    """Find out whether a recognised chemical park is asked for."""
    for number, token in enumerate(words.items):
        if not token.has("chemical_park") or words.is_in_name(token):
            continue
        before, after = words.beside(number, -1), words.beside(number, +1)
        step = words.beside(number - 1, -1) if before is not None else None
        negated = any(one is not None and one.has("negation") for one in (before, step))
        asked = (before is not None and before.has("enter")) or (
            after is not None and after.has("inside")
        )
        start = before.start if before is not None and asked else token.start
        end = after.end if after is not None and after.has("inside") else token.end
        if negated and before is not None:
            start = before.start
        if asked and not negated and words.has_in_clause(number, "wish"):
            words.found.told.append((start, end))
            words.found.hints.append(wish_hint("limits.chemical_park"))
        elif asked and not negated:
            if before is not None and not before.has("enter"):
                start = token.start
            words.found.limits["chemical_park"] = True
            words.add_phrase(start, end, "chemical_park", value=True)
        else:
            words.found.not_understood.append((start, end))


def _read_vague(words: PlaceWords) -> None:
    """Report a wish for a railway, a port or a road near by without a distance."""
    trades = {one.token for one in words.industries.mentions if one.tag}
    measured_in = {
        one.clause
        for one in words.items
        if one.measure is not None and one.measure.kind == "length"
    }
    for number, token in enumerate(words.items):
        is_free = number not in trades and token.clause not in measured_in
        if token.has("rail") and is_free:
            words.found.not_understood.append((token.start, token.end))
        if not token.has("near") or number + 1 >= len(words.items):
            continue
        after = words.beside(number, +1)
        if after is None or after.meaning.port is not None:
            continue
        is_target = after.has("rail", "airport", "port", *MODES, "place_other")
        if is_target and token.clause not in measured_in:
            words.found.not_understood.append((token.start, after.end))
