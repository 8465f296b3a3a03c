"""Features as GeoJSON, written once and then only joined."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geo_zs.features.reference_systems import CRS84, ReferenceSystem, transformed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo_zs.features.collection import Collection

#: Collections up to this size are written whole when one feature is asked for.
_AT_ONCE: Final = 1_000
#: Bytes of features of a larger collection that are kept written, in each system.
_MOST_BYTES: Final = 24_000_000
_WHOLE: Final = 1e15


def features(
    collection: Collection,
    positions: NDArray[np.intp] | Iterable[int],
    system: ReferenceSystem = CRS84,
) -> bytes:
    """Return features as GeoJSON objects with commas between them.

    Parameters
    ----------
    collection : Collection
        Whose features.
    positions : (n,) int array
        Rows, in the order in which they are to stand.
    system : ReferenceSystem
        System of the coordinates, in the order of its axes.

    Returns
    -------
    bytes
        UTF-8, without the brackets of the array. The same bytes for the same rows.
    """
    return b",".join(_written(collection, system).get(positions))


def feature(
    collection: Collection,
    position: int,
    system: ReferenceSystem = CRS84,
    *,
    members: Mapping[str, Any] | None = None,
) -> bytes:
    """Return one feature as a GeoJSON object.

    Parameters
    ----------
    collection, system
        As for `features`.
    position : int
        Its row.
    members : mapping or None
        Further members of the object, after the others (``links``).
    """
    (found,) = _written(collection, system).get([position])
    if not members:
        return found
    return found[:-1] + b"," + _json(members)[1:]


class _Written:
    """Features of a collection in one system, each written when it is first asked for.

    Threads may write the same feature twice; what they write is the same.
    """

    def __init__(self, collection: Collection, system: ReferenceSystem) -> None:
        self._collection = collection
        self._system = system
        self._lines: dict[int, bytes] = {}
        self._size = 0
        # A column of a frame is dear to reach for a page or a single feature.
        self._columns = [
            (collection.frame[one.name].array, one.type)
            for one in collection.properties
        ]

    def get(self, positions: NDArray[np.intp] | Iterable[int]) -> list[bytes]:
        """Return the features of some rows."""
        rows: list[int] = (
            positions.tolist() if isinstance(positions, np.ndarray) else list(positions)
        )
        lines = self._lines
        try:
            return [lines[row] for row in rows]
        except KeyError:
            pass
        if len(self._collection) <= _AT_ONCE:
            return self._all(rows)
        new = self._write(np.array([row for row in rows if row not in lines]))
        found = [new[row] if row in new else lines[row] for row in rows]
        size = sum(map(len, new.values()))
        if self._size + size > _MOST_BYTES:
            # Threads that read the old ones are not disturbed.
            self._lines, self._size = {}, 0
        if size <= _MOST_BYTES:
            self._lines.update(new)
            self._size += size
        return found

    def _all(self, rows: list[int]) -> list[bytes]:
        """Write a small collection whole, and return the features of some rows."""
        lines = self._lines = self._write(np.arange(len(self._collection)))
        return [lines[row] for row in rows]

    def _write(self, rows: NDArray[np.intp]) -> dict[int, bytes]:
        """Return some rows, written."""
        collection = self._collection
        names = [one.name for one in collection.properties]
        cells = [plain_cells(column[rows], kind) for column, kind in self._columns]
        shapes = geometry_texts(collection.shapes[rows], self._system)
        values = zip(*cells, strict=True)
        return {
            row: (
                f'{{"type":"Feature","id":{_text(collection.ids[row])},'
                f'"geometry":{shape},"properties":'
            ).encode()
            + _json(dict(zip(names, one, strict=True)))
            + b"}"
            for row, shape, one in zip(rows.tolist(), shapes, values, strict=True)
        }


def _written(collection: Collection, system: ReferenceSystem) -> _Written:
    """Return what is written of a collection in a system."""
    kept = collection.kept
    found = kept.get(("geojson", system.uri))
    if found is None:
        found = kept.setdefault(("geojson", system.uri), _Written(collection, system))
    assert isinstance(found, _Written)  # noqa: S101  nothing else is kept there
    return found


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _json(value: Any) -> bytes:  # noqa: ANN401  anything that JSON holds
    return json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def geometry_texts(
    shapes: NDArray[np.object_], system: ReferenceSystem = CRS84
) -> list[str]:
    """Return geometries as GeoJSON texts; ``null`` where there is none.

    Parameters
    ----------
    shapes : (n,) object array
        Geometries, CRS84.
    system : ReferenceSystem
        System to write them in.

    Notes
    -----
    Seven decimals of a degree, two of a metre: about 1 cm. Outer rings run
    counter-clockwise on the map (RFC 7946, 3.1.6), whatever the order of the axes.
    """
    turned = shapely.orient_polygons(shapes)
    moved = transformed(turned, system)
    rounded = shapely.transform(moved, lambda xy: np.round(xy, system.decimals))
    return [text or "null" for text in shapely.to_geojson(rounded).tolist()]


def plain_cells(column: Any, kind: str) -> list[Any]:  # noqa: ANN401  a Series
    """Return the cells of a property as JSON knows them, None where not known.

    Parameters
    ----------
    column : Series or array, (n,)
        As ``properties.typed_column`` makes it.
    kind : str
        Type of the property.
    """
    if kind == "number":
        return [_number(cell) for cell in column.tolist()]
    if kind in ("integer", "boolean"):
        values = column.to_numpy(dtype=object, na_value=None)
        return list(values)
    if kind == "date":
        return [None if day is None else day.isoformat() for day in column]
    return list(column.tolist())


def _number(cell: float) -> float | int | None:
    """Return a number; whole ones without a decimal point."""
    if not np.isfinite(cell):
        return None
    return int(cell) if cell.is_integer() and abs(cell) < _WHOLE else cell
