"""A collection of features: rows with an id, typed properties and perhaps a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo_zs.crs import FloatArray, require_crs
from geo_zs.features.json_schema import geojson_schema_of, schema_of
from geo_zs.features.properties import Property
from geo_zs.features.reference_systems import STORAGE, Box

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from geo_zs.features.times import TimeArray

__all__ = ["Collection", "Property"]


@dataclass(frozen=True, eq=False)
class Collection:
    """A collection of features, read once and never changed.

    Parameters
    ----------
    id : str
        Stable name, in addresses too.
    title_zh, title_en, description_zh, description_en : str
        What it is, what is in it and what is missing.
    geometry : str
        As the schema names it after ``geometry-``: ``point``,
        ``linestring``, ``polygon-or-multipolygon`` or ``any``.
    frame : GeoDataFrame, (n,)
        OGC:CRS84, the active geometry in ``geometry`` (None where no place is
        known); the index holds the ids of the features, text, each once; the other
        columns are the properties in their order, typed as
        ``properties.typed_column`` says.
    properties : tuple of Property
        In the order of the columns.
    time : str or None
        Column with the date as the tables hold it, by which ``datetime`` selects;
        ``<time>_start`` and ``<time>_end`` hold its first and last day. None where
        features have no time.
    attribution : str
        Credits to print; empty if none is asked for.
    version : str
        Changes when the features do.

    Raises
    ------
    CrsError
        If the frame is in another reference system.
    ValueError
        If ids repeat, or columns and properties differ.
    """

    id: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    geometry: str
    frame: gpd.GeoDataFrame
    properties: tuple[Property, ...]
    time: str | None
    attribution: str
    version: str

    def __post_init__(self) -> None:
        """Refuse a frame that is not as described."""
        require_crs(self.frame, STORAGE.code)
        names = [str(name) for name in self.frame.columns if name != "geometry"]
        if names != [one.name for one in self.properties]:
            message = f"columns of {self.id} are {names}; expected those described"
            raise ValueError(message)
        if not self.frame.index.is_unique:
            message = f"{self.id} holds an id twice; every feature has its own"
            raise ValueError(message)

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.frame)

    def title(self, lang: str) -> str:
        """Return the title in Chinese (``zh``) or English."""
        return self.title_zh if lang == "zh" else self.title_en

    def description(self, lang: str) -> str:
        """Return the description in Chinese (``zh``) or English."""
        return self.description_zh if lang == "zh" else self.description_en

    def position(self, feature_id: str) -> int | None:
        """Return the row of a feature, from 0; None if there is none of this id."""
        return self._positions.get(feature_id)

    def property(self, name: str) -> Property | None:
        """Return a property by its name; None if there is none."""
        return self.by_name.get(name)

    @cached_property
    def kept(self) -> dict[object, object]:
        """What was made of the collection and is kept with it; only add to it."""
        return {}

    @cached_property
    def by_name(self) -> Mapping[str, Property]:
        """The properties by their names."""
        return {one.name: one for one in self.properties}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of the features, in the order of the rows."""
        return tuple(str(key) for key in self.frame.index)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {key: at for at, key in enumerate(self.ids)}

    @cached_property
    def shapes(self) -> NDArray[np.object_]:
        """The (n,) geometries, CRS84; None where no place is known."""
        shapes = np.array(self.frame.geometry.to_numpy(), dtype=object, copy=True)
        shapes[shapely.is_empty(shapes)] = None
        return shapes

    @cached_property
    def boxes(self) -> FloatArray:
        """West, south, east and north of each feature: (n, 4), NaN without a place."""
        return np.asarray(shapely.bounds(self.shapes), dtype=float)

    @cached_property
    def bounds(self) -> Box | None:
        """West, south, east and north of all features; None without any place."""
        known = self.boxes[~np.isnan(self.boxes[:, 0])]
        if not len(known):
            return None
        least, greatest = known.min(axis=0), known.max(axis=0)
        west, south = least[:2].tolist()
        east, north = greatest[2:].tolist()
        return west, south, east, north

    @cached_property
    def time_bounds(self) -> tuple[TimeArray, TimeArray] | None:
        """First and last day of each feature (NaT: not known); None without times."""
        if self.time is None:
            return None
        first, last = (
            self.frame[f"{self.time}_{ending}"].to_numpy().astype("datetime64[D]")
            for ending in ("start", "end")
        )
        return first, last

    @cached_property
    def interval(self) -> tuple[str | None, str | None]:
        """First and last day of all features, ``YYYY-MM-DD``; None if there is none."""
        if self.time_bounds is None:
            return None, None
        first, last = self.time_bounds
        first, last = first[~np.isnat(first)], last[~np.isnat(last)]
        if not len(first):
            return None, None
        return str(first.min()), str(last.max())

    def queryables(self, lang: str = "en") -> dict[str, Any]:
        """Return the properties that filters may name, as a JSON Schema without $id."""
        return schema_of(self, lang)

    def schema(self, lang: str = "en") -> dict[str, Any]:
        """Return the schema of the features, as a JSON Schema without $id."""
        return schema_of(self, lang)

    def geojson_schema(self, lang: str = "en") -> dict[str, Any]:
        """Return the schema of one feature as GeoJSON, without $id."""
        return geojson_schema_of(self, lang)
