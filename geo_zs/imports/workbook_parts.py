"""The parts of an XLSX file: which sheets there are, and what marks their XML bears.

The values come from calamine; what calamine does not tell (formulas, error cells,
cells far out) is looked up in the bytes of the sheet. The patterns are for finding,
not for safety: a sheet that hides something from them is still read within the
limits of the child process.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from geo_zs.imports.archive import read_head, read_member
from geo_zs.imports.grid import CellMark
from geo_zs.imports.limits import Limits
from geo_zs.imports.refusal import refusal

#: Rows that are no records (titles, totals) may stand beside as many as allowed.
SPARE_ROWS: Final = 1_000
_MAIN: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_RELATION_ID: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_DOCTYPE: Final = re.compile(
    rb"<\x00?!\x00?(?:D\x00?O\x00?C|E\x00?N\x00?T)", re.IGNORECASE
)
#: Small parts that are read whole before calamine sees the file.
_CHECKED_HEAD: Final = 4096

_CELL: Final = rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*>\s*"
_FORMULA: Final = re.compile(_CELL + rb"<(?:\w+:)?f(?:[\s/>])")
_ERROR: Final = re.compile(
    rb"<(?:\w+:)?c\s(?=[^>]*?\bt=\"e\")[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*>"
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]{1,20})<",
    re.DOTALL,
)
_CELL_END: Final = re.compile(rb"</(?:\w+:)?c>")
_VALUE: Final = re.compile(rb"<(?:\w+:)?(?:v|is)>(?=[^<\s]|<(?:\w+:)?[tr])")
_ROW: Final = re.compile(rb"<row\s[^>]*?\br=\"(\d{1,7})\"")
_FILLED: Final = rb"(\d{1,7})\"[^>]*(?<!/)>\s*<(?:\w+:)?(?:v|f|is)\b"
#: Beyond column Z, where the first column too many can be.
_FAR_COLUMN: Final = re.compile(rb"r=\"([A-Z]{3}|[A-Z]{2})" + _FILLED)
_ANY_FILLED: Final = re.compile(rb"r=\"([A-Z]{1,3})" + _FILLED)
_EMPTY_STRING: Final = re.compile(rb"<(?:\w+:)?c\s[^>]*?\bt=\"str\"")


@dataclass(frozen=True, kw_only=True)
class SheetPart:
    """One sheet of a workbook: its name, its part in the zip, whether it is shown."""

    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What the XML of a sheet says beside values; columns from 0, rows from 1.

    Parameters
    ----------
    formulas : dict of (row, column) to bool
        Cells with a formula; whether a value is stored.
    errors : dict of (row, column) to CellMark
        Cells with an error such as #REF!.
    """

    formulas: dict[tuple[int, int], bool] = field(default_factory=dict)
    errors: dict[tuple[int, int], CellMark] = field(default_factory=dict)


def check_parts(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse a workbook with a document type in any of its XML parts.

    Raises
    ------
    RefusedFileError
        Naming the part.
    """
    for member in archive.infolist():
        if not member.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        if _DOCTYPE.search(read_head(archive, member, _CHECKED_HEAD)):
            raise refusal(key="xml_doctype", values={"part": member.filename})
    for part in (_MAIN, _RELATIONS):
        _parse(archive, part, limits)


def list_sheets(archive: zipfile.ZipFile, limits: Limits) -> tuple[SheetPart, ...]:
    """Return the sheets with cells, in the order of the workbook.

    Raises
    ------
    RefusedFileError
        If the list of sheets cannot be read.
    """
    targets = {
        relation.get("Id", ""): (relation.get("Type", ""), relation.get("Target", ""))
        for relation in _parse(archive, _RELATIONS, limits)
    }
    sheets = []
    for entry in _parse(archive, _MAIN, limits).iter():
        if not entry.tag.endswith("}sheet"):
            continue
        relation = next((entry.get(key) for key in _RELATION_ID if entry.get(key)), "")
        kind, target = targets.get(relation or "", ("", ""))
        if not kind.endswith("/worksheet"):
            continue
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        sheets.append(
            SheetPart(
                name=entry.get("name", ""),
                part=part,
                is_hidden=entry.get("state", "visible") != "visible",
            )
        )
    return tuple(sheets)


def _parse(archive: zipfile.ZipFile, part: str, limits: Limits) -> Element:
    """Return the root of a small part."""
    try:
        content = read_member(archive, part, limits)
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise refusal(key="xml_doctype", values={"part": part}) from error
    except (KeyError, ParseError, ValueError, LookupError) as error:
        raise refusal(key="workbook_damaged", values={"part": part}) from error
    return root


def count_linked_books(archive: zipfile.ZipFile) -> int:
    """Return how many other workbooks the formulas name."""
    return sum(
        re.fullmatch(r"xl/externalLinks/externalLink\d+\.xml", name) is not None
        for name in archive.namelist()
    )


def has_macros(archive: zipfile.ZipFile) -> bool:
    """Tell whether the workbook holds macros."""
    return any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())


def read_marks(content: bytes) -> Marks:
    """Return formulas and error cells of the XML of a sheet."""
    errors = {}
    if b't="e"' in content:
        for match in _ERROR.finditer(content):
            value = match.group(3).decode("ascii", "replace")
            errors[_place(match)] = CellMark(key="error_cell", value=value)
    formulas = {}
    if b"<f" in content or b":f" in content:
        for match in _FORMULA.finditer(content):
            formulas[_place(match)] = _has_value(content, match)
    return Marks(formulas=formulas, errors=errors)


def _has_value(content: bytes, match: re.Match[bytes]) -> bool:
    """Tell whether a cell with a formula stores a value.

    An empty text is a value: ``t="str"`` with ``<v></v>``.
    """
    end = _CELL_END.search(content, match.end())
    stop = end.start() if end else len(content)
    if _EMPTY_STRING.match(content, match.start()):
        return (
            b"<v" in content[match.end() : stop] or b":v" in content[match.end() : stop]
        )
    return _VALUE.search(content, match.end(), stop) is not None


def far_cell(content: bytes, limits: Limits) -> str | None:
    """Return the name of a filled cell beyond the limits, None if there is none.

    Cells far apart make a table of billions of empty ones between them.
    """
    last_row = limits.max_rows + SPARE_ROWS
    patterns = [_FAR_COLUMN]
    final = _ROW.match(content, max(content.rfind(b"<row "), 0))
    if final is None or int(final.group(1)) > last_row:
        patterns.append(_ANY_FILLED)
    for pattern in patterns:
        for match in pattern.finditer(content):
            column, row = match.group(1), int(match.group(2))
            if row > last_row or column_number(column) >= limits.max_columns:
                return f"{column.decode()}{row}"
    return None


def _place(match: re.Match[bytes]) -> tuple[int, int]:
    """Return row (from 1) and column (from 0) of a matched cell."""
    return int(match.group(2)), column_number(match.group(1))


def column_number(letters: bytes) -> int:
    """Return the place of a column, 0 for ``A``."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
