"""Constraint layers of the register: add, change, delete, read.

The features of a layer are kept as sets that are never altered: replacing them makes
a new set, and undoing that brings the old one back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final, cast

import geopandas as gpd
import numpy as np
import shapely
from sqlalchemy import select

from geo_zs.errors import ConflictError, Problem, RecordError, UnknownRecordError
from geo_zs.register.access import may_see, require_edit, visible_where
from geo_zs.register.bulk import insert_rows
from geo_zs.register.changes import record_row
from geo_zs.register.codec import image, table_of, utc_text
from geo_zs.register.constraint_layer import (
    ConstraintLayer,
    Meaning,
    check_layer,
    features_of,
)
from geo_zs.register.models.constraint import ConstraintFeature, ConstraintLayerRow
from geo_zs.register.table_reads import reserve_numbers

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor
    from geo_zs.register.store import Writer

#: Fields that a change may name, apart from the features.
FIELDS: Final = (
    "name_zh",
    "name_en",
    "meaning",
    "buffer_m",
    "condition",
    "source",
    "date",
    "visibility",
    "league",
    "covers",
)
_KIND: Final = "constraint_layer"
_ROW = ConstraintLayerRow


@dataclass(frozen=True)
class LayerNote:
    """What a list of layers tells of one.

    Parameters
    ----------
    layer_id, name_zh, name_en, meaning, condition, source, date, visibility, league
        As in `ConstraintLayer`.
    buffer_m : float
        Metres.
    covers : tuple of str
        Codes of the units for which it is complete.
    n_features, version : int
        How many features it has; its version.
    updated_at, updated_by : str
        When (UTC) and by whom it was changed last.
    """

    layer_id: str
    name_zh: str
    name_en: str
    meaning: Meaning
    buffer_m: float
    condition: str
    source: str
    date: str
    visibility: str
    league: str
    covers: tuple[str, ...]
    n_features: int
    version: int
    updated_at: str
    updated_by: str


def add_layer(writer: Writer, layer: ConstraintLayer) -> str:
    """Add a layer; return its id, ``C-000001``.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``.
    layer : ConstraintLayer
        Its own ``layer_id`` and ``version`` are not used.

    Raises
    ------
    RecordError
        With every fault of its fields and features.
    ForbiddenError
        If the account may not edit layers of this league; one of the whole region is
        kept by accounts that are not limited.
    """
    check_layer(layer)
    require_edit(writer.actor, [layer.league or None])
    (number,) = reserve_numbers(writer, _ROW.__tablename__, 1)
    row = _ROW(
        id=number,
        layer_id=f"C-{number:06d}",
        **_values(layer),
        feature_set=1,
        n_features=len(layer.features),
        version=1,
        created_at=writer.now,
        created_by=writer.actor.name,
        updated_at=writer.now,
        updated_by=writer.actor.name,
    )
    writer.session.add(row)
    writer.session.flush()
    _add_features(writer, row, layer.features)
    record_row(writer, row, action="create")
    return row.layer_id


def update_layer(
    writer: Writer,
    layer_id: str,
    values: Mapping[str, object],
    *,
    version: int,
    features: gpd.GeoDataFrame | None = None,
) -> int:
    """Change some fields of a layer, or its features; return its new version.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``.
    layer_id : str
        Which layer.
    values : mapping of str to object
        The fields of `FIELDS` that change.
    version : int
        The version that the change was made from.
    features : GeoDataFrame or None
        The features that take the place of all it has.

    Raises
    ------
    RecordError
        With every fault.
    ConflictError
        If somebody changed it since; ``current`` holds it as it is now.
    UnknownRecordError
        If there is no such layer, or the account may not see it.
    ForbiddenError
        If the account may not edit layers of the league before or after.
    """
    row = _found(writer, layer_id, version)
    unknown = [
        Problem(name, f"is no field of a layer; expected one of {', '.join(FIELDS)}")
        for name in values
        if name not in FIELDS
    ]
    if unknown:
        raise RecordError(unknown)
    kept = features if features is not None else _features(writer.session, row)
    now = replace(_layer(row, kept), **cast("dict[str, Any]", dict(values)))
    check_layer(now)
    require_edit(writer.actor, [row.league, now.league or None])
    before = image(row)
    for name, value in _values(now).items():
        setattr(row, name, value)
    if features is not None:
        # Versions only go up, also after an undo: no set is ever written twice.
        row.feature_set = row.version + 1
        row.n_features = len(features)
    if image(row) == before:
        return row.version
    row.updated_at, row.updated_by = writer.now, writer.actor.name
    writer.session.flush()
    if features is not None:
        _add_features(writer, row, features)
    record_row(writer, row, action="update", before=before)
    return row.version


def delete_layer(writer: Writer, layer_id: str, *, version: int) -> None:
    """Hide a layer; it is kept, and the change can be undone.

    Raises
    ------
    ConflictError, UnknownRecordError, ForbiddenError
        As `update_layer`.
    """
    row = _found(writer, layer_id, version)
    before = image(row)
    row.deleted_at = writer.now
    row.updated_at, row.updated_by = writer.now, writer.actor.name
    writer.session.flush()
    record_row(writer, row, action="delete", before=before)


def list_layers(session: Session, viewer: Actor) -> list[LayerNote]:
    """Return the layers that somebody may see, without their features."""
    return [_note(row) for row in session.scalars(_visible(viewer))]


def read_layers(
    session: Session, viewer: Actor, *, ids: Iterable[str] | None = None
) -> list[ConstraintLayer]:
    """Return the layers that somebody may see, with their features.

    Parameters
    ----------
    session : Session
        From ``Register.read``.
    viewer : Actor
        Who looks: what a layer says of a project is shown to nobody else.
    ids : iterable of str or None
        Only these layers.
    """
    query = _visible(viewer)
    if ids is not None:
        query = query.where(_ROW.layer_id.in_(sorted(set(ids))))
    return [_layer(row, _features(session, row)) for row in session.scalars(query)]


def read_layer(session: Session, viewer: Actor, layer_id: str) -> ConstraintLayer:
    """Return one layer.

    Raises
    ------
    UnknownRecordError
        If there is no such layer, or the viewer may not see it.
    """
    found = read_layers(session, viewer, ids=[layer_id])
    if not found:
        raise UnknownRecordError(_KIND, layer_id)
    return found[0]


def _visible(viewer: Actor) -> Select[ConstraintLayerRow]:
    """Return the query for the layers that somebody may see, in their order."""
    seen = visible_where(viewer, visibility=_ROW.visibility, league=_ROW.league)
    return select(_ROW).where(seen, _ROW.deleted_at.is_(None)).order_by(_ROW.id)


def _found(writer: Writer, layer_id: str, version: int) -> ConstraintLayerRow:
    """Return the row of a layer that the account may change, locked."""
    query = select(_ROW).where(_ROW.layer_id == layer_id).with_for_update()
    row = writer.session.scalars(query).one_or_none()
    is_there = row is not None and row.deleted_at is None
    if row is None or not is_there:
        raise UnknownRecordError(_KIND, layer_id)
    if not may_see(writer.actor, row.visibility, row.league):
        raise UnknownRecordError(_KIND, layer_id)
    require_edit(writer.actor, [row.league])
    if row.version != version:
        raise ConflictError(_KIND, layer_id, asdict(_note(row)))
    return row


def _values(layer: ConstraintLayer) -> dict[str, Any]:
    """Return the fields of a layer as its row holds them."""
    found: dict[str, Any] = {name: getattr(layer, name) for name in FIELDS}
    return found | {
        "league": layer.league or None,
        "covers": ";".join(layer.covers),
        "buffer_m": float(layer.buffer_m),
    }


def _note(row: ConstraintLayerRow) -> LayerNote:
    """Return what a list tells of a layer."""
    return LayerNote(
        layer_id=row.layer_id,
        name_zh=row.name_zh,
        name_en=row.name_en,
        meaning=cast("Meaning", row.meaning),
        buffer_m=row.buffer_m,
        condition=row.condition,
        source=row.source,
        date=row.date,
        visibility=row.visibility,
        league=row.league or "",
        covers=_codes(row.covers),
        n_features=row.n_features,
        version=row.version,
        updated_at=utc_text(row.updated_at),
        updated_by=row.updated_by,
    )


def _codes(text: str) -> tuple[str, ...]:
    """Return a list of codes."""
    return tuple(text.split(";")) if text else ()


def _layer(row: ConstraintLayerRow, features: gpd.GeoDataFrame) -> ConstraintLayer:
    """Return a row with its features as a layer."""
    note = _note(row)
    fields = {name: getattr(note, name) for name in FIELDS}
    return ConstraintLayer(
        layer_id=row.layer_id, features=features, version=row.version, **fields
    )


def _features(session: Session, row: ConstraintLayerRow) -> gpd.GeoDataFrame:
    """Return the features that a layer has now, in their order."""
    query = (
        select(ConstraintFeature.geometry, ConstraintFeature.label)
        .where(
            ConstraintFeature.layer_key == row.id,
            ConstraintFeature.feature_set == row.feature_set,
        )
        .order_by(ConstraintFeature.position)
    )
    rows = session.execute(query).all()
    shapes = np.full(len(rows), None, dtype=object)
    shapes[:] = [shape for shape, _ in rows]
    return features_of(shapes, [label for _, label in rows])


def _add_features(
    writer: Writer, row: ConstraintLayerRow, features: gpd.GeoDataFrame
) -> None:
    """Write a set of features; heights are dropped."""
    shapes = shapely.force_2d(np.asarray(features.geometry.to_numpy(), dtype=object))
    labels = _layer(row, features).labels()
    rows = [
        {
            "layer_key": row.id,
            "feature_set": row.feature_set,
            "position": position,
            "label": label,
            "geometry": shape,
        }
        for position, (shape, label) in enumerate(zip(shapes, labels, strict=True))
    ]
    insert_rows(writer.session, table_of(ConstraintFeature), rows)
