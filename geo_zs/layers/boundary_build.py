"""Make the boundary files: banners once, leagues dissolved from them, one map level.

One geometry serves all: the leagues are the union of their banners at both levels,
so no line of a league ever parts from the line of its banners. The map level is
simplified as a coverage (neighbours keep their common line), then rounded.
"""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_zs import __version__
from geo_zs.crs import CGCS2000, FloatArray
from geo_zs.errors import DataError, Problem
from geo_zs.layers.boundary_levels import dissolve, map_level
from geo_zs.layers.boundary_source import (
    N_LEAGUES,
    PACKAGE_ATTRIBUTION_EN,
    PACKAGE_ATTRIBUTION_ZH,
    BoundarySource,
    check_counts,
    check_geometry,
    configured_credit,
    configured_source,
    package_sha256,
    read_package,
)
from geo_zs.layers.boundary_store import FORMAT, MANIFEST, write_files
from geo_zs.layers.boundary_user import (
    read_user_file,
    user_attribution,
    user_file_sha256,
)
from geo_zs.layers.spec import LAYERS
from geo_zs.paths import tables_dir
from geo_zs.tables import read_table

#: Names that this module hands on: the command line asks here.
__all__ = ["build_boundaries", "is_current", "known_points", "load_register"]


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


def known_points(tables: Path) -> tuple[FloatArray, FloatArray]:
    """Return every point that the tables know, and the label points.

    Parameters
    ----------
    tables : Path
        Folder of the tables.

    Returns
    -------
    lon, lat : (n,) arrays
        Degrees, none missing: parks, ports, bases, plants, airports, railway nodes,
        seats of banners, and the spots where names stand.

    Raises
    ------
    DataError
        If a table is missing or damaged.
    """
    columns = [("lon", "lat"), ("seat_lon", "seat_lat"), ("label_lon", "label_lat")]
    lons: list[FloatArray] = []
    lats: list[FloatArray] = []
    for spec in LAYERS:
        for name in spec.tables:
            frame = read_table(tables / name)
            for lon, lat in columns:
                if lon in frame.columns:
                    lons.append(frame[lon].to_numpy(dtype=float, na_value=np.nan))
                    lats.append(frame[lat].to_numpy(dtype=float, na_value=np.nan))
    lon_all, lat_all = np.concatenate(lons), np.concatenate(lats)
    is_known = np.isfinite(lon_all) & np.isfinite(lat_all)
    return lon_all[is_known], lat_all[is_known]


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
        Credit to print for a user's file; when None, what
        ``GEO_ZS_BOUNDARIES_CREDIT`` gives, else the file's name.

    Raises
    ------
    DataError
        With all faults, if the source is missing, wrong or not the expected one;
        or if the folder cannot be written.

    Notes
    -----
    The map level is simplified as far as no known point changes its banner.
    Each file is written beside its place and renamed, and the manifest with the
    checksums comes last. The bytes depend on the source and the tables only, so two
    processes that build at once replace each file by itself.
    """
    register_leagues, register = load_register(tables)
    source = configured_source() if source is None else source
    if source is None:
        read = read_package()
    else:
        credit = configured_credit() if credit is None else credit
        read = read_user_file(source, register, credit=credit)
    banners = _joined(read, register)
    leagues = dissolve(banners, register_leagues)
    problems = _league_problems(read, leagues)
    if problems:
        raise DataError(problems)
    lon, lat = known_points(tables_dir() if tables is None else tables)
    banners_map, tolerance = map_level(banners, lon, lat)
    leagues_map = dissolve(banners_map, register_leagues)
    frames = {
        ("full", "leagues"): leagues,
        ("full", "banners"): banners,
        ("map", "leagues"): leagues_map,
        ("map", "banners"): banners_map,
    }
    try:
        write_files(out_dir, frames, read, simplify_deg=tolerance)
    except OSError as error:
        message = (
            f"the boundaries cannot be written ({error.strerror}); name a folder "
            "that can be written in GEO_ZS_DATA_DIR"
        )
        raise DataError([Problem("GEO_ZS_DATA_DIR", message)]) from error


def is_current(
    folder: Path, source: Path | None = None, *, credit: str | None = None
) -> bool:
    """Tell whether a folder holds boundaries built from this very source.

    Parameters
    ----------
    folder : Path
        Folder of built files.
    source, credit
        As for :func:`build_boundaries`.

    Returns
    -------
    bool
        False if the manifest is absent, damaged, of another source, with another
        credit or written by another version of geo_zs. The files themselves are
        checked when they are loaded.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        built_from = manifest["source"]["sha256"]
        layout = manifest["format"]
        version = manifest["geo_zs"]
        printed = manifest["attribution_zh"], manifest["attribution_en"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    source = configured_source() if source is None else source
    if source is None:
        wanted = package_sha256()
        expected = (PACKAGE_ATTRIBUTION_ZH, PACKAGE_ATTRIBUTION_EN)
    else:
        credit = configured_credit() if credit is None else credit
        expected = user_attribution(source, credit)
        wanted = user_file_sha256(source) if source.exists() else ""
    return bool(
        (layout, version, built_from, printed)
        == (FORMAT, __version__, wanted, expected)
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
