"""Which places are candidate sites: one row each, before anything is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    import geopandas as gpd

#: Kinds of parks that are processing zones of a port of entry (口岸加工区).
PORT_ZONE_KINDS: Final = ("port_processing",)
#: Parks of these states are no candidates: merged or renamed away, or only named.
_NO_CANDIDATES: Final = ("legacy", "planned")

_COLUMNS: Final = (
    "kind", "name_zh", "name_en", "league", "banner", "lon", "lat",
    "location_precision", "location_radius_km", "parent", "group",
    "location_source_ids", "source_ids", "confidence", "is_current",
)  # fmt: skip


def candidate_sites(parks: gpd.GeoDataFrame, banners: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the candidate sites: parks that take factories, and all banners.

    Parameters
    ----------
    parks : GeoDataFrame
        The layer of parks, indexed by id. Legacy and merely planned parks, and
        those known to take no factories, are left out; where it is not known
        whether a park takes factories, the park stays.
    banners : GeoDataFrame
        The layer of banners, indexed by adcode.

    Returns
    -------
    DataFrame indexed by site id
        ``kind``, names, ``league``, ``banner``, ``lon``, ``lat`` (NaN without a
        point), ``location_precision``, ``location_radius_km``, ``parent`` and
        ``group`` (umbrella zone; a site that stands alone is its own group),
        ``location_source_ids``, ``source_ids``, ``confidence``, ``is_current`` (1,
        NaN where no source says that the park still exists). Banners have the id
        ``banner-<adcode>``.
    """
    takes_factories = ~parks["accepts_factories"].eq(other=False).fillna(value=False)
    chosen = parks[takes_factories & ~parks["status"].isin(_NO_CANDIDATES)]
    parent = chosen["parent_park_id"].fillna("").astype(str)
    sites = pd.DataFrame(
        {
            "kind": np.where(chosen["kind"].isin(PORT_ZONE_KINDS), "port_zone", "park"),
            "name_zh": chosen["name_zh"],
            "name_en": chosen["name_en"],
            "league": chosen["league"],
            "banner": chosen["banner"].fillna(""),
            "lon": chosen["lon"],
            "lat": chosen["lat"],
            "location_precision": chosen["location_precision"],
            "location_radius_km": chosen["location_radius_km"],
            "parent": parent,
            "group": np.where(parent == "", chosen.index, parent),
            "location_source_ids": chosen["location_source_ids"],
            "source_ids": chosen["source_ids"],
            "confidence": chosen["confidence"],
            "is_current": np.where(chosen["status"] == "current", 1.0, np.nan),
        },
        index=chosen.index.astype(str),
    )
    ids = "banner-" + banners.index.astype(str)
    coarse = pd.DataFrame(
        {
            "kind": "banner",
            "name_zh": banners["name_zh"].to_numpy(),
            "name_en": banners["name_en"].to_numpy(),
            "league": banners["league"].to_numpy(),
            "banner": banners.index.astype(str),
            "lon": np.nan,
            "lat": np.nan,
            "location_precision": "banner",
            "location_radius_km": np.nan,
            "parent": "",
            "group": ids,
            "location_source_ids": banners["source_ids"].to_numpy(),
            "source_ids": banners["source_ids"].to_numpy(),
            "confidence": banners["confidence"].to_numpy(),
            "is_current": 1.0,
        },
        index=ids,
    )
    return pd.concat([sites, coarse])[list(_COLUMNS)]
