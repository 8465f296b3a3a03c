"""How far an import has come: told to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from geo_zs.vocab import Lang

#: Called with the phase, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]

#: Phase → what it is called, Chinese and English, in the order in which they come.
PHASES: Final[Mapping[str, tuple[str, str]]] = {
    "reading": ("读取文件", "reading the file"),
    "cells": ("解析单元格", "reading the cells"),
    "places": ("查找地名", "looking up names of places"),
    "points": ("定位坐标", "locating points"),
    "industries": ("识别产业", "reading industries"),
    "matching": ("与登记库比对", "comparing with the register"),
    "duplicates": ("查找重复", "looking for duplicates"),
    "storing": ("保存试导结果", "keeping the dry run"),
    "accepting": ("写入登记库", "writing to the register"),
    "undoing": ("撤销导入", "undoing the import"),
}


def no_progress(phase: str, done: int, total: int) -> None:
    """Tell nobody."""


def phase_name(phase: str, lang: Lang) -> str:
    """Return what a phase is called."""
    zh, en = PHASES[phase]
    return zh if lang == "zh" else en
