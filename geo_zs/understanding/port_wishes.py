"""Ports, kind of port and neighbouring country that a text asks for."""

from __future__ import annotations

from typing import Final

from geo_zs.understanding.place_words import PlaceWords
from geo_zs.understanding.result import Hint
from geo_zs.understanding.tokens import Token

#: Roles of words → country on the other side of the border.
_NEIGHBOURS: Final = {"mongolia": "Mongolia", "russia": "Russia"}
#: Roles of words → mode of a port.
MODES: Final = {"port_road": "road", "port_rail": "rail"}


def read_ports(words: PlaceWords) -> None:
    """Find named ports and the kind of port."""
    ids: dict[str, None] = {}
    modes: dict[str, tuple[int, int]] = {}
    for number, token in enumerate(words.items):
        if token.clause in words.far:  # 距口岸100公里以外
            continue
        port = token.meaning.port
        after = words.beside(number, +1)
        if port is not None and is_port(words, number, token, after):
            _take_port(words, number, token, ids)
        elif token.has("port_air"):
            words.found.not_understood.append((token.start, token.end))
        elif token.has(*MODES):
            mode = next(value for role, value in MODES.items() if token.has(role))
            if not words.is_negated(number):
                modes.setdefault(mode, (token.start, token.end))
    if ids:
        words.found.limits["port_ids"] = list(ids)
    if len(modes) == 1:
        ((mode, (start, end)),) = modes.items()
        words.found.limits["port_mode"] = mode
        words.add_phrase(start, end, "port_mode", value=mode)


def is_port(words: PlaceWords, number: int, token: Token, after: Token | None) -> bool:
    """Tell whether a name stands for a port here."""
    port = token.meaning.port
    if port is None or words.is_in_name(token):
        return False
    if after is not None and after.has("port_park"):
        return False
    if not port.is_town:
        return True
    if after is not None and after.has("port", *MODES):
        return True
    clause = words.items[number].clause
    near = any(
        one.clause == clause
        and one.measure is not None
        and one.measure.kind == "length"
        for one in words.items
    )
    return near and words.has_in_clause(number, "distance", "pre_le", "post_le")


def _take_port(
    words: PlaceWords, number: int, token: Token, ids: dict[str, None]
) -> None:
    """Take the ports of a name, or report that it cannot be used."""
    port = token.meaning.port
    if port is None:
        return
    after = words.beside(number, +1)
    end = after.end if after is not None and after.has("port") else token.end
    if words.is_negated(number):
        words.found.not_understood.append((token.start, end))
        return
    if not port.ids:
        words.found.not_understood.append((token.start, end))
        words.found.hints.append(
            Hint(
                "port_not_usable",
                "limits.port_ids",
                "该口岸已关闭或为航空口岸，不能作为陆路口岸条件",
                "this port is closed or an air port and cannot be asked for "
                "as a land port",
            )
        )
        return
    for port_id in port.ids:
        if port_id not in ids:
            ids[port_id] = None
            words.add_phrase(token.start, end, "port_ids", value=port_id, relation="in")


def read_neighbours(words: PlaceWords) -> None:
    """Find the country on the other side of the border."""
    has_port = any(
        one.has("port", *MODES) or one.meaning.port is not None for one in words.items
    )
    named = {
        one.meaning.port.neighbour
        for one in words.items
        if one.meaning.port is not None
        and one.meaning.port.ids
        and "port_ids" in words.found.limits
    } - {""}
    wanted: dict[str, list[tuple[int, int]]] = {}
    for number, token in enumerate(words.items):
        role = next((one for one in _NEIGHBOURS if token.has(one)), None)
        if role is None or words.is_in_name(token) or words.is_negated(number):
            continue
        if token.clause in words.far:
            continue
        after = words.beside(number, +1)
        goods = has_port and (
            number + 1 in {one.token for one in words.industries.mentions}
            or (after is not None and after.has("port", *MODES))
        )
        if goods or words.has_in_clause(number, "import", "port", *MODES):
            wanted.setdefault(_NEIGHBOURS[role], []).append((token.start, token.end))
    clash = named and set(wanted) - named
    if len(wanted) == 1 and not clash:
        ((country, spans),) = wanted.items()
        words.found.limits["port_neighbour"] = country
        words.add_phrase(*spans[0], "port_neighbour", value=country)
    else:
        for spans in wanted.values():
            words.found.not_understood.extend(spans)
