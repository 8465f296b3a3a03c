"""The figures of the back-test, as the last run on the shipped projects left them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo_zs.backtest.misses import CAUSES
from geo_zs.backtest.summary import summary
from webapp.phrases import Lang, Phrases, phrases
from webapp.present import percent_text

if TYPE_CHECKING:
    from collections.abc import Mapping


LEVELS: Final = ("park", "banner")
_SHARES: Final = ("hit@1", "hit@5", "hit@10")


@dataclass(frozen=True)
class Measured:
    """One way to rank: its shares of hits and its mean reciprocal rank."""

    name: str
    is_ours: bool
    figures: tuple[tuple[str, str], ...]
    ahead: str


@dataclass(frozen=True)
class LevelTable:
    """The figures of one level."""

    title: str
    rows: tuple[Measured, ...]


@dataclass(frozen=True)
class BacktestView:
    """The back-test, ready for the template.

    Parameters
    ----------
    levels : tuple of LevelTable
        Parks, then banners.
    causes : tuple of (str, int)
        Why the chosen park was not in the short list, most frequent first.
    """

    levels: tuple[LevelTable, ...]
    causes: tuple[tuple[str, int], ...]


def backtest_view(lang: Lang) -> BacktestView | None:
    """Return the tables of the back-test; None if no figures are shipped.

    Parameters
    ----------
    lang : {"zh", "en"}
        Language of the words.
    """
    try:
        found = summary()
    except FileNotFoundError:
        return None
    t = phrases(lang)
    causes = sorted(found.get("causes", {}).items(), key=lambda item: -item[1])
    return BacktestView(
        levels=tuple(_level(found[name], name, t) for name in LEVELS),
        causes=tuple((_cause(name, t), count) for name, count in causes),
    )


def _level(found: Mapping[str, Any], name: str, t: Phrases) -> LevelTable:
    """Return the table of one level."""
    intervals = found["intervals"]
    ours = Measured(
        name=t("method_backtest_ours"),
        is_ours=True,
        figures=_figures(found, intervals),
        ahead="",
    )
    others = [
        Measured(
            name=t(f"method_baseline_{key}"),
            is_ours=False,
            figures=_figures(one, {}),
            ahead=_ahead(one["mrr_difference"]),
        )
        for key, one in found["baselines"].items()
    ]
    title = t(
        f"method_backtest_{name}", count=found["n"], companies=found["n_companies"]
    )
    return LevelTable(title, (ours, *others))


def _figures(
    found: Mapping[str, Any], intervals: Mapping[str, Any]
) -> tuple[tuple[str, str], ...]:
    """Return hits and mean reciprocal rank with their intervals, in words."""
    parts = []
    for name in _SHARES:
        ends = intervals.get(name) or ()
        shown = "–".join(percent_text(end) for end in ends)
        parts.append((percent_text(found[name]), shown))
    mrr = "–".join(f"{end:.2f}" for end in intervals.get("mrr") or ())
    return (*parts, (f"{found['mrr']:.2f}", mrr))


def _ahead(found: Mapping[str, float]) -> str:
    """Return by how much the ranking is ahead of a baseline, with the interval."""
    return f"{found['value']:+.3f} ({found['low']:+.3f} … {found['high']:+.3f})"


def _cause(name: str, t: Phrases) -> str:
    """Return a cause of misses in words; its key if there are none."""
    return t.pair(*CAUSES[name]) if name in CAUSES else name
