"""Wind and solar capacity round the sites: operating, under construction, planned.

Each megawatt is counted once: a base that stands in another one, a project that
belongs to a base, a programme that sums others up, and lines and storage are
left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.sites.distances import Intervals

if TYPE_CHECKING:
    import geopandas as gpd

FloatArray = NDArray[np.float64]

#: Stages whose capacity exists or is being built, and stages that announce it.
BUILT_STAGES: Final = ("construction", "operating")
PLANNED_STAGES: Final = (
    "signed",
    "filed",
    "reserve",
    "negotiating",
    "framework",
)
#: Kinds of bases that are sums of others, or no generators.
_NO_GENERATORS: Final = ("programme", "uhv_terminal", "storage")
_WIND: Final = "wind"
#: So many plants of a sum are named as its sources.
_NAMED_PLANTS: Final = 5

_COLUMNS: Final = (
    "id", "wind_mw", "solar_mw", "is_built", "is_planned", "league", "banner",
    "lon", "lat", "location_radius_km", "source_ids",
)  # fmt: skip


def generators(
    plants: gpd.GeoDataFrame, bases: gpd.GeoDataFrame, projects: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Return every wind and solar plant that may be counted, each once.

    Parameters
    ----------
    plants : GeoDataFrame
        Existing plants up to about 2019; those known to be shut down are left
        out.
    bases : GeoDataFrame
        Wind-solar bases and large projects.
    projects : GeoDataFrame
        Project records; only those of power generation that belong to no base
        and to no other project.

    Returns
    -------
    DataFrame
        ``wind_mw`` and ``solar_mw`` (0 where none is known), ``is_built``,
        ``is_planned``, the place and the sources.
    """
    running = plants[
        plants["fuel"].isin(["wind", "solar"])
        & ~plants["is_operating"].eq(other=False).fillna(value=False)
    ]
    plant_rows = _rows(
        running,
        wind_mw=running["capacity_mw"].where(running["fuel"] == _WIND, 0.0),
        solar_mw=running["capacity_mw"].where(running["fuel"] != _WIND, 0.0),
        stage=pd.Series("operating", index=running.index),
    )
    single = bases[
        ~bases["kind"].isin(_NO_GENERATORS) & bases["counted_in"].fillna("").eq("")
    ]
    base_rows = _rows(
        single,
        wind_mw=single["wind_mw"],
        solar_mw=single["solar_mw"],
        stage=single["stage"],
    )
    is_power = projects["industry_tags"].map(lambda tags: "new_energy_power" in tags)
    own = projects[
        is_power
        & projects["base_id"].fillna("").eq("")
        & projects["parent_project_id"].fillna("").eq("")
        & projects["power_mw"].notna()
        & ~projects.index.str.lower().isin(bases.index.str.lower())
    ]
    is_wind = own["industry_text"].fillna("").str.contains("风")
    is_solar = own["industry_text"].fillna("").str.contains("光")
    project_rows = _rows(
        own,
        wind_mw=own["power_mw"].where(is_wind & ~is_solar, 0.0),
        solar_mw=own["power_mw"].where(~(is_wind & ~is_solar), 0.0),
        stage=own["stage"],
    )
    return pd.concat([plant_rows, base_rows, project_rows], ignore_index=True)


def _rows(
    frame: gpd.GeoDataFrame,
    *,
    wind_mw: pd.Series[float],
    solar_mw: pd.Series[float],
    stage: pd.Series[str],
) -> pd.DataFrame:
    """Return one layer in the common columns."""
    return pd.DataFrame(
        {
            "id": frame.index.astype(str),
            "wind_mw": wind_mw.fillna(0.0).astype(float),
            "solar_mw": solar_mw.fillna(0.0).astype(float),
            "is_built": stage.isin(BUILT_STAGES),
            "is_planned": stage.isin(PLANNED_STAGES),
            "league": frame["league"].fillna(""),
            "banner": frame["banner"].fillna(""),
            "lon": frame["lon"],
            "lat": frame["lat"],
            "location_radius_km": frame.get(
                "location_radius_km", pd.Series(np.nan, index=frame.index)
            ),
            "source_ids": frame["source_ids"],
        }
    )[list(_COLUMNS)].reset_index(drop=True)


def sum_within(
    distances: Intervals, amounts: FloatArray, *, radius_km: float
) -> Intervals:
    """Sum amounts within a radius, as an interval.

    Parameters
    ----------
    distances : Intervals, (n, m)
        Kilometres from n sites to m targets; NaN targets count for nothing.
    amounts : (m,) array
        What each target adds.
    radius_km : float

    Returns
    -------
    Intervals, (n,)
        The low sum counts targets that are surely within the radius, the high sum
        those that may be.
    """
    distances = distances.known_or_far()
    return Intervals(
        value=(distances.value <= radius_km) @ amounts,
        low=(distances.high <= radius_km) @ amounts,
        high=(distances.low <= radius_km) @ amounts,
    )


def largest_sources(
    distances: FloatArray, amounts: FloatArray, plants: pd.DataFrame, radius_km: float
) -> list[tuple[str, ...]]:
    """Return the sources of the largest plants within a radius, for each site.

    Parameters
    ----------
    distances : (n, m) array
        Kilometres.
    amounts : (m,) array
        What each plant adds; plants that add nothing are not named.
    plants : DataFrame, (m,)
        From `generators`.
    radius_km : float

    Returns
    -------
    list of n tuples of str
        Of at most `_NAMED_PLANTS` plants a site, largest first.
    """
    order = np.argsort(-amounts, kind="stable")
    counted = (distances <= radius_km)[:, order] & (amounts[order] > 0)
    lists = plants["source_ids"].to_numpy()[order]
    return [
        tuple(dict.fromkeys(sum(lists[np.flatnonzero(row)[:_NAMED_PLANTS]], ())))
        for row in counted
    ]
