"""The rows of a dry run as people see them: status, twins, what would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from geo_zs.imports.faults import Fault

Status = Literal["new", "changed", "unchanged", "duplicate", "refused"]

#: Statuses in the order in which they are counted.
STATUSES: Final[tuple[Status, ...]] = (
    "new",
    "changed",
    "unchanged",
    "duplicate",
    "refused",
)
NEW, CHANGED, UNCHANGED, DUPLICATE, REFUSED = range(5)
#: Status → its name, Chinese and English.
STATUS_WORDS: Final[Mapping[Status, tuple[str, str]]] = {
    "new": ("新增", "new"),
    "changed": ("有变化", "changed"),
    "unchanged": ("无变化", "unchanged"),
    "duplicate": ("疑似重复", "possible duplicate"),
    "refused": ("不能录入", "refused"),
}
#: What a user decides for a row: to take it, to change the record that it certainly is
#: instead of adding another, or to leave it out.
Decision = Literal["take", "change", "skip"]
#: What is done with all rows that may be there already, where nothing is decided.
TwinChoice = Literal["change", "leave", "add"]
#: Most rows of one page.
MAX_PAGE: Final = 1_000


@dataclass(frozen=True)
class FileFacts:
    """What was read, for people.

    Parameters
    ----------
    name, format : str
        Of the file.
    encoding, delimiter, sheet, crs : str or None
        As in `RawTable`.
    header_row : int or None
        Row of the header.
    """

    name: str
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    crs: str | None = None
    header_row: int | None = None


@dataclass(frozen=True)
class Twin:
    """A record or row that a row may be the same as.

    Parameters
    ----------
    key : str
        Id of the record; empty for a row of the file.
    row : int or None
        Row of the file.
    name : str
        Its name.
    score : float
        0 to 100.
    why_zh, why_en : str
        The reason.
    is_certain : bool
        Whether name, investor and place leave no doubt.
    """

    key: str
    row: int | None
    name: str
    score: float
    why_zh: str
    why_en: str
    is_certain: bool = False


@dataclass(frozen=True)
class Merge:
    """A record that a row certainly is, and what the row would change in it.

    Parameters
    ----------
    key : str
        Id of the record.
    version : int or None
        Its version when they were compared.
    changed : tuple of str
        Fields that would change.
    """

    key: str
    version: int | None
    changed: tuple[str, ...]


@dataclass(frozen=True)
class RowView:
    """One row, for people.

    Parameters
    ----------
    position : int
        0 first.
    row : int
        As a spreadsheet counts.
    status, would_be : str
        What it is, and what it would be without its faults.
    cells : mapping of header to cell
        As in the file.
    values : mapping of field to value
        As they were understood; only what is known.
    faults : tuple of Fault
        Errors first.
    target : str or None
        Id of the record that it changes, or equals.
    changed : tuple of str
        Fields that would change.
    twins : tuple of Twin
        Records or rows that it may be the same as.
    merge : Merge or None
        The record that it certainly is, if there is just one.
    """

    position: int
    row: int
    status: Status
    would_be: Status
    cells: Mapping[str, Any]
    values: Mapping[str, Any]
    faults: tuple[Fault, ...]
    target: str | None
    changed: tuple[str, ...]
    twins: tuple[Twin, ...]
    merge: Merge | None = None
