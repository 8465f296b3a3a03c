"""Which field of a request each number of a text belongs to.

A number belongs to the nearest word before it that can own its unit (用地 300 亩), else
to the nearest behind it (55 兆瓦负荷), never across another number or another clause.
Land and money may also stand alone in their clause. Everything else is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo_zs.understanding.folding import is_han
from geo_zs.understanding.industry import Industries
from geo_zs.understanding.lexicon import Lexicon
from geo_zs.understanding.measures import Measure
from geo_zs.understanding.mentions import Mention
from geo_zs.understanding.tokens import Token, Tokens

_BEFORE: Final = ("ge", "gt", "le", "lt", "about")
_AFTER: Final = ("ge", "le", "about")
#: Roles of words that may stand beside a number which owns its clause.
_MEANINGLESS: Final = (
    *(f"pre_{relation}" for relation in _BEFORE),
    *(f"post_{relation}" for relation in _AFTER),
    *("filler", "list", "invest", "land"),
)
#: Kind of a measure → roles that can own it, the first of each pair is the field.
_OWNERS: Final = {
    "area": ("land", "land_other", "output_rate"),
    "power": ("load", "it_load", "generation", "output_rate"),
    "energy": ("electricity", "load", "output_rate", "generation"),
    "volume": ("water", "volume_other", "output_rate"),
    "mass": (
        *("water", "consumed", "coal_word", "saving", "output_rate", "volume_other"),
    ),
    "coal": ("energy_use", "saving", "coal_word"),
    "cny": ("invest", "output_value", "money_other"),
    "usd": ("invest", "output_value", "money_other"),
    "share": ("green",),
    "length": ("rail", "port", "port_road", "port_rail", "airport", "place_other"),
    "count": ("output_rate",),
    "bare": ("invest", "land", "load", "water", "output_value"),
    "other": (),
}
#: Owner → field, where the owner alone says it.
_FIELDS: Final = {
    "land": "land_ha",
    "load": "power_mw",
    "green": "green_power_share_min",
    "energy_use": "energy_tce_per_year",
    "coal_word": "energy_tce_per_year",
}
#: Kinds that mean one field if they stand alone in their clause.
_ALONE: Final = {
    "area": "land_ha",
    "cny": "investment_cny_1e8",
    "usd": "investment_usd_1e8",
    "volume": "water_m3_per_day",
    "coal": "energy_tce_per_year",
}
UNITS: Final = {
    "land_ha": "ha",
    "power_mw": "MW",
    "water_m3_per_day": "m3/d",
    "investment_cny_1e8": "1e8 CNY",
    "investment_usd_1e8": "1e8 USD",
    "green_power_share_min": "1",
    "energy_tce_per_year": "tce/a",
    "output_cny_1e8_per_year": "1e8 CNY/a",
    "limits.rail_km_max": "km",
    "limits.land_port_km_max": "km",
    "limits.airport_km_max": "km",
}
#: Project whose land is pasture or field.
_FARMS: Final = frozenset({"livestock_farming", "feed_forage"})
_DAYS: Final = 365.0
_DAILY: Final = ("per day", "a day", "daily", "每天", "每日")
_YEARLY: Final = ("per year", "a year", "yearly", "annually", "每年")
#: Words that own a number only if no other word does.
_VAGUE: Final = frozenset({"建设", "生产", "规模", "capacity", "making", "output"})
#: Counters that no capacity is given in.
_SIZES: Final = frozenset({"人", "英寸", "nm", "kv", "千伏", "伏", "小时", "个月"})
#: Kinds of numbers that a capacity is given in.
_MADE: Final = frozenset({"power", "energy", "mass", "count", "area", "volume"})


@dataclass(frozen=True)
class Reading:
    """A number and what it was read as.

    Parameters
    ----------
    field : str
        Field of the request; ``capacity``; empty if it was not understood.
    measure : Measure
        The number.
    relation : str
        As in `Phrase`.
    start, end : int
        Slice of the folded text: the number with the words that explain it.
    is_phase : bool
        Whether it is of one phase of the project only.
    mention : Mention or None
        Industry that a capacity belongs to.
    note : str
        Code of a remark (``yearly_average``, ``yearly_electricity``); empty if none.
    """

    field: str
    measure: Measure
    relation: str
    start: int
    end: int
    is_phase: bool = False
    mention: Mention | None = None
    note: str = ""


def read_quantities(
    tokens: Tokens, industries: Industries, lexicon: Lexicon
) -> list[Reading]:
    """Read every number of a text, one reading for each field that it fills."""
    reader = _Reader(tokens, industries, lexicon)
    readings: list[Reading] = []
    for number, token in enumerate(tokens.items):
        if token.measure is not None:
            readings += reader.read(number, token.measure)
    return readings


class _Reader:
    """Reads the numbers of one text."""

    def __init__(
        self, tokens: Tokens, industries: Industries, lexicon: Lexicon
    ) -> None:
        self.tokens = tokens
        self.items = tokens.items
        self.lexicon = lexicon
        self.main = industries.tags[0] if industries.tags else ""
        self.mentions = {one.token: one for one in industries.mentions}
        self.clauses: dict[int, list[int]] = {}
        for number, token in enumerate(tokens.items):
            self.clauses.setdefault(token.clause, []).append(number)

    def read(self, number: int, measure: Measure) -> list[Reading]:
        """Return the readings of one number."""
        relation, first, last = self._relation(number, measure)
        if measure.kind == "length":
            return self._distance(measure, relation, first=first, last=last)
        before, after = self._sides(first, last)
        owner, role, is_before = self._owner(number, measure, before, after)
        start, end = self._slice(first, last, owner)
        if owner is not None and self.items[owner].clause != self.items[number].clause:
            start, end = self._slice(first, last, None)
        field, note, mention = self._field(
            number, measure, role, first=first, last=last, is_before=is_before
        )
        if mention is not None and owner is None:
            start = min(start, self.items[mention.token].start)
            end = max(end, self.items[mention.token].end)
        is_said = owner is not None and self._touches(owner, number)
        if measure.kind == "bare" and not field and not is_said:
            return []
        if measure.name == "word" and owner is None:  # half of what?
            return []
        if field == "green_power_share_min" and relation in ("le", "lt"):
            field = ""
        phase = self._phase(number)
        if phase is not None and not self.tokens.folded.text[phase.end : start].strip():
            start = phase.start
        is_phase = phase is not None
        return [Reading(field, measure, relation, start, end, is_phase, mention, note)]

    def _phase(self, number: int) -> Token | None:
        """Return the 一期 or 其中 that stands before a number in its clause."""
        for at in self.clauses[self.items[number].clause]:
            if at < number and self.items[at].has("phase"):
                return self.items[at]
        return None

    def _relation(self, number: int, measure: Measure) -> tuple[str, int, int]:
        """Return the relation, and the first and last token of number and relation."""
        relation = "about" if measure.is_loose else "eq"
        first = last = number
        while first > 0:
            before = self.items[first - 1]
            gap = self.tokens.gap(first - 1, first).strip(" :")
            found = next((r for r in _BEFORE if before.has(f"pre_{r}")), None)
            same = before.clause == self.items[number].clause
            if gap or found is None or not same:
                break
            if relation == "eq" or found != "about":
                relation = found
            first -= 1
        if last + 1 < len(self.items):
            after = self.items[last + 1]
            gap = self.tokens.gap(last, last + 1).strip()
            found = next((r for r in _AFTER if after.has(f"post_{r}")), None)
            if not gap and found and after.clause == self.items[number].clause:
                if relation in ("eq", "about"):
                    relation = found
                last += 1
        if measure.is_range:
            relation = "range"
        return relation, first, last

    def _sides(self, first: int, last: int) -> tuple[list[int], list[int]]:
        """Return the tokens before and behind, nearest first, up to a number."""
        clause = self.items[first].clause
        before: list[int] = []
        for at in range(first - 1, -1, -1):
            if self.items[at].clause != clause or self.items[at].measure is not None:
                break
            before.append(at)
        after: list[int] = []
        for at in range(last + 1, len(self.items)):
            if self.items[at].clause != clause or self.items[at].measure is not None:
                break
            after.append(at)
        return before, after

    def _owner(
        self, number: int, measure: Measure, before: list[int], after: list[int]
    ) -> tuple[int | None, str, bool]:
        """Return the token that owns a number, its role, and whether it is before."""
        roles = _OWNERS[measure.kind]
        ahead = self._nearest(before, roles)
        behind = self._nearest(after, roles)
        if behind is not None and measure.kind == "area" and behind[1] == "land_other":
            gap = self.tokens.folded.text[
                self.items[number].end : self.items[behind[0]].start
            ]
            if len(gap.strip(" 的")) <= 2:
                return behind[0], "land_other", False
        if ahead is not None:
            if ahead[1] == "land" and self.main not in _FARMS:
                farm = self._nearest(before, ("land_other",))
                if farm is not None:
                    return farm[0], "land_other", True
            is_vague = self.items[ahead[0]].text in _VAGUE
            if ahead[1] == "output_rate" and is_vague and behind:
                return behind[0], behind[1], False
            return ahead[0], ahead[1], True
        if behind is not None:
            return behind[0], behind[1], False
        listed = self._listed(number, roles)
        return (*listed, True) if listed is not None else (None, "", False)

    def _listed(self, number: int, roles: Sequence[str]) -> tuple[int, str] | None:
        """Return the owner that a list before 分别为 gives, and its role."""
        for at in range(number - 1, -1, -1):
            token = self.items[at]
            if token.has("respectively"):
                return self._nearest(range(at - 1, -1, -1), roles)
            if token.clause < self.items[number].clause - 4:
                break
        return None

    def _nearest(
        self, numbers: Sequence[int], roles: Sequence[str]
    ) -> tuple[int, str] | None:
        """Return the nearest token with one of the roles, and the role."""
        for at in numbers:
            for role in roles:
                if self.items[at].has(role):
                    return at, role
        return None

    def _slice(self, first: int, last: int, owner: int | None) -> tuple[int, int]:
        """Return the folded slice of a number with its owner and relation."""
        start, end = self.items[first].start, self.items[last].end
        if owner is not None:
            start = min(start, self.items[owner].start)
            end = max(end, self.items[owner].end)
        return start, end

    def _touches(self, owner: int, number: int) -> bool:
        """Tell whether nothing but relations stands between owner and number."""
        return owner < number and all(
            not self.tokens.gap(at, at + 1).strip(" :")
            and (
                at + 1 == number
                or self.items[at + 1].has("filler", *(f"pre_{r}" for r in _BEFORE))
            )
            for at in range(owner, number)
        )

    def _field(
        self,
        number: int,
        measure: Measure,
        role: str,
        *,
        first: int,
        last: int,
        is_before: bool,
    ) -> tuple[str, str, Mention | None]:
        """Return field, remark and industry for a number with its owner's role."""
        kind = measure.kind
        if measure.rate == "per":
            return "", "", None
        if kind in ("volume", "mass") and role == "water":
            return self._water(number, measure)
        is_plot = kind == "area" and measure.name != "m2"
        made = ("output_rate", "generation", "it_load", "")
        if kind in _MADE and role in made and not is_plot:
            mention = self._beside(first, last, is_before=is_before)
            if _is_capacity(measure, role, has_mention=mention is not None):
                return "capacity", "", mention
        if kind == "energy" and role in ("electricity", "load"):
            return "", "yearly_electricity", None
        return self._plain_field(number, measure, role), "", None

    def _plain_field(self, number: int, measure: Measure, role: str) -> str:
        """Return the field that unit and owner say without looking further."""
        kind = measure.kind
        if kind == "bare":
            is_money = role == "invest" and self.items[number].text[-1] in "万亿"
            return "investment_cny_1e8" if is_money else ""
        if kind in ("cny", "usd"):
            return self._money(number, measure, role)
        if kind in ("mass", "coal") and role in ("coal_word", "energy_use"):
            clause = self.items[number].clause
            is_saved = any(self.items[at].has("saving") for at in self.clauses[clause])
            return "" if is_saved else "energy_tce_per_year"
        if role:
            return _FIELDS.get(role, "")
        is_timeless = kind == "volume" and measure.rate != "d"
        is_meant = self._is_alone(number) and not is_timeless
        return _ALONE.get(kind, "") if is_meant else ""

    def _money(self, number: int, measure: Measure, role: str) -> str:
        """Return the field of an amount of money."""
        if role == "output_value" and measure.kind == "cny":
            return "output_cny_1e8_per_year"
        if role == "invest" or (not role and self._is_alone(number)):
            return _ALONE[measure.kind]
        return ""

    def _water(self, number: int, measure: Measure) -> tuple[str, str, Mention | None]:
        """Return the field of an amount of water: only with a time."""
        clause = self.items[number].clause
        start, end = self.tokens.clauses[clause]
        ahead = self.tokens.folded.text[start : self.items[number].start]
        behind = self.tokens.folded.text[self.items[number].end : end]
        rate = measure.rate
        if not rate and ("日" in ahead or behind.endswith(_DAILY)):
            rate = "d"
        elif not rate and ("年" in ahead or behind.endswith(_YEARLY)):
            rate = "a"
        if rate == "d":
            return "water_m3_per_day", "", None
        if rate == "a":
            return "water_m3_per_day", "yearly_average", None
        return "", "water_time", None

    def _beside(self, first: int, last: int, *, is_before: bool) -> Mention | None:
        """Return the industry right behind a number, or right before it."""
        at = last + 1
        skipped = 0
        while at < len(self.items) and skipped < 4:
            token = self.items[at]
            gap = self.tokens.gap(at - 1, at)
            if token.clause != self.items[last].clause or len(gap.strip(" /")) > 4:
                break
            if at in self.mentions:
                return self.mentions[at]
            if token.measure is not None and self.items[at - 1].text != "/":
                break
            skips = token.has("filler", "output_rate", "noise") or token.text == "/"
            if token.measure is None and not skips:
                break
            at, skipped = at + 1, skipped + 1
        at = first - 1
        if at > 0 and self.items[at].text == "/" and self.items[at - 1].measure:
            at -= 2  # 储能电站100MW/200MWh
        while at >= 0 and self.items[at].clause == self.items[first].clause:
            if at in self.mentions:
                near = is_before or not self._loose_text(at, first)
                return self.mentions[at] if near else None
            if not self.items[at].has("filler", "output_rate", "generation"):
                return None
            at -= 1
        return None

    def _loose_text(self, before: int, after: int) -> str:
        """Return the letters between two tokens that no token covers."""
        loose = [self.tokens.gap(at, at + 1) for at in range(before, after)]
        return "".join(loose).strip(" /-")

    def _is_alone(self, number: int) -> bool:
        """Tell whether a clause says nothing beside the number that could own it."""
        clause = self.items[number].clause
        start, end = self.tokens.clauses[clause]
        at = start
        for index in self.clauses[clause]:
            token = self.items[index]
            if _has_words(self.tokens.folded.text[at : token.start]):
                return False
            at = token.end
            if token.measure is not None:
                continue
            if index in self.mentions and self.mentions[index].tag not in _FARMS:
                continue
            if not token.has(*_MEANINGLESS):
                return False
        return not _has_words(self.tokens.folded.text[at:end])

    def _distance(
        self, measure: Measure, relation: str, *, first: int, last: int
    ) -> list[Reading]:
        """Return one reading for each place that a distance is to."""
        before, after = self._sides(first, last)
        ahead = [at for at in before if self._target(self.items[at])]
        behind = [at for at in after if self._target(self.items[at])]
        text = self.tokens.folded.text
        tail = text[self.items[last].end : self.items[last].end + 6].lstrip()
        leads_on = tail.startswith(
            ("of ", "from ", "to ", "away", "有", "就有", "必须有")
        )
        targets = behind if (leads_on and behind) or not ahead else ahead
        near = relation in ("le", "lt", "range", "about") or any(
            self.items[at].has("distance", "near") for at in (*before, *after)
        )
        if not targets or not near or relation in ("ge", "gt"):
            start = min((self.items[at].start for at in targets), default=None)
            begin = self.items[first].start
            begin = begin if start is None else min(begin, start)
            return [Reading("", measure, relation, begin, self.items[last].end)]
        readings = []
        for at in sorted(targets):
            start, end = self._slice(first, last, at)
            start = self._with_distance_word(start, before)
            field = self._target(self.items[at])
            readings.append(
                Reading(field if field != "?" else "", measure, relation, start, end)
            )
        return readings

    def _with_distance_word(self, start: int, before: list[int]) -> int:
        """Return the start of a phrase with the 距 before it."""
        for at in before:
            token = self.items[at]
            if token.has("distance", "near") and token.end <= start:
                gap = self.tokens.folded.text[token.end : start].strip()
                return token.start if len(gap) <= 4 else start
        return start

    def _target(self, token: Token) -> str:
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


def _is_capacity(measure: Measure, role: str, *, has_mention: bool) -> bool:
    """Tell whether a number is a capacity: by its unit, its owner or its industry."""
    if measure.kind == "count":
        made = role == "output_rate" or measure.rate == "a"
        return measure.name == "racks" or (made and measure.name not in _SIZES)
    return bool(role) or has_mention or (measure.kind == "mass" and measure.rate == "a")


def _has_words(text: str) -> bool:
    """Tell whether a piece of folded text holds a letter, a digit or a character."""
    return any(is_han(char) or char.isalnum() for char in text)


def canonical(reading: Reading) -> tuple[float, float]:
    """Return both ends of a reading in the unit of its field."""
    measure = reading.measure
    low, high = measure.low, measure.high
    if reading.field == "investment_cny_1e8" and measure.kind == "bare":
        low, high = low / 1e8, high / 1e8
    if reading.note == "yearly_average":
        low, high = low / _DAYS, high / _DAYS
    return float(f"{low:.10g}"), float(f"{high:.10g}")
