"""What the grammar would take at a place, in words a person reads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

#: Terminals of the grammar → what they are called, English and Chinese. The first
#: row that has one of the terminals names it; the rest of its terminals are in it.
_WORDS: Final[tuple[tuple[frozenset[str], str, str], ...]] = (
    (frozenset({"STRING", "TRUE", "FALSE"}), "a value", "值"),
    (frozenset({"COMPARISON"}), "a comparison (= <> < > <= >=)", "比较符"),
    (frozenset({"LIKE"}), "LIKE, BETWEEN or IN", "LIKE、BETWEEN 或 IN"),
    (frozenset({"AND", "OR"}), "AND or OR", "AND 或 OR"),
    (frozenset({"NULL"}), "NULL", "NULL"),
    (frozenset({"NUMBER", "POSITIONS"}), "a number", "数字"),
    (frozenset({"GEOMETRY"}), "a geometry", "几何"),
    (frozenset({"EMPTY"}), "EMPTY", "EMPTY"),
    (frozenset({"STAR", "SLASH"}), "an arithmetic operator", "算术运算符"),
    (frozenset({"LPAR", "_LPAR"}), "'('", "'('"),
    (frozenset({"_COMMA"}), "','", "','"),
    (frozenset({"_RPAR"}), "')'", "')'"),
    (frozenset({"$END"}), "the end of the filter", "过滤条件结束"),
)
_VALUE: Final = frozenset(
    [
        "STRING",
        "TRUE",
        "FALSE",
        "NULL",
        "NUMBER",
        "NAME",
        "QUOTED",
        "LPAR",
        "GEOMETRY",
        "MINUS",
        "PLUS",
        "NOT",
    ]
)


def in_words(terminals: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what may stand at a place, in English and in Chinese.

    Parameters
    ----------
    terminals : iterable of str
        Names of the terminals of the grammar that would be taken.
    """
    left = set(terminals)
    named: list[tuple[str, str]] = []
    for group, en, zh in _WORDS:
        if left & group:
            named.append((en, zh))
            left -= group
            if "STRING" in group:
                left -= _VALUE
    return tuple(en for en, _ in named), tuple(zh for _, zh in named)
