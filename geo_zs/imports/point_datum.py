"""The reference system that the points of a file are read in, and who said so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from geo_zs.imports.datum.convert import to_wgs84
from geo_zs.imports.datum.detect import Detection, detect
from geo_zs.imports.datum.stated import old_datum_of_crs
from geo_zs.imports.datum.systems import CGCS2000, WGS84, Datum, parse_datum
from geo_zs.imports.faults import Fault

if TYPE_CHECKING:
    from geo_zs.layers.boundaries import Boundaries

Floats = NDArray[np.float64]

#: Points by which a system is detected; more of them say no more.
_SAMPLE: Final = 5_000
#: Systems that differ by less than a metre here.
_ALIKE: Final = frozenset((WGS84, CGCS2000))


@dataclass(frozen=True)
class PointSystem:
    """How coordinates become lon and lat.

    Parameters
    ----------
    key : str
        `Datum.key`, or the reference system as the file states it.
    label_zh, label_en : str
        What people call it.
    datum : Datum or None
        None for a stated system that is none of the usual ones.
    is_stated : bool
        Whether user, file or header said it.
    reasons : tuple of Fault
        What speaks for it and against it.
    """

    key: str
    label_zh: str
    label_en: str
    datum: Datum | None
    is_stated: bool
    reasons: tuple[Fault, ...] = ()

    @property
    def is_degrees(self) -> bool:
        """Whether coordinates are lon and lat already, within a metre."""
        return self.datum in _ALIKE

    def to_wgs84(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return lon and lat; NaN for what is no place on earth."""
        if self.datum is not None:
            return to_wgs84(x, y, self.datum)
        lon, lat = _transformer(self.key).transform(x, y)
        good = np.isfinite(lon) & np.isfinite(lat)
        return np.where(good, lon, np.nan), np.where(good, lat, np.nan)


def _transformer(crs: str) -> Transformer:
    """Return what turns a stated system into lon and lat."""
    return Transformer.from_crs(CRS.from_user_input(crs), WGS84_CRS, always_xy=True)


WGS84_CRS: Final = CRS.from_epsg(4326)


def system_of(
    datum: Datum, *, is_stated: bool, reasons: tuple[Fault, ...] = ()
) -> PointSystem:
    """Return the system of a datum."""
    return PointSystem(
        datum.key, datum.label("zh"), datum.label("en"), datum, is_stated, reasons
    )


def choose_system(
    x: Floats,
    y: Floats,
    boundaries: Boundaries,
    *,
    chosen: str | None,
    crs: str | None,
    headers: tuple[str, ...],
    banners: NDArray[np.object_],
) -> PointSystem:
    """Return the system that coordinates are read in.

    Parameters
    ----------
    x, y : (n,) arrays
        As given.
    boundaries : Boundaries
        The region.
    chosen : str or None
        Key of a datum that the user chose.
    crs : str or None
        As the file states it.
    headers : tuple of str
        Of the columns of coordinates.
    banners : (n,) object array
        Code of the banner that each row names, or None.

    Returns
    -------
    PointSystem
        What the user chose, else what file or header state, else what the numbers
        themselves show (metres of a grid with its zone), else WGS 84, not stated.

    Raises
    ------
    CrsError
        If `chosen` is no datum.
    """
    if chosen is not None:
        return system_of(parse_datum(chosen), is_stated=True)
    found = detect_system(x, y, boundaries, crs=crs, headers=headers, banners=banners)
    if found.datum is not None:
        is_stated = any(one.key.startswith("stated_by") for one in found.reasons)
        return system_of(found.datum, is_stated=is_stated, reasons=found.reasons)
    other = _other_crs(crs)
    if other is not None:
        return other
    return system_of(WGS84, is_stated=False, reasons=found.reasons)


def _other_crs(crs: str | None) -> PointSystem | None:
    """Return a stated system that PROJ knows; none of an old datum of China."""
    if crs is None or old_datum_of_crs(crs) is not None:
        return None
    try:
        name = CRS.from_user_input(crs).name
        _transformer(crs)
    except CRSError:
        return None
    return PointSystem(crs, name, name, None, is_stated=True)


def detect_system(
    x: Floats,
    y: Floats,
    boundaries: Boundaries,
    *,
    crs: str | None,
    headers: tuple[str, ...],
    banners: NDArray[np.object_],
) -> Detection:
    """Return what the coordinates of a file are taken for, and why.

    Parameters
    ----------
    x, y, boundaries, crs, headers, banners
        As for `choose_system`.
    """
    step = max(1, -(-len(x) // _SAMPLE))
    stated = banners[::step]
    has_banner = stated.astype(bool)

    def inside(lon: Floats, lat: Floats) -> NDArray[np.bool_]:
        return boundaries.locate(lon, lat).adcodes.astype(bool)

    def declared(lon: Floats, lat: Floats) -> NDArray[np.bool_]:
        found: NDArray[Any] = boundaries.locate(lon, lat).adcodes
        return np.asarray(has_banner & (found == stated), dtype=bool)

    asked: Callable[[Floats, Floats], NDArray[np.bool_]] | None = None
    if has_banner.any():
        asked = declared
    return detect(
        x[::step],
        y[::step],
        inside=inside,
        headers=headers,
        crs=crs,
        declared=asked,
    )
