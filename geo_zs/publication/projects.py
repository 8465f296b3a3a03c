"""Public projects of a register as rows of the layer of projects."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_zs.errors import Problem
from geo_zs.projects.locate import ADDED
from geo_zs.provenance import Source
from geo_zs.publication.record import source_key, texts
from geo_zs.vocab import AddressKind

#: Columns that both tables have, and that are taken as they are.
_SAME: Final = (
    "name_zh", "name_printed", "investor_zh", "investor_printed", "industry_text",
    "pledged_cny_1e8", "arrived_cny_1e8", "capacity_text", "land_ha", "stage_text",
    "league", "banner", "park_id", "notes",
)  # fmt: skip
#: Columns that a register lacks: a record keeps those of the row that it replaces.
_INHERITED: Final = (
    "name_printed", "power_mw", "base_id", "parent_project_id", "is_site_bound",
    "park_name_printed", "land_mu_printed", "is_from_article",
)  # fmt: skip
#: Stage → the columns that may say since when, the best first.
_STAGE_DATES: Final = (
    "cancelled_date", "stopped_date", "operating_date", "construction_date",
    "filed_date", "signed_date",
)  # fmt: skip
_PLACE_LEVELS: Final = ("site", "park", "banner", "league", "none")
_TERMS: Final = (
    "Record of the register of this service; facts may be taken.",
    "本系统登记库的记录，事实可引用。",
)
_UNNAMED: Final = "登记库（未写来源）"


@dataclass(frozen=True, eq=False)
class ProjectRows:
    """Projects of a register in the columns of the shipped table.

    Parameters
    ----------
    rows : DataFrame, (n,)
        Columns of the layer before it was located.
    superseded : mapping of str to str
        Shipped project → the record that takes its place.
    sources : mapping of str to Source
        What the records rest on.
    problems : tuple of Problem
        What could not be taken over.
    """

    rows: pd.DataFrame
    superseded: Mapping[str, str]
    sources: Mapping[str, Source]
    problems: tuple[Problem, ...]


def as_layer_rows(
    published: gpd.GeoDataFrame,
    shipped: pd.DataFrame,
    *,
    tags: Collection[str],
    codes: Collection[str],
) -> ProjectRows:
    """Return public records in the columns of the shipped projects.

    Parameters
    ----------
    published : GeoDataFrame, (n,)
        Indexed by project id; ``record.PROJECT_COLUMNS``.
    shipped : DataFrame
        The layer of projects as shipped, indexed by id.
    tags : collection of str
        The industries that there are.
    codes : collection of str
        The leagues and banners that there are.

    Returns
    -------
    ProjectRows

    Notes
    -----
    A polygon is drawn at a point inside it. The power need of a record is left out:
    the column of the shipped table holds the power that a plant gives.
    """
    keys = pd.Index(published.index.astype(str), dtype=object)
    problems: list[Problem] = []
    replaced = _replaced(keys, published["supersedes_id"], shipped, problems)
    known = {new: old for old, new in replaced.items()}
    ids, sources = _sources(published)
    lon, lat = _points(published)
    columns: dict[str, Any] = {name: published[name] for name in _SAME}
    for name in ("league", "banner"):
        columns[name] = _known_codes(keys, published[name], codes, problems)
    columns |= {
        "project_id": keys,
        "stage": pd.Series(published["stage"]).fillna("unknown"),
        "date": _dates(published),
        "industry_tags": _known_tags(keys, published["industry_tags"], tags, problems),
        "place_level": _place_levels(published, lon),
        "place_confidence": pd.Series(published["place_confidence"]).fillna("unknown"),
        "place_evidence": published["place_text"],
        "lon": lon,
        "lat": lat,
        "source_ids": ids,
        "confidence": pd.Series(published["confidence"]).fillna("unverified"),
    }
    rows = pd.DataFrame(
        {name: _plain_array(values) for name, values in columns.items()}, index=keys
    )
    wanted = [name for name in shipped.columns if name not in {*ADDED, "geometry"}]
    rows = rows.reindex(columns=wanted)
    rows["is_from_article"] = False
    _inherit(rows, known, shipped)
    types = shipped.dtypes[wanted].to_dict()
    return ProjectRows(
        rows=rows.astype(types),
        superseded=replaced,
        sources=sources,
        problems=tuple(problems),
    )


def _plain_array(values: Any) -> np.ndarray[Any, np.dtype[Any]]:  # noqa: ANN401  a column
    """Return a column without its index, what is not known as None or NaN."""
    if isinstance(values, pd.Series) and not pd.api.types.is_float_dtype(values.dtype):
        return np.asarray(values.astype(object).where(values.notna(), None))
    return np.asarray(values)


def _replaced(
    keys: pd.Index,
    supersedes: pd.Series[Any],
    shipped: pd.DataFrame,
    problems: list[Problem],
) -> dict[str, str]:
    """Return which shipped project each record takes the place of."""
    found: dict[str, str] = {}
    for key, old in zip(keys, texts(supersedes), strict=True):
        if not old:
            continue
        if old not in shipped.index or old in found:
            reason = (
                f"{found[old]} does so already; both are shown"
                if old in found
                else "no such project is shipped; the record stands by itself"
            )
            message = f"{key} takes the place of {old!r}, but {reason}"
            problems.append(Problem("projects.supersedes_id", message))
        else:
            found[old] = str(key)
    return found


def _sources(
    published: gpd.GeoDataFrame,
) -> tuple[np.ndarray[Any, np.dtype[Any]], dict[str, Source]]:
    """Return the sources of the records, each text and date once."""
    sources: dict[str, Source] = {}
    by_text: dict[tuple[str, str], tuple[str, ...]] = {}
    cells = np.empty(len(published), dtype=object)
    both = zip(texts(published["source"]), texts(published["source_date"]), strict=True)
    for row, (title, date) in enumerate(both):
        if (title, date) not in by_text:
            key = source_key("projects", title, date)
            by_text[title, date] = (key,)
            sources[key] = Source(
                source_id=key,
                title=title or _UNNAMED,
                publisher="",
                date=date,
                address="",
                address_kind=AddressKind.NONE,
                terms=_TERMS[0],
                terms_zh=_TERMS[1],
                credit="",
                used_for=("projects",),
                notes="",
            )
        cells[row] = by_text[title, date]
    return cells, sources


def _points(
    published: gpd.GeoDataFrame,
) -> tuple[np.ndarray[Any, np.dtype[Any]], np.ndarray[Any, np.dtype[Any]]]:
    """Return the point of each record, inside its shape; NaN without one."""
    shapes = published.geometry.to_numpy()
    points = shapely.point_on_surface(shapes)
    lon = np.full(len(shapes), np.nan)
    lat = np.full(len(shapes), np.nan)
    known = ~(shapely.is_missing(points) | shapely.is_empty(points))
    lon[known], lat[known] = shapely.get_x(points[known]), shapely.get_y(points[known])
    return lon, lat


def _dates(published: gpd.GeoDataFrame) -> pd.Series[Any]:
    """Return when a record was true: its source's date, else that of a stage."""
    found = published["source_date"].astype(object)
    for name in _STAGE_DATES:
        found = found.where(found.notna(), published[name].astype(object))
    return found


def _place_levels(
    published: gpd.GeoDataFrame, lon: np.ndarray[Any, np.dtype[Any]]
) -> np.ndarray[Any, np.dtype[Any]]:
    """Return the finest level at which each record says where it is."""
    has = [
        ~np.isnan(lon),
        *(
            published[name].notna().to_numpy()
            for name in ("park_id", "banner", "league")
        ),
    ]
    return np.select(has, list(_PLACE_LEVELS[:-1]), default=_PLACE_LEVELS[-1])


def _known_codes(
    keys: pd.Index,
    cells: pd.Series[Any],
    codes: Collection[str],
    problems: list[Problem],
) -> pd.Series[Any]:
    """Return league or banner of each record; one that no longer is is reported."""
    is_gone = cells.notna() & ~cells.isin(list(codes))
    for key, code in zip(keys[is_gone.to_numpy()], cells[is_gone], strict=True):
        message = (
            f"{key} names {code!r}, which this version does not have; it is left "
            "out: choose another one"
        )
        problems.append(Problem(f"projects.{cells.name}", message))
    return cells.where(~is_gone, None)


def _known_tags(
    keys: pd.Index,
    cells: pd.Series[Any],
    tags: Collection[str],
    problems: list[Problem],
) -> np.ndarray[Any, np.dtype[Any]]:
    """Return the industries of each record; one that no longer is is reported."""
    known = frozenset(tags)
    found = np.empty(len(cells), dtype=object)
    for row, (key, cell) in enumerate(zip(keys, cells, strict=True)):
        given = tuple(cell) if isinstance(cell, tuple | list) else ()
        found[row] = given
        if not known.issuperset(given):
            gone = ", ".join(repr(tag) for tag in given if tag not in known)
            found[row] = tuple(tag for tag in given if tag in known)
            message = (
                f"{key} names the industry {gone}, which this version does not have; "
                "it is left out: choose another one"
            )
            problems.append(Problem("projects.industry_tags", message))
    return found


def _inherit(
    rows: pd.DataFrame, known: Mapping[str, str], shipped: pd.DataFrame
) -> None:
    """Fill what a register has no column for from the rows that records replace."""
    if not known:
        return
    new, old = list(known), list(known.values())
    for name in _INHERITED:
        own = rows.loc[new, name]
        given = pd.Series(shipped[name][old].to_numpy(dtype=object), index=new)
        if name == "is_from_article":
            rows.loc[new, name] = given.astype(bool)
        else:
            filled = own.astype(object).where(own.notna(), given)
            rows[name] = rows[name].astype(object)
            rows.loc[new, name] = filled
