"""Which field of a request each number of a text belongs to.

A number belongs to the nearest word before it that can own its unit (用地 300 亩), else
to the nearest behind it (55 兆瓦负荷), never across another number or another clause.
Land and money may also stand alone in their clause. Everything else is reported.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from geo_zs.understanding.folding import is_han
from geo_zs.understanding.industry import Industries
from geo_zs.understanding.limit_distances import read_distance
from geo_zs.understanding.measures import Measure
from geo_zs.understanding.mentions import Mention
from geo_zs.understanding.owners import FARMS, find_owner, touches
from geo_zs.understanding.quantity import RULE_FIGURES, Reading
from geo_zs.understanding.surroundings import AFTER, BEFORE, Surroundings
from geo_zs.understanding.tokens import Tokens

#: Roles of words that may stand beside a number which owns its clause.
_MEANINGLESS: Final = (
    *(f"pre_{relation}" for relation in BEFORE),
    *(f"post_{relation}" for relation in AFTER),
    *("filler", "list", "invest", "land"),
)
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
#: Trades whose size is a power: stations, and makers of what is sold by it.
_POWERFUL: Final = frozenset(
    {
        *("new_energy_power", "coal_power", "storage_station", "data_center"),
        *("pv_silicon", "pv_wafer", "pv_cell_module", "wind_equipment"),
        *("storage_equipment", "hydrogen_equipment", "electrolytic_hydrogen"),
        *("lithium_battery", "equipment_manufacturing", "energy_storage", "hydrogen"),
        *("green_ammonia_methanol", "nev_auto", "pv", "wind", ""),
    }
)
#: Words ahead of a number that say of what time it is.
_TIMES_AHEAD: Final = {
    "month": re.compile("月(?:产|加工|处理|生产|供|均|屠宰)|每(?:个)?月|monthly"),
    "d": re.compile("日(?:产|加工|处理|生产|供|均|屠宰|洗选)|每(?:天|日)|daily"),
    "h": re.compile("(?<!小)(?:小时|时)(?:产|处理|加工)|每小时|hourly"),
    "a": re.compile("年(?:产|加工|处理|生产|供|均|屠宰)|每年|annual|yearly"),
}
_TIMES_BEHIND: Final = {
    "month": ("每月", "a month", "per month", "monthly"),
    "d": ("每天", "每日", "a day", "per day", "daily"),
    "h": ("每小时", "an hour", "per hour", "hourly"),
}
_HOURLY: Final = ("每小时", "小时用水", "时用水", "hourly")
_HOURLY_AFTER: Final = ("每小时", "per hour", "an hour", "hourly")
_DAILY: Final = ("per day", "a day", "daily", "每天", "每日")
_YEARLY: Final = ("per year", "a year", "yearly", "annually", "每年")
#: Counters that no capacity is given in.
_SIZES: Final = frozenset({"人", "英寸", "nm", "kv", "千伏", "伏", "小时", "个月"})
#: Kinds of numbers that a capacity is given in.
_MADE: Final = frozenset({"power", "energy", "mass", "count", "area", "volume"})


def read_quantities(tokens: Tokens, industries: Industries) -> list[Reading]:
    """Read every number of a text, one reading for each field that it fills."""
    around = Surroundings(tokens, industries)
    readings: list[Reading] = []
    for number, token in enumerate(tokens.items):
        if token.measure is not None:
            found = _read(around, number, token.measure)
            clause = around.clauses[token.clause]
            is_wish = any(around.items[at].has("wish") for at in clause)
            readings += [replace(one, is_wish=is_wish) for one in found]
    return readings


def _read(around: Surroundings, number: int, measure: Measure) -> list[Reading]:
    """Return the readings of one number."""
    relation, first, last = around.relation(number, measure)
    if _is_negative(around, first):
        start, end = around.slice(first, last, None)
        before, _ = around.sides(first, last)
        start = around.items[before[0]].start if before else start
        return [Reading("", measure, relation, start, end)]
    if measure.kind == "length":
        return read_distance(around, measure, relation, first=first, last=last)
    before, after = around.sides(first, last)
    owner, role, is_before = find_owner(around, number, measure, before, after)
    start, end = around.slice(first, last, owner)
    if owner is not None and _is_apart(around, owner, first):
        start, end = around.slice(first, last, None)
    field, note, mention = _field(
        around, number, measure, role, first=first, last=last, is_before=is_before
    )
    if note == "green_power_mw" and last + 1 < len(around.items):
        end = around.items[last + 1].end
    if mention is not None and owner is None:
        start = min(start, around.items[mention.token].start)
        end = max(end, around.items[mention.token].end)
    is_said = owner is not None and touches(around, owner, number)
    if measure.kind == "bare" and not field and not is_said:
        return []
    if measure.name == "word" and owner is None:  # half of what?
        return []
    if field == "green_power_share_min" and relation in ("le", "lt"):
        field = ""
    rate = _said_rate(around, number, measure) if field == "capacity" else ""
    if rate == "month":
        note = "months_12"
    phase = around.phase(number)
    if phase is not None and not around.tokens.folded.text[phase.end : start].strip():
        start = phase.start
    is_phase = phase is not None
    return [
        Reading(
            field, measure, relation, start, end, is_phase, mention, note, rate=rate
        )
    ]


def _field(
    around: Surroundings,
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
    is_green = kind == "power" and _is_green(around, number, first, last)
    if measure.rate == "per" or is_green:
        return "", "green_power_mw" if is_green else "", None
    if kind in ("volume", "mass") and role == "water":
        return _water(around, number, measure)
    is_plot = kind == "area" and measure.name != "m2"
    made = ("output_rate", "generation", "it_load", "")
    if kind in _MADE and role in made and not is_plot:
        mention = _beside(around, first, last, is_before=is_before)
        tag = mention.tag if mention is not None and mention.tag else around.main
        if kind == "power" and tag not in _POWERFUL:
            return "", "", None
        if _is_capacity(measure, role, has_mention=mention is not None):
            return "capacity", "", mention
    if kind == "energy" and role in ("electricity", "load"):
        return "", "yearly_electricity", None
    return _plain_field(around, number, measure, role), "", None


def _is_apart(around: Surroundings, owner: int, first: int) -> bool:
    """Tell whether a number or the end of a clause lies between owner and number."""
    items = around.items
    between = items[owner + 1 : first]
    return items[owner].clause != items[first].clause or any(
        one.measure is not None for one in between
    )


def _is_negative(around: Surroundings, first: int) -> bool:
    """Tell whether a minus stands right before a number (占地-100亩)."""
    folded = around.tokens.folded
    start = around.items[first].start
    text = folded.text
    if text[:start].endswith(("负", "minus ")):
        return True
    if start < 1 or text[start - 1] != "-" or text[start - 2 : start - 1] == "-":
        return False
    is_apart = folded.starts[start] > folded.ends[start - 1]
    return not is_apart


def _is_green(around: Surroundings, number: int, first: int, last: int) -> bool:
    """Tell whether a power is said to be green: 其中50兆瓦绿电."""
    for at in (first - 1, last + 1):
        if not 0 <= at < len(around.items):
            continue
        token = around.items[at]
        gap = around.tokens.gap(*sorted((at, first if at < number else last)))
        same = token.clause == around.items[number].clause
        if same and token.has("green") and not gap.strip(" 的"):
            return True
    return False


def _said_rate(around: Surroundings, number: int, measure: Measure) -> str:
    """Return the time that a capacity is of: as written, or by 月产, 日处理, 每小时."""
    if measure.rate:
        return measure.rate
    clause = around.items[number].clause
    start, end = around.tokens.clauses[clause]
    text = around.tokens.folded.text
    ahead = text[start : around.items[number].start]
    behind = text[around.items[number].end : end]
    rates = {rate: pattern.search(ahead) for rate, pattern in _TIMES_AHEAD.items()}
    found = {rate: match.start() for rate, match in rates.items() if match}
    if found:
        return max(found, key=lambda rate: found[rate])
    return next((r for r, words in _TIMES_BEHIND.items() if behind.endswith(words)), "")


def _plain_field(around: Surroundings, number: int, measure: Measure, role: str) -> str:
    """Return the field that unit and owner say without looking further."""
    kind = measure.kind
    if role in RULE_FIGURES:
        largest = 1.0 if kind == "share" else 3.0
        is_one = measure.low > 0.0 and measure.high <= largest and not measure.is_range
        return role if is_one and (kind == "share" or measure.low >= 1.0) else ""
    if kind == "bare":
        is_money = role == "invest" and around.items[number].text[-1] in "万亿"
        return "investment_cny_1e8" if is_money else ""
    if kind in ("cny", "usd"):
        return _money(around, number, measure, role)
    if kind in ("mass", "coal") and role in ("coal_word", "energy_use"):
        clause = around.items[number].clause
        is_saved = any(around.items[at].has("saving") for at in around.clauses[clause])
        return "" if is_saved else "energy_tce_per_year"
    if role:
        return _FIELDS.get(role, "")
    is_timeless = kind == "volume" and measure.rate != "d"
    is_meant = _is_alone(around, number) and not is_timeless
    return _ALONE.get(kind, "") if is_meant else ""


def _money(around: Surroundings, number: int, measure: Measure, role: str) -> str:
    """Return the field of an amount of money."""
    if role == "output_value" and measure.kind == "cny":
        return "output_cny_1e8_per_year"
    if role == "invest" or (not role and _is_alone(around, number)):
        return _ALONE[measure.kind]
    return ""


def _water(
    around: Surroundings, number: int, measure: Measure
) -> tuple[str, str, Mention | None]:
    """Return the field of an amount of water: only with a time."""
    clause = around.items[number].clause
    start, end = around.tokens.clauses[clause]
    ahead = around.tokens.folded.text[start : around.items[number].start]
    behind = around.tokens.folded.text[around.items[number].end : end]
    rate = measure.rate
    is_hourly = any(word in ahead for word in _HOURLY) or behind.endswith(_HOURLY_AFTER)
    if rate == "h" or (not rate and is_hourly):
        return "water_m3_per_day", "hourly_24", None
    if not rate and ("日" in ahead or "每天" in ahead or behind.endswith(_DAILY)):
        rate = "d"
    elif not rate and ("年" in ahead or behind.endswith(_YEARLY)):
        rate = "a"
    if rate == "d":
        return "water_m3_per_day", "", None
    if rate == "a":
        return "water_m3_per_day", "yearly_average", None
    return "", "water_time", None


def _beside(
    around: Surroundings, first: int, last: int, *, is_before: bool
) -> Mention | None:
    """Return the industry right behind a number, or right before it."""
    at = last + 1
    skipped = 0
    while at < len(around.items) and skipped < 4:
        token = around.items[at]
        gap = around.tokens.gap(at - 1, at)
        if token.clause != around.items[last].clause or len(gap.strip(" /")) > 4:
            break
        if at in around.mentions:
            return around.mentions[at]
        if token.measure is not None and around.items[at - 1].text != "/":
            break
        skips = token.has("filler", "output_rate", "noise") or token.text == "/"
        if token.measure is None and not skips:
            break
        at, skipped = at + 1, skipped + 1
    at = first - 1
    if at > 0 and around.items[at].text == "/" and around.items[at - 1].measure:
        at -= 2  # 储能电站100MW/200MWh
    while at >= 0 and around.items[at].clause == around.items[first].clause:
        if at in around.mentions:
            near = is_before or not _loose_text(around, at, first)
            return around.mentions[at] if near else None
        if not around.items[at].has("filler", "output_rate", "generation"):
            return None
        at -= 1
    return None


def _loose_text(around: Surroundings, before: int, after: int) -> str:
    """Return the letters between two tokens that no token covers."""
    loose = [around.tokens.gap(at, at + 1) for at in range(before, after)]
    return "".join(loose).strip(" /-")


def _is_alone(around: Surroundings, number: int) -> bool:
    """Tell whether a clause says nothing beside the number that could own it."""
    clause = around.items[number].clause
    start, end = around.tokens.clauses[clause]
    at = start
    for index in around.clauses[clause]:
        token = around.items[index]
        if _has_words(around.tokens.folded.text[at : token.start]):
            return False
        at = token.end
        if token.measure is not None:
            continue
        if index in around.mentions and around.mentions[index].tag not in FARMS:
            continue
        if not token.has(*_MEANINGLESS):
            return False
    return not _has_words(around.tokens.folded.text[at:end])


def _is_capacity(measure: Measure, role: str, *, has_mention: bool) -> bool:
    """Tell whether a number is a capacity: by its unit, its owner or its industry."""
    if measure.kind == "count":
        made = role == "output_rate" or measure.rate == "a"
        return measure.name == "racks" or (made and measure.name not in _SIZES)
    return bool(role) or has_mention or (measure.kind == "mass" and measure.rate == "a")


def _has_words(text: str) -> bool:
    """Tell whether a piece of folded text holds a letter, a digit or a character."""
    return any(is_han(char) or char.isalnum() for char in text)
