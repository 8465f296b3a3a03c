"""Ports, neighbours, leagues and chemical parks that a text asks for.

A place counts only where the text says that the project should go there (在包头,
选址乌海, 包头市 at the head of a clause); a place in the name of a firm, a source of
coal or a market does not. A port that is a town too (满洲里) needs 口岸 or a distance.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from geo_zs.understanding.industry import Industries
from geo_zs.understanding.result import Hint, Phrase
from geo_zs.understanding.tokens import Token, Tokens

_NEIGHBOURS: Final = {"mongolia": "Mongolia", "russia": "Russia"}
_MODES: Final = {"port_road": "road", "port_rail": "rail"}
#: Words that may stand between a place and what says that it is wanted.
_LOOSE: Final = ("filler", "list", "pre_about")


@dataclass
class Places:
    """What a text says about places.

    Parameters
    ----------
    limits : dict
        Members of ``limits``.
    phrases : list of Phrase
        Where each came from.
    not_understood : list of (int, int)
        Folded slices that name a place to no clear end.
    hints : list of Hint
        Remarks.
    """

    limits: dict[str, Any] = field(default_factory=dict)
    phrases: list[Phrase] = field(default_factory=list)
    not_understood: list[tuple[int, int]] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)


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
    reader = _Reader(text, tokens, industries, names)
    reader.read_ports()
    reader.read_neighbours()
    reader.read_leagues()
    reader.read_chemical_park()
    reader.read_vague()
    return reader.found


class _Reader:
    """Reads the places of one text."""

    def __init__(
        self,
        text: str,
        tokens: Tokens,
        industries: Industries,
        names: list[tuple[int, int]],
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.items = tokens.items
        self.industries = industries
        self.names = names
        self.found = Places()

    def _phrase(
        self, start: int, end: int, name: str, *, value: str | bool, relation: str = ""
    ) -> None:
        piece, first, last = self.tokens.original(self.text, start, end)
        self.found.phrases.append(
            Phrase(
                piece, first, last, f"limits.{name}", value, relation=relation or "eq"
            )
        )

    def _same_clause(self, number: int, *roles: str) -> bool:
        """Tell whether a token of the same clause has one of the roles."""
        clause = self.items[number].clause
        return any(token.clause == clause and token.has(*roles) for token in self.items)

    def _beside(self, number: int, step: int) -> Token | None:
        """Return the next token of the clause if only blanks lie between, or None."""
        return self.tokens.beside(number, step, passes=" :")

    def _in_name(self, token: Token) -> bool:
        return any(a <= token.start and token.end <= b for a, b in self.names)

    def _negated(self, number: int) -> bool:
        """Tell whether 不, 非 or 除 stands before."""
        before = self._beside(number, -1)
        return before is not None and before.has("negation", "except_open")

    # Ports ------------------------------------------------------------------
    def read_ports(self) -> None:
        """Find named ports and the kind of port."""
        ids: dict[str, None] = {}
        modes: dict[str, tuple[int, int]] = {}
        for number, token in enumerate(self.items):
            port = token.meaning.port
            after = self._beside(number, +1)
            if port is not None and self._is_port(number, token, after):
                self._take_port(number, token, ids)
            elif token.has("port_air"):
                self.found.not_understood.append((token.start, token.end))
            elif token.has(*_MODES):
                mode = next(value for role, value in _MODES.items() if token.has(role))
                if not self._negated(number):
                    modes.setdefault(mode, (token.start, token.end))
        if ids:
            self.found.limits["port_ids"] = list(ids)
        if len(modes) == 1:
            ((mode, (start, end)),) = modes.items()
            self.found.limits["port_mode"] = mode
            self._phrase(start, end, "port_mode", value=mode)

    def _is_port(self, number: int, token: Token, after: Token | None) -> bool:
        """Tell whether a name stands for a port here."""
        port = token.meaning.port
        if port is None or self._in_name(token):
            return False
        if after is not None and after.has("port_park"):
            return False
        if not port.is_town:
            return True
        if after is not None and after.has("port", *_MODES):
            return True
        clause = self.items[number].clause
        near = any(
            one.clause == clause
            and one.measure is not None
            and one.measure.kind == "length"
            for one in self.items
        )
        return near and self._same_clause(number, "distance", "pre_le", "post_le")

    def _take_port(self, number: int, token: Token, ids: dict[str, None]) -> None:
        """Take the ports of a name, or report that it cannot be used."""
        port = token.meaning.port
        if port is None:
            return
        after = self._beside(number, +1)
        end = after.end if after is not None and after.has("port") else token.end
        if self._negated(number):
            self.found.not_understood.append((token.start, end))
            return
        if not port.ids:
            self.found.not_understood.append((token.start, end))
            self.found.hints.append(
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
                self._phrase(token.start, end, "port_ids", value=port_id, relation="in")

    def read_neighbours(self) -> None:
        """Find the country on the other side of the border."""
        has_port = any(
            one.has("port", *_MODES) or one.meaning.port is not None
            for one in self.items
        )
        named = {
            one.meaning.port.neighbour
            for one in self.items
            if one.meaning.port is not None
            and one.meaning.port.ids
            and "port_ids" in self.found.limits
        } - {""}
        wanted: dict[str, list[tuple[int, int]]] = {}
        for number, token in enumerate(self.items):
            role = next((one for one in _NEIGHBOURS if token.has(one)), None)
            if role is None or self._in_name(token) or self._negated(number):
                continue
            after = self._beside(number, +1)
            goods = has_port and (
                number + 1 in {one.token for one in self.industries.mentions}
                or (after is not None and after.has("port", *_MODES))
            )
            if goods or self._same_clause(number, "import", "port", *_MODES):
                wanted.setdefault(_NEIGHBOURS[role], []).append(
                    (token.start, token.end)
                )
        clash = named and set(wanted) - named
        if len(wanted) == 1 and not clash:
            ((country, spans),) = wanted.items()
            self.found.limits["port_neighbour"] = country
            self._phrase(*spans[0], "port_neighbour", value=country)
        else:
            for spans in wanted.values():
                self.found.not_understood.extend(spans)

    # Leagues ----------------------------------------------------------------
    def read_leagues(self) -> None:
        """Find the leagues that the project should go to."""
        wanted: dict[str, None] = {}
        taken: set[int] = set()
        for number, token in enumerate(self.items):
            place = token.meaning.place
            if place is None or self._is_port(number, token, self._beside(number, 1)):
                continue
            if self._in_name(token):
                continue
            listed = self._listed_before(number, taken)
            if not listed and not self._is_wanted(number, token):
                if self._is_unwanted(number):
                    self._report_unwanted(number, token)
                continue
            taken.add(number)
            if place.league not in wanted:
                wanted[place.league] = None
            self._phrase(
                token.start, token.end, "leagues", value=place.league, relation="in"
            )
            if place.is_banner:
                self._hint_banner(place.name_zh, place.name_en)
        if wanted:
            self.found.limits["leagues"] = list(wanted)

    def _hint_banner(self, name_zh: str, name_en: str) -> None:
        self.found.hints.append(
            Hint(
                "banner_as_league",
                "limits.leagues",
                f"{name_zh}按所属盟市筛选：限制条件只到盟市一级",
                f"{name_en} is tested as its league: the limit knows leagues only",
            )
        )

    def _listed_before(self, number: int, taken: set[int]) -> bool:
        """Tell whether a wanted place stands right before, in a list."""
        before = number - 1
        while before >= 0 and self.items[before].has("list"):
            before -= 1
        if before not in taken:
            return False
        start, end = self.items[before].end, self.items[number].start
        between = self.tokens.folded.text[start:end]
        rest = between.strip(" 、,/和或与及")
        return rest in ("", "or", "and", "以及", "或者") and bool(between)

    def _is_wanted(self, number: int, token: Token) -> bool:
        """Tell whether the words around a place say that the project goes there."""
        before = self._beside(number, -1)
        if (
            before is not None
            and before.has("place_not")
            and (not before.has("site_before") or before.has("distance"))
        ):
            return False
        if before is not None and before.has("negation", "except_open", "import"):
            return False
        if before is not None and before.has("site_before"):
            step = self._beside(number - 1, -1)
            return not (step is not None and step.has("negation", "place_not"))
        if before is None and self._opens_clause(number, token):
            return self._stands_for_site(number, token)
        return False

    def _opens_clause(self, number: int, token: Token) -> bool:
        """Tell whether nothing but filler stands before a place in its clause."""
        start = self.tokens.clauses[token.clause][0]
        if number and self.items[number - 1].clause == token.clause:
            return False
        return not self.tokens.folded.text[start : token.start].strip()

    def _stands_for_site(self, number: int, token: Token) -> bool:
        """Tell whether a place at the head of a clause is where the project goes."""
        place = token.meaning.place
        if place is None:
            return False
        clause_end = self.tokens.clauses[token.clause][1]
        rest = self.tokens.folded.text[token.end : clause_end].strip()
        after = self._beside(number, +1)
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

    def _is_unwanted(self, number: int) -> bool:
        """Tell whether a place is one to avoid, which no field can say."""
        before = self._beside(number, -1)
        return before is not None and (
            before.has("negation", "except_open")
            or before.text in ("不在", "不去", "不考虑", "避开", "排除", "not in")
        )

    def _report_unwanted(self, number: int, token: Token) -> None:
        before = self.items[number - 1]
        self.found.not_understood.append((before.start, token.end))

    def read_vague(self) -> None:
        """Report a wish for a railway, a port or a road near by without a distance."""
        trades = {one.token for one in self.industries.mentions if one.tag}
        measured_in = {
            one.clause
            for one in self.items
            if one.measure is not None and one.measure.kind == "length"
        }
        for number, token in enumerate(self.items):
            is_free = number not in trades and token.clause not in measured_in
            if token.has("rail") and is_free:
                self.found.not_understood.append((token.start, token.end))
            if not token.has("near") or number + 1 >= len(self.items):
                continue
            after = self._beside(number, +1)
            if after is None or after.meaning.port is not None:
                continue
            is_target = after.has("rail", "airport", "port", *_MODES, "place_other")
            if is_target and token.clause not in measured_in:
                self.found.not_understood.append((token.start, after.end))

    # Chemical parks ---------------------------------------------------------
    def read_chemical_park(self) -> None:
        """Find out whether a recognised chemical park is asked for."""
        for number, token in enumerate(self.items):
            if not token.has("chemical_park") or self._in_name(token):
                continue
            before, after = self._beside(number, -1), self._beside(number, +1)
            step = self._beside(number - 1, -1) if before is not None else None
            negated = any(
                one is not None and one.has("negation") for one in (before, step)
            )
            asked = (before is not None and before.has("enter")) or (
                after is not None and after.has("inside")
            )
            start = before.start if before is not None and asked else token.start
            end = after.end if after is not None and after.has("inside") else token.end
            if negated and before is not None:
                start = before.start
            if asked and not negated:
                if before is not None and not before.has("enter"):
                    start = token.start
                self.found.limits["chemical_park"] = True
                self._phrase(start, end, "chemical_park", value=True)
            else:
                self.found.not_understood.append((start, end))
