"""The shapes of a constraint layer from a file that a planner brings."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.errors import CrsError, UnreadableFileError
from geo_zs.imports.all_words import say as say_fault
from geo_zs.imports.cells import as_text
from geo_zs.imports.faults import Fault
from geo_zs.imports.limits import limits_from_environment
from geo_zs.imports.point_datum import PointSystem, choose_system
from geo_zs.imports.source import read_table_file, shown_name
from geo_zs.overlay.shapes import sound_shapes
from geo_zs.register.constraint_layer import (
    MOST_FEATURES,
    MOST_VERTICES,
    features_of,
)
from webapp.planner.blueprint import page_lang, say
from webapp.state import get_catalog

if TYPE_CHECKING:
    import geopandas as gpd
    from werkzeug.datastructures import FileStorage

    from geo_zs.imports.raw_table import RawTable
    from webapp.phrases import Lang

Shapes = NDArray[np.object_]

#: A column of this name holds the names of the features, the likeliest first.
_LABELS: Final = ("名称", "name", "name_zh", "图斑名称", "保护区名称", "hxmc", "mc")
_DATUM: Final = re.compile(r"[a-z0-9]{2,12}(:\d{1,3}(\+prefix)?)?(~[a-z0-9]{4,12})?")
_LONGEST_LABEL: Final = 200


@dataclass
class FileReading:
    """What a file gave.

    Parameters
    ----------
    features : GeoDataFrame or None
        In WGS 84 with their labels; None where there are faults.
    faults : dict of str to str
        Field of the form → what is wrong.
    notes : list of str
        What was done that a person should know.
    has_flat : bool
        Whether points or lines are among them.
    """

    features: gpd.GeoDataFrame | None = None
    faults: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    has_flat: bool = False


def read_upload(
    given: FileStorage, *, datum: str, sheet: str, label_column: str
) -> FileReading:
    """Read an uploaded file of shapes, in a child process.

    Parameters
    ----------
    given : FileStorage
        The upload.
    datum : str
        Key of the datum that the planner chose; empty if none was.
    sheet : str
        Layer of the file; empty for the best one.
    label_column : str
        Column that names the features; empty to look for one.
    """
    found = FileReading()
    chosen = datum.strip().lower()
    if chosen and not _DATUM.fullmatch(chosen):
        found.faults["datum"] = say("player_fault_datum_form")
        return found
    limits = limits_from_environment()
    try:
        with tempfile.TemporaryDirectory(prefix="geo-zs-layer-") as folder:
            path = Path(folder) / "given"
            given.save(path)
            raw = read_table_file(
                path,
                name=shown_name(given.filename or ""),
                limits=replace(limits, max_rows=min(limits.max_rows, MOST_FEATURES)),
                sheet=sheet or None,
            )
    except UnreadableFileError as error:
        found.faults["file"] = _told(error.problems, page_lang())
        return found
    return _take(found, raw, chosen, label_column)


def _told(problems: Any, lang: Lang) -> str:  # noqa: ANN401  faults of any side
    """Return why a file is refused, in words."""
    texts = [
        say_fault(one, lang) if isinstance(one, Fault) else str(one.message)
        for one in problems
    ]
    return ("；" if lang == "zh" else "; ").join(texts[:5])


def _take(
    found: FileReading, raw: RawTable, datum: str, label_column: str
) -> FileReading:
    """Take shapes and labels of a file that was read."""
    shapes = raw.geometry
    if shapes is None or not len(shapes):
        found.faults["file"] = say("player_fault_shapes")
        return found
    kept = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    if not kept.any():
        found.faults["file"] = say("player_fault_shapes")
        return found
    if not kept.all():
        found.notes.append(say("player_left_out", count=int((~kept).sum())))
    labels = _labels(found, raw, label_column)
    _check_size(found, shapes[kept])
    if found.faults:
        return found
    turned = _to_wgs84(found, shapes[kept], raw.crs, datum)
    if found.faults or turned is None:
        return found
    mended = _mended(found, turned)
    found.has_flat = bool((shapely.get_dimensions(mended) < 2).any())
    found.features = features_of(mended, [labels[at] for at in np.flatnonzero(kept)])
    return found


def _check_size(found: FileReading, shapes: Shapes) -> None:
    """Refuse more than a layer may hold."""
    if len(shapes) > MOST_FEATURES:
        found.faults["file"] = say(
            "player_fault_many", count=len(shapes), most=MOST_FEATURES
        )
    large = int((shapely.get_num_coordinates(shapes) > MOST_VERTICES).sum())
    if large:
        found.faults["file"] = say(
            "player_fault_corners", count=large, most=MOST_VERTICES
        )


def _labels(found: FileReading, raw: RawTable, asked: str) -> list[str]:
    """Return the name of each feature, empty where it has none."""
    header = asked
    if asked and asked not in raw.headers:
        shown = "、".join(raw.headers[:12])
        found.faults["label_column"] = say(
            "player_fault_column", name=asked[:60], headers=shown
        )
        return [""] * raw.n_rows
    if not header:
        folded = {one.casefold(): one for one in raw.headers}
        header = next((folded[one] for one in _LABELS if one in folded), "")
    if not header:
        return [""] * raw.n_rows
    found.notes.append(say("player_labels_from", header=header))
    return [
        "" if cell is None else as_text(cell)[:_LONGEST_LABEL]
        for cell in raw.column(header)
    ]


def _to_wgs84(
    found: FileReading, shapes: Shapes, crs: str | None, datum: str
) -> Shapes | None:
    """Return the shapes in WGS 84; a datum is never guessed."""
    boundaries = get_catalog().boundaries
    corners = shapely.bounds(shapes)[:, :2]
    try:
        system = choose_system(
            corners[:, 0],
            corners[:, 1],
            boundaries,
            chosen=datum or None,
            crs=crs,
            headers=(),
            banners=np.full(len(shapes), None, dtype=object),
        )
    except CrsError:
        found.faults["datum"] = say("player_fault_datum_form")
        return None
    if system.is_degrees and not system.is_stated:
        found.faults["datum"] = say("player_fault_datum")
        return None
    turned = _turned(shapes, system)
    lost = int(shapely.is_missing(turned).sum())
    label = system.label_zh if page_lang() == "zh" else system.label_en
    if lost:
        found.faults["datum"] = say("player_fault_place", count=lost, datum=label)
        return None
    region = boundaries.leagues_map.geometry
    if not any(region.intersects(shapely.box(*shapely.total_bounds(turned)))):
        found.faults["datum"] = say("player_fault_outside", datum=label)
        return None
    found.notes.append(say("player_read_as", datum=label))
    return turned


def _turned(shapes: Shapes, system: PointSystem) -> Shapes:
    """Return shapes in WGS 84, flat; None where a corner is no place on earth."""

    def convert(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(system.to_wgs84(points[:, 0], points[:, 1]))

    turned = np.asarray(shapely.transform(shapely.force_2d(shapes), convert), object)
    points, owner = shapely.get_coordinates(turned, return_index=True)
    turned[owner[~np.isfinite(points).all(axis=1)]] = None
    return turned


def _mended(found: FileReading, shapes: Shapes) -> Shapes:
    """Return shapes with polygons made valid."""
    areas = np.isin(shapely.get_type_id(shapes), (3, 6))
    if not areas.any():
        return shapes
    sound = sound_shapes(shapes[areas])
    count = int((sound.fault == "made_valid").sum())
    if count:
        found.notes.append(say("player_mended_shapes", count=count))
    mended = shapes.copy()
    usable = ~shapely.is_missing(sound.shape)
    mended[np.flatnonzero(areas)[usable]] = sound.shape[usable]
    return mended
