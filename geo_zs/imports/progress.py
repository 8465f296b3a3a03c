"""How far an import has come: told to whoever shows it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from geo_zs.vocab import Lang

#: Called with the phase, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Phase:
    """A part of the work.

    Parameters
    ----------
    zh, en : str
        What it is called.
    start, end : float
        Percent of the whole work at which it begins and ends.
    unit_zh, unit_en : str
        What is counted in it; empty if the count means nothing to people.
    """

    zh: str
    en: str
    start: float
    end: float
    unit_zh: str = ""
    unit_en: str = ""


_ROWS: Final = ("行", "rows")
_COLUMNS: Final = ("列", "columns")
_RECORDS: Final = ("条记录", "records")
#: In the order in which they come: of a trial, of accepting, of taking back. Shares
#: as measured on 20,000 and 90,000 projects; nothing is whole before it is kept.
PHASES: Final[Mapping[str, Phase]] = {
    "reading": Phase("读取文件", "reading the file", 0, 20),
    "cells": Phase("检查：解析单元格", "checking: the cells", 20, 27, *_COLUMNS),
    "places": Phase("检查：查找地名", "checking: names of places", 27, 29, *_ROWS),
    "points": Phase("检查：定位坐标", "checking: locating points", 29, 37),
    "industries": Phase("检查：识别产业", "checking: industries", 37, 50, *_ROWS),
    "matching": Phase(
        "检查：与登记库比对", "checking: comparing with the register", 50, 52, *_ROWS
    ),
    "duplicates": Phase("查找重复", "looking for duplicates", 52, 88),
    "storing": Phase("保存试导结果", "keeping the dry run", 88, 99),
    "accepting": Phase("写入登记库", "writing to the register", 0, 96, *_ROWS),
    "undoing": Phase("撤销导入", "undoing the import", 0, 96, *_RECORDS),
    "committing": Phase("提交", "making it final", 96, 99),
}
#: What is left is told after so many seconds and percent, if it is so much.
_ELAPSED_SECONDS: Final = 4.0
_ELAPSED_PERCENT: Final = 10.0
_LEFT_SECONDS: Final = 4
_MINUTE: Final = 60


@dataclass(frozen=True)
class Standing:
    """How far the work on an import is.

    Parameters
    ----------
    phase : str
        One of `PHASES`; empty while it waits for its turn.
    done, total : int
        How much of the phase.
    percent : int
        Of the whole work: never falls, and stays below 100 until the end.
    seconds_left : int or None
        About; None while that cannot be said.
    """

    phase: str = ""
    done: int = 0
    total: int = 0
    percent: int = 0
    seconds_left: int | None = None


class Meter:
    """Follows the phases of one piece of work.

    Parameters
    ----------
    clock : callable
        Seconds, rising.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun: float | None = None
        self._phase = ("", 0, 0)
        self._percent = 0.0

    def __call__(self, phase: str, done: int, total: int) -> Standing:
        """Take what is told, return where the work stands."""
        if self._begun is None:
            self._begun = self._clock()
        self._phase = (phase, done, total)
        self._percent = max(self._percent, percent_of(phase, done, total))
        return self.standing()

    def standing(self) -> Standing:
        """Return where the work stands now."""
        return Standing(*self._phase, int(self._percent), self._seconds_left())

    def _seconds_left(self) -> int | None:
        """Return about how long it still takes, None while nobody can say."""
        if self._begun is None or self._percent < _ELAPSED_PERCENT:
            return None
        elapsed = self._clock() - self._begun
        left = elapsed * (100 - self._percent) / self._percent
        if elapsed < _ELAPSED_SECONDS or left < _LEFT_SECONDS:
            return None
        return math.ceil(left)


def percent_of(phase: str, done: int, total: int) -> float:
    """Return how much of the whole work is done, 0 to 99."""
    span = PHASES.get(phase)
    if span is None:
        return 0.0
    share = min(1.0, max(0.0, done / total)) if total > 0 else 0.0
    return span.start + share * (span.end - span.start)


def no_progress(phase: str, done: int, total: int) -> None:
    """Tell nobody."""


def phase_name(phase: str, lang: Lang) -> str:
    """Return what a phase is called."""
    return PHASES[phase].zh if lang == "zh" else PHASES[phase].en


def detail_of(standing: Standing, lang: Lang) -> str:
    """Return how much of the phase is done and how long it still takes, in words."""
    parts = []
    span = PHASES.get(standing.phase)
    if span is not None and span.unit_zh and standing.total > 0:
        done, total = f"{min(standing.done, standing.total):,}", f"{standing.total:,}"
        parts.append(
            f"{done} / {total} {span.unit_zh}"
            if lang == "zh"
            else f"{done} of {total} {span.unit_en}"
        )
    if standing.seconds_left is not None:
        parts.append(_left(standing.seconds_left, lang))
    return ("，" if lang == "zh" else ", ").join(parts)


def _left(seconds: int, lang: Lang) -> str:
    """Return how long it still takes, no finer than anybody can know."""
    if seconds > _MINUTE:
        minutes = math.ceil(seconds / _MINUTE)
        return f"约剩 {minutes} 分钟" if lang == "zh" else f"about {minutes} min left"
    rounded = 5 * math.ceil(seconds / 5)
    return f"约剩 {rounded} 秒" if lang == "zh" else f"about {rounded} s left"
