"""What a file is, told from its bytes; its name is never asked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, Literal

from geo_zs.imports.archive import open_archive, read_head, suffix, useful_members
from geo_zs.imports.encoding import sniff_text
from geo_zs.imports.faults import FaultValue
from geo_zs.imports.limits import Limits
from geo_zs.imports.refusal import RefusedFileError, refusal

Kind = Literal["csv", "xlsx", "geojson", "gpkg", "shapefile", "kml", "kmz"]

HEAD_BYTES: Final = 8192
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SQLITE: Final = b"SQLite format 3\x00"
#: First bytes of what people bring by mistake, and what it is called.
_OTHERS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"%PDF", "PDF", "PDF 文档"),
    (b"MZ", "a Windows program", "Windows 程序"),
    (b"\x7fELF", "a Linux program", "Linux 程序"),
    (b"II*\x00", "a TIFF picture", "TIFF 图片"),
    (b"MM\x00*", "a TIFF picture", "TIFF 图片"),
    (b"II+\x00", "a TIFF picture", "TIFF 图片"),
    (b"\x89PNG", "a PNG picture", "PNG 图片"),
    (b"\xff\xd8\xff", "a JPEG picture", "JPEG 图片"),
    (b"GIF8", "a GIF picture", "GIF 图片"),
    (b"\x1f\x8b", "a gzip archive", "gzip 压缩包"),
    (b"BZh", "a bzip2 archive", "bzip2 压缩包"),
    (b"\xfd7zXZ\x00", "an xz archive", "xz 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "7z 压缩包"),
    (b"Rar!", "a RAR archive", "RAR 压缩包"),
    (b"fgb\x03", "FlatGeobuf", "FlatGeobuf"),
    (b"PAR1", "Parquet", "Parquet"),
    (b"{\\rtf", "an RTF text", "RTF 文本"),
    (b"AC10", "a DWG drawing", "DWG 图纸"),
)
_OFFICE: Final[tuple[tuple[str, str, str], ...]] = (
    ("xl/workbook.bin", "an .xlsb workbook", " .xlsb 工作簿"),
    ("word/document.xml", "a Word document", " Word 文档"),
    ("ppt/presentation.xml", "a PowerPoint file", " PowerPoint 文件"),
    ("content.xml", "an OpenDocument file", " OpenDocument 文件"),
)
_ROOT: Final = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_SKIPPED_XML: Final = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_RECIPES: Final = {"ogrvrtdatasource": "OGR VRT", "vrtdataset": "GDAL VRT"}
#: Member names of a zip that make GDAL look elsewhere.
_RECIPE_SUFFIXES: Final = frozenset({"vrt", "gdalg", "ovf", "wms"})
_RECIPE_MARKS: Final = (b"<ogrvrt", b"<vrtdataset", b"gdal_streamed_alg")


def kind_of(path: Path, limits: Limits) -> Kind:
    """Tell what a file is.

    Raises
    ------
    RefusedFileError
        If it is empty, of no kind that is read, or a zip that could do harm.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise refusal(key="empty_file")
    if head.startswith(_ZIP):
        return _kind_of_zip(path, limits)
    if head.startswith(_SQLITE):
        return "gpkg"
    if head.startswith(_OLE):
        raise _ole_refusal(path)
    if head.startswith(b"\x00\x00\x27\x0a"):
        raise refusal(key="shapefile_part", values={"part": "shp"})
    for magic, name, name_zh in _OTHERS:
        if head.startswith(magic):
            raise refusal(key="unknown_kind", values=_called(name, name_zh))
    return _kind_of_text(head)


def _called(kind: str, kind_zh: str) -> dict[str, FaultValue]:
    """Return what a file is called in both languages."""
    return {"kind": kind, "kind_zh": kind_zh}


def _kind_of_text(head: bytes) -> Kind:
    """Tell XML, JSON and delimited text apart."""
    text = sniff_text(head)
    if text is None:
        raise refusal(key="unknown_kind", values=_called("binary data", "二进制数据"))
    low = text.lstrip("\ufeff \t\r\n")
    if low.startswith("<"):
        return _kind_of_xml(low)
    if low.startswith("{") or re.match(r"\[\s*[\[{\"\d\]-]", low):
        return "geojson"
    return "csv"


def _kind_of_xml(text: str) -> Kind:
    """Tell KML from other XML; the root counts, comments before it do not."""
    rest = text
    while match := _SKIPPED_XML.match(rest):
        rest = rest[match.end() :]
    if re.match(r"<!doctype\s+html|<html|<table|<meta|<head", rest, re.IGNORECASE):
        raise refusal(key="web_page")
    if rest.startswith("<!"):
        raise refusal(key="xml_doctype", values={"part": "line 1"})
    root = _ROOT.match(rest)
    name = root.group(1) if root else ""
    if name == "kml":
        return "kml"
    if name.lower() in _RECIPES:
        raise refusal(key="recipe", values={"kind": _RECIPES[name.lower()]})
    if name == "Workbook":
        raise refusal(
            key="other_office",
            values=_called("an XML spreadsheet of Excel 2003", " Excel 2003 XML 表格"),
        )
    raise refusal(
        key="unknown_kind",
        values=_called(f"XML with the root <{name}>", f"根元素为 <{name}> 的 XML"),
    )


def _kind_of_zip(path: Path, limits: Limits) -> Kind:
    """Tell workbooks, shapefiles and KMZ apart by what is inside."""
    with open_archive(path, limits) as archive:
        members = useful_members(archive)
        names = {name for name, _ in members}
        for name, member in members:
            head = read_head(archive, member, HEAD_BYTES).lower()
            if suffix(name) in _RECIPE_SUFFIXES or any(
                mark in head for mark in _RECIPE_MARKS
            ):
                raise refusal(key="archive_recipe", values={"member": name})
    if "xl/workbook.xml" in names:
        return "xlsx"
    for part, name, name_zh in _OFFICE:
        if part in names:
            raise refusal(key="other_office", values=_called(name, name_zh))
    suffixes = {suffix(name) for name in names}
    if "shp" in suffixes:
        return "shapefile"
    if "kml" in suffixes:
        return "kmz"
    raise refusal(key="archive_content")


def _ole_refusal(path: Path) -> RefusedFileError:
    """Return why a file of the old office container is refused."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        return refusal(key="locked_workbook")
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return refusal(key="old_workbook")
    return refusal(
        key="unknown_kind", values=_called("an old office file", "旧版办公文件")
    )
