"""The one filter that table, map, board and exports share."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.board.dates import date_spans, parse_span
from geo_zs.board.fault_words import BOARD_WORDS
from geo_zs.board.groups import (
    DATED_STAGES,
    UNKNOWN,
    filled_keys,
    size_class,
)
from geo_zs.errors import DataError, RequirementError
from geo_zs.imports.faults import Fault, FaultValue, make_fault
from geo_zs.register.sizes import SIZE_CLASSES
from geo_zs.vocab import Stage

BoolArray = NDArray[np.bool_]

MAX_TEXT: Final = 100
MAX_VALUES: Final = 300

#: Filter → column of the frame; a project passes if it has one of the values.
_COLUMNS: Final = {
    "league": "league",
    "banner": "banner",
    "park": "park_id",
    "cluster": "cluster",
    "chain": "chain",
    "stage": "stage",
    "investor_origin": "investor_origin",
    "origin": "origin",
    "visibility": "visibility",
    "officer": "officer",
}
#: Filters of a closed vocabulary.
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "stage": tuple(stage.value for stage in Stage),
    "investor_origin": ("region", "outside_region", "outside_country", UNKNOWN),
    "origin": ("register", "shipped"),
    "visibility": ("public", "internal", UNKNOWN),
    "size_class": SIZE_CLASSES,
    "date_stage": DATED_STAGES,
}
_WHAT: Final = {
    "league": ("league", "盟市"),
    "banner": ("banner", "旗县区"),
    "park": ("park", "园区"),
    "industry": ("industry tag", "产业标签"),
    "cluster": ("cluster", "产业集群"),
    "chain": ("chain", "产业链"),
}
_SINGLE: Final = ("date_stage", "date_from", "date_to", "text")
#: Columns that the text is looked for in.
TEXT_COLUMNS: Final = (
    "name_zh",
    "name_printed",
    "investor_zh",
    "investor_printed",
    "project_code",
    "credit_code",
    "industry_text",
    "capacity_text",
    "place_text",
    "officer",
)


@dataclass(frozen=True)
class KnownValues:
    """Codes that a filter may name; None leaves them unchecked.

    Parameters
    ----------
    league, banner, park, industry, cluster, chain : collection of str or None
        Codes, keys and words of the data.
    """

    league: Collection[str] | None = None
    banner: Collection[str] | None = None
    park: Collection[str] | None = None
    industry: Collection[str] | None = None
    cluster: Collection[str] | None = None
    chain: Collection[str] | None = None


@dataclass(frozen=True)
class BoardFilter:
    """Which projects are looked at; an empty field lets all of them pass.

    Parameters
    ----------
    league, banner, park, industry, cluster, chain, stage : tuple of str
        Codes, keys, tags and words; a project passes with any of them, and
        ``unknown`` means those of which it is not known. Of several fields all must
        hold.
    investor_origin, origin, size_class, visibility, officer : tuple of str
        The same; `origin` is ``register`` or ``shipped``, `size_class` one class as
        `groups.size_class` gives it.
    date_stage : str
        The stage whose date `date_from` and `date_to` speak of.
    date_from, date_to : str or None
        Dates of any precision, both included. A project passes if its date *may*
        lie between them (a date known by month may be any day of it); one without a
        date does not pass.
    text : str
        Looked for in names, investor, codes and descriptions, without regard to
        case and width.
    """

    league: tuple[str, ...] = ()
    banner: tuple[str, ...] = ()
    park: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    cluster: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    investor_origin: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    size_class: tuple[str, ...] = ()
    visibility: tuple[str, ...] = ()
    officer: tuple[str, ...] = ()
    date_stage: str = "signed"
    date_from: str | None = None
    date_to: str | None = None
    text: str = ""

    @classmethod
    def parse(
        cls,
        given: Mapping[str, str | Sequence[str]],
        *,
        known: KnownValues | None = None,
    ) -> BoardFilter:
        """Read a filter as a form or a link sends it.

        Parameters
        ----------
        given : mapping of str to str or sequence of str
            Field → value or values. Several values may also stand in one text with
            ``,`` between them. Empty values count for nothing.
        known : KnownValues or None
            Codes to check against.

        Raises
        ------
        RequirementError
            With every fault.
        """
        reader = _Reader(given, known or KnownValues())
        values = reader.values()
        if reader.faults:
            raise RequirementError(reader.faults)
        return cls(**values)

    def to_query(self) -> dict[str, list[str]]:
        """Return the filter as it goes into a link; `parse` reads it back."""
        query: dict[str, list[str]] = {}
        for name in FIELDS:
            value = getattr(self, name)
            if isinstance(value, tuple) and value:
                query[name] = list(value)
            elif isinstance(value, str) and value:
                query[name] = [value]
        if not (self.date_from or self.date_to):
            query.pop("date_stage", None)
        return query

    @property
    def is_empty(self) -> bool:
        """Whether all projects pass."""
        return not self.to_query()

    def mask(self, frame: pd.DataFrame) -> BoolArray:
        """Return which projects pass.

        Parameters
        ----------
        frame : DataFrame, (n,)
            Frame of projects.

        Returns
        -------
        (n,) bool array
        """
        passed = np.ones(len(frame), dtype=bool)
        for name, column in _COLUMNS.items():
            wanted = getattr(self, name)
            if wanted:
                passed &= _has_one(frame[column], wanted)
        if self.size_class:
            classes = size_class(frame["pledged_cny_1e8"])
            passed &= np.isin(classes.astype(str), self.size_class)
        if self.industry:
            passed &= _has_tag(frame["industry_tags"], self.industry)
        if self.date_from or self.date_to:
            passed &= self._in_time(frame)
        if self.text:
            passed &= _has_text(frame, self.text)
        return passed

    def apply(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the projects that pass, in the order of the frame."""
        return frame if self.is_empty else frame[self.mask(frame)]

    def _in_time(self, frame: pd.DataFrame) -> BoolArray:
        """Return which projects have a date that may lie in the wanted time."""
        column = f"{self.date_stage}_date"
        spans = date_spans(frame[column], field=column)
        inside = spans.is_known
        if self.date_from:
            inside &= spans.last >= np.datetime64(parse_span(self.date_from)[0], "D")
        if self.date_to:
            inside &= spans.first <= np.datetime64(parse_span(self.date_to)[1], "D")
        return inside


#: Names of the fields of a filter.
FIELDS: Final[tuple[str, ...]] = tuple(one.name for one in fields(BoardFilter))


@dataclass
class _Reader:
    """Reads the fields of a filter and collects their faults."""

    given: Mapping[str, str | Sequence[str]]
    known: KnownValues
    faults: list[Fault] = field(default_factory=list)

    def values(self) -> dict[str, Any]:
        """Return the values of all fields that were given."""
        values: dict[str, Any] = {}
        for name, raw in self.given.items():
            if name not in FIELDS:
                self._fault("filter_unknown_field", name, expected=", ".join(FIELDS))
                continue
            found = (
                self._single(name, raw) if name in _SINGLE else self._many(name, raw)
            )
            if found:
                values[name] = found
        self._check_order(values)
        return values

    def _fault(
        self, key: str, column: str, value: object = None, **values: FaultValue
    ) -> None:
        self.faults.append(
            make_fault(BOARD_WORDS, key, column=column, value=value, values=values)
        )

    def _single(self, name: str, raw: str | Sequence[str]) -> str:
        """Return the one value of a field, empty if there is none."""
        texts = [raw] if isinstance(raw, str) else list(raw)
        stripped = list(dict.fromkeys(text.strip() for text in texts if text.strip()))
        if len(stripped) > 1:
            self._fault("filter_many_values", name, count=len(stripped))
            return ""
        value = stripped[0] if stripped else ""
        if len(value) > MAX_TEXT:
            self._fault("filter_too_long", name, length=len(value), limit=MAX_TEXT)
            return ""
        if value and name in ("date_from", "date_to"):
            try:
                parse_span(value)
            except DataError:
                self._fault("filter_bad_date", name, value)
                return ""
        if value and name == "date_stage":
            self._check_word(name, value)
        return value

    def _many(self, name: str, raw: str | Sequence[str]) -> tuple[str, ...]:
        """Return the values of a field, each once, in the order given."""
        texts = [raw] if isinstance(raw, str) else list(raw)
        # Names of people are not parted: they may hold a comma.
        apart = texts if name == "officer" else ",".join(texts).split(",")
        parts = (part.strip() for part in apart)
        values = tuple(dict.fromkeys(part for part in parts if part))
        if len(values) > MAX_VALUES:
            self._fault("filter_too_many", name, count=len(values), limit=MAX_VALUES)
            return ()
        for value in values:
            self._check_word(name, value)
        return values

    def _check_word(self, name: str, value: str) -> None:
        """Note a value that is no word of its vocabulary or no code of the data."""
        if name in _WORDS:
            if value not in _WORDS[name]:
                expected = ", ".join(_WORDS[name])
                self._fault("filter_unknown_word", name, value, expected=expected)
            return
        codes = getattr(self.known, name, None)
        if codes is not None and value != UNKNOWN and value not in codes:
            what, what_zh = _WHAT[name]
            self._fault("filter_unknown_code", name, value, what=what, what_zh=what_zh)

    def _check_order(self, values: Mapping[str, Any]) -> None:
        """Note a time that ends before it begins."""
        start, end = values.get("date_from"), values.get("date_to")
        if start and end and parse_span(end)[1] < parse_span(start)[0]:
            self._fault("filter_dates_reversed", "date_to", end, start=start)


def _has_one(column: pd.Series, wanted: Sequence[str]) -> BoolArray:
    """Return where a column has one of the values; ``unknown`` takes empty cells."""
    return np.asarray(pd.Series(filled_keys(column)).isin(list(wanted)), dtype=bool)


def _has_tag(column: pd.Series, wanted: Sequence[str]) -> BoolArray:
    """Return where a list has one of the values."""
    chosen = frozenset(wanted)
    takes_none = UNKNOWN in chosen
    found = (
        not chosen.isdisjoint(item)
        if isinstance(item, tuple | list) and item
        else takes_none
        for item in column
    )
    return np.fromiter(found, bool, len(column))


def folded(text: str) -> str:
    """Return a text without regard to case and width, for searching."""
    return unicodedata.normalize("NFKC", text).casefold()


def _has_text(frame: pd.DataFrame, text: str) -> BoolArray:
    """Return where one of the text columns, or the key, holds a text."""
    wanted = folded(text)
    found = np.zeros(len(frame), dtype=bool)
    columns = [frame.index.to_numpy(dtype=object)]
    columns += [
        frame[name].to_numpy(dtype=object) for name in TEXT_COLUMNS if name in frame
    ]
    for cells in columns:
        hits = (isinstance(cell, str) and wanted in folded(cell) for cell in cells)
        found |= np.fromiter(hits, bool, len(cells))
    return found
