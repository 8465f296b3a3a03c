"""The built boundary files: names, manifest, writing and reading.

Two levels of leagues and banners and a manifest with the checksums of all. Credit
and sketch-map notice stand inside each file.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pyogrio
import pyogrio.errors
import shapely

from geo_zs import __version__
from geo_zs.crs import CGCS2000
from geo_zs.errors import DataError, Problem
from geo_zs.layers.boundary_levels import DECIMALS
from geo_zs.layers.boundary_source import BoundarySource, file_sha256

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
REBUILD: Final = "run 'geo-zs data build'"


def write_files(
    out_dir: Path,
    frames: dict[tuple[str, str], gpd.GeoDataFrame],
    read: BoundarySource,
    *,
    simplify_deg: float,
) -> None:
    """Write all files into a temporary folder, then rename them into place.

    Parameters
    ----------
    out_dir : Path
        Folder to write to; made if absent.
    frames : dict of (level, kind) to GeoDataFrame
        The keys of ``FILES``.
    read : BoundarySource
        Where the polygons come from.
    simplify_deg : float
        Tolerance of the map level, for the manifest.
    """
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
        manifest = _manifest(work, read, simplify_deg)
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


def _manifest(work: Path, read: BoundarySource, simplify_deg: float) -> str:
    """Return the text of the manifest for the files in a folder."""
    manifest = {
        "format": FORMAT,
        "geo_zs": __version__,
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
        "simplify_deg": simplify_deg,
        "decimals": DECIMALS,
        "files": {name: file_sha256(work / name) for name in FILES.values()},
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def read_manifest(folder: Path) -> Mapping[str, Any]:
    """Read the manifest of built boundaries and check the files it names.

    Raises
    ------
    DataError
        If the manifest or a file is missing, or a checksum differs.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        files = dict(manifest["files"])
        layout = manifest["format"]
    except FileNotFoundError as error:
        message = f"the boundaries are not built; {REBUILD}"
        raise DataError([Problem("", message, file=MANIFEST)]) from error
    except (ValueError, KeyError, TypeError) as error:
        message = f"is damaged ({type(error).__name__}); {REBUILD}"
        raise DataError([Problem("", message, file=MANIFEST)]) from error
    problems: list[Problem] = []
    if layout != FORMAT or set(files) != set(FILES.values()):
        message = f"was written by another version of geo_zs; {REBUILD}"
        problems.append(Problem("format", message, file=MANIFEST))
    for name in FILES.values():
        if not (folder / name).is_file():
            problems.append(Problem("", f"is missing; {REBUILD}", file=name))
        elif file_sha256(folder / name) != files.get(name):
            message = f"has changed since it was built; {REBUILD}"
            problems.append(Problem("sha256", message, file=name))
    if problems:
        raise DataError(problems)
    return dict(manifest)


def is_sound(folder: Path) -> bool:
    """Tell whether all built files are there and as they were built."""
    try:
        read_manifest(folder)
    except DataError:
        return False
    return True


def read_level(path: Path) -> gpd.GeoDataFrame:
    """Read one built file, index by code, reference system declared."""
    try:
        frame = pyogrio.read_dataframe(path)
    except pyogrio.errors.DataSourceError as error:
        message = f"could not be read; {REBUILD}"
        raise DataError([Problem("", message, file=path.name)]) from error
    if path.suffix == ".geojson":
        # GeoJSON cannot declare it; the file's text does.
        frame = frame.set_crs(CGCS2000, allow_override=True)
        frame = frame.drop(columns="id", errors="ignore")
    if frame.crs is None or not frame.crs.equals(CGCS2000):
        message = f"is {frame.crs}; expected {CGCS2000}; {REBUILD}"
        raise DataError([Problem("crs", message, file=path.name)])
    return gpd.GeoDataFrame(frame.set_index("adcode").sort_index())
