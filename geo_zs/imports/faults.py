"""One fault of a given file: where it stands, what came, what to do.

A fault has a stable `key` and `values`, so that a page can word it in Chinese;
its `message` and `remedy` are the English words of the same key. The words of the
keys stand in ``fault_words`` (reading) and ``fault_words_rows`` (interpreting).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from geo_zs.errors import Problem
from geo_zs.vocab import Lang

Severity = Literal["error", "warning", "note"]
#: What a value of a fault may be: anything that goes into JSON as it is.
FaultValue = str | int | float | bool | None

#: A longer cell is cut in a fault; the file itself still holds it whole.
MAX_SHOWN: Final = 80


@dataclass(frozen=True, kw_only=True)
class FaultWords:
    """What is said of one kind of fault, in both languages.

    Parameters
    ----------
    en, zh : str
        What came and what was expected; ``{name}`` takes a value of the fault.
    remedy_en, remedy_zh : str
        What to do about it; may be empty for a note.
    severity : {"error", "warning", "note"}
        ``error``: the row (or the file) is not taken as it is. ``warning``: it is
        taken, look at it. ``note``: what the reader did.
    """

    en: str
    zh: str
    remedy_en: str = ""
    remedy_zh: str = ""
    severity: Severity = "error"


@dataclass(frozen=True, kw_only=True)
class Fault(Problem):
    """A fault of a file, a row or a cell.

    Parameters
    ----------
    field : str
        Header of the column as the file has it; empty for a whole row or file.
    message : str
        What came and what was expected, in English.
    file : str or None
        Name of the file as the user gave it.
    row : int or None
        Row as a spreadsheet counts it (the first line is row 1).
    key : str
        Stable name of the kind of fault.
    values : mapping of str to str, int, float, bool or None
        What the words of the key need, in either language.
    value : str or None
        The cell as it came, cut to 80 characters; None if it is no cell.
    remedy : str
        What to do, in English.
    severity : {"error", "warning", "note"}
        See `FaultWords`.
    """

    key: str
    remedy: str = ""
    value: str | None = None
    values: Mapping[str, FaultValue] = field(default_factory=dict, hash=False)
    severity: Severity = "error"

    @property
    def column(self) -> str:
        """Header of the column, the same as `field`."""
        return self.field

    @property
    def is_error(self) -> bool:
        """Whether the row (or the file) cannot be taken as it is."""
        return self.severity == "error"

    def __str__(self) -> str:
        """Return the fault as one line, with its remedy."""
        line = super().__str__()
        return f"{line}; {self.remedy}" if self.remedy else line


def cut(value: object) -> str:
    """Return a value as text of at most 80 characters, without control characters."""
    text = str(value)
    shown = text[:MAX_SHOWN] + ("…" if len(text) > MAX_SHOWN else "")
    return "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in shown
    )


def make_fault(
    words: Mapping[str, FaultWords],
    key: str,
    *,
    values: Mapping[str, FaultValue] | None = None,
    column: str = "",
    row: int | None = None,
    value: object = None,
    file: str | None = None,
    severity: Severity | None = None,
) -> Fault:
    """Return the fault called `key` with its English words filled in.

    Parameters
    ----------
    words : mapping of str to FaultWords
        The words of a side: ``READ_WORDS`` or ``ROW_WORDS``.
    key : str
        Which of them.
    values : mapping, optional
        What the words ask for; text is cut to 80 characters.
    column, row, value, file
        Where the fault stands; see `Fault`.
    severity : {"error", "warning", "note"}, optional
        Other than the usual one of the key.

    Raises
    ------
    KeyError
        If the key has no words, or its words ask for a value that is not given.
    """
    spoken = words[key]
    given = {
        name: cut(item) if isinstance(item, str) else item
        for name, item in (values or {}).items()
    }
    shown = None if value is None else cut(value)
    filled = {"column": column, "row": row, "value": shown, **given}
    return Fault(
        field=column,
        message=spoken.en.format_map(filled),
        file=file,
        row=row,
        key=key,
        remedy=spoken.remedy_en.format_map(filled),
        value=shown,
        values=given,
        severity=severity or spoken.severity,
    )


def fault_text(
    fault: Fault, words: Mapping[str, FaultWords], lang: Lang
) -> tuple[str, str]:
    """Return message and remedy of a fault in one language.

    A key without words gives the English text of the fault itself.

    Returns
    -------
    (str, str)
        What is wrong, and what to do.
    """
    spoken = words.get(fault.key)
    if lang == "en" or spoken is None:
        return fault.message, fault.remedy
    filled = {
        "column": fault.field,
        "row": fault.row,
        "value": fault.value,
        **fault.values,
    }
    return spoken.zh.format_map(filled), spoken.remedy_zh.format_map(filled)
