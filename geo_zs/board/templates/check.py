"""Workbooks that could do harm are refused before they are opened.

Zip, document types and sizes are checked by the same code as imports; beyond that a
template may hold no macros, controls, embedded objects or links, because it is given
back to be opened.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final

from geo_zs.board.fault_words import BOARD_WORDS
from geo_zs.imports.archive import open_archive, read_member
from geo_zs.imports.faults import Fault, FaultValue, make_fault
from geo_zs.imports.limits import Limits
from geo_zs.imports.refusal import RefusedFileError, refusal
from geo_zs.imports.workbook_parts import check_parts, has_macros

#: A template is a form, not a data set.
LIMITS: Final = Limits(
    max_bytes=5 << 20,
    max_unpacked_bytes=64 << 20,
    max_members=500,
    max_seconds=30,
    max_memory_bytes=1 << 30,
)
_DOCTYPE: Final = re.compile(rb"<\x00?!\x00?[DE]\x00?[ON]\x00?[CT]", re.IGNORECASE)
_MAIN_TYPE: Final = b"spreadsheetml.sheet.main+xml"
_ACTIVE: Final = re.compile(
    r"xl/(activex|ctrlprops|macrosheets|dialogsheets|intlmacrosheets)/", re.IGNORECASE
)
_OBJECTS: Final = re.compile(r"xl/(embeddings|model)/|\.(ole|exe|dll)$", re.IGNORECASE)
_LINKS: Final = re.compile(
    r"xl/(externallinks|querytables)/\w+\.xml|xl/connections\.xml", re.IGNORECASE
)
#: Formulas that fetch or run something when the book is opened.
_FETCHING: Final = re.compile(
    rb"<(?:\w+:)?f[^>]*>[^<]*\b(?:WEBSERVICE|FILTERXML|RTD|IMAGE|CALL|REGISTER)\s*\(|"
    rb"<(?:\w+:)?f(?:\s[^>]*)?>(?:[^<]*[=+\-(,;*/])?\s*[A-Z][\w.]*\|[^<]*!",
    re.IGNORECASE,
)
_OUTSIDE: Final = re.compile(rb"TargetMode=[\"']External[\"']", re.IGNORECASE)
_HYPERLINK: Final = re.compile(rb"relationships/hyperlink[\"']", re.IGNORECASE)
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.IGNORECASE)
#: Mark in the parts of a book → what openpyxl does not give back as it was.
_LOSSES: Final = (
    ("loses_charts", re.compile(r"xl/charts/chart"), None),
    ("loses_shapes", re.compile(r"xl/drawings/drawing"), rb"<xdr:(sp|grpSp|cxnSp)\b"),
    ("loses_pictures", re.compile(r"xl/media/"), None),
    ("loses_extensions", re.compile(r"xl/worksheets/sheet"), rb"<(\w+:)?extLst\b"),
    ("loses_extensions", re.compile(r"xl/(slicers|timelines)/"), None),
    ("loses_threads", re.compile(r"xl/threadedComments/", re.IGNORECASE), None),
    ("formulas_computed", re.compile(r"xl/worksheets/sheet"), rb"<(\w+:)?f[\s>/]"),
)


def template_fault(key: str, *, value: object = None, **values: FaultValue) -> Fault:
    """Return a fault of a template."""
    return make_fault(BOARD_WORDS, key, column="template", value=value, values=values)


def check_template(path: Path, limits: Limits = LIMITS) -> tuple[Fault, ...]:
    """Refuse a workbook that could do harm; tell what filling it will lose.

    Parameters
    ----------
    path : Path
        The file.
    limits : Limits
        Sizes; see ``imports.limits``.

    Returns
    -------
    tuple of Fault
        Warnings and notes, each kind once.

    Raises
    ------
    RefusedFileError
        If the file is no .xlsx, is damaged or locked, unpacks to too much, or holds
        document types, macros, controls, objects or links.
    """
    with path.open("rb") as stream:
        if stream.read(4) != b"PK\x03\x04":
            raise RefusedFileError([template_fault("template_not_xlsx")])
    with open_archive(path, limits) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
            raise RefusedFileError([template_fault("template_not_xlsx")])
        check_parts(archive, limits)
        parts = {
            name: read_member(archive, name, limits)
            for name in names
            if name.lower().endswith((".xml", ".rels", ".vml"))
        }
        for name, content in parts.items():
            if _DOCTYPE.search(content):
                raise refusal(key="xml_doctype", values={"part": name})
        faults = _faults(archive, names, parts)
    if faults:
        raise RefusedFileError(faults)
    return _losses(names, parts)


def _faults(
    archive: zipfile.ZipFile, names: list[str], parts: dict[str, bytes]
) -> list[Fault]:
    """Return everything for which a template is refused."""
    faults = []
    types = parts["[Content_Types].xml"]
    if has_macros(archive) or any(_ACTIVE.match(name) for name in names):
        faults.append(template_fault("template_macros"))
    elif _MAIN_TYPE not in types:
        faults.append(template_fault("template_not_xlsx"))
    if any(_OBJECTS.search(name) for name in names):
        faults.append(template_fault("template_objects"))
    links = sum(_LINKS.match(name) is not None for name in names)
    for name, content in parts.items():
        if name.endswith(".rels"):
            links += sum(
                _OUTSIDE.search(one) is not None and _HYPERLINK.search(one) is None
                for one in _RELATION.findall(content)
            )
        elif name.startswith("xl/"):
            links += len(_FETCHING.findall(content))
    if links:
        faults.append(template_fault("template_links", count=links))
    return faults


def _losses(names: list[str], parts: dict[str, bytes]) -> tuple[Fault, ...]:
    """Return what openpyxl will not give back as it was."""
    keys: dict[str, None] = {}
    for key, member, mark in _LOSSES:
        for name in names:
            if member.match(name) and (
                mark is None or re.search(mark, parts.get(name, b""))
            ):
                keys[key] = None
    return tuple(template_fault(key) for key in keys)
