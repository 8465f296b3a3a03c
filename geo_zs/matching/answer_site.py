"""What every answer prints alike: a site with its names and place, and numbers."""

from __future__ import annotations

import math
from typing import Any

from geo_zs.matching.table import SiteTable


def number(value: float) -> float | None:
    """Return a number for JSON: None where it is not known or without end."""
    plain = float(value)
    return plain if math.isfinite(plain) else None


def site_entry(sites: SiteTable, row: int) -> dict[str, Any]:
    """Return a site as answers show it; lon and lat are None without a point."""
    return {
        "id": sites.ids[row],
        "kind": sites.kinds[row],
        "name_zh": sites.names_zh[row],
        "name_en": sites.names_en[row],
        "league": sites.leagues[row] or None,
        "banner": sites.banners[row] or None,
        "lon": number(sites.lon[row]),
        "lat": number(sites.lat[row]),
        "location_precision": sites.precision[row],
    }
