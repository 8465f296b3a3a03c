"""Make the boundary files: banners once, leagues dissolved from them, one map level.

One geometry serves all: the leagues are the union of their banners at both levels,
so no line of a league ever parts from the line of its banners. The map level is
simplified as a coverage (neighbours keep their common line), then rounded.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from geo_zs.crs import CGCS2000
from geo_zs.errors import DataError, Problem
from geo_zs.layers.boundary_file import read_user_file, user_file_sha256
from geo_zs.layers.boundary_source import (
    N_LEAGUES,
    BoundarySource,
    check_counts,
    check_geometry,
    configured_source,
    file_sha256,
    package_sha256,
    read_package,
)
from geo_zs.paths import tables_dir
from geo_zs.tables import read_table

#: Tolerance of the map level, degrees (about 1 km); see ``coverage_simplify``.
SIMPLIFY_DEG: Final = 0.01
#: Decimals of the map level; 5 keep the coverage valid, 4 do not.
DECIMALS: Final = 5
#: Name of the file that lists the others; it is written last.
MANIFEST: Final = "boundaries.json"
#: Version of the layout of the built files.
FORMAT: Final = 1
#: File names: level and kind → name.
FILES: Final = {
    ("full", "leagues"): "leagues.fgb",
    ("full", "banners"): "banners.fgb",
    ("map", "leagues"): "leagues.geojson",
    ("map", "banners"): "banners.geojson",
}
NOTICE_ZH: Final = "示意图，界线仅供参考，不作为划界依据"
NOTICE_EN: Final = "Sketch map; the lines are for reference only"
CRS_NOTE: Final = (
    "Coordinates are CGCS2000 (EPSG:4490), longitude first; they differ from WGS 84 "
    "by less than 1 m and are written here without a change."
)


def load_register(tables: Path | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the committed registers of leagues and banners.

    Parameters
    ----------
    tables : Path or None
        Folder of the tables; the shipped one when None.

    Returns
    -------
    leagues, banners : DataFrame
        Sorted by ``adcode``.

    Raises
    ------
    DataError
        If a register is missing or damaged.
    """
    folder = (tables_dir() if tables is None else tables) / "boundaries"
    leagues = read_table(folder / "leagues.csv")
    banners = read_table(folder / "banners.csv")
    return (
        leagues.sort_values("adcode", ignore_index=True),
        banners.sort_values("adcode", ignore_index=True),
    )


def build_boundaries(
    out_dir: Path,
    source: Path | None = None,
    *,
    tables: Path | None = None,
    credit: str | None = None,
) -> None:
    """Build the boundary files into a folder.

    Parameters
    ----------
    out_dir : Path
        Folder to write to; made if absent. Files of an earlier build are replaced.
    source : Path or None
        A user's own file of banners. When None, the file that
        ``GEO_ZS_BOUNDARIES`` names, else the pinned registry package.
    tables : Path or None
        Folder of the tables with the registers; the shipped one when None.
    credit : str or None
        Credit to print for a user's file.

    Raises
    ------
    DataError
        With all faults, if the source is missing, wrong or not the expected one.

    Notes
    -----
    Each file is written beside its place and renamed, and the manifest with the
    checksums comes last. The bytes depend on the source only, so two processes
    that build at once replace each file by itself.
    """
    register_leagues, register = load_register(tables)
    source = configured_source() if source is None else source
    if source is None:
        read = read_package()
    else:
        read = read_user_file(source, register, credit=credit)
    banners = _joined(read, register)
    leagues = dissolve(banners, register_leagues)
    problems = _league_problems(read, leagues)
    banners_map = simplify(banners)
    leagues_map = dissolve(banners_map, register_leagues)
    problems += _level_problems({"banners": banners_map, "leagues": leagues_map})
    if problems:
        raise DataError(problems)
    frames = {
        ("full", "leagues"): leagues,
        ("full", "banners"): banners,
        ("map", "leagues"): leagues_map,
        ("map", "banners"): banners_map,
    }
    _write(out_dir, frames, read)


def is_current(folder: Path, source: Path | None = None) -> bool:
    """Tell whether a folder holds boundaries built from this very source.

    Parameters
    ----------
    folder : Path
        Folder of built files.
    source : Path or None
        As for :func:`build_boundaries`.

    Returns
    -------
    bool
        False if the manifest is absent, damaged, of another layout or of another
        source. The files themselves are checked when they are loaded.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        built_from = manifest["source"]["sha256"]
        layout = manifest["format"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    source = configured_source() if source is None else source
    if source is None:
        wanted = package_sha256()
    else:
        wanted = user_file_sha256(source) if source.exists() else ""
    return bool(layout == FORMAT and built_from == wanted)


def simplify(banners: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Simplify polygons that share borders, keeping the borders common.

    Parameters
    ----------
    banners : GeoDataFrame, (n,)
        A valid coverage, degrees.

    Returns
    -------
    GeoDataFrame, (n,)
        The same rows, coordinates rounded to 5 decimals (about 1 m), outer rings
        counter-clockwise.
    """
    shapes = shapely.coverage_simplify(banners.geometry.to_numpy(), SIMPLIFY_DEG)
    rounded = shapely.transform(shapes, lambda xy: np.round(xy, DECIMALS))
    return banners.set_geometry(
        gpd.GeoSeries(
            shapely.orient_polygons(rounded), index=banners.index, crs=banners.crs
        )
    )


def dissolve(
    banners: gpd.GeoDataFrame, register_leagues: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Unite banners to their leagues.

    Parameters
    ----------
    banners : GeoDataFrame
        With column ``league``; a valid coverage.
    register_leagues : DataFrame
        Columns ``adcode``, ``name_zh``, ``name_en``.

    Returns
    -------
    GeoDataFrame
        Columns ``adcode``, ``name_zh``, ``name_en``, ``geometry``, sorted.
    """
    rows = banners.groupby("league", sort=True).indices
    shapes = banners.geometry.to_numpy()
    united = [
        shapely.orient_polygons(shapely.coverage_union_all(shapes[index]))
        for index in rows.values()
    ]
    names = register_leagues.set_index("adcode")
    codes = [str(code) for code in rows]
    return gpd.GeoDataFrame(
        {
            "adcode": codes,
            "name_zh": [str(names.loc[code, "name_zh"]) for code in codes],
            "name_en": [str(names.loc[code, "name_en"]) for code in codes],
        },
        geometry=united,
        crs=banners.crs,
    )


def _joined(read: BoundarySource, register: pd.DataFrame) -> gpd.GeoDataFrame:
    """Give the polygons the names and leagues of the register."""
    problems = check_counts(read) + check_geometry(read.banners, file=read.title)
    expected = set(register["adcode"])
    found = set(read.banners["adcode"])
    if expected != found:
        message = (
            f"codes only in the register: {sorted(expected - found)}; only in the "
            f"source: {sorted(found - expected)}"
        )
        problems.append(Problem("code", message, file=read.title))
    if problems:
        raise DataError(problems)
    keys = register[["adcode", "name_zh", "name_en", "league"]].astype(object)
    joined = keys.merge(
        read.banners[["adcode", "geometry"]], on="adcode", validate="one_to_one"
    )
    return gpd.GeoDataFrame(joined, geometry="geometry", crs=CGCS2000)


def _league_problems(read: BoundarySource, leagues: gpd.GeoDataFrame) -> list[Problem]:
    """Compare the dissolved leagues with those of the source, if it has them."""
    problems: list[Problem] = []
    if len(leagues) != N_LEAGUES:
        message = f"the banners form {len(leagues)} leagues; expected {N_LEAGUES}"
        problems.append(Problem("leagues", message, file=read.title))
    if read.leagues is None:
        return problems
    given = dict(zip(read.leagues["adcode"], read.leagues.geometry, strict=True))
    for adcode, shape in zip(leagues["adcode"], leagues.geometry, strict=True):
        if adcode not in given:
            message = f"{adcode} is not among the leagues of the source"
            problems.append(Problem("leagues", message, file=read.title))
        elif (rest := shape.symmetric_difference(given[adcode]).area) > 1e-9:
            message = f"{adcode} differs from its banners by {rest:.3g} square degrees"
            problems.append(Problem("leagues", message, file=read.title))
    return problems


def _level_problems(levels: dict[str, gpd.GeoDataFrame]) -> list[Problem]:
    """List the simplified levels that are no valid coverage."""
    problems: list[Problem] = []
    for kind, frame in levels.items():
        shapes = frame.geometry.to_numpy()
        if not (shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes)):
            message = (
                f"the map level is no valid coverage after simplifying by "
                f"{SIMPLIFY_DEG} degrees"
            )
            problems.append(Problem(kind, message, file=FILES["map", kind]))
    return problems


def _write(
    out_dir: Path,
    frames: dict[tuple[str, str], gpd.GeoDataFrame],
    read: BoundarySource,
) -> None:
    """Write all files into a temporary folder, then rename them into place."""
    out_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out_dir, prefix=".build-") as name:
        work = Path(name)
        for (level, kind), frame in frames.items():
            path = work / FILES[level, kind]
            if level == "full":
                _write_full(path, frame, kind=kind, read=read)
            else:
                text = _geojson(frame, kind=kind, read=read)
                path.write_text(text, encoding="utf-8")
        manifest = _manifest(work, read)
        (work / MANIFEST).write_text(manifest, encoding="utf-8")
        for part in (*FILES.values(), MANIFEST):
            (work / part).replace(out_dir / part)


def _write_full(
    path: Path, frame: gpd.GeoDataFrame, *, kind: str, read: BoundarySource
) -> None:
    """Write the full geometry as FlatGeobuf, rows in the order of the codes."""
    pyogrio.write_dataframe(
        frame,
        path,
        layer=kind,
        driver="FlatGeobuf",
        SPATIAL_INDEX="NO",
        TITLE=f"{read.attribution_zh} {NOTICE_ZH}",
        DESCRIPTION=f"{read.attribution_en}. {NOTICE_EN}.",
    )


def _geojson(frame: gpd.GeoDataFrame, *, kind: str, read: BoundarySource) -> str:
    """Return the map level as GeoJSON with credit and notice inside."""
    columns = [column for column in frame.columns if column != "geometry"]
    shapes = shapely.to_geojson(frame.geometry.to_numpy())
    features = [
        {
            "type": "Feature",
            "id": record["adcode"],
            "properties": record,
            "geometry": json.loads(shape),
        }
        for record, shape in zip(frame[columns].to_dict("records"), shapes, strict=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "name": kind,
        "attribution": read.attribution_zh,
        "attribution_en": read.attribution_en,
        "notice": NOTICE_ZH,
        "notice_en": NOTICE_EN,
        "coordinates": CRS_NOTE,
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"


def _manifest(work: Path, read: BoundarySource) -> str:
    """Return the text of the manifest for the files in a folder."""
    manifest = {
        "format": FORMAT,
        "source": {
            "kind": read.kind,
            "title": read.title,
            "version": read.version,
            "sha256": read.sha256,
            "rows_set_aside": read.rows_set_aside,
        },
        "attribution_zh": read.attribution_zh,
        "attribution_en": read.attribution_en,
        "notice_zh": NOTICE_ZH,
        "notice_en": NOTICE_EN,
        "coordinates": CRS_NOTE,
        "simplify_deg": SIMPLIFY_DEG,
        "decimals": DECIMALS,
        "files": {name: file_sha256(work / name) for name in FILES.values()},
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
