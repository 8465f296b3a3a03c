"""Located projects as a layer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_zs.crs import WGS84
from geo_zs.layers.boundaries import Boundaries
from geo_zs.layers.load import keyed, points_of, schema_columns, spec_of
from geo_zs.layers.spec import Layer, LayerSpec
from geo_zs.projects.locate import locate_projects
from geo_zs.tables import Field, FieldType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Columns that locating adds: name, type, title in Chinese and English.
_ADDED: Final[tuple[tuple[str, FieldType, str, str], ...]] = (
    ("is_from_article", "boolean", "见于创始文章", "From the founding article"),
    ("located_by", "string", "定位方式", "Located by"),
    ("located_league", "string", "所在盟市（定位）", "League as located"),
    ("located_banner", "string", "所在旗县区（定位）", "Banner as located"),
    ("location_precision", "string", "定位精度", "Location precision"),
    ("location_confidence", "string", "定位可信度", "Location confidence"),
    ("is_approximate", "boolean", "概略位置", "Approximate place"),
    ("location_conflict", "string", "定位矛盾", "Location conflict"),
    ("unlocated_reason", "string", "未能定位的原因（英文）", "Why not located"),
    ("unlocated_reason_zh", "string", "未能定位的原因", "Why not located (Chinese)"),
)


def project_layer(
    projects: pd.DataFrame,
    boundaries: Boundaries,
    parks: pd.DataFrame,
    labels: pd.DataFrame,
    tables: Path,
) -> Layer:
    """Locate the projects and make a layer of them.

    Parameters
    ----------
    projects : DataFrame
        From ``projects.load.load_projects``.
    boundaries : Boundaries
        For points.
    parks : DataFrame
        The table of parks.
    labels : DataFrame
        From ``layers.load.label_points``.
    tables : Path
        Folder of the tables, for the schema.

    Returns
    -------
    Layer
        The geometry is None for all projects without a point of their own; where
        they are drawn stands in ``display_lon`` and ``display_lat`` and in the
        layer's ``display``.
    """
    spec = spec_of("projects")
    columns = (*schema_columns(spec, tables), *_fields(_ADDED))
    return _placed(replace(spec, columns=columns), projects, boundaries, parks, labels)


def with_more_projects(
    layer: Layer,
    more: pd.DataFrame,
    superseded: Mapping[str, str],
    boundaries: Boundaries,
    labels: pd.DataFrame,
    *,
    parks: pd.DataFrame,
) -> Layer:
    """Return a layer of projects with more of them; the layer stays as it was.

    Parameters
    ----------
    layer : Layer
        From :func:`project_layer`.
    more : DataFrame, (n,)
        Rows in the columns of the layer, not located yet; their ids are new.
    superseded : mapping of str to str
        Project of the layer that goes → the one of `more` in its place. A part of
        it becomes a part of the new one.
    boundaries, labels, parks
        As for :func:`project_layer`.

    Returns
    -------
    Layer
        The projects that stay, in their order, then the new ones.
    """
    added = _placed(layer.spec, more, boundaries, parks, labels)
    stays = ~layer.frame.index.isin(list(superseded))
    frame = layer.frame[stays]
    parents = frame["parent_project_id"]
    if superseded and parents.isin(list(superseded)).any():
        renamed = parents.map(lambda key: superseded.get(key, key), na_action="ignore")
        frame = frame.assign(parent_project_id=renamed.astype(parents.dtype))
    joined = pd.concat(
        [
            pd.DataFrame(frame.drop(columns="geometry")),
            pd.DataFrame(added.frame.drop(columns="geometry"))[
                [name for name in frame.columns if name != "geometry"]
            ],
        ]
    )
    geometry = np.concatenate(
        [frame.geometry.to_numpy(dtype=object), added.frame.geometry.to_numpy()]
    )
    return replace(
        layer,
        frame=gpd.GeoDataFrame(joined, geometry=geometry, crs=WGS84),
        display=pd.concat([layer.display[stays], added.display]),
    )


def _placed(
    spec: LayerSpec,
    projects: pd.DataFrame,
    boundaries: Boundaries,
    parks: pd.DataFrame,
    labels: pd.DataFrame,
) -> Layer:
    """Locate projects and make a layer of them."""
    located = keyed(locate_projects(projects, boundaries, parks, labels), spec)
    is_own = located["located_by"].eq("point")
    geometry = points_of(located).where(is_own, None)
    display = pd.DataFrame(
        {
            "lon": located["display_lon"],
            "lat": located["display_lat"],
            "basis": located["located_by"].replace({"point": "own"}),
            "is_approximate": located["is_approximate"],
        },
        index=located.index,
    )
    return Layer(
        spec=spec,
        frame=gpd.GeoDataFrame(located, geometry=geometry, crs=WGS84),
        display=display,
    )


def _fields(rows: Iterable[tuple[str, FieldType, str, str]]) -> tuple[Field, ...]:
    """Return the descriptions of the added columns."""
    return tuple(
        Field(
            name=name,
            title_zh=zh,
            title_en=en,
            unit=None,
            type=kind,
            is_list=False,
        )
        for name, kind, zh, en in rows
    )
