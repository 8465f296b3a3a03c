"""The word that owns a number: the nearest one whose role goes with its unit.

The nearest word before it goes first (用地 300 亩), then the nearest behind it
(55 兆瓦负荷), never across another number or another clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geo_zs.understanding.measures import Measure
from geo_zs.understanding.surroundings import AFTER, BEFORE, Surroundings

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
    "share": ("green", "own_use_share", "feed_in_share", "storage_share"),
    "length": ("rail", "port", "port_road", "port_rail", "airport", "place_other"),
    "count": ("output_rate",),
    "bare": ("pue", "invest", "land", "load", "water", "output_value"),
    "other": (),
}
#: Project whose land is pasture or field.
FARMS: Final = frozenset({"livestock_farming", "feed_forage"})
#: Words that own a number only if no other word does.
_VAGUE: Final = frozenset({"建设", "生产", "规模", "capacity", "making", "output"})


def find_owner(
    around: Surroundings,
    number: int,
    measure: Measure,
    before: list[int],
    after: list[int],
) -> tuple[int | None, str, bool]:
    """Return the token that owns a number, its role, and whether it is before."""
    roles = _OWNERS[measure.kind]
    ahead = around.nearest(before, roles)
    behind = around.nearest(after, roles)
    if behind is not None and measure.kind == "area" and behind[1] == "land_other":
        gap = around.tokens.folded.text[
            around.items[number].end : around.items[behind[0]].start
        ]
        if len(gap.strip(" 的")) <= 2:
            return behind[0], "land_other", False
    if ahead is not None:
        if ahead[1] == "land" and around.main not in FARMS:
            farm = around.nearest(before, ("land_other",))
            if farm is not None:
                return farm[0], "land_other", True
        is_vague = around.items[ahead[0]].text in _VAGUE
        if ahead[1] == "output_rate" and is_vague and behind:
            return behind[0], behind[1], False
        return ahead[0], ahead[1], True
    if behind is not None:
        return behind[0], behind[1], False
    listed = _again(around, number, measure, roles) or _listed(around, number, roles)
    return (*listed, True) if listed is not None else (None, "", False)


def _again(
    around: Surroundings, number: int, measure: Measure, roles: Sequence[str]
) -> tuple[int, str] | None:
    """Return the owner of the number before, of which this is the other end.

    用电负荷不低于50MW不高于100MW: two relations, one owner.
    """
    relation, first, _ = around.relation(number, measure)
    at = first - 1
    while at >= 0 and (
        around.items[at].measure is None
        and around.items[at].has("list", "filler", *(f"post_{r}" for r in AFTER))
    ):
        at -= 1
    if relation == "eq" or at < 0:
        return None
    other = around.items[at]
    same = other.clause == around.items[number].clause
    if not same or other.measure is None or other.measure.kind != measure.kind:
        return None
    before, _ = around.sides(around.relation(at, other.measure)[1], at)
    return around.nearest(before, roles)


def _listed(
    around: Surroundings, number: int, roles: Sequence[str]
) -> tuple[int, str] | None:
    """Return the owner that a list before 分别为 gives, and its role."""
    for at in range(number - 1, -1, -1):
        token = around.items[at]
        if token.has("respectively"):
            return around.nearest(range(at - 1, -1, -1), roles)
        if token.clause < around.items[number].clause - 4:
            break
    return None


def touches(around: Surroundings, owner: int, number: int) -> bool:
    """Tell whether nothing but relations stands between owner and number."""
    return owner < number and all(
        not around.tokens.gap(at, at + 1).strip(" :")
        and (
            at + 1 == number
            or around.items[at + 1].has("filler", *(f"pre_{r}" for r in BEFORE))
        )
        for at in range(owner, number)
    )
