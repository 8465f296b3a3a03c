"""Files that try to do harm, and the key of the fault that each must end in.

For tests of the library, the command line and the pages alike. Every file that
tries to read another one names a file with `SECRET` in it: the word must never come
back.
"""

from __future__ import annotations

import io
import json
import sqlite3
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.table_files import geopackage, kml, placemark, workbook

SECRET = "SECRET-OF-THIS-MACHINE"
_POINT = "<Point><coordinates>109.84,40.65</coordinates></Point>"


def secret_file(folder: Path) -> Path:
    """Write the file that hostile ones try to read."""
    path = folder / "secret.csv"
    path.write_text(f"name,x,y\n{SECRET},109.84,40.65\n", encoding="utf-8")
    return path


def _vrt(folder: Path) -> bytes:
    """Return an OGR VRT that names the secret file."""
    return (
        "<OGRVRTDataSource><OGRVRTLayer name='secret'>"
        f"<SrcDataSource>{secret_file(folder)}</SrcDataSource>"
        "<GeometryField encoding='PointFromColumns' x='x' y='y'/>"
        "</OGRVRTLayer></OGRVRTDataSource>"
    ).encode()


def _zip(members: dict[str, bytes]) -> bytes:
    """Return a zip as bytes."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return sink.getvalue()


def _zip_with_link(folder: Path) -> bytes:
    """Return a zip whose member is a symbolic link to the secret file."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        entry = zipfile.ZipInfo("a.shp")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, str(secret_file(folder)))
    return sink.getvalue()


def _locked_zip(folder: Path) -> bytes:
    """Return a zip whose member says that it is encrypted."""
    content = bytearray(_zip({"a.shp": b"x"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark) + offset
        flags = struct.unpack_from("<H", content, at)[0]
        struct.pack_into("<H", content, at, flags | 1)
    return bytes(content)


def _lying_zip(folder: Path) -> bytes:
    """Return a zip whose member unpacks to more than it says."""
    content = bytearray(_zip({"doc.kml": b" " * 5_000_000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(mark) + offset
        struct.pack_into("<I", content, at, 1_000)
    return bytes(content)


def _bomb(folder: Path) -> bytes:
    """Return a zip that grows a thousand times."""
    return _zip({"a.shp": b"\0" * 50_000_000})


def _workbook_with(folder: Path, part: str, content: bytes) -> bytes:
    """Return a workbook, one part put in or in place of another."""
    path = workbook(folder / "plain.xlsx", {"a": [("项目名称", "投资方"), ("x", "y")]})
    sink = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(sink, "w") as new:
        for entry in old.infolist():
            if entry.filename != part:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(part, content)
    path.unlink()
    return sink.getvalue()


def _far_cells(folder: Path) -> bytes:
    """Return a workbook with two cells at opposite ends of the sheet."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<dimension ref="A1:XFD1048576"/><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>项目名称</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )
    return _workbook_with(folder, "xl/worksheets/sheet1.xml", sheet.encode())


def _entity_sheet(folder: Path) -> bytes:
    """Return a workbook whose sheet declares an external entity."""
    sheet = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret_file(folder).as_uri()}">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    return _workbook_with(folder, "xl/worksheets/sheet1.xml", sheet.encode())


def _laughs() -> str:
    """Return a document type whose entities grow a billion times."""
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<!DOCTYPE kml [{''.join(lines)}]>"


def _entity_kml(folder: Path) -> bytes:
    """Return a KML whose name is an external entity."""
    head = f'<!DOCTYPE kml [<!ENTITY e SYSTEM "{secret_file(folder).as_uri()}">]>'
    return kml(placemark("&e;", _POINT), head).encode()


def _deep_json(folder: Path) -> bytes:
    """Return JSON with millions of lists inside each other."""
    return b'{"type":"FeatureCollection","features":' + b"[" * 2_000_000


def _plain_sqlite(folder: Path) -> bytes:
    """Return an SQLite database under a name that ends in .gpkg."""
    path = folder / "plain.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE a (b)")
    database.close()
    content = path.read_bytes()
    path.unlink()
    return content


def _changed_gpkg(folder: Path, *statements: str) -> bytes:
    """Return a GeoPackage after some SQL."""
    path = geopackage(folder / "changed.gpkg")
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()
    content = path.read_bytes()
    path.unlink()
    return content


def _virtual_layer(folder: Path) -> bytes:
    """Return a GeoPackage whose layer is a virtual table over the secret file."""
    sql = f"CREATE VIRTUAL TABLE stolen USING VirtualOGR(''{secret_file(folder)}'')"
    return _changed_gpkg(
        folder,
        "UPDATE gpkg_contents SET table_name = 'stolen', identifier = 'stolen'",
        "DELETE FROM gpkg_geometry_columns",
        "PRAGMA writable_schema = ON",
        "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) "  # noqa: S608
        f"VALUES ('table', 'stolen', 'stolen', 0, '{sql}')",
    )


def _computed_column(folder: Path) -> bytes:
    """Return a GeoPackage with a column that is computed when it is read."""
    return _changed_gpkg(
        folder,
        'ALTER TABLE "项目" ADD COLUMN stolen AS (hex(zeroblob(1000000000)))',
    )


def _long_field(folder: Path) -> bytes:
    """Return a CSV with one field of 50 MB."""
    return b"a,b\n1," + b"x" * 50_000_000 + b"\n"


def _pipeline(folder: Path) -> bytes:
    """Return a GDALG pipeline, which GDAL would run."""
    recipe = {"type": "gdal_streamed_alg", "command_line": f"read {folder}"}
    return json.dumps(recipe).encode()


def _vrt_in(folder: Path) -> bytes:
    """Return a zip with a VRT in it."""
    return _zip({"a.shp": b"x", "a.vrt": _vrt(folder)})


#: Name of the file → (key of the fault, how it is made in a folder).
HOSTILE: dict[str, tuple[str, Callable[[Path], bytes]]] = {
    "recipe.vrt": ("recipe", _vrt),
    "recipe.kml": ("recipe", _vrt),
    "recipe.geojson": ("recipe", _vrt),
    "recipe.csv": ("recipe", _vrt),
    "recipe.zip": ("archive_recipe", _vrt_in),
    "recipe-late.zip": (
        "archive_recipe",
        lambda at: _zip({"a.shp": b"x", "a.vrt": b" " * 100_000 + _vrt(at)}),
    ),
    "recipe-as-shp.zip": ("archive_recipe", lambda at: _zip({"a.shp": _vrt(at)})),
    "pipeline.json": ("recipe", _pipeline),
    "entity.kml": ("xml_doctype", _entity_kml),
    "entity.kmz": ("xml_doctype", lambda at: _zip({"doc.kml": _entity_kml(at)})),
    "laughs.kml": (
        "xml_doctype",
        lambda _at: kml(placemark("&a9;", _POINT), _laughs()).encode(),
    ),
    "entity.xlsx": ("xml_doctype", _entity_sheet),
    "laughs.xlsx": (
        "xml_doctype",
        lambda at: _workbook_with(
            at, "xl/sharedStrings.xml", f"{_laughs()}<sst>&a9;</sst>".encode()
        ),
    ),
    "far.xlsx": ("too_many_rows", _far_cells),
    "bomb.zip": ("archive_ratio", _bomb),
    "lying.kmz": ("archive_damaged", _lying_zip),
    "many.zip": (
        "archive_members",
        lambda _at: _zip({f"{n}.shp": b"" for n in range(3_000)}),
    ),
    "up.zip": ("archive_path", lambda _at: _zip({"../../a.shp": b"x"})),
    "root.zip": ("archive_path", lambda _at: _zip({"/etc/a.shp": b"x"})),
    "drive.zip": ("archive_path", lambda _at: _zip({"C:\\a.shp": b"x"})),
    "link.zip": ("archive_link", _zip_with_link),
    "locked.zip": ("archive_locked", _locked_zip),
    "nested.zip": ("archive_content", lambda at: _zip({"a.zip": _bomb(at)})),
    "cut.zip": ("archive_damaged", lambda at: _bomb(at)[:20_000]),
    "plain.gpkg": ("plain_database", _plain_sqlite),
    "virtual.gpkg": ("unsafe_database", _virtual_layer),
    "computed.gpkg": ("unsafe_database", _computed_column),
    "cut.gpkg": ("features_damaged", lambda at: _changed_gpkg(at)[:20_000]),
    "deep.geojson": ("too_deep", _deep_json),
    "deep.kml": (
        "too_deep",
        lambda _at: kml("<Folder>" * 100_000 + "</Folder>" * 100_000).encode(),
    ),
    "long-field.csv": ("cell_too_long", _long_field),
    "picture.tif": ("unknown_kind", lambda _at: b"II*\x00" + b"\0" * 5_000),
    "paper.pdf": ("unknown_kind", lambda _at: b"%PDF-1.7\n" + b"x" * 5_000),
    "program.exe": ("unknown_kind", lambda _at: b"MZ\x90\x00" + b"\0" * 5_000),
    "noise.csv": ("unknown_kind", lambda _at: bytes(range(256)) * 40),
    "empty.csv": ("empty_file", lambda _at: b""),
}
