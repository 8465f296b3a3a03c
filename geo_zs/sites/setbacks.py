"""How far every site is from the nearest feature of a layer: for setbacks (退让距离).

A setback asks the reverse of a greatest distance, and an incomplete layer answers it
the other way round: a feature that the layer lacks may stand nearer than all it has,
so the distance is known from above only. ``low`` is then 0, and such a layer makes
a site fail but never pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from geo_zs.matching.attribute import Attribute
from geo_zs.sites import attributes as columns
from geo_zs.sites.distances import Intervals, distance_intervals, line_intervals
from geo_zs.sites.neighbours import place_extents

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from geo_zs.sites.survey import Survey

#: Layers of points that a setback may be measured from, and the rows that count:
#: old crossings, plants out of service and cancelled works are not there, and sums
#: (programmes) are no places.
POINT_LAYERS: Final = (
    "ports",
    "airports",
    "power_plants",
    "energy_bases",
    "rail_nodes",
)
#: The railway itself. Its lines are drawn straight from station to station: only a
#: station, or a siding in the park, is sure to be near.
RAIL_LAYER: Final = "rail_lines"


@dataclass(frozen=True, eq=False)
class Nearest:
    """Distance to the nearest feature of one layer, and where that is known from.

    Parameters
    ----------
    distances : Intervals, (n_sites,)
        Kilometres; NaN where nothing is known.
    sources : sequence of n_sites tuples of str
        Keys of the register of sources.
    is_complete : bool
        False if a feature may be missing, or has no known place.
    """

    distances: Intervals
    sources: Sequence[tuple[str, ...]]
    is_complete: bool


def setbacks(survey: Survey) -> dict[str, Attribute]:
    """Return the distance of every site to the nearest feature of each layer.

    Parameters
    ----------
    survey : Survey
        Sites and layers.

    Returns
    -------
    dict of str to Attribute
        By layer id, in the order of `POINT_LAYERS`, then `RAIL_LAYER`.
    """
    found = {name: _nearest_point(survey, name) for name in POINT_LAYERS}
    found[RAIL_LAYER] = _nearest_line(survey, found["rail_nodes"])
    return {name: _attribute(name, one, survey) for name, one in found.items()}


def rail_setback(survey: Survey) -> dict[str, Attribute]:
    """Return the one distance of `setbacks` that the sidings of parks bear on."""
    nearest = _nearest_line(survey, _nearest_point(survey, "rail_nodes"))
    return {RAIL_LAYER: _attribute(RAIL_LAYER, nearest, survey)}


def standing(frame: gpd.GeoDataFrame, layer: str) -> gpd.GeoDataFrame:
    """Return the rows of a layer that stand on the ground, or are to be built.

    Parameters
    ----------
    frame : GeoDataFrame
        The layer.
    layer : str
        Its id.
    """
    if layer == "ports":
        return frame[frame["is_open"].astype(bool)]
    if layer == "power_plants":
        return frame[~frame["is_operating"].eq(other=False).fillna(value=False)]
    if layer == "energy_bases":
        is_place = ~frame["kind"].isin(["programme"])
        return frame[is_place & ~frame["stage"].isin(["cancelled"])]
    return frame


def upper_only(distances: Intervals) -> Intervals:
    """Return distances of which only the upper end is known: ``low`` becomes 0."""
    low = np.where(np.isnan(distances.low), np.nan, 0.0)
    return Intervals(distances.value, low, distances.high)


def _nearest_point(survey: Survey, layer: str) -> Nearest:
    """Measure to the nearest feature of a layer of points."""
    frame = standing(survey.frames[layer], layer)
    every = distance_intervals(survey.places, place_extents(frame, survey.units))
    distances, column = every.nearest()
    target_sources = [
        tuple(point) or tuple(row)
        for point, row in zip(
            frame["location_source_ids"], frame["source_ids"], strict=True
        )
    ]
    has_place = ~np.isnan(every.value).all(axis=0)
    return Nearest(
        distances=distances,
        sources=[target_sources[at] for at in column.tolist()],
        is_complete=survey.is_complete[layer] and bool(has_place.all()),
    )


def _nearest_line(survey: Survey, stations: Nearest) -> Nearest:
    """Measure to the schematic lines; the upper end to a station or a siding.

    The value is the distance to the line as drawn. What is certain is only that the
    railway is not farther away than its nearest station, or than the siding that
    stands in a park with rail access.
    """
    lines = survey.frames["rail_lines"]
    drawn = line_intervals(survey.places, list(lines.geometry))
    access = columns.park_attribute(
        "has_rail_access",
        "",
        survey.sites,
        survey.frames["parks"],
        columns.flag("has_rail_access"),
    )
    siding = np.where(access.value == 1.0, columns.SIDING_KM, np.inf)
    high = np.fmin(stations.distances.high, siding)
    line_sources = tuple(dict.fromkeys(sum(lines["source_ids"], ())))
    return Nearest(
        distances=Intervals(np.fmin(drawn.value, high), drawn.low, high),
        sources=[
            tuple(dict.fromkeys((*station, *line_sources)))
            for station in stations.sources
        ],
        is_complete=False,
    )


def _attribute(layer: str, nearest: Nearest, survey: Survey) -> Attribute:
    """Return one distance as an attribute."""
    provenance = survey.provenance
    distances = nearest.distances
    if not nearest.is_complete:
        distances = upper_only(distances)
    unknown = np.isnan(distances.value)
    return Attribute(
        column=f"setback_km.{layer}",
        unit="km",
        value=distances.value,
        low=np.where(unknown, np.nan, distances.low),
        high=np.where(unknown, np.nan, distances.high),
        source_ids=tuple(
            () if nothing else tuple(dict.fromkeys((*own, *other)))
            for nothing, own, other in zip(
                unknown.tolist(), provenance.sources, nearest.sources, strict=True
            )
        ),
        confidence=tuple(
            "" if nothing else one
            for nothing, one in zip(
                unknown.tolist(), provenance.confidence, strict=True
            )
        ),
        is_complete_layer=nearest.is_complete,
    )
