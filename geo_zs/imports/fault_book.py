"""The faults of many rows, each kind of fault of a cell kept once.

A file of 100,000 rows may have several remarks a row; as objects they would take more
room than the file. Here a remark is a pair of numbers, and its words are made when
they are shown.
"""

from __future__ import annotations

import base64
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.imports.fault_words_rows import ROW_LEVEL, ROW_WORDS
from geo_zs.imports.faults import Fault, FaultValue, cut, make_fault

#: How badly a row is hurt: not, in some cells only, as a whole.
SOUND: Final = 0
CELL_LOST: Final = 1
ROW_LOST: Final = 2


@dataclass(frozen=True)
class Remark:
    """A fault without its row.

    Parameters
    ----------
    key : str
        Key of its words.
    column : str
        Header of the column; empty for the whole row.
    value : str or None
        The cell, cut for showing.
    values : tuple of (str, value)
        What the words need.
    """

    key: str
    column: str = ""
    value: str | None = None
    values: tuple[tuple[str, FaultValue], ...] = ()

    @classmethod
    def of(
        cls, key: str, *, column: str = "", cell: object = None, **values: FaultValue
    ) -> Remark:
        """Return a remark; text values are cut to what is shown."""
        return cls(
            key,
            column,
            None if cell is None else cut(cell),
            tuple(
                (name, cut(value) if isinstance(value, str) else value)
                for name, value in values.items()
            ),
        )

    @property
    def is_error(self) -> bool:
        """Whether the cell, or the row, cannot be taken."""
        return ROW_WORDS[self.key].severity == "error"

    def fault(self, row: int | None, *, file: str | None = None) -> Fault:
        """Return the fault with its words."""
        return make_fault(
            ROW_WORDS,
            self.key,
            values=dict(self.values),
            column=self.column,
            row=row,
            value=self.value,
            file=file,
        )


class FaultBook:
    """Collects the faults of the rows of one file.

    Parameters
    ----------
    n_rows : int
        How many rows there are; rows are given by position, 0 first.
    """

    def __init__(self, n_rows: int) -> None:
        self.n_rows = n_rows
        self._remarks: list[Remark] = []
        self._numbers: dict[Remark, int] = {}
        self._rows = array("q")
        self._kinds = array("q")
        self._whole: dict[int, Fault] = {}

    def number(self, remark: Remark) -> int:
        """Return the number of a remark, under which `add` takes it."""
        found = self._numbers.get(remark)
        if found is None:
            found = self._numbers[remark] = len(self._remarks)
            self._remarks.append(remark)
        return found

    def add(self, row: int, remark: Remark) -> None:
        """Add a remark to the row at a position."""
        self._rows.append(row)
        self._kinds.append(self.number(remark))

    def add_number(self, row: int, number: int) -> None:
        """Add the remark with a number to the row at a position."""
        self._rows.append(row)
        self._kinds.append(number)

    def add_many(self, rows: Iterable[int], remark: Remark) -> None:
        """Add one remark to several rows."""
        number = self.number(remark)
        before = len(self._rows)
        self._rows.extend(rows)
        self._kinds.extend([number] * (len(self._rows) - before))

    def add_pairs(self, rows: array[int], kinds: array[int]) -> None:
        """Add remarks by their numbers, as a column reader collects them."""
        self._rows.extend(rows)
        self._kinds.extend(kinds)

    def add_fault(self, row: int, fault: Fault) -> None:
        """Add a fault that the reader of the file found in a row."""
        self._whole[len(self._rows)] = fault
        self._rows.append(row)
        self._kinds.append(-1)

    def __len__(self) -> int:
        """Return how many faults there are."""
        return len(self._rows)

    def damage(self) -> NDArray[np.int8]:
        """Return for each row how badly it is hurt: SOUND, CELL_LOST, ROW_LOST."""
        harm = np.full(self.n_rows, SOUND, dtype=np.int8)
        if not len(self):
            return harm
        weights = np.array([_weight(one) for one in self._remarks] or [0], np.int8)
        kinds = np.array(self._kinds, dtype=np.int64)
        rows = np.array(self._rows, dtype=np.int64)
        np.maximum.at(harm, rows, np.where(kinds < 0, SOUND, weights[kinds]))
        for at, fault in self._whole.items():
            if fault.is_error:
                row = self._rows[at]
                harm[row] = max(harm[row], CELL_LOST)
        return harm

    def of_rows(
        self, rows: Iterable[int], numbers: NDArray[np.int64]
    ) -> dict[int, list[Fault]]:
        """Return the faults of some rows, errors first.

        Parameters
        ----------
        rows : iterable of int
            Positions.
        numbers : (n_rows,) array
            The row of each position as a spreadsheet counts it.
        """
        wanted = {row: [] for row in rows}  # type: dict[int, list[Fault]]
        all_rows = np.array(self._rows, dtype=np.int64) if len(self) else _NONE
        inside = np.isin(all_rows, np.fromiter(wanted, np.int64, len(wanted)))
        for at in np.flatnonzero(inside):
            row = int(all_rows[at])
            wanted[row].append(self._fault(int(at), int(numbers[row])))
        for found in wanted.values():
            found.sort(key=lambda one: _ORDER[one.severity])
        return wanted

    def _fault(self, at: int, number: int) -> Fault:
        """Return the fault at a place of the book."""
        if at in self._whole:
            return self._whole[at]
        return self._remarks[self._kinds[at]].fault(number)

    def has(self, key: str) -> NDArray[np.bool_]:
        """Return for each row whether it has a fault of a kind."""
        found = np.zeros(self.n_rows, dtype=bool)
        if len(self):
            kinds = np.array(self._kinds, dtype=np.int64)
            rows = np.array(self._rows, dtype=np.int64)
            fitting = [at for at, one in enumerate(self._remarks) if one.key == key]
            found[rows[np.isin(kinds, fitting)]] = True
        for at, fault in self._whole.items():
            if fault.key == key:
                found[self._rows[at]] = True
        return found

    def counts(self) -> dict[str, int]:
        """Return how often each key occurs, the most frequent first."""
        found: dict[str, int] = {}
        for at, kind in enumerate(self._kinds):
            key = self._whole[at].key if kind < 0 else self._remarks[kind].key
            found[key] = found.get(key, 0) + 1
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def iterate(self, numbers: NDArray[np.int64]) -> Iterator[Fault]:
        """Yield all faults in the order of the rows."""
        for at in np.argsort(np.array(self._rows, dtype=np.int64), kind="stable"):
            yield self._fault(int(at), int(numbers[self._rows[at]]))

    def to_dict(self) -> dict[str, Any]:
        """Return the book as plain lists, fit for JSON."""
        return {
            "n_rows": self.n_rows,
            "remarks": [
                [one.key, one.column, one.value, [list(pair) for pair in one.values]]
                for one in self._remarks
            ],
            "rows": base64.b64encode(self._rows.tobytes()).decode("ascii"),
            "kinds": base64.b64encode(self._kinds.tobytes()).decode("ascii"),
            "whole": [[at, _plain(fault)] for at, fault in self._whole.items()],
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> FaultBook:
        """Return the book that `to_dict` wrote."""
        book = cls(plain["n_rows"])
        for key, column, value, values in plain["remarks"]:
            pairs = tuple((name, item) for name, item in values)
            book.number(Remark(key, column, value, pairs))
        book._rows = array("q", base64.b64decode(plain["rows"]))
        book._kinds = array("q", base64.b64decode(plain["kinds"]))
        book._whole = {at: fault_from(fault) for at, fault in plain["whole"]}
        return book


_NONE: Final[NDArray[np.int64]] = np.zeros(0, dtype=np.int64)
_ORDER: Final = {"error": 0, "warning": 1, "note": 2}


def _weight(remark: Remark) -> int:
    """Return how badly a remark hurts its row."""
    if not remark.is_error:
        return SOUND
    return ROW_LOST if remark.key in ROW_LEVEL else CELL_LOST


def _plain(fault: Fault) -> dict[str, Any]:
    """Return a fault as a plain dict."""
    return {
        "field": fault.field,
        "message": fault.message,
        "file": fault.file,
        "row": fault.row,
        "key": fault.key,
        "remedy": fault.remedy,
        "value": fault.value,
        "values": dict(fault.values),
        "severity": fault.severity,
    }


def fault_to(fault: Fault) -> dict[str, Any]:
    """Return a fault as a plain dict, fit for JSON."""
    return _plain(fault)


def fault_from(plain: Mapping[str, Any]) -> Fault:
    """Return the fault that `fault_to` wrote."""
    return Fault(**plain)
