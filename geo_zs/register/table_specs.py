"""What a smaller table of the register is: its fields, keys, places, and rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Table

from geo_zs.register.faults import RecordFault

if TYPE_CHECKING:
    from geo_zs.register.models.base import Base
    from geo_zs.register.store import Writer

Row = dict[str, Any]
#: Row before (None: a new one) and after a change, and where faults are put.
Complete = Callable[
    ["Writer", Sequence[tuple[Row | None, Row]], list[RecordFault]], None
]
#: Visibility and league of each of some rows.
Places = Callable[["Writer", Sequence[Row]], list[tuple[str | None, str | None]]]


@dataclass(frozen=True)
class RowTable:
    """How the rows of one table are written.

    Parameters
    ----------
    kind : str
        What a row is called in errors.
    schema : str
        Name of the schema of its fields.
    model : type of Base
        The table; its rows have a version and ``deleted_at``.
    prefix : str
        First letter of the keys: ``E`` of ``E-000001``.
    complete : callable
        Derives what follows from the values and lists what is wrong with whole
        rows, all of them at once.
    places : callable
        Visibility and league of rows, for the question who may see and write them.
    derived : frozenset of str
        Fields that the register gives itself.
    is_public : callable
        Whether what the public catalog shows changes with a row.
    """

    kind: str
    schema: str
    model: type[Base]
    prefix: str
    complete: Complete
    places: Places
    derived: frozenset[str]
    is_public: Callable[[Row], bool]

    @property
    def key(self) -> str:
        """Name of the column of the keys."""
        return self.model.__key_column__

    @property
    def table(self) -> Table:
        """The table in the database."""
        return cast("Table", self.model.__table__)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns of the table."""
        return tuple(column.name for column in self.table.c)
