"""Zipped shapefiles to features, by GDAL's one allowed driver.

The parts are unpacked under names of our own, without ``.prj`` and ``.cpg``: the
reference system goes to PROJ as text, and the table is read as bytes, because a
Chinese ``.dbf`` is often GBK and says nothing, or says something else.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from numpy.typing import NDArray

from geo_zs.imports.allow_list import extra_drivers
from geo_zs.imports.archive import (
    open_archive,
    read_head,
    read_member,
    suffix,
    unpack,
    useful_members,
)
from geo_zs.imports.dbf_text import (
    BYTES,
    PAGES,
    decode_cells,
    decoded,
    find_codec,
)
from geo_zs.imports.encoding import ENCODINGS
from geo_zs.imports.faults import Fault
from geo_zs.imports.features import (
    FIRST_ROW,
    Features,
    make_features,
    shapes_from_wkb,
)
from geo_zs.imports.header_words import fold_header
from geo_zs.imports.limits import Limits
from geo_zs.imports.refusal import read_fault, refusal
from geo_zs.imports.stated_crs import name_of_crs

_NEEDED: Final = ("shp", "shx", "dbf")
_MAX_CPG: Final = 64
_MAX_PRJ: Final = 20_000


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """The members of one shapefile, by suffix."""

    name: str
    members: dict[str, zipfile.ZipInfo]


def read_shapefile(
    path: Path,
    *,
    layer: str | None,
    encoding: str | None,
    known: Collection[str],
    limits: Limits,
    progress: Callable[[float], None],
) -> Features:
    """Return the features of one shapefile of a zip.

    Parameters
    ----------
    path : Path
        The zip.
    layer : str or None
        Which shapefile, by its name without suffix; else the first whose columns
        the register knows best.
    encoding : str or None
        What the user says the table is in.
    known : collection of str
        Names of columns, folded.
    limits : Limits
        Most rows, columns, vertices, unpacked bytes.
    progress : callable
        Told the share of the work, 0 to 1.

    Raises
    ------
    RefusedFileError
        If a part is missing or damaged, or there is too much of anything.
    """
    if encoding is not None and encoding.lower() not in ENCODINGS:
        values = {"asked": encoding, "known": ", ".join(ENCODINGS)}
        raise refusal(key="unknown_encoding", values=values)
    with open_archive(path, limits) as archive:
        shapefiles = _shapefiles(archive)
        chosen = _choose(archive, shapefiles, layer, known)
        for part in _NEEDED:
            if part not in chosen.members:
                values = {"name": chosen.name, "part": part}
                raise refusal(key="shapefile_incomplete", values=values)
            target = path.parent / f"unpacked.{part}"
            unpack(archive, chosen.members[part], target, limits)
        stated = _stated_encoding(archive, chosen, limits)
        crs = _stated_crs(archive, chosen, limits)
    progress(0.3)
    names, columns, shapes = _read(path.parent / "unpacked.shp", limits)
    progress(0.7)
    return _make(
        names,
        columns,
        shapes,
        codec=ENCODINGS[encoding.lower()] if encoding else None,
        stated=stated,
        crs=crs,
        chosen=chosen.name,
        all_names=[one.name for one in shapefiles],
        limits=limits,
    )


def _shapefiles(archive: zipfile.ZipFile) -> list[_Parts]:
    """Return the shapefiles of a zip, each with the members of its name."""
    members = useful_members(archive)
    found = []
    for name, _ in members:
        if suffix(name) != "shp":
            continue
        stem = name[:-4]
        parts = {
            suffix(other): member
            for other, member in members
            if other.casefold().rpartition(".")[0] == stem.casefold()
        }
        found.append(_Parts(name=stem.replace("\\", "/").split("/")[-1], members=parts))
    return found


def _choose(
    archive: zipfile.ZipFile,
    shapefiles: Sequence[_Parts],
    asked: str | None,
    known: Collection[str],
) -> _Parts:
    """Return the shapefile that is asked for or best known."""
    if asked is None:
        if len(shapefiles) == 1:
            return shapefiles[0]
        return max(shapefiles, key=lambda one: _n_known(archive, one, known))
    for one in shapefiles:
        if one.name == asked:
            return one
    names = ", ".join(one.name for one in shapefiles[:8])
    raise refusal(key="no_such_sheet", values={"asked": asked, "sheets": names})


def _n_known(archive: zipfile.ZipFile, parts: _Parts, known: Collection[str]) -> int:
    """Count the columns of a .dbf that the register knows, from its head alone."""
    if "dbf" not in parts.members:
        return -1
    head = read_head(archive, parts.members["dbf"], 32 * 256)
    names = []
    for start in range(32, len(head), 32):
        if head[start] == 0x0D:
            break
        names.append(head[start : start + 11].split(b"\0")[0])
    texts = decode_cells(names, None, None)[0]
    return sum(fold_header(text) in known for text in texts if text)


def _stated_encoding(
    archive: zipfile.ZipFile, parts: _Parts, limits: Limits
) -> str | None:
    """Return the codec that the .cpg names, None if it names none that is known."""
    if "cpg" not in parts.members:
        return None
    content = read_member(archive, parts.members["cpg"], limits)[:_MAX_CPG]
    return PAGES.get(content.decode("ascii", "ignore").strip().lower())


def _stated_crs(archive: zipfile.ZipFile, parts: _Parts, limits: Limits) -> str | None:
    """Return the reference system that the .prj states."""
    if "prj" not in parts.members:
        return None
    content = read_member(archive, parts.members["prj"], limits)[:_MAX_PRJ]
    return name_of_crs(content.decode("utf-8", "replace"))


def _read(
    path: Path, limits: Limits
) -> tuple[list[str], list[NDArray[Any]], list[bytes | None]]:
    """Return names, columns and WKB as GDAL reads them."""
    import pyogrio  # noqa: PLC0415  imported late: it loads GDAL
    from pyogrio.errors import DataSourceError, FeatureError  # noqa: PLC0415
    from pyogrio.raw import read  # noqa: PLC0415

    if extra := extra_drivers(pyogrio.list_drivers()):
        message = f"GDAL has drivers that are not allowed: {', '.join(extra[:3])}"
        raise RuntimeError(message)
    try:
        meta, _, geometry, columns = read(
            path, encoding=BYTES, max_features=limits.max_rows + 1, force_2d=True
        )
    except (DataSourceError, FeatureError, ValueError) as error:
        raise refusal(key="features_damaged", values={"kind": "shapefile"}) from error
    blobs = [None] * len(columns[0]) if geometry is None else list(geometry)
    return list(meta["fields"]), list(columns), blobs


def _make(
    names: list[str],
    columns: list[NDArray[Any]],
    shapes: list[bytes | None],
    *,
    codec: str | None,
    stated: str | None,
    crs: str | None,
    chosen: str,
    all_names: list[str],
    limits: Limits,
) -> Features:
    """Return what GDAL read as features, with text in the right encoding."""
    faults: list[Fault] = []
    codec = codec or find_codec(names, columns, stated)
    headers = [text or "" for text in decoded(names, codec)[0]]
    readable: list[Any] = []
    for header, column in zip(headers, columns, strict=True):
        if column.dtype != object:
            readable.append(column)
            continue
        texts, halves = decoded(column, codec)
        for place in halves:
            row, value = place + FIRST_ROW, texts[place]
            faults.append(
                read_fault("half_character", row=row, column=header, value=value)
            )
        readable.append(texts)
    notes = [read_fault("encoding", {"encoding": codec})]
    if crs is None:
        notes.append(read_fault("no_crs"))
    others = [name for name in all_names if name != chosen]
    if others:
        values = {"chosen": chosen, "others": ", ".join(others[:8])}
        notes.append(read_fault("other_sheets", values))
    geometry = shapes_from_wkb(shapes, faults)
    features = make_features(
        headers, readable, geometry, limits=limits, crs=crs, faults=faults, notes=notes
    )
    return replace(features, sheet=chosen, sheets=tuple(all_names), encoding=codec)
