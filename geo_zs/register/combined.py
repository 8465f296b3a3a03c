"""Shipped and registered projects side by side, in one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo_zs.register.fields import fields
from geo_zs.register.project_frame import BESIDE, project_frame, typed_frame

if TYPE_CHECKING:
    import geopandas as gpd
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor

#: Stage → field that holds when it was reached.
STAGE_DATES: Final = {
    stage: f"{stage}_date"
    for stage in (
        "reserve",
        "negotiating",
        "framework",
        "signed",
        "filed",
        "construction",
        "operating",
        "stopped",
        "cancelled",
    )
}

#: Column of the shipped project that already holds a row.
PARENT: Final = "parent_project_id"
#: Columns that mean something else in the shipped table.
_OTHER_MEANING: Final = ("power_mw",)


def all_projects(
    catalog: Any,  # noqa: ANN401  the catalog; importing it would go in a circle
    session: Session,
    viewer: Actor,
) -> gpd.GeoDataFrame:
    """Return the shipped projects and those of the register that somebody may see.

    Parameters
    ----------
    catalog : Catalog
        From ``geo_zs.catalog.load_catalog``, without published rows of the register.
    session : Session
        From ``Register.read``.
    viewer : Actor
        Who looks.

    Returns
    -------
    GeoDataFrame, (n,)
        As ``project_frame`` gives it; shipped rows first, with ``origin`` shipped,
        no version, and only what their table says. A shipped row that a seen row of
        the register supersedes is left out. ``parent_project_id`` names the shipped
        project that already holds a row: add up rows without one.
    """
    own = project_frame(session, viewer)
    shipped = shipped_frame(catalog)
    # A record that takes over a part of another project is a part of it still.
    own[PARENT] = own["supersedes_id"].map(shipped[PARENT]).astype(object)
    kept = shipped[~shipped.index.isin(own["supersedes_id"].dropna())]
    return _joined(kept, own)


def shipped_frame(catalog: Any) -> gpd.GeoDataFrame:  # noqa: ANN401  as above
    """Return the shipped projects with the columns of the register.

    Parameters
    ----------
    catalog : Catalog
        From ``geo_zs.catalog.load_catalog``.

    Notes
    -----
    Shipped rows tell one date. It is the date of their stage where that is known
    (signed in 2023-03); of a row of unknown stage it is no such date. Their power
    is what a plant generates, not what it needs, and is left out.
    """
    frame = catalog.layers["projects"].frame
    index = pd.Index(frame["project_id"].to_numpy(dtype=object), name="project_id")
    size = len(frame)
    columns: dict[str, Any] = {}
    for field in fields()[1:]:
        if field.name in frame.columns and field.name not in _OTHER_MEANING:
            columns[field.name] = _typed(frame[field.name], is_list=field.is_list)
        elif field.type == "number":
            columns[field.name] = np.full(size, np.nan)
        else:
            columns[field.name] = np.full(size, np.nan, dtype=object)
    for stage, name in STAGE_DATES.items():
        is_there = frame["stage"].eq(stage).to_numpy()
        columns[name] = np.where(is_there, _typed(frame["date"]), np.nan)
    columns |= {
        "league": _typed(
            frame["located_league"].where(frame["league"].isna(), frame["league"])
        ),
        "banner": _typed(
            frame["located_banner"].where(frame["banner"].isna(), frame["banner"])
        ),
        "place_text": _typed(frame["park_name_printed"]),
        "source": _sources(frame["source_ids"]),
        "visibility": np.full(size, "public", dtype=object),
        "origin": np.full(size, "shipped", dtype=object),
        "version": pd.array([pd.NA] * size, dtype="Int64"),
    }
    for name in BESIDE:
        if name not in columns:
            given = frame[name] if name in frame.columns else None
            columns[name] = (
                np.full(size, np.nan, dtype=object) if given is None else _typed(given)
            )
    columns[PARENT] = _typed(frame[PARENT])
    names = (*(one.name for one in fields()[1:]), *BESIDE, PARENT)
    ordered = {name: columns[name] for name in names}
    return typed_frame(ordered, frame.geometry.to_numpy(), index)


def _typed(column: pd.Series[Any], *, is_list: bool = False) -> Any:  # noqa: ANN401
    """Return a column of the catalog as the register types it."""
    if is_list or column.dtype == float:
        return column.to_numpy()
    values = column.astype(object)
    return values.where(values.notna(), np.nan).to_numpy()


def _sources(column: pd.Series[Any]) -> Any:  # noqa: ANN401  an object array
    """Return ids of sources as text, with ; between them."""
    answer = np.empty(len(column), dtype=object)
    answer[:] = [";".join(ids) or np.nan for ids in column]
    return answer


def _joined(first: gpd.GeoDataFrame, second: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return two frames of the same columns, one under the other."""
    columns: dict[str, Any] = {}
    for name in first.columns:
        if name == "geometry":
            continue
        if name == "version":
            columns[name] = pd.array([*first[name], *second[name]], dtype="Int64")
        else:
            columns[name] = np.concatenate(
                [first[name].to_numpy(), second[name].to_numpy()]
            )
    index = pd.Index([*first.index, *second.index], name="project_id", dtype=object)
    shapes = np.concatenate([first.geometry.to_numpy(), second.geometry.to_numpy()])
    return typed_frame(columns, shapes, index)
