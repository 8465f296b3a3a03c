"""Files of tables and features that tests bring, made by the tests themselves."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
from shapely.geometry import Point

HEADER = ("项目名称", "投资方", "总投资（亿元）", "经度", "纬度")
ROWS = (
    ("年产5GW单晶硅片项目", "某硅材料有限公司", 12.5, 109.84, 40.65),
    ("乳制品加工项目", "某乳业有限公司", 3, 111.65, 40.82),
)


def csv_bytes(
    rows: Iterable[Sequence[Any]],
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
    line_end: str = "\r\n",
) -> bytes:
    """Return rows as delimited text."""
    sink = io.StringIO(newline="")
    csv.writer(sink, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return sink.getvalue().encode(encoding)


def write(path: Path, content: bytes | str) -> Path:
    """Write a file and return its path."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    *,
    merged: Mapping[str, Sequence[str]] | None = None,
    hidden: Sequence[str] = (),
) -> Path:
    """Write a workbook with openpyxl: sheet name → rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for block in (merged or {}).get(name, ()):
            sheet.merge_cells(block)
        if name in hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def edit_part(source: Path, target: Path, part: str, change: Any) -> Path:
    """Copy a zip, one of its parts changed by a function of its text."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == part:
                content = change(content.decode()).encode()
            new.writestr(entry.filename, content, zipfile.ZIP_DEFLATED)
    return target


def zipped(path: Path, members: Mapping[str, bytes]) -> Path:
    """Write a zip: name → content."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def features(crs: str | None = "EPSG:4326") -> gpd.GeoDataFrame:
    """Return the rows as points."""
    return gpd.GeoDataFrame(
        {
            "项目名称": [row[0] for row in ROWS],
            "投资方": [row[1] for row in ROWS],
            "总投资": [float(row[2]) for row in ROWS],
        },
        geometry=[Point(row[3], row[4]) for row in ROWS],
        crs=crs,
    )


def geopackage(path: Path, layer: str = "项目") -> Path:
    """Write the rows as a GeoPackage."""
    features().to_file(path, layer=layer, driver="GPKG")
    return path


def shapefile_zip(
    path: Path,
    *,
    encoding: str,
    cpg: str | None = None,
    prj: bool = True,
    folder: str = "",
    name: str = "项目",
) -> Path:
    """Write the rows as a zipped shapefile, with or without .cpg and .prj."""
    frame = features().rename(columns={"项目名称": "名称"})
    work = path.parent / f"{path.stem}-parts"
    work.mkdir()
    frame.to_file(work / "a.shp", driver="ESRI Shapefile", encoding=encoding)
    members = {}
    for part in ("shp", "shx", "dbf", "prj"):
        if part == "prj" and not prj:
            continue
        members[f"{folder}{name}.{part}"] = (work / f"a.{part}").read_bytes()
    if cpg is not None:
        members[f"{folder}{name}.cpg"] = cpg.encode()
    return zipped(path, members)


def geojson(rows: Sequence[Mapping[str, Any]], **members: Any) -> str:
    """Return a FeatureCollection: each row its properties, geometry under ``_``."""
    document = {
        "type": "FeatureCollection",
        **members,
        "features": [
            {
                "type": "Feature",
                "properties": {key: row[key] for key in row if key != "_"},
                "geometry": row.get("_"),
            }
            for row in rows
        ],
    }
    return json.dumps(document, ensure_ascii=False)


def kml(body: str, head: str = "") -> str:
    """Return a KML document round a body."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>'
    )


def placemark(name: str, shape: str, extended: str = "") -> str:
    """Return one placemark."""
    return f"<Placemark><name>{name}</name>{extended}{shape}</Placemark>"
