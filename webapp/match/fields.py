"""The fields of the form of ``/match``: their names, and what they mean to the API."""

from __future__ import annotations

from typing import Final

MU_PER_HA: Final = 15.0

PLAIN: Final = {
    "power": "power_mw",
    "water": "water_m3_per_day",
    "invest": "investment_cny_1e8",
    "invest_usd": "investment_usd_1e8",
    "energy": "energy_tce_per_year",
    "output": "output_cny_1e8_per_year",
}
"""Number fields that are sent as they are: field, member of the requirement."""

LIMITS: Final = {
    "rail": "rail_km_max",
    "port": "land_port_km_max",
    "airport": "airport_km_max",
}

CHOICES: Final = {
    "neighbour": ("port_neighbour", ("Mongolia", "Russia")),
    "mode": ("port_mode", ("rail", "road")),
}

RANGES: Final = {
    "wind_min": ("wind_speed_50m_ms", "min"),
    "sun_min": ("ghi_kwh_m2_day", "min"),
    "elevation_max": ("elevation_m", "max"),
    "seismic_max": ("seismic_pga_g", "max"),
}
"""Bounds on measured columns that the form offers."""

NUMBERS: Final = ("land", "green", *PLAIN, *LIMITS, *RANGES, "top")
LISTS: Final = {"league": "leagues", "kind": "site_kinds", "port_id": "port_ids"}
"""Fields that may be given several times, and the limit that they make."""

SITE_KINDS: Final = ("park", "port_zone", "banner")
POLICIES: Final = ("below", "keep", "drop")
METHODS: Final = ("additive", "topsis")
AWAY: Final = "away_"
"""Prefix of the fields for the distance to keep from a layer."""

WEIGHT: Final = "w_"
"""Prefix of the fields for weights, in percent."""

_FIELD_OF: Final = {
    "text": "text",
    "land_ha": "land",
    "green_power_share_min": "green",
    **{member: name for name, member in PLAIN.items()},
    **{member: name for name, member in LIMITS.items()},
    **{member: name for name, (member, _) in CHOICES.items()},
    **{member: name for name, member in LISTS.items()},
    **{f"ranges.{column}": name for name, (column, _) in RANGES.items()},
    "chemical_park": "chemical",
    "area": "area",
    "industry": "industry",
    "preset": "preset",
    "method": "method",
    "unverified": "unverified",
    "top": "top",
}
"""Path of a field in the requirement, without ``limits.``, and the form's field."""


def field_of(path: str) -> str:
    """Return the field of the form that gave a field of the requirement.

    Parameters
    ----------
    path : str
        Path of a field, such as ``limits.leagues.0`` or ``land_ha``.

    Returns
    -------
    str
        Name of the form's field; empty if the form has none.
    """
    inner = path.removeprefix("limits.")
    for known in sorted(_FIELD_OF, key=len, reverse=True):
        if inner == known or inner.startswith(known + "."):
            return _FIELD_OF[known]
    for prefix, field in (("weights.", WEIGHT), ("setbacks.", AWAY)):
        if inner.startswith(prefix):
            return field + inner.removeprefix(prefix)
    return ""
