"""What is here: league, banner and the nearest features of a point."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from geo_zs.layers.boundaries import Boundaries, PointPlace
from geo_zs.layers.index import Near, SpatialIndex
from geo_zs.layers.spec import Layer

#: How many features of each layer are named.
NEAR_COUNTS: Final = {
    "parks": 5,
    "ports": 3,
    "energy_bases": 3,
    "power_plants": 3,
    "airports": 2,
    "rail_nodes": 2,
    "rail_lines": 1,
}
_WINDS_ZH: Final = ("北", "东北", "东", "东南", "南", "西南", "西", "西北")
_WINDS_EN: Final = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")


@dataclass(frozen=True)
class NearFeature:
    """A feature near the point, with its names.

    Parameters
    ----------
    key, name_zh, name_en : str
        The feature; the English name may be empty.
    distance_km, bearing_deg : float
        Geodesic distance and direction clockwise from north; the bearing is NaN at
        the spot itself.
    location_precision : str
        Precision of the feature's own point; empty for lines.
    """

    key: str
    name_zh: str
    name_en: str
    distance_km: float
    bearing_deg: float
    location_precision: str


@dataclass(frozen=True)
class Here:
    """The answer to "what is here".

    Parameters
    ----------
    place : PointPlace
        Banner and league, or the nearest banner from outside of the region.
    names : mapping of str to (str, str)
        Code → Chinese and English name of the units in `place`.
    near : mapping of str to tuple of NearFeature
        Layer → its nearest features, nearest first.
    without_point : mapping of str to tuple of (key, name_zh, name_en)
        Layer → features of this banner whose point is not known, so that they have
        no distance.
    """

    place: PointPlace
    names: Mapping[str, tuple[str, str]]
    near: Mapping[str, tuple[NearFeature, ...]]
    without_point: Mapping[str, tuple[tuple[str, str, str], ...]]

    @property
    def league(self) -> str | None:
        """Code of the league; None outside the region."""
        return self.place.league

    @property
    def banner(self) -> str | None:
        """Code of the banner; None outside the region."""
        return self.place.adcode

    @property
    def is_on_border(self) -> bool:
        """True if the point lies on the border of its banner."""
        return self.place.is_on_border

    @property
    def is_outside(self) -> bool:
        """True if the point lies in no banner of the region."""
        return self.place.is_outside

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        """Return the answer as plain values for JSON; distances to 0.1 km."""
        place = self.place
        answer: dict[str, Any] = {
            "lon": place.lon,
            "lat": place.lat,
            "is_outside": place.is_outside,
            "is_on_border": place.is_on_border,
            "league": self._unit(place.league, lang),
            "banner": self._unit(place.adcode, lang),
            "nearest_banner": None,
            "text": self.sentence(lang),
            "near": {
                layer: [_near_dict(feature, lang) for feature in features]
                for layer, features in self.near.items()
            },
            "without_point": {
                layer: [
                    {"id": key, "name": _pick(zh, en, lang)} for key, zh, en in rows
                ]
                for layer, rows in self.without_point.items()
            },
        }
        if place.is_outside:
            answer["nearest_banner"] = {
                **(self._unit(place.nearest_adcode, lang) or {}),
                "distance_km": round(place.distance_km, 1),
            }
        return answer

    def sentence(self, lang: str = "zh") -> str:
        """Say in one sentence where the point lies."""
        place = self.place
        league = self.names[place.nearest_league]
        banner = self.names[place.nearest_adcode]
        if place.is_outside:
            if lang == "en":
                return (
                    "Outside Inner Mongolia; the nearest banner is "
                    f"{_pick(*banner, lang)} ({_pick(*league, lang)}), "
                    f"{place.distance_km:.1f} km away."
                )
            return (
                f"不在内蒙古境内；最近的是{league[0]}{banner[0]}，"
                f"相距 {place.distance_km:.1f} 公里。"
            )
        if lang == "en":
            border = "; the point lies on its border" if place.is_on_border else ""
            return f"{_pick(*banner, lang)}, {_pick(*league, lang)}{border}."
        border = "（位于边界线上）" if place.is_on_border else ""
        return f"{league[0]}{banner[0]}{border}。"

    def _unit(self, adcode: str | None, lang: str) -> dict[str, str] | None:
        """Return code and name of a unit."""
        if adcode is None:
            return None
        zh, en = self.names[adcode]
        return {"adcode": adcode, "name": _pick(zh, en, lang)}


def what_is_here(
    lon: float,
    lat: float,
    *,
    boundaries: Boundaries,
    layers: Mapping[str, Layer],
    index: SpatialIndex,
    counts: Mapping[str, int] = NEAR_COUNTS,
) -> Here:
    """Say in which banner a point lies and what is near.

    Parameters
    ----------
    lon, lat : float
        Degrees, EPSG:4326.
    boundaries : Boundaries
        The leagues and banners.
    layers : mapping of str to Layer
        The features.
    index : SpatialIndex
        Over `layers`.
    counts : mapping of str to int
        Layer → how many of its features to name.

    Returns
    -------
    Here
        Outside the region too: then the nearest banner and its distance.

    Raises
    ------
    ValueError
        If the point is not on earth.
    """
    place = boundaries.locate_point(lon, lat)
    names = {
        code: (
            str(frame.loc[code, "name_zh"]),
            str(frame.loc[code, "name_en"]),
        )
        for frame, code in (
            (boundaries.banners, place.nearest_adcode),
            (boundaries.leagues, place.nearest_league),
        )
    }
    near = {
        layer: tuple(
            _named(found, layers[layer])
            for found in index.nearest(lon, lat, layer, count)
        )
        for layer, count in counts.items()
        if layer in layers
    }
    return Here(
        place=place,
        names=names,
        near=near,
        without_point={
            layer: _without_point(layers[layer], place.adcode)
            for layer in near
            if place.adcode is not None and "banner" in layers[layer].frame
        },
    )


def _cell(value: Any) -> str:  # noqa: ANN401  any cell of a table
    """Return a cell as text, empty where it is missing."""
    return "" if value is None or pd.isna(value) else str(value)


def _pick(zh: str, en: str, lang: str) -> str:
    """Return the name in a language, else in the other one."""
    return (en or zh) if lang == "en" else (zh or en)


def _names(layer: Layer, key: str) -> tuple[str, str]:
    """Return the Chinese and English name of a feature, empty if unknown."""
    row = layer.frame.loc[key]
    return (
        _cell(row.get(layer.spec.name_zh, "")),
        _cell(row.get(layer.spec.name_en, "")),
    )


def _named(found: Near, layer: Layer) -> NearFeature:
    """Give a found feature its names."""
    zh, en = _names(layer, found.key)
    return NearFeature(
        key=found.key,
        name_zh=zh,
        name_en=en,
        distance_km=found.distance_km,
        bearing_deg=found.bearing_deg,
        location_precision=_cell(
            layer.frame.loc[found.key].get("location_precision", "")
        ),
    )


def _without_point(layer: Layer, banner: str) -> tuple[tuple[str, str, str], ...]:
    """Return the features of a banner that have no point."""
    frame = layer.frame
    is_in = frame["banner"].eq(banner).fillna(value=False) & frame.geometry.isna()
    return tuple((str(key), *_names(layer, str(key))) for key in frame.index[is_in])


def _near_dict(feature: NearFeature, lang: str) -> dict[str, Any]:
    """Return a near feature as plain values."""
    direction = ""
    if not math.isnan(feature.bearing_deg):
        winds = _WINDS_EN if lang == "en" else _WINDS_ZH
        direction = winds[round(feature.bearing_deg / 45.0) % 8]
    return {
        "id": feature.key,
        "name": _pick(feature.name_zh, feature.name_en, lang),
        "distance_km": round(feature.distance_km, 1),
        "direction": direction,
        "location_precision": feature.location_precision or None,
    }
