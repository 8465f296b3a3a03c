"""Refusing a file while it is read: the one error of the reading side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo_zs.imports.fault_words import READ_WORDS
from geo_zs.imports.faults import Fault, FaultValue, make_fault


class RefusedFileError(Exception):
    """The file is not read any further; carries why.

    It never leaves the reading side: the way in turns it into
    ``errors.UnreadableFileError`` with the name of the file.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def refusal(
    *,
    key: str,
    values: Mapping[str, FaultValue] | None = None,
    row: int | None = None,
    column: str = "",
    value: object = None,
) -> RefusedFileError:
    """Return the error with one fault, to be raised by the caller."""
    return RefusedFileError(
        [read_fault(key, values, row=row, column=column, value=value)]
    )


def read_fault(
    key: str,
    values: Mapping[str, FaultValue] | None = None,
    *,
    row: int | None = None,
    column: str = "",
    value: object = None,
) -> Fault:
    """Return a fault of the reading side; see `faults.make_fault`."""
    return make_fault(
        READ_WORDS, key, values=values, row=row, column=column, value=value
    )
