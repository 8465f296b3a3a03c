"""Text that a spreadsheet shows and never runs, and that comes back as it was.

A spreadsheet takes a cell of a CSV file for a formula when it begins with one of a
few characters. An apostrophe before it, which spreadsheets read as "this is text",
stops that. The same apostrophe is taken away when the file is imported again, so
that what a user entered survives the round trip character by character.

The rule, for whoever writes or reads a file:

- CSV: every text cell passes `guard_text` when written, `unguard_text` when read.
- XLSX: text cells are text by their type and carry the style "quote prefix", so they
  need no apostrophe; they pass `sheet_text` when written and `unguard_text` when read.
- GeoJSON and GeoPackage: as XLSX, because the import reads all files by one rule.

A text that itself begins with an apostrophe gets a second one where it could be
taken for a guard, so ``unguard_text(guard_text(text)) == text`` for every text.
"""

from __future__ import annotations

import unicodedata
from typing import Final

#: What is put before a risky cell of a CSV file.
GUARD: Final = "'"

_LEADS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters, half and full width, that make a cell a formula or a command."""

_UNSEEN: Final = (
    " \u00a0\u3000\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"
    "\u202a\u202b\u202c\u202d\u202e"
)
"""Spaces and marks that do not show, and do not hide a formula either."""

#: Letters and symbols that are drawn as nothing: fillers of Hangul, blank of Braille.
_BLANK_LETTERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
#: Controls, formats, halves of characters, and marks that need a letter.
_UNSEEN_KINDS: Final = frozenset(("Cc", "Cf", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"))
#: What stands before a raised 2 or 3 that belongs to a unit.
_UNITS_RAISED: Final = frozenset("mMｍＭ米里")
_HALVES: Final = range(0xD800, 0xE000)
_REPLACEMENT: Final = "\ufffd"


def is_seen(text: str) -> bool:
    """Tell whether a text shows anything: a character that is more than space or mark.

    Parameters
    ----------
    text : str
        Any text; characters of private use and those that this Python does not know
        yet count as shown.
    """
    return any(
        char not in _BLANK_LETTERS
        and unicodedata.category(char) not in _UNSEEN_KINDS
        and not char.isspace()
        for char in text
    )


def odd_digit(text: str) -> str:
    """Return the first character that only the normal form makes a digit, or nothing.

    Parameters
    ----------
    text : str
        As it came. ``5²`` is not 52, nor ``①`` 1; the ² of m² is none of these.
    """
    if text.isascii():
        return ""
    for at, char in enumerate(text):
        is_odd = unicodedata.category(char) == "No"
        if is_odd and text[at - 1 : at] not in _UNITS_RAISED:
            return char
    return ""


def is_risky(text: str) -> bool:
    """Tell whether a spreadsheet could take a text for a formula or a command.

    Parameters
    ----------
    text : str
        Any text; leading spaces and unseen marks do not hide a formula.
    """
    return text.lstrip(_UNSEEN).startswith(_LEADS)


def needs_guard(text: str) -> bool:
    """Tell whether a text is guarded in a CSV file: it is risky, or looks guarded."""
    return text.startswith(GUARD) or is_risky(text)


def guard_text(text: str) -> str:
    """Return a text as a cell of a CSV file that no spreadsheet runs.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        With an apostrophe in front where it is risky or begins with one itself.
    """
    return GUARD + text if needs_guard(text) else text


def sheet_text(text: str) -> str:
    """Return a text as a workbook or a file of features holds it.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same text; with a second apostrophe where its own first one would be
        taken for a guard when the workbook is imported.
    """
    return GUARD + text if unguard_text(text) != text else text


def unguard_text(text: str) -> str:
    """Return what was entered, from a cell of a CSV file or a workbook.

    Parameters
    ----------
    text : str
        The cell, as it was read.

    Returns
    -------
    str
        Without the apostrophe that `guard_text` or `sheet_text` put in front. Other
        apostrophes stay: ``'89年`` is not changed.
    """
    if text.startswith(GUARD) and needs_guard(text[1:]):
        return text[1:]
    return text


def whole_text(text: str) -> str:
    """Return a text without halves of characters, which no file could hold.

    Parameters
    ----------
    text : str
        Any text; each lone surrogate becomes the replacement character (�).
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join(_REPLACEMENT if ord(one) in _HALVES else one for one in text)
    return text
