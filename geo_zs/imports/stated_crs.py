"""The reference system that a file states, as one short name; nothing is fetched.

GDAL follows a link in the ``crs`` member of GeoJSON to any address; here it is only
text, given to PROJ as text.
"""

from __future__ import annotations

import re
from typing import Final

from pyproj import CRS
from pyproj.exceptions import CRSError

_MAX_CHARS: Final = 10_000
_CRS84: Final = re.compile(r"(?:urn:ogc:def:crs:)?ogc:[\d.]*:?crs84", re.IGNORECASE)
_CODE: Final = re.compile(
    r"(?:urn:(?:x-)?ogc:def:crs:)?epsg:[\d.]*:?(\d{4,6})", re.IGNORECASE
)
_WKT: Final = re.compile(
    r"\s*(?:GEOGCS|PROJCS|GEOGCRS|PROJCRS|GEODCRS|GEODETICCRS|GEOGRAPHICCRS|BOUNDCRS|"
    r"COMPD_CS|COMPOUNDCRS|PROJECTEDCRS)\s*[\[(]",
    re.IGNORECASE,
)
_CONFIDENCE: Final = 70


def name_of_crs(text: str) -> str | None:
    """Return a stated reference system as ``EPSG:4490``, else as WKT, else as it is.

    Parameters
    ----------
    text : str
        WKT, ``EPSG:4490``, ``urn:ogc:def:crs:EPSG::4490`` or anything else.

    Returns
    -------
    str or None
        None if the text says nothing.
    """
    given = text.strip().strip("\0")
    if not given:
        return None
    if _CRS84.fullmatch(given):
        return "EPSG:4326"
    if code := _CODE.fullmatch(given):
        return f"EPSG:{int(code.group(1))}"
    if not _WKT.match(given) or len(given) > _MAX_CHARS:
        return given[:200]
    try:
        crs = CRS.from_wkt(given)
    except CRSError:
        return given[:200]
    epsg = crs.to_epsg(min_confidence=_CONFIDENCE)
    return f"EPSG:{epsg}" if epsg else str(crs.to_wkt())
