"""How far the ranking can be relied on: the plain word, flips, the missing fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from webapp.match.pictures import Step, percent, step
from webapp.phrases import TEXTS, Phrases
from webapp.present import percent_text

if TYPE_CHECKING:
    from collections.abc import Callable


SHARES: Final = ("p_first", "p_top5", "p_first_with_unknowns", "p_top5_with_unknowns")
"""Shares of the draws that an entry of an answer may carry."""


@dataclass(frozen=True)
class PlainWord:
    """Stable or not, and why: the first thing a reader sees."""

    is_stable: bool
    word: str
    text: str
    method: str


@dataclass(frozen=True)
class Flip:
    """A change of one weight that makes another place the first."""

    text: str
    criterion: str
    start: str
    end: str
    name: str
    picture: Step


@dataclass(frozen=True)
class Bar:
    """A share as a bar and in words; None where it was not computed."""

    text: str
    width: float


def plain_word(answer: Mapping[str, Any], t: Phrases) -> PlainWord | None:
    """Return the plain word on the stability of the order.

    Parameters
    ----------
    answer : mapping
        Answer of the API; without ``stability`` there is no word.
    t : Phrases
        Words of the page.
    """
    stability = answer.get("stability")
    if not stability or stability.get("is_stable") is None:
        return None
    is_stable = bool(stability["is_stable"])
    text = t.pair(stability["zh"], stability["en"])
    word = t("stable_yes" if is_stable else "stable_no")
    for start in (word, word.capitalize()):
        text = text.removeprefix(start).lstrip("，,:：;； ")
    concentration = stability.get("concentration")
    even = concentration in (None, "none")
    method = t(
        "stability_even" if even else "stability_how",
        draws=f"{stability['draws']:,}",
        seed=stability["seed"],
        **({} if even else {"concentration": concentration}),
    )
    return PlainWord(is_stable, word, text, method)


def possibly_first(answer: Mapping[str, Any], t: Phrases) -> str:
    """Return how many places may be first once all is known; empty if not counted."""
    found = (answer.get("stability") or {}).get("possibly_first")
    if not found:
        return ""
    share = percent_text(found["share"])
    return t("possibly_first", count=found["count"], share=share)


def flips(
    answer: Mapping[str, Any], t: Phrases, name_of: Callable[[str], str]
) -> list[Flip]:
    """Return the smallest changes of single weights that change the first place.

    Parameters
    ----------
    answer : mapping
        Answer of the API.
    t : Phrases
        Words of the page.
    name_of : callable
        Criterion → its name.

    Returns
    -------
    list of Flip
        The smallest change first.
    """
    found = [one for one in answer.get("flips") or () if one.get("to") is not None]
    rows = []
    for one in sorted(found, key=lambda one: abs(one["to"] - one["from"])):
        criterion = name_of(one["criterion"])
        start = percent_text(one["from"], digits=1)
        end = percent_text(one["to"], digits=1)
        name = t.pair(one.get("name_zh"), one.get("name_en")) or one["new_first"]
        key = "flip_up" if one["to"] >= one["from"] else "flip_down"
        text = t(key, criterion=criterion, start=start, end=end, name=name)
        picture = step(one["from"], one["to"])
        rows.append(Flip(text, criterion, start, end, name, picture))
    return rows


def missing_fact(answer: Mapping[str, Any], t: Phrases) -> str:
    """Return the sentence on the fact that would move the order most, or empty."""
    found = answer.get("missing_fact")
    return t.pair(found.get("zh"), found.get("en")) if found else ""


def second_method(answer: Mapping[str, Any], t: Phrases) -> dict[str, str] | None:
    """Return what the other method says: its name, its first place, the agreement."""
    found = answer.get("second_method")
    if not found:
        return None
    first = found.get("first")
    names = {
        entry["site"]["id"]: t.pair(entry["site"]["name_zh"], entry["site"]["name_en"])
        for entry in answer["ranked"]
    }
    if isinstance(first, Mapping):
        name = t.pair(first.get("name_zh"), first.get("name_en"))
    else:
        name = names.get(str(first), str(first))
    ranked = answer["ranked"]
    is_same = bool(ranked) and name == names.get(ranked[0]["site"]["id"])
    key = f"method_{found['method']}"
    agreement = found.get("agreement")
    return {
        "method": t(key) if key in TEXTS else str(found["method"]),
        "first": name,
        "text": t("second_same" if is_same else "second_other", name=name),
        "agreement": f"{agreement:.2f}" if isinstance(agreement, float) else "",
    }


def share_bars(entry: Mapping[str, Any], t: Phrases) -> dict[str, Bar | None]:
    """Return the shares of first and of top-five places of one ranked place.

    Parameters
    ----------
    entry : mapping
        Entry of ``ranked``.
    t : Phrases
        Words of the page.

    Returns
    -------
    dict
        None for a share that was not computed.
    """
    found = entry.get("stability") or {}
    return {name: _bar(found.get(name), t) for name in SHARES}


def _bar(share: float | None, t: Phrases) -> Bar | None:
    """Return one share as a bar."""
    return None if share is None else Bar(_share_text(share, t), percent(share))


def _share_text(share: float, t: Phrases) -> str:
    """Return a share of draws: neither never nor always unless it is."""
    if 0 < share < 0.005:
        return t("share_rare")
    if 0.995 < share < 1:
        return t("share_nearly")
    return percent_text(share)
