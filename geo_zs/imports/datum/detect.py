"""In which system the coordinates of a table are, and what speaks for it.

A statement of the file or of a header decides. Without one, degrees stay a
question: a point in GCJ-02 looks like any other. What the rows say of their banner
can speak for a system, but never decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_zs.imports.datum.candidates import (
    Inside,
    Reading,
    readings,
    unpack,
    where_inside,
)
from geo_zs.imports.datum.evidence import better_fit
from geo_zs.imports.datum.stated import (
    OLD_NAMES,
    datum_of_crs,
    datum_of_header,
    old_datum_of_crs,
)
from geo_zs.imports.datum.systems import CGCS2000, WGS84, Datum, parse_datum
from geo_zs.imports.datum.words import DATUM_WORDS
from geo_zs.imports.faults import Fault, FaultValue, make_fault

FloatArray = NDArray[np.float64]

#: So many packed numbers, and no other, are no chance: 0.36 ** 12 is 5 in a million.
_MIN_PACKED: Final = 12
#: Share of points in their named banner from which a zone is proposed.
_BY_BANNER: Final = 0.5
_SAME: Final = frozenset({WGS84, CGCS2000})


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """A reading that was tried.

    Parameters
    ----------
    reading : Reading
        System, and whether columns are exchanged or numbers packed.
    share_inside : float
        Share of the points in the region, 0 to 1.
    share_declared : float or None
        Share of the points in the banner their row names; None if not asked.
    """

    reading: Reading
    share_inside: float
    share_declared: float | None = None

    @property
    def datum(self) -> Datum:
        """The system of the reading."""
        return self.reading.datum


@dataclass(frozen=True, kw_only=True)
class Detection:
    """What the coordinates are taken for.

    Parameters
    ----------
    datum : Datum or None
        None where it has to be asked.
    is_sure : bool
        Whether the file or a header states it and nothing speaks against it.
    is_swapped, is_packed : bool
        See `candidates.Reading`; proposals, to be confirmed.
    reasons : tuple of Fault
        Why, in words of ``words.DATUM_WORDS``.
    alternatives : tuple of Alternative
        What else was tried, best first.
    """

    datum: Datum | None
    is_sure: bool
    is_swapped: bool = False
    is_packed: bool = False
    reasons: tuple[Fault, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


def detect(
    x: ArrayLike,
    y: ArrayLike,
    *,
    inside: Inside,
    headers: Sequence[str] = (),
    crs: str | None = None,
    declared: Inside | None = None,
) -> Detection:
    """Say in which system coordinates are, or that it has to be asked.

    Parameters
    ----------
    x, y : (n,) array-like
        Longitude and latitude, or easting and northing, as given; NaN is left out.
    inside : callable
        Longitudes and latitudes to whether they lie in the region.
    headers : sequence of str
        Names of their columns, and texts above the table.
    crs : str or None
        What the file states.
    declared : callable or None
        Longitudes and latitudes of all n points to whether each lies in the banner
        that its row names.

    Returns
    -------
    Detection
        ``datum`` is None for degrees without any statement.
    """
    east, north = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    reasons: list[Fault] = []
    stated = _stated(headers, crs, reasons)
    possible = readings(east, north)
    if stated is not None and Reading(stated) not in possible:
        possible += [Reading(stated), Reading(stated, is_swapped=True)]
    tried = [_try(one, east, north, inside, declared) for one in possible]
    tried.sort(key=_fit, reverse=True)
    if not (np.isfinite(east) & np.isfinite(north)).any():
        reasons.append(_reason("no_coordinates"))
        return Detection(datum=stated, is_sure=False, reasons=tuple(reasons))
    if not tried or tried[0].share_inside == 0:
        reasons.append(_reason("outside"))
    best = _best(tried, stated, east, north)
    if best is None:
        return Detection(
            datum=stated,
            is_sure=False,
            reasons=tuple(reasons),
            alternatives=tuple(tried),
        )
    _explain(best, stated, east, reasons)
    fit = None
    if declared is not None:
        usual = stated if stated not in _SAME else None
        fit = better_fit(best.reading, usual or WGS84, east, north, declared=declared)
    if fit is not None:
        reasons.append(fit)
    is_sure = (
        stated is not None
        and fit is None
        and not best.reading.is_swapped
        and not best.reading.is_packed
        and best.share_inside > 0
        and all(reason.severity == "note" for reason in reasons)
    )
    return Detection(
        datum=stated or _proposed(best),
        is_sure=is_sure,
        is_swapped=best.reading.is_swapped,
        is_packed=best.reading.is_packed,
        reasons=tuple(reasons),
        alternatives=tuple(tried),
    )


def _reason(key: str, **values: FaultValue) -> Fault:
    """Return a reason in words."""
    return make_fault(DATUM_WORDS, key, values=values)


def _stated(
    headers: Sequence[str], crs: str | None, reasons: list[Fault]
) -> Datum | None:
    """Return what file and headers state, None if they state nothing or differ."""
    by_file = datum_of_crs(crs)
    header = datum_of_header(headers)
    old = old_datum_of_crs(crs) or (header[1] if header else "")
    if old in OLD_NAMES:
        reasons.append(_reason("old_datum", name=OLD_NAMES[old]))
        return None
    by_header = parse_datum(header[1]) if header else None
    if by_file is not None and crs is not None:
        reasons.append(_reason("stated_by_file", crs=crs))
    if header is not None and by_header is not None:
        label = by_header.label("en")
        reasons.append(_reason("stated_by_header", header=header[0], datum=label))
    if by_file is None or by_header is None:
        return by_file or by_header
    is_same = by_file == by_header or {by_file, by_header} <= _SAME
    if is_same or (by_file.is_projected and by_header in _SAME):
        return by_file
    reasons.append(_reason("statements_differ", crs=crs, datum=by_header.label("en")))
    return None


def _try(
    reading: Reading,
    x: FloatArray,
    y: FloatArray,
    inside: Inside,
    declared: Inside | None,
) -> Alternative:
    """Return how many points a reading puts where they belong."""
    lon, lat = reading.to_wgs84(x, y)
    given = np.isfinite(x) & np.isfinite(y)
    n_given = max(int(given.sum()), 1)
    hits = where_inside(inside, lon, lat)
    share = None
    if declared is not None:
        share = float((declared(lon, lat) & np.isfinite(lon)).sum() / n_given)
    return Alternative(
        reading=reading,
        share_inside=float(hits.sum() / n_given),
        share_declared=share,
    )


def _fit(one: Alternative) -> tuple[float, float]:
    """Return how well a reading fits: the named banners first, then the region."""
    return one.share_declared or 0.0, one.share_inside


def _best(
    tried: Sequence[Alternative],
    stated: Datum | None,
    x: FloatArray,
    y: FloatArray,
) -> Alternative | None:
    """Return the reading to go on with: of the stated system if there is one."""
    fitting = [one for one in tried if stated is None or one.datum == stated]
    if stated in _SAME:
        fitting = [one for one in tried if one.datum == WGS84]
    if not fitting:
        return None
    packed = [one for one in fitting if one.reading.is_packed]
    plain = [one for one in fitting if not one.reading.is_packed]
    best = max(plain, key=_fit)
    for one in packed:
        same_way = one.reading.is_swapped == best.reading.is_swapped
        if same_way and one.share_inside >= best.share_inside and _all_packed(x, y):
            return one
    return best


def _all_packed(x: FloatArray, y: FloatArray) -> bool:
    """Tell whether all numbers could be packed, with four places after the point."""
    good = np.isfinite(x) & np.isfinite(y)
    numbers = np.concatenate([x[good], y[good]])
    in_four_places = np.abs(numbers * 1e4 - np.round(numbers * 1e4)) < 1e-4
    has_places = np.abs(numbers * 1e2 - np.round(numbers * 1e2)) > 1e-6
    return bool(
        len(numbers) >= _MIN_PACKED
        and has_places.mean() > 0.5
        and in_four_places.all()
        and np.isfinite(unpack(numbers)).all()
    )


def _explain(
    best: Alternative, stated: Datum | None, x: FloatArray, reasons: list[Fault]
) -> None:
    """Add why the reading is what it is."""
    datum = best.datum
    if best.reading.is_swapped:
        reasons.append(_reason("swapped"))
    if best.reading.is_packed:
        reasons.append(_reason("packed"))
    if stated is not None:
        return
    if not datum.is_projected:
        reasons.append(_reason("degrees"))
    elif datum.has_prefix:
        example = f"{np.nanmedian(x):.0f}"
        reasons.append(_reason("metres_with_zone", example=example, zone=datum.zone))
    elif datum.kind == "mercator":
        reasons.append(_reason("mercator"))
    elif _proposed(best) is None:
        reasons.append(_reason("metres_without_zone"))
    else:
        share = round(100 * (best.share_declared or 0.0))
        label = datum.label("en")
        reasons.append(_reason("zone_by_banner", datum=label, share=share))


def _proposed(best: Alternative) -> Datum | None:
    """Return a system that the numbers themselves show, None if they do not."""
    datum = best.datum
    if best.share_inside == 0:
        return None
    by_banner = datum.is_projected and (best.share_declared or 0.0) >= _BY_BANNER
    shows_itself = datum.has_prefix or datum.kind == "mercator" or by_banner
    return datum if shows_itself else None
