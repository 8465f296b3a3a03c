"""A user's own boundary file, read with care and refused with all its faults.

The operator names the file in ``GEO_ZS_BOUNDARIES``. It is read in this process,
so only a few local file formats are let in, told by extension *and* by the first
bytes; formats that can point elsewhere (VRT, WFS, GML with links) are not.

The columns are found by name, whatever the case. For the code: ``adcode``,
``code``, ``gb``, ``pac``, ``xzqdm``, ``行政区划代码``, ``区划代码``, ``代码``. For the
name: ``name_zh``, ``name``, ``xzqmc``, ``行政区划名称``, ``区划名称``, ``名称``. A code
may have 6 digits, 9 with the country (``156150102``) or 12 with zeros.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pyogrio.errors
import shapely

from geo_zs.crs import CGCS2000, WGS84
from geo_zs.errors import DataError, Problem
from geo_zs.layers.boundary_source import (
    REGION_PREFIX,
    BoundarySource,
    check_geometry,
    combined_sha256,
    file_sha256,
)

CODE_COLUMNS: Final = (
    "adcode",
    "code",
    "gb",
    "pac",
    "xzqdm",
    "行政区划代码",
    "区划代码",
    "代码",
)
NAME_COLUMNS: Final = (
    "name_zh",
    "name",
    "xzqmc",
    "行政区划名称",
    "区划名称",
    "名称",
)
#: Extension → drivers that may open it.
DRIVERS: Final = {
    ".geojson": ("GeoJSON",),
    ".json": ("GeoJSON", "TopoJSON"),
    ".topojson": ("TopoJSON",),
    ".gpkg": ("GPKG",),
    ".shp": ("ESRI Shapefile",),
    ".fgb": ("FlatGeobuf",),
    ".gdb": ("OpenFileGDB",),
}
_SIGNATURES: Final = {
    ".geojson": rb"\s*\{",
    ".json": rb"\s*\{",
    ".topojson": rb"\s*\{",
    ".gpkg": rb"SQLite format 3\x00",
    ".shp": rb"\x00\x00\x27\x0a",
    ".fgb": rb"fgb\x03",
}
#: A generous window round the region: outside of it, lon and lat are swapped or
#: the coordinates are not degrees.
_WINDOW: Final = (90.0, 30.0, 135.0, 60.0)
_CODE: Final = re.compile(r"(?:156)?(\d{6})(?:0{6})?")


def read_user_file(
    path: Path, register: pd.DataFrame, *, credit: str | None = None
) -> BoundarySource:
    """Read and check a user's banner polygons.

    Parameters
    ----------
    path : Path
        GeoJSON, TopoJSON, GeoPackage, Shapefile, FlatGeobuf or File Geodatabase
        with one layer of polygons in EPSG:4490 or EPSG:4326.
    register : DataFrame
        The expected banners: columns ``adcode``, ``name_zh``, ``label_lon``,
        ``label_lat``.
    credit : str or None
        Credit to print on maps; the file's name is used when None.

    Returns
    -------
    BoundarySource
        Exactly the banners of `register`, sorted by adcode, EPSG:4490. Rows of
        other provinces are set aside and counted.

    Raises
    ------
    DataError
        With every fault found: unreadable file, format not let in, not polygons,
        no or wrong reference system, no code or name column, codes missing,
        unknown or repeated, empty names, invalid geometry, overlaps and gaps,
        codes that stand on another banner's polygon.
    """
    _refuse_unsafe(path)
    frame = _read(path)
    problems = _crs_problems(frame, path)
    code_column = _find(frame, CODE_COLUMNS)
    name_column = _find(frame, NAME_COLUMNS)
    for column, taken, what in (
        (code_column, CODE_COLUMNS, "codes"),
        (name_column, NAME_COLUMNS, "names"),
    ):
        if column is None:
            message = (
                f"no column holds the {what}; columns are "
                f"{', '.join(map(str, frame.columns.drop('geometry')))}; expected one "
                f"of {', '.join(taken)}"
            )
            problems.append(Problem("columns", message, file=path.name))
    if code_column is None or name_column is None:
        raise DataError(problems)
    codes = [_tidy_code(value) for value in frame[code_column]]
    names = ["" if pd.isna(name) else str(name).strip() for name in frame[name_column]]
    problems += _code_problems(codes, frame[code_column].tolist(), names, path)
    tidy = gpd.GeoDataFrame(
        {"adcode": codes, "name_zh": names},
        geometry=frame.geometry.to_numpy(),
        crs=CGCS2000,
    )
    inside = tidy[tidy["adcode"].fillna("").str.startswith(REGION_PREFIX)]
    inside = inside.sort_values("adcode", kind="stable", ignore_index=True)
    problems += _register_problems(inside, register, path)
    shape_problems = check_geometry(inside, file=path.name)
    problems += shape_problems
    if not shape_problems and len(inside):
        problems += _place_problems(inside, register, path)
    if problems:
        raise DataError(problems)
    attribution_zh, attribution_en = user_attribution(path, credit)
    return BoundarySource(
        banners=inside,
        leagues=None,
        kind="user",
        title=path.name,
        version="",
        sha256=user_file_sha256(path),
        attribution_zh=attribution_zh,
        attribution_en=attribution_en,
        rows_set_aside=int(sum(code is not None for code in codes) - len(inside)),
    )


def user_attribution(path: Path, credit: str | None) -> tuple[str, str]:
    """Return what to print for a user's file, in Chinese and English."""
    if credit:
        return credit, credit
    return (
        f"边界来源：使用者提供的文件 {path.name}",
        f"Boundaries: file given by the user, {path.name}",
    )


def user_file_sha256(path: Path) -> str:
    """Return the digest over a file and the files that belong to it."""
    if path.is_dir():
        members = sorted(part for part in path.rglob("*") if part.is_file())
    elif path.suffix.lower() == ".shp":
        members = sorted(
            path.with_suffix(suffix)
            for suffix in (".shp", ".dbf", ".prj", ".cpg")
            if path.with_suffix(suffix).is_file()
        )
    else:
        members = [path]
    return combined_sha256([file_sha256(member) for member in members])


def _refuse_unsafe(path: Path) -> None:
    """Refuse what is no local file of a known format, before GDAL sees it."""
    text = str(path)
    if "://" in text or ":/" in text or text.startswith("/vsi"):
        message = "network and virtual paths are not read; give a local file"
        raise DataError([Problem("GEO_ZS_BOUNDARIES", message, file=path.name)])
    if not path.exists():
        raise DataError(
            [Problem("GEO_ZS_BOUNDARIES", "there is no such file", file=path.name)]
        )
    suffix = path.suffix.lower()
    if suffix not in DRIVERS:
        message = (
            f"files of type {suffix or 'without extension'!r} are not read; expected "
            f"one of {', '.join(DRIVERS)}"
        )
        raise DataError([Problem("GEO_ZS_BOUNDARIES", message, file=path.name)])
    signature = _SIGNATURES.get(suffix)
    if signature is None:
        if not path.is_dir():
            message = "a File Geodatabase is a folder; this is a file"
            raise DataError([Problem("GEO_ZS_BOUNDARIES", message, file=path.name)])
        return
    head = b""
    if path.is_file():
        with path.open("rb") as stream:
            head = stream.read(256).removeprefix(b"\xef\xbb\xbf")
    if not re.match(signature, head):
        message = f"the content is not that of a {suffix} file"
        raise DataError([Problem("GEO_ZS_BOUNDARIES", message, file=path.name)])


def _read(path: Path) -> gpd.GeoDataFrame:
    """Read the one polygon layer of a file."""
    try:
        layers = [
            str(name)
            for name, kind in pyogrio.list_layers(path)
            if kind is None or "Polygon" in str(kind) or "Unknown" in str(kind)
        ]
        if len(layers) != 1:
            found = ", ".join(layers) if layers else "none"
            message = (
                f"{len(layers)} layers may hold polygons ({found}); expected exactly "
                "one, of the banners"
            )
            raise DataError([Problem("layer", message, file=path.name)])
        driver = str(pyogrio.read_info(path, layer=layers[0])["driver"])
        if driver not in DRIVERS[path.suffix.lower()]:
            message = f"was opened as {driver}, which is not let in"
            raise DataError([Problem("layer", message, file=path.name)])
        frame = pyogrio.read_dataframe(path, layer=layers[0], fid_as_index=False)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        message = f"could not be read: {str(error).replace(str(path), path.name)}"
        raise DataError([Problem("", message, file=path.name)]) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        message = "holds a table without geometry; expected polygons"
        raise DataError([Problem("layer", message, file=path.name)])
    return frame


def _crs_problems(frame: gpd.GeoDataFrame, path: Path) -> list[Problem]:
    """List what is wrong with the reference system and the coordinates."""
    problems: list[Problem] = []
    if frame.crs is None:
        message = f"is not declared; expected {CGCS2000} or {WGS84}"
        problems.append(Problem("crs", message, file=path.name))
    elif not (frame.crs.equals(CGCS2000) or frame.crs.equals(WGS84)):
        message = (
            f"is {frame.crs.to_string()}; expected {CGCS2000} or {WGS84}; convert "
            "the file"
        )
        problems.append(Problem("crs", message, file=path.name))
    if len(frame) and not problems:
        bounds = shapely.bounds(frame.geometry.to_numpy())
        centre = np.nanmedian((bounds[:, :2] + bounds[:, 2:]) / 2, axis=0)
        west, south, east, north = _WINDOW
        if not (west <= centre[0] <= east and south <= centre[1] <= north):
            message = (
                f"the middle of the file is at {centre[0]:.3f}, {centre[1]:.3f}, far "
                "from the region; are longitude and latitude swapped?"
            )
            problems.append(Problem("geometry", message, file=path.name))
    return problems


def _find(frame: gpd.GeoDataFrame, wanted: tuple[str, ...]) -> str | None:
    """Return the first column whose name, in lower case, is wanted."""
    by_lower = {str(column).strip().lower(): str(column) for column in frame.columns}
    return next((by_lower[name] for name in wanted if name in by_lower), None)


def _tidy_code(value: object) -> str | None:
    """Return the six digits of a code, or None if it has none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    match = _CODE.fullmatch(str(value).strip())
    return match.group(1) if match else None


def _code_problems(
    codes: list[str | None], raw: list[object], names: list[str], path: Path
) -> list[Problem]:
    """List codes that are no codes, and names that are empty."""
    problems: list[Problem] = []
    for row, (code, value, name) in enumerate(
        zip(codes, raw, names, strict=True), start=1
    ):
        if code is None:
            message = f"{value!r} is no administrative code of 6, 9 or 12 digits"
            problems.append(Problem("code", message, file=path.name, row=row))
        elif not name and code.startswith(REGION_PREFIX):
            message = f"the name of {code} is empty"
            problems.append(Problem("name", message, file=path.name, row=row))
    return problems


def _register_problems(
    inside: gpd.GeoDataFrame, register: pd.DataFrame, path: Path
) -> list[Problem]:
    """List codes that are repeated, unknown or missing."""
    problems: list[Problem] = []
    names = dict(zip(register["adcode"], register["name_zh"], strict=True))
    found = inside["adcode"]
    for code in sorted(set(found[found.duplicated()])):
        times = int((found == code).sum())
        message = f"{code} {names.get(code, '')} stands {times} times; expected once"
        problems.append(Problem("code", message, file=path.name))
    for code in sorted(set(found) - set(names)):
        hint = "; it is a league: give banners" if code.endswith("00") else ""
        message = f"{code} is not a banner of the region{hint}"
        problems.append(Problem("code", message, file=path.name))
    for code in sorted(set(names) - set(found)):
        message = f"{code} {names[code]} is missing"
        problems.append(Problem("code", message, file=path.name))
    return problems


def _place_problems(
    inside: gpd.GeoDataFrame, register: pd.DataFrame, path: Path
) -> list[Problem]:
    """List banners whose label point lies in the polygon of another banner."""
    problems: list[Problem] = []
    shapes = inside.geometry.to_numpy()
    tree = shapely.STRtree(shapes)
    points = shapely.points(
        register["label_lon"].to_numpy(dtype=float),
        register["label_lat"].to_numpy(dtype=float),
    )
    rows, hits = tree.query(points, predicate="within")
    found = dict(zip(rows.tolist(), hits.tolist(), strict=True))
    codes = inside["adcode"].tolist()
    present = set(codes)
    for row, adcode in enumerate(register["adcode"]):
        if adcode not in present or row not in found:
            continue
        other = codes[found[row]]
        if other != adcode:
            message = (
                f"the middle of {adcode} {register['name_zh'].iloc[row]} lies in the "
                f"polygon coded {other}; are the codes shifted?"
            )
            problems.append(Problem("code", message, file=path.name))
    return problems
