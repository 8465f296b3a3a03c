"""Distances of a text: near a railway, a land port or an airport, or far from them.

A distance is a greatest one unless the words round it say otherwise: 以外, outside,
不在…以内, at least. Then it is a setback (退让距离) of a layer, and only where that
layer is what the words name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geo_zs.understanding.measures import Measure
from geo_zs.understanding.quantity import Reading
from geo_zs.understanding.surroundings import BEFORE, Surroundings
from geo_zs.understanding.tokens import Token

_LESS: Final = frozenset({"le", "lt"})
_MORE: Final = frozenset({"ge", "gt"})
#: Words that make a greatest distance of what follows no wish at all.
_WAIVED: Final = ("不需要", "无需", "不需", "不必", "不要求", "no need")
#: Words of rail that name a place on the line, not the line.
_STOPS: Final = ("站", "货场", "station", "siding", "专用线")
_ANY_RAIL: Final = "limits.setbacks.rail_lines"


def read_distance(
    around: Surroundings, measure: Measure, relation: str, *, first: int, last: int
) -> list[Reading]:
    """Return one reading for each place that a distance is to."""
    before, after = around.sides(first, last)
    targets = _targets(around, before, after, last)
    sense = _sense(around, measure, relation, before=before, last=last)
    begin = min(around.items[at].start for at in (first, *targets))
    begin = _with_distance_word(around, begin, before)
    end = max(around.items[at].end for at in (last, *targets))
    near = relation in ("le", "lt", "range", "about") or any(
        around.items[at].has("distance", "near") for at in (*before, *after)
    )
    if not targets or not sense or not (near or sense == "far"):
        note = "setback" if sense == "far" or relation in _MORE else ""
        return [Reading("", measure, relation, begin, end, note=note)]
    readings = []
    for at in sorted(targets):
        start, end = around.slice(first, last, at)
        start = _with_distance_word(around, start, before)
        token = around.items[at]
        if sense == "far":
            field = _setback(token)
            start = _with_far_word(around, start, before)
            note = "" if field else "setback"
            said = relation if relation in _MORE else "ge"
            readings.append(Reading(field, measure, said, start, end, note=note))
        else:
            field = _target(token).removeprefix("?")
            said = relation
            if relation in _MORE:  # 不要离机场超过50公里
                start, said = _with_far_word(around, start, before), "le"
            readings.append(Reading(field, measure, said, start, end))
    return readings


def far_clauses(around: Surroundings) -> set[int]:
    """Return the clauses in which a distance is a smallest one or no wish."""
    clauses = set()
    for number, token in enumerate(around.items):
        if token.measure is None or token.measure.kind != "length":
            continue
        relation, first, last = around.relation(number, token.measure)
        before, _ = around.sides(first, last)
        sense = _sense(around, token.measure, relation, before=before, last=last)
        if sense != "near":
            clauses.add(token.clause)
    return clauses


def _targets(
    around: Surroundings, before: Sequence[int], after: Sequence[int], last: int
) -> list[int]:
    """Return the tokens that a distance is measured to."""
    ahead = [at for at in before if _target(around.items[at])]
    behind = [at for at in after if _target(around.items[at])]
    text = around.tokens.folded.text
    tail = text[around.items[last].end : around.items[last].end + 6].lstrip()
    leads_on = tail.startswith(("of ", "from ", "to ", "away", "有", "就有", "必须有"))
    return behind if (leads_on and behind) or not ahead else ahead


def _sense(
    around: Surroundings,
    measure: Measure,
    relation: str,
    *,
    before: Sequence[int],
    last: int,
) -> str:
    """Return ``near`` of a greatest distance, ``far`` of a smallest, else nothing."""
    said = relation
    items = around.items
    post = items[last] if items[last].measure is None else None
    if post is not None and post.has("post_ge"):
        said = "ge"
    if said in ("eq", "about", "range"):
        found = [r for r in BEFORE for at in before if items[at].has(f"pre_{r}")]
        said = next((r for r in found if r != "about"), said)
    if any(items[at].text in _WAIVED for at in before):
        return ""
    behind = around.tokens.beside(last, +1)  # 30公里内不得有机场
    is_denied = any(items[at].has("negation") for at in before) or (
        behind is not None and behind.has("negation", "avoided_after", "far")
    )
    is_avoided = any(items[at].has("far") for at in before)
    if measure.is_range and (said in _MORE or is_denied or is_avoided):
        return ""
    if is_denied or is_avoided:
        if said in _LESS:
            keeps = {items[at].text for at in before if items[at].has("far")}
            is_plain = not is_denied and keeps <= {"keep", "stay"}
            return "near" if is_plain else "far"
        if said in _MORE:
            return "near" if is_denied and not is_avoided else "far"
        return "far" if is_avoided else ""
    return "far" if said in _MORE else "near"


def _with_distance_word(around: Surroundings, start: int, before: Sequence[int]) -> int:
    """Return the start of a phrase with the 距 before it."""
    for at in before:
        token = around.items[at]
        if token.has("distance", "near") and token.end <= start:
            gap = around.tokens.folded.text[token.end : start].strip()
            return token.start if len(gap) <= 4 else start
    return start


def _with_far_word(around: Surroundings, start: int, before: Sequence[int]) -> int:
    """Return the start of a phrase with the words that make it a smallest distance."""
    starts = [
        around.items[at].start
        for at in before
        if around.items[at].has("far", "negation", *(f"pre_{r}" for r in _MORE))
    ]
    return min([start, *starts])


def _setback(token: Token) -> str:
    """Return the setback that a smallest distance to this word is, empty if none.

    A named port, or one of a kind, is not the layer of all ports.
    """
    if token.has("port"):
        return "limits.setbacks.ports" if token.meaning.port is None else ""
    if token.has("rail"):
        is_stop = token.text.endswith(_STOPS)
        if token.text.endswith(("专用线", "siding")):
            return ""
        return "limits.setbacks.rail_nodes" if is_stop else _ANY_RAIL
    layers = {"airport": "airports", "plant": "power_plants", "base": "energy_bases"}
    found = next((layer for role, layer in layers.items() if token.has(role)), "")
    return f"limits.setbacks.{found}" if found else ""


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
    if token.has("place_other", "port_air", "plant", "base"):
        return "?"
    return "?" if token.meaning.place is not None else ""
