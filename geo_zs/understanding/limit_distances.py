"""Distances of a text: to a railway, a land port or an airport."""

from __future__ import annotations

from geo_zs.understanding.measures import Measure
from geo_zs.understanding.quantity import Reading
from geo_zs.understanding.surroundings import Surroundings
from geo_zs.understanding.tokens import Token


def read_distance(
    around: Surroundings, measure: Measure, relation: str, *, first: int, last: int
) -> list[Reading]:
    """Return one reading for each place that a distance is to."""
    before, after = around.sides(first, last)
    ahead = [at for at in before if _target(around.items[at])]
    behind = [at for at in after if _target(around.items[at])]
    text = around.tokens.folded.text
    tail = text[around.items[last].end : around.items[last].end + 6].lstrip()
    leads_on = tail.startswith(("of ", "from ", "to ", "away", "有", "就有", "必须有"))
    targets = behind if (leads_on and behind) or not ahead else ahead
    near = relation in ("le", "lt", "range", "about") or any(
        around.items[at].has("distance", "near") for at in (*before, *after)
    )
    if not targets or not near or relation in ("ge", "gt"):
        start = min((around.items[at].start for at in targets), default=None)
        begin = around.items[first].start
        begin = begin if start is None else min(begin, start)
        return [Reading("", measure, relation, begin, around.items[last].end)]
    readings = []
    for at in sorted(targets):
        start, end = around.slice(first, last, at)
        start = _with_distance_word(around, start, before)
        field = _target(around.items[at])
        readings.append(
            Reading(field if field != "?" else "", measure, relation, start, end)
        )
    return readings


def _with_distance_word(around: Surroundings, start: int, before: list[int]) -> int:
    """Return the start of a phrase with the 距 before it."""
    for at in before:
        token = around.items[at]
        if token.has("distance", "near") and token.end <= start:
            gap = around.tokens.folded.text[token.end : start].strip()
            return token.start if len(gap) <= 4 else start
    return start


def _target(token: Token) -> str:
    """Return the limit that a distance to this word belongs to, ``?`` if none."""
    port = token.meaning.port
    if port is not None and not port.ids:
        return "?"
    if port is not None or token.has("port", "port_road", "port_rail"):
        return "limits.land_port_km_max"
    if token.has("rail"):
        return "limits.rail_km_max"
    if token.has("airport"):
        return "limits.airport_km_max"
    if token.has("place_other", "port_air") or token.meaning.place is not None:
        return "?"
    return ""
