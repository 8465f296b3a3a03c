"""Text that a spreadsheet shows and never runs.

A spreadsheet takes a cell of a CSV file for a formula when it begins with one of
a few characters. The apostrophe that programs read as "this is text" is put before
such a cell; numbers are numbers and need none.
"""

from __future__ import annotations

from typing import Final

from geo_zs.text_guard import GUARD, needs_guard

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
    guard = GUARD if needs_guard(text) else ""
    return guard + plain_text(text)
