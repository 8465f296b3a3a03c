"""What a header or a file says of the system of its coordinates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geo_zs.imports.datum.systems import (
    CGCS2000,
    MERCATOR,
    WGS84,
    Datum,
    Kind,
    parse_datum,
)
from geo_zs.imports.datum.words import HEADER_WORDS

#: What stands around the name of a system: 高德地图坐标经度, 百度坐标系_经度.
_LEFT_OVER: Final = re.compile(r"地图|坐标系|坐标|[\s_\-/:：·]+")
_EPSG: Final = re.compile(r"EPSG:(\d+)", re.IGNORECASE)
#: Old datums of China: names of systems (``old``), no conversion.
OLD_NAMES: Final = {"beijing54": "Beijing 1954", "xian80": "Xian 1980"}
_OLD_CODES: Final = {
    "beijing54": (
        (2401, 2442),
        (4214, 4214),
        (4555, 4589),
        (4652, 4656),
        (4766, 4822),
        (21413, 21483),
    ),
    "xian80": ((2327, 2390), (4610, 4610)),
}
_OLD_TEXTS: Final = {
    "beijing54": ("beijing1954", "beijing54", "newbeijing", "北京54", "北京1954"),
    "xian80": ("xian1980", "xian80", "西安80", "西安1980"),
}
_WKT: Final = re.compile(r"\s*[A-Z_0-9]{6,20}\s*[\[(]")
_CODES: Final = {
    4326: WGS84,
    4979: WGS84,
    4490: CGCS2000,
    4479: CGCS2000,
    4480: CGCS2000,
    3857: MERCATOR,
    3785: MERCATOR,
    900913: MERCATOR,
}
#: WGS 84 / UTM zones 43N to 53N.
_UTM_CODES: Final = range(32643, 32654)
#: First code of the zones of CGCS2000 → kind, first zone, whether with prefix.
_CGCS2000_GRIDS: Final[tuple[tuple[int, int, Kind, int, bool], ...]] = (
    (4491, 11, "gk6", 13, True),
    (4502, 11, "gk6", 13, False),
    (4513, 21, "gk3", 25, True),
    (4534, 21, "gk3", 25, False),
)


def datum_of_header(headers: Sequence[str]) -> tuple[str, str] | None:
    """Return the first header that names a system, and the key of what it names.

    Parameters
    ----------
    headers : sequence of str
        Names of the columns of coordinates, and texts above the table.

    Returns
    -------
    (str, str) or None
        Header, and the key of a datum or ``beijing54``, ``xian80``.
    """
    for header in headers:
        for pattern, key in HEADER_WORDS:
            if pattern.search(header):
                return header, key
    return None


def without_datum(header: str) -> str:
    """Return a header without the names of systems in it.

    Examples
    --------
    >>> without_datum("GCJ02经度")
    '经度'
    """
    rest = header
    for pattern, _ in HEADER_WORDS:
        rest = pattern.sub("", rest)
    return _LEFT_OVER.sub("", rest) if rest != header else header


def datum_of_crs(crs: str | None) -> Datum | None:
    """Return the datum that a stated reference system is, None if it is none of them.

    Parameters
    ----------
    crs : str or None
        As `raw_table.RawTable.crs` has it.
    """
    if crs is None or old_datum_of_crs(crs):
        return None
    code = _code(crs)
    if code is None:
        return _datum_of_text(crs)
    if code in _CODES:
        return _CODES[code]
    if code in _UTM_CODES:
        return Datum("utm", code - _UTM_CODES[0] + 43)
    for first, count, kind, zone, has_prefix in _CGCS2000_GRIDS:
        if first <= code < first + count:
            return Datum(kind, zone + code - first, has_prefix=has_prefix)
    return Datum("stated", crs=f"EPSG:{code}")


def _datum_of_text(crs: str) -> Datum | None:
    """Return the datum of a reference system without a code: WKT, or a name."""
    if _WKT.match(crs):
        return Datum("stated", crs=crs)
    found = datum_of_header([crs])
    return parse_datum(found[1]) if found else None


def old_datum_of_crs(crs: str | None) -> str | None:
    """Return ``beijing54`` or ``xian80`` if a stated system is of these."""
    code = _code(crs)
    for old, ranges in _OLD_CODES.items():
        if code and any(first <= code <= last for first, last in ranges):
            return old
    squeezed = re.sub(r"[\s_'-]", "", crs or "").lower()
    for old, names in _OLD_TEXTS.items():
        if any(name in squeezed for name in names):
            return old
    return None


def _code(crs: str | None) -> int | None:
    """Return the EPSG code of a stated system."""
    match = _EPSG.fullmatch(crs.strip()) if crs else None
    return int(match.group(1)) if match else None
