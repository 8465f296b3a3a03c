"""KML and KMZ to features, by a parser that refuses document types and entities.

GDAL's KML driver drops ``ExtendedData``, where the columns are. Links to other
files are counted and never followed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

import numpy as np
import shapely
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from shapely.geometry.base import BaseGeometry

from geo_zs.imports.archive import open_archive, read_member, suffix, useful_members
from geo_zs.imports.encoding import decode
from geo_zs.imports.faults import Fault
from geo_zs.imports.features import (
    FIRST_ROW,
    Features,
    columns_of_records,
    make_features,
)
from geo_zs.imports.limits import Limits
from geo_zs.imports.refusal import read_fault, refusal

#: Columns that every placemark may have, called as KML calls them.
NAME, DESCRIPTION, FOLDER = "name", "description", "folder"
_DECLARED: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_COMMA: Final = re.compile(r"\s*,\s*")
_TEXTS: Final = {"name": NAME, "description": DESCRIPTION, "address": "address"}
_CONTAINERS: Final = frozenset({"Folder", "Document"})
_LINKS: Final = frozenset({"NetworkLink", "GroundOverlay", "PhotoOverlay"})
_SHAPES: Final = frozenset(
    {"Point", "LineString", "LinearRing", "Polygon", "MultiGeometry"}
)


@dataclass
class _State:
    """What was read so far."""

    records: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[BaseGeometry | None] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    n_links: int = 0


def read_kmz(path: Path, limits: Limits) -> tuple[bytes, list[str]]:
    """Return the KML inside a KMZ, and the names of those not read.

    The first ``.kml`` in the outermost folder is the document, as the format says.

    Raises
    ------
    RefusedFileError
        If the archive could do harm.
    """
    with open_archive(path, limits) as archive:
        found = [one for one in useful_members(archive) if suffix(one[0]) == "kml"]
        found.sort(key=_depth)
        name, member = found[0]
        others = [other for other, _ in found if other != name]
        return read_member(archive, member, limits), others


def _depth(entry: tuple[str, zipfile.ZipInfo]) -> int:
    """Return how many folders a member lies in."""
    return entry[0].replace("\\", "/").count("/")


def read_kml(
    content: bytes,
    *,
    encoding: str | None,
    limits: Limits,
    progress: Callable[[float], None],
) -> Features:
    """Return the placemarks of a KML document.

    Parameters
    ----------
    content : bytes
        The document, in any encoding that `encoding.decode` finds.
    encoding : str or None
        What the user says it is.
    limits : Limits
        Most rows, columns, vertices, levels.
    progress : callable
        Told the share of the work, 0 to 1.

    Raises
    ------
    RefusedFileError
        If it declares a document type or entities, is damaged, too deep, or too
        much of anything.
    """
    text = _DECLARED.sub("", decode(content, encoding).text.lstrip("\ufeff"))
    state = _State()
    try:
        for element, folders in _placemarks(text, limits, state):
            if len(state.records) >= limits.max_rows:
                raise refusal(key="too_many_rows", values={"limit": limits.max_rows})
            _take(element, folders, state)
            if len(state.records) % 1000 == 0:
                progress(min(0.8, len(state.records) / limits.max_rows))
    except DefusedXmlException as error:
        raise refusal(key="xml_doctype", values={"part": "KML"}) from error
    except ParseError as error:
        line = error.position[0]
        raise refusal(key="xml_damaged", values={"line": line}) from error
    names, columns = columns_of_records(state.records, limits)
    geometry = np.empty(len(state.shapes), dtype=object)
    geometry[:] = state.shapes
    notes = [
        read_fault("crs_of_format", {"format": "KML", "crs": "EPSG:4326"}),
    ]
    if state.n_links:
        notes.append(read_fault("links", {"count": state.n_links}))
    return make_features(
        names,
        columns,
        geometry,
        limits=limits,
        crs=None,
        faults=state.faults,
        notes=notes,
    )


def _placemarks(
    text: str, limits: Limits, state: _State
) -> Iterator[tuple[Element, str]]:
    """Yield each placemark with the folders it lies in; forget it after use."""
    stack: list[Element] = []
    names: list[str] = []
    stream = io.BytesIO(text.encode("utf-8"))
    for event, element in iterparse(stream, ("start", "end"), forbid_dtd=True):
        tag = _tag(element)
        if event == "start":
            stack.append(element)
            if len(stack) > limits.max_depth:
                raise refusal(key="too_deep", values={"limit": limits.max_depth})
            if tag in _CONTAINERS:
                names.append("")
            continue
        stack.pop()
        parent = _tag(stack[-1]) if stack else ""
        if tag == "name" and parent in _CONTAINERS:
            names[-1] = (element.text or "").strip()
        elif tag in _CONTAINERS:
            names.pop()
        elif tag in _LINKS:
            state.n_links += 1
        elif tag == "Placemark":
            yield element, " / ".join(name for name in names if name)
        if tag in _CONTAINERS | _LINKS | {"Placemark"} and stack:
            stack[-1].remove(element)


def _tag(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _take(element: Element, folders: str, state: _State) -> None:
    """Add one placemark to what was read."""
    record: dict[str, Any] = {}
    shape = None
    for child in element:
        tag = _tag(child)
        if tag in _TEXTS:
            record[_TEXTS[tag]] = "".join(child.itertext())
        elif tag == "ExtendedData":
            record.update(_extended(child))
        elif tag in _SHAPES:
            shape = child
    if folders:
        record[FOLDER] = folders
    state.records.append(record)
    state.shapes.append(_read_shape(shape, len(state.records) - 1, state.faults))


def _extended(element: Element) -> Iterator[tuple[str, str]]:
    """Yield name and text of each value that an author added."""
    for item in element.iter():
        tag, name = _tag(item), item.get("name") or ""
        if tag == "SimpleData" and name:
            yield name, "".join(item.itertext())
        elif tag == "Data" and name:
            texts = [child for child in item if _tag(child) == "value"]
            yield name, "".join(texts[0].itertext()) if texts else ""


def _read_shape(
    element: Element | None, place: int, faults: list[Fault]
) -> BaseGeometry | None:
    """Return the geometry of a placemark; one that cannot be read is a fault."""
    if element is None:
        return None
    try:
        return _shape(element)
    except (ValueError, IndexError, shapely.errors.ShapelyError):
        text = " ".join("".join(element.itertext()).split())
        row = place + FIRST_ROW
        faults.append(read_fault("bad_coordinates", row=row, value=text))
        return None


def _shape(element: Element) -> BaseGeometry:
    """Return the geometry of an element."""
    tag = _tag(element)
    if tag == "MultiGeometry":
        return _collected([_shape(part) for part in element if _tag(part) in _SHAPES])
    if tag == "Polygon":
        rings: dict[str, list[Any]] = {"outerBoundaryIs": [], "innerBoundaryIs": []}
        for boundary in element:
            for ring in boundary:
                if _tag(boundary) in rings and _tag(ring) == "LinearRing":
                    rings[_tag(boundary)].append(_coordinates(ring))
        return shapely.Polygon(rings["outerBoundaryIs"][0], rings["innerBoundaryIs"])
    coordinates = _coordinates(element)
    if tag == "Point":
        return shapely.Point(coordinates[0])
    if tag == "LinearRing":
        return shapely.LinearRing(coordinates)
    return shapely.LineString(coordinates)


def _coordinates(element: Element) -> list[tuple[float, float]]:
    """Return the pairs of an element; heights are left out."""
    text = next(
        (child.text or "" for child in element if _tag(child) == "coordinates"), ""
    )
    pairs = []
    for item in _COMMA.sub(",", text).split():
        x, y = item.split(",")[:2]
        pairs.append((float(x), float(y)))
    return pairs


def _collected(parts: list[Any]) -> BaseGeometry:
    """Return parts as one geometry: of one kind if they are of one kind."""
    kinds = {part.geom_type for part in parts}
    if kinds == {"Polygon"}:
        return shapely.MultiPolygon(parts)
    if kinds == {"LineString"}:
        return shapely.MultiLineString(parts)
    if kinds == {"Point"}:
        return shapely.MultiPoint(parts)
    return shapely.GeometryCollection(parts)
