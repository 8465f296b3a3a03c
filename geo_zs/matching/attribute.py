"""Measured properties of sites, each value with its interval and its sources.

A property has one value for each site, or one for each industry and site, or one for
each port and site. NaN in value, low and high means not known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo_zs.errors import DataError, Problem

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Attribute:
    """One measured property of all sites, with its uncertainty and its sources.

    Parameters
    ----------
    column : str
        Name with the unit at its end, ``rail_km``; the word of requests and answers.
    unit : str
        Unit as printed, ``km``; empty for shares, classes and yes/no.
    value, low, high : (n_sites,) arrays
        ``low <= value <= high``; all three NaN where the value is not known.
        Yes/no is 1.0/0.0. An open end is ``inf`` or ``-inf``.
    source_ids : sequence of n_sites tuples of str
        Keys of the register of sources, for each site.
    confidence : sequence of n_sites str
        ``official``, ``reported``, ``inferred``, ``unverified``, or empty where
        nothing is known.
    is_complete_layer : bool
        False if the layer that was measured against is known to be incomplete:
        a limit that fails only against it is "not verified", never "excluded".

    Raises
    ------
    DataError
        If shapes differ, a value lies outside its interval, or an interval has
        no value.
    """

    column: str
    unit: str
    value: FloatArray
    low: FloatArray
    high: FloatArray
    source_ids: Sequence[tuple[str, ...]]
    confidence: Sequence[str]
    is_complete_layer: bool = True

    def __post_init__(self) -> None:
        n_sites = len(self.value)
        _check_interval(self.column, self.value, self.low, self.high, (n_sites,))
        check_lengths(
            self.column,
            n_sites,
            {"source_ids": self.source_ids, "confidence": self.confidence},
        )


@dataclass(frozen=True, eq=False)
class IndustryAttribute:
    """A property that depends on the industry: one column of numbers for each tag.

    Parameters
    ----------
    column : str
        ``cluster`` or ``industry_fit``.
    unit : str
        Unit as printed; empty for both of the above.
    value, low, high : (n_sites, n_tags) arrays
        As in `Attribute`; columns in the order of ``SiteTable.tag_index``.
    source_ids : sequence of n_sites tuples of str
        Keys of the register of sources, for each site (the same for all tags).
    confidence : sequence of n_sites str
        As in `Attribute`.
    is_complete_layer : bool
        As in `Attribute`.

    Raises
    ------
    DataError
        As `Attribute`.
    """

    column: str
    unit: str
    value: FloatArray
    low: FloatArray
    high: FloatArray
    source_ids: Sequence[tuple[str, ...]]
    confidence: Sequence[str]
    is_complete_layer: bool = True

    def __post_init__(self) -> None:
        shape = self.value.shape
        _check_interval(self.column, self.value, self.low, self.high, shape)
        check_lengths(
            self.column,
            shape[0],
            {"source_ids": self.source_ids, "confidence": self.confidence},
        )

    def for_tag(self, index: int) -> Attribute:
        """Return the column of one tag (position `index`) as an `Attribute`."""
        return Attribute(
            column=self.column,
            unit=self.unit,
            value=self.value[:, index],
            low=self.low[:, index],
            high=self.high[:, index],
            source_ids=self.source_ids,
            confidence=self.confidence,
            is_complete_layer=self.is_complete_layer,
        )

    def for_tags(self, indices: Sequence[int]) -> Attribute:
        """Return the column of several tags: of each site the tag that counts most.

        A project with several tags is one plant that may be called by any of them,
        so a site that suits one of them suits it; the mean over the tags would
        punish a project for being described at length.

        Parameters
        ----------
        indices : sequence of int
            Positions of the tags, at least one.
        """
        if len(indices) == 1:
            return self.for_tag(indices[0])
        columns = list(indices)
        return Attribute(
            column=self.column,
            unit=self.unit,
            value=self.value[:, columns].max(axis=1),
            low=self.low[:, columns].max(axis=1),
            high=self.high[:, columns].max(axis=1),
            source_ids=self.source_ids,
            confidence=self.confidence,
            is_complete_layer=self.is_complete_layer,
        )


@dataclass(frozen=True, eq=False)
class PortTable:
    """Ports of entry (口岸) that a distance may be measured to.

    Parameters
    ----------
    ids, names_zh, names_en : tuples of n_ports str
        Keys and names.
    neighbours : tuple of n_ports str
        ``Mongolia``, ``Russia`` or empty (air ports).
    modes : tuple of n_ports str
        ``rail``, ``road`` or ``air``.
    is_usable : (n_ports,) bool array
        False for closed crossings, which no distance is measured to.
    source_ids : tuple of n_ports tuples of str
        Sources of the location of each port.
    is_located : tuple of n_ports bool, optional
        False for ports known by their banner only, which may lie anywhere in it;
        all are located when empty.

    Raises
    ------
    DataError
        If the lengths differ.
    """

    ids: tuple[str, ...]
    names_zh: tuple[str, ...]
    names_en: tuple[str, ...]
    neighbours: tuple[str, ...]
    modes: tuple[str, ...]
    is_usable: BoolArray
    source_ids: tuple[tuple[str, ...], ...]
    is_located: tuple[bool, ...] = ()

    def __post_init__(self) -> None:
        check_lengths(
            "ports",
            len(self.ids),
            {
                **({"is_located": self.is_located} if self.is_located else {}),
                "names_zh": self.names_zh,
                "names_en": self.names_en,
                "neighbours": self.neighbours,
                "modes": self.modes,
                "is_usable": self.is_usable,
                "source_ids": self.source_ids,
            },
        )


@dataclass(frozen=True, eq=False)
class PortDistances:
    """Straight-line distances from every site to every port, in km.

    Parameters
    ----------
    value, low, high : (n_sites, n_ports) arrays
        Kilometres; NaN in all three if the site or the port has no location
        (a closed port may keep its distance: `PortTable.is_usable` decides).
    source_ids : sequence of n_sites tuples of str
        Sources of the location of each site.
    confidence : sequence of n_sites str
        Confidence of the location of each site.

    Raises
    ------
    DataError
        As `Attribute`.
    """

    value: FloatArray
    low: FloatArray
    high: FloatArray
    source_ids: Sequence[tuple[str, ...]]
    confidence: Sequence[str]

    def __post_init__(self) -> None:
        shape = self.value.shape
        _check_interval("port_km", self.value, self.low, self.high, shape)
        check_lengths(
            "port_km",
            shape[0],
            {"source_ids": self.source_ids, "confidence": self.confidence},
        )


def check_lengths(
    name: str,
    expected: int,
    parts: Mapping[str, Sequence[object] | NDArray[Any]],
) -> None:
    """Raise DataError naming every part of `parts` that has another length."""
    problems = [
        Problem(part, f"of {name} has {len(values)} rows; expected {expected}")
        for part, values in parts.items()
        if len(values) != expected
    ]
    if problems:
        raise DataError(problems)


def _check_interval(
    name: str,
    value: FloatArray,
    low: FloatArray,
    high: FloatArray,
    shape: tuple[int, ...],
) -> None:
    """Raise DataError unless ``low <= value <= high`` or all three are NaN."""
    if value.shape != shape or low.shape != shape or high.shape != shape:
        message = (
            f"value, low, high have the shapes {value.shape}, {low.shape}, "
            f"{high.shape}; expected {shape} for each"
        )
        raise DataError([Problem(name, message)])
    known = (low <= value) & (value <= high)
    unknown = np.isnan(low) & np.isnan(value) & np.isnan(high)
    wrong = np.flatnonzero(~(known | unknown).reshape(shape[0], -1).all(axis=1))
    if wrong.size:
        raise DataError(
            [
                Problem(
                    name,
                    f"value {value[row]}, low {low[row]}, high {high[row]}; expected "
                    "low <= value <= high, or NaN in all three",
                    row=int(row),
                )
                for row in wrong[:20]
            ]
        )
