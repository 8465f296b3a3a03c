"""Where projects lie: by shape, else park, banner, league; and what contradicts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import shapely

from geo_zs.register.faults import RecordFault, Severity, fault, shown
from geo_zs.register.models.project import BOX
from geo_zs.register.names import Names

Row = dict[str, Any]

#: Columns that placing fills in.
PLACED: Final = (
    "geometry",
    "lon",
    "lat",
    "league",
    "banner",
    "located_by",
    "located_league",
    "located_banner",
    *BOX,
)


def settle_points(rows: Sequence[Row], given: Sequence[Mapping[str, Any]]) -> None:
    """Make the point of each record and its lon and lat say the same.

    Parameters
    ----------
    rows : sequence of dict
        The whole records; changed in place.
    given : sequence of mapping
        The values that came with this change, of each.

    Notes
    -----
    A given shape wins; a point gives lon and lat. Given lon and lat move the point,
    but never replace a polygon.
    """
    moved = [
        row
        for row, values in zip(rows, given, strict=True)
        if _follows_numbers(row, values)
    ]
    numbers = np.array([(row["lon"], row["lat"]) for row in moved], dtype=float)
    points: Any = shapely.points(numbers) if moved else ()
    for row, point in zip(moved, points, strict=True):
        row["geometry"] = point


def _follows_numbers(row: Row, given: Mapping[str, Any]) -> bool:
    """Tell whether a record gets a new point from lon and lat; settle the others."""
    shape: Any = row.get("geometry")
    is_point = shape is not None and shape.geom_type == "Point"
    if given.get("geometry") is not None:
        if is_point:
            row["lon"], row["lat"] = float(shape.x), float(shape.y)
        return False
    if "geometry" in given and not ("lon" in given or "lat" in given):
        row["lon"] = row["lat"] = None
        return False
    has_lon, has_lat = row.get("lon") is not None, row.get("lat") is not None
    if not (shape is None or is_point):
        return False
    if not (has_lon or has_lat):
        row["geometry"] = None
    return has_lon and has_lat


def place_rows(
    rows: Sequence[Row], old_rows: Sequence[Row | None], names: Names
) -> None:
    """Fill in where records lie.

    Parameters
    ----------
    rows : sequence of dict
        Whole records with their point settled; changed in place.
    old_rows : sequence of (dict or None)
        The same records before the change; None for new ones.
    names : Names
        Keys, and the locator.

    Notes
    -----
    ``league`` and ``banner`` stay as stated. Where nothing is stated, or what stood
    there came from the place before, they follow the place.
    """
    shapes = np.array([row.get("geometry") for row in rows], dtype=object)
    codes = np.full(len(rows), None, dtype=object)
    if names.locate is not None and len(rows):
        codes = names.locate(shapes)
    boxes = shapely.bounds(shapes) if len(rows) else np.empty((0, 4))
    for row, old, code, box in zip(rows, old_rows, codes, boxes.tolist(), strict=True):
        has_shape = row.get("geometry") is not None
        row.update(zip(BOX, box if has_shape else (None,) * 4, strict=True))
        _place(row, old, code, names)


def _place(row: Row, old: Row | None, code: str | None, names: Names) -> None:
    """Fill in where one record lies, its shape being in banner `code`."""
    if old is not None:
        for column in ("league", "banner"):
            is_untouched = row.get(column) == old.get(column)
            if is_untouched and old.get(column) == old.get(f"located_{column}"):
                row[f"_follows_{column}"] = True
    league, banner = row.get("league"), row.get("banner")
    stated_league = None if row.pop("_follows_league", False) else league
    stated_banner = None if row.pop("_follows_banner", False) else banner
    row["located_by"], found = _find(row, code, names)
    row["located_league"], row["located_banner"] = found
    if stated_banner is None and found[0] is not None:
        agrees = stated_league in {None, found[0]}
        row["banner"] = found[1] if agrees else None
    if stated_league is None:
        of_banner = names.banners.get(row.get("banner") or "")
        row["league"] = of_banner or found[0] or league


def _find(
    row: Row, code: str | None, names: Names
) -> tuple[str, tuple[str | None, str | None]]:
    """Return how a record is located, and its league and banner."""
    shape: Any = row.get("geometry")
    park = row.get("park_id") or ""
    league, banner = row.get("league"), row.get("banner")
    by = "none" if shape is None else "point"
    if by == "point" and shape.geom_type != "Point":
        by = "polygon"
    if code is not None:
        return by, (names.banners.get(code), code)
    is_unasked = shape is not None and names.locate is None
    if park in names.parks and not is_unasked:
        return "park", names.parks[park]
    if banner is not None:
        found = (names.banners.get(banner) or league, banner)
        return (by if is_unasked else "banner"), found
    if league is not None:
        return (by if is_unasked else "league"), (league, None)
    return (by if is_unasked else "none"), (None, None)


def place_faults(
    row: Mapping[str, Any],
    names: Names,
    *,
    old: Mapping[str, Any] | None = None,
    number: int | None = None,
) -> list[RecordFault]:
    """Return what a whole, placed record says against itself.

    Parameters
    ----------
    row : mapping
        After :func:`place_rows`.
    names : Names
        Keys, and the locator.
    old : mapping or None
        The record before the change; one that lies outside the region already may
        stay there.
    number : int or None
        Number of the record among many, for the faults.
    """
    errors = place_errors(row, names, old=old, number=number)
    return errors + _place_warnings(row, names, number)


def place_errors(
    row: Mapping[str, Any],
    names: Names,
    *,
    old: Mapping[str, Any] | None = None,
    number: int | None = None,
) -> list[RecordFault]:
    """Return that part of :func:`place_faults` which may refuse a record."""
    faults: list[RecordFault] = []
    if (row.get("lon") is None) != (row.get("lat") is None):
        missing = "lon" if row.get("lon") is None else "lat"
        faults.append(fault(missing, "half_point", row=number))
    league, banner = row.get("league"), row.get("banner")
    of_banner = names.banners.get(banner or "")
    if league and of_banner and of_banner != league:
        values = {"value": shown(banner), "league": of_banner}
        faults.append(fault("banner", "banner_of_other_league", values, row=number))
    is_outside = (
        row.get("geometry") is not None
        and names.locate is not None
        and row.get("located_by") not in {"point", "polygon"}
    )
    if is_outside:
        field = "lon" if row["geometry"].geom_type == "Point" else "geometry"
        stays = old is not None and row["geometry"].equals(old.get("geometry"))
        severity: Severity = "warning" if stays else "error"
        faults.append(fault(field, "outside_region", severity=severity, row=number))
    return faults


def _place_warnings(
    row: Mapping[str, Any], names: Names, number: int | None
) -> list[RecordFault]:
    """Return what is told of the place of a record, but does not refuse it."""
    faults = _park_faults(row, names, number)
    is_apart = row.get("located_by") in {"point", "polygon", "park"}
    for name in ("league", "banner"):
        stated, located = row.get(name), row.get(f"located_{name}")
        if is_apart and stated and located and stated != located:
            values = {"stated": stated, "located": located, "by": row["located_by"]}
            key = f"other_{name}"
            faults.append(fault(name, key, values, severity="warning", row=number))
    return faults


def _park_faults(
    row: Mapping[str, Any], names: Names, number: int | None
) -> list[RecordFault]:
    """Return a warning where the stated park is not where the shape is."""
    park, located = row.get("park_id") or "", row.get("located_banner")
    banner = names.parks.get(park, (None, None))[1]
    if banner is None or located is None or banner == located:
        return []
    values = {
        "stated": park,
        "park": banner,
        "located": located,
        "by": row["located_by"],
    }
    return [fault("park_id", "other_park", values, severity="warning", row=number)]
