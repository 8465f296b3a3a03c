"""What is asked of the features of a collection: the query string as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from geo_zs.cql2.errors import Cql2Error
from geo_zs.errors import QueryError
from geo_zs.features.query import IntArray, Query, select
from geo_zs.features.reference_systems import CRS84, ReferenceSystem, find
from geo_zs.features.times import parse_interval
from webapp.filters import note_fault, note_faults, read_filter
from webapp.ogc.answers import Asked
from webapp.ogc.formats import FILES
from webapp.params import MAX_TEXT, Reader, parse_number

if TYPE_CHECKING:
    from geo_zs.features.collection import Collection

LIMIT: Final = 100
"""Features on a page when the link does not say."""
MOST: Final = 10_000
"""Most features of an answer; a greater limit counts as this. A file without a limit
holds all that match."""
MOST_ROWS: Final = 500
"""Most rows of a page for people, likewise: a browser has to draw them."""
GREATEST: Final = 999_999_999
"""The greatest limit that is read: nine digits, as of every whole number."""
FARTHEST: Final = 999_999_999
"""Greatest number of features that can be passed over."""

NAMES: Final = (
    "bbox",
    "bbox-crs",
    "crs",
    "datetime",
    "limit",
    "offset",
    "filter",
    "filter-lang",
    "filter-crs",
)
"""Parameters of every collection, beside ``f`` and its own properties."""


@dataclass(frozen=True)
class Page:
    """The part of the features that an answer holds.

    Parameters
    ----------
    rows : (n,) int array
        All rows that match.
    offset : int
        How many of them are passed over.
    limit : int
        Most features of the answer.
    system : ReferenceSystem
        System of the coordinates of the answer.
    has_limit : bool
        Whether the link says the limit.
    """

    rows: IntArray
    offset: int
    limit: int
    system: ReferenceSystem
    has_limit: bool

    @property
    def shown(self) -> IntArray:
        """Rows of the answer."""
        return self.rows[self.offset : self.offset + self.limit]

    @property
    def next_offset(self) -> int | None:
        """Where the next page begins; None on the last one."""
        after = self.offset + self.limit
        return after if after < len(self.rows) else None

    @property
    def previous_offset(self) -> int | None:
        """Where the page before begins; None on the first one.

        Of a page beyond the end it is the last page that holds features.
        """
        if self.offset == 0:
            return None
        if self.offset >= len(self.rows):
            return max(0, len(self.rows) - 1) // self.limit * self.limit
        return max(0, self.offset - self.limit)

    @property
    def previous_limit(self) -> int:
        """Most features of the page before, none of which this page holds too."""
        is_short = self.offset < min(self.limit, len(self.rows))
        return self.offset if is_short else self.limit


def read_page(asked: Asked, found: Collection) -> Page:
    """Return what a link asks of a collection.

    Parameters
    ----------
    asked : Asked
        The request.
    found : Collection
        The collection.

    Raises
    ------
    ParameterError
        With all faults of the request.
    """
    reader = asked.reader((*NAMES, *found.by_name))
    is_file = asked.form in FILES
    most = MOST_ROWS if asked.is_page else MOST
    limit = _limit(reader, default=MOST if is_file else LIMIT, most=most)
    offset = reader.whole("offset", default=0, minimum=0, maximum=FARTHEST)
    system = _system(reader, "crs")
    query = _query(reader, found)
    try:
        rows = select(found, query)
    except QueryError as error:
        note_faults(reader, error)
    except Cql2Error as error:
        note_fault(reader, error)
    reader.finish()
    has_limit = bool(reader.args.get("limit"))
    if is_file and not has_limit:
        limit = max(limit, len(rows))
    return Page(rows, offset, limit, system, has_limit)


def read_crs(asked: Asked) -> ReferenceSystem:
    """Return the system that one feature is asked for in.

    Raises
    ------
    ParameterError
        With all faults of the request.
    """
    reader = asked.reader(("crs",))
    system = _system(reader, "crs")
    reader.finish()
    return system


def _limit(reader: Reader, *, default: int, most: int) -> int:
    """Return the limit; one above `most` is no fault and counts as `most`."""
    limit = reader.whole("limit", default=default, minimum=1, maximum=GREATEST)
    return min(limit, most)


def _system(reader: Reader, name: str) -> ReferenceSystem:
    """Return the reference system of a parameter."""
    value = reader.args.get(name, "").strip()
    if value:
        try:
            return find(value, field=name)
        except QueryError as error:
            reader.problems += error.problems
    return CRS84


def _query(reader: Reader, found: Collection) -> Query:
    """Return what selects features; of what is wrong, a fault."""
    interval = None
    asked_time = reader.args.get("datetime", "").strip()
    if asked_time:
        try:
            interval = parse_interval(asked_time)
        except QueryError as error:
            reader.problems += error.problems
    for name, needed in (("bbox-crs", "bbox"), ("filter-crs", "filter")):
        if reader.args.get(name) and not reader.args.get(needed):
            reader.fail(
                name,
                f"says nothing without {needed}; send both or neither",
                "fault_alone",
                needed=needed,
            )
    return Query(
        bbox=_bbox(reader),
        bbox_crs=_system(reader, "bbox-crs"),
        interval=interval,
        equals={
            name: value.strip()
            for name, value in reader.args.items()
            if name in found.by_name and name not in NAMES and value.strip()
        },
        expression=read_filter(reader),
        filter_crs=_system(reader, "filter-crs"),
    )


def _bbox(reader: Reader) -> tuple[float, ...] | None:
    """Return the numbers of a box; how they lie is checked with its system."""
    value = reader.args.get("bbox", "").strip()
    if not value:
        return None
    numbers = [parse_number(part) for part in value.split(",", 7)]
    if len(numbers) not in (4, 6) or None in numbers:
        reader.fail(
            "bbox",
            f"is {value[:MAX_TEXT]!r}; expected four or six numbers parted by commas: "
            "the least coordinates, then the greatest",
            "fault_bbox",
            value=value[:MAX_TEXT],
        )
        return None
    return tuple(cast("list[float]", numbers))
