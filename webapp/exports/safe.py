"""Text that a spreadsheet shows and never runs.

A spreadsheet takes a cell of a CSV file for a formula when it begins with one of
a few characters. The apostrophe that programs read as "this is text" is put before
such a cell; numbers are numbers and need none.
"""

from __future__ import annotations

from typing import Final

_LEADS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters, half and full width, that make a cell a formula or a command."""

_UNSEEN: Final = " \u00a0\u3000\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
"""Spaces and marks that do not show, and do not hide a formula either."""

_CONTROLS: Final = dict.fromkeys((*range(32), 127, *range(128, 160), 8232, 8233), " ")
"""Control characters, which break rows or hide what follows."""

MAX_CELL: Final = 32_000
"""Longest text of a cell; a spreadsheet holds 32,767 characters."""


def plain_text(text: str) -> str:
    """Return `text` on one line, without control characters, cut to a cell.

    Parameters
    ----------
    text : str
        Any text.
    """
    return text.translate(_CONTROLS)[:MAX_CELL]


def safe_cell(text: str) -> str:
    """Return `text` as a cell of a CSV file that no spreadsheet takes for a formula.

    Parameters
    ----------
    text : str
        Any text; leading space does not hide a formula.

    Returns
    -------
    str
        With an apostrophe in front where one is needed.
    """
    if text.lstrip(_UNSEEN).startswith(_LEADS):
        return "'" + plain_text(text)
    return plain_text(text)
