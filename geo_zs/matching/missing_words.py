"""The missing fact in plain Chinese and English: no superlatives, no promises."""

from __future__ import annotations

from geo_zs.matching.missing import HEAD, MissingFact


def tell(
    fact: MissingFact, *, site: tuple[str, str], name: tuple[str, str]
) -> tuple[str, str]:
    """Say in Chinese and English what is missing and what it would do.

    Parameters
    ----------
    fact : MissingFact
        What is missing.
    site, name : (str, str)
        Names of the first of its places, and of the criterion or the limit.
    """
    moves = f"{fact.expected_moves:.1f}"
    first = f"{100 * fact.p_first_changes:.0f}%"
    effect_zh = (
        f"预计与名单前列的 {moves} 处换位（至多 {HEAD} 处），首位易主的机会为 {first}"
    )
    effect_en = (
        f"it is expected to change order with {moves} of the first {HEAD} other "
        f"places, and first place changes with a chance of {first}"
    )
    if fact.kind == "limit":
        return (
            f"先问：{site[0]}是否满足“{name[0]}”尚未核实。满足则列第 "
            f"{fact.rank_from} 位，不满足则被排除；两种结果各按一半计，{effect_zh}。",
            f"Ask first: whether {site[1]} meets the limit on {name[1]} is not "
            f"verified. If it does, its rank is {fact.rank_from}; if not, it is "
            f"excluded. With even chances {effect_en}.",
        )
    known_zh = "只知区间" if fact.is_known_in_part else "未知"
    known_en = "is known to an interval only" if fact.is_known_in_part else "is unknown"
    others = len(fact.places) - 1
    common_zh = f"（另有 {others} 处同受此值影响）" if others else ""
    common_en = f" (and of {others} places that share it)" if others else ""
    return (
        f"先问：{site[0]}的“{name[0]}”{known_zh}{common_zh}。仅此一项取遍其区间，"
        f"该处可列第 {fact.rank_from} 至第 {fact.rank_to} 位；{effect_zh}。",
        f"Ask first: the {name[1]} of {site[1]}{common_en} {known_en}. By this "
        f"alone its rank may be {fact.rank_from} to {fact.rank_to}; {effect_en}.",
    )
