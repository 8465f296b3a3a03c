"""Accounts of parks (园区台账): what projects take of each park, against its area.

Pledged and arrived money stand apart, and so do arrived money as projects state it
and as the ledger verified it. A project without a figure is counted, never taken as
zero: a park is called within its area only if all figures are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo_zs.crs import FloatArray
from geo_zs.overlay.project_frame import numbers, shapes_of, texts
from geo_zs.overlay.shapes import sound_shapes
from geo_zs.overlay.words import Statement, hectares, percent
from geo_zs.vocab import Lang, Stage

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_zs.catalog import Catalog

#: Stages in which land is taken …
COMMITTED: Final = ("signed", "filed", "construction", "operating")
#: … in which it is asked for …
ASKED: Final = ("reserve", "negotiating", "framework")
#: … and in which nobody can say. Cancelled projects take nothing.
UNCLEAR: Final = ("stopped", "unknown")
#: Figures of a project that are summed for its park.
FIGURES: Final = ("land_ha", "power_mw", "pledged_cny_1e8", "arrived_cny_1e8")
#: Scopes of the ledger that are counted in yuan.
_CNY_SCOPES: Final = ("domestic", "outside_region")
#: Figures of committed projects besides their land: column, its sum, who tells none.
_COMMITTED_SUMS: Final = (
    ("power_mw", "power_committed_mw", "n_without_power"),
    ("pledged_cny_1e8", "pledged_committed_cny_1e8", "n_without_pledged"),
    ("arrived_verified_cny_1e8", None, "n_without_verified"),
)


def park_accounts(
    frame: gpd.GeoDataFrame, catalog: Catalog, ledger: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Sum the projects of each park by stage, against its area.

    Parameters
    ----------
    frame : GeoDataFrame, (n,)
        A project frame. A project counts in the park it states, and in the umbrella
        zone of that park.
    catalog : Catalog
        Parks.
    ledger : DataFrame or None
        Entries of arrived money: ``project_id``, ``scope``, ``verified_1e4``.

    Returns
    -------
    DataFrame indexed by park_id
        Parks with a project or an area, in the order of the catalog:

        - ``area_ha``, ``area_basis`` (``approved``, ``planned``, empty) and
          ``is_indication`` (True unless the area is an approved one);
        - ``n_projects``, and for each figure and stage ``land_ha.signed`` …, and
          ``n.signed`` …; figures that no project gives are NaN;
        - ``land_committed_ha``, ``land_asked_ha``, ``n_without_land`` (of committed
          projects), ``n_asked_without_land``, ``n_unclear``, ``n_land_measured``
          (land taken from the outline);
        - ``power_committed_mw``, ``pledged_committed_cny_1e8`` of committed
          projects, and ``n_without_power``, ``n_without_pledged``,
          ``n_without_verified``: how many of them give no such figure;
        - ``arrived_verified_cny_1e8``: from the ledger, yuan only;
        - ``n_parts``: sub-parks whose projects are included;
        - ``share_used``, ``share_if_all`` (NaN without an area, without a project,
          and where projects are there but none tells its land), ``status``:
          ``over``, ``over_if_all``, ``within``, ``open``, ``no_projects`` or
          ``no_area``.

    Notes
    -----
    Umbrella zones include their sub-parks, so rows must not be added up.
    """
    parks = catalog.layers["parks"].frame
    members = _members(frame, parks)
    figures = _figures(frame, ledger)
    accounts = pd.DataFrame(index=parks.index.astype(str))
    accounts.index.name = "park_id"
    accounts["area_ha"], accounts["area_basis"] = _areas(parks)
    accounts["is_indication"] = accounts["area_basis"] != "approved"
    accounts["n_parts"] = _counts(texts(parks, "parent_park_id"), accounts.index)
    taken = figures.loc[members["row"].to_numpy()].reset_index(drop=True)
    taken["park"] = members["park"].to_numpy()
    accounts = accounts.join(_sums(taken))
    count = [str(name) for name in accounts if str(name).startswith("n")]
    accounts[count] = accounts[count].fillna(0).astype(int)
    kept = (accounts["n_projects"] > 0) | accounts["area_ha"].notna()
    return _judged(accounts[kept].copy())


def account_statements(account: pd.Series[Any]) -> list[Statement]:
    """Return what an account comes to, in words.

    Parameters
    ----------
    account : Series
        One row of `park_accounts`.
    """
    status = str(account["status"])
    if status == "open" and pd.isna(account["share_used"]):
        status = "untold"
    said = Statement(
        f"account.{status}",
        {
            "land": hectares(float(account["land_committed_ha"])),
            "area": hectares(float(account["area_ha"])),
            "share": percent(float(account["share_used"])),
            "n": int(account["n_without_land"]),
        },
    )
    if status not in ("no_area", "no_projects", "untold") and account["is_indication"]:
        return [said, Statement("account.indication")]
    return [said]


def account_text(account: pd.Series[Any], lang: Lang) -> str:
    """Return the words of an account in one language."""
    stop = "；" if lang == "zh" else "; "
    return stop.join(one.text(lang) for one in account_statements(account))


def _members(frame: pd.DataFrame, parks: pd.DataFrame) -> pd.DataFrame:
    """Return which project counts in which park: row and park, umbrella zones too."""
    parent = dict(
        zip(parks.index.astype(str), texts(parks, "parent_park_id"), strict=True)
    )
    rows, ids = [], []
    for row, park in enumerate(texts(frame, "park_id")):
        for one in dict.fromkeys((park, parent.get(park, ""))):
            if one in parent:
                rows.append(row)
                ids.append(one)
    return pd.DataFrame({"row": rows, "park": ids}, columns=["row", "park"])


def _figures(frame: gpd.GeoDataFrame, ledger: pd.DataFrame | None) -> pd.DataFrame:
    """Return stage and figures of each project, by row."""
    found = pd.DataFrame({name: numbers(frame, name) for name in FIGURES})
    stage = texts(frame, "stage")
    found["stage"] = np.where(stage == "", Stage.UNKNOWN.value, stage)
    area = sound_shapes(shapes_of(frame)).area_ha
    is_measured = found["land_ha"].isna().to_numpy() & ~np.isnan(area)
    found.loc[is_measured, "land_ha"] = area[is_measured]
    found["is_measured"] = is_measured
    verified = pd.Series(dtype=float)
    if ledger is not None and len(ledger):
        in_yuan = ledger[ledger["scope"].isin(_CNY_SCOPES)]
        sums = in_yuan.groupby("project_id")["verified_1e4"].sum(min_count=1)
        verified = sums.astype(float) / 1e4
    ids = frame.index.astype(str)
    found["arrived_verified_cny_1e8"] = verified.reindex(ids).to_numpy(dtype=float)
    return found


def _areas(parks: pd.DataFrame) -> tuple[FloatArray, list[str]]:
    """Return the area of each park and what kind of area it is."""
    approved, planned = (
        numbers(parks, "approved_area_ha"),
        numbers(parks, "planned_area_ha"),
    )
    is_approved = approved > 0
    area = np.where(is_approved, approved, np.where(planned > 0, planned, np.nan))
    basis = np.where(is_approved, "approved", np.where(planned > 0, "planned", ""))
    return area, [str(one) for one in basis]


def _counts(names: Any, index: pd.Index[Any]) -> pd.Series[Any]:  # noqa: ANN401
    """Return how often each name of an index stands in an array."""
    return pd.Series(names).value_counts().reindex(index).fillna(0).astype(int)


def _sums(taken: pd.DataFrame) -> pd.DataFrame:
    """Return the sums of each park, all in one row."""
    stages = [stage.value for stage in Stage]
    by_park = taken.groupby("park")
    parts: dict[str, Any] = {"n_projects": by_park.size()}
    by_stage = taken.groupby(["park", "stage"])
    for stage in stages:
        parts[f"n.{stage}"] = by_stage.size().unstack(fill_value=0).get(stage)
    for figure in FIGURES:
        wide = by_stage[figure].sum(min_count=1).unstack()
        for stage in stages:
            parts[f"{figure}.{stage}"] = wide.get(stage)
    land = taken["land_ha"]
    for name, group in (("committed", COMMITTED), ("asked", ASKED)):
        inside = taken["stage"].isin(group)
        parts[f"land_{name}_ha"] = (
            land.where(inside).groupby(taken["park"]).sum(min_count=1)
        )
        missing = (inside & land.isna()).groupby(taken["park"]).sum()
        prefix = "n" if name == "committed" else "n_asked"
        parts[f"{prefix}_without_land"] = missing
    committed = taken["stage"].isin(COMMITTED)
    for figure, total, without in _COMMITTED_SUMS:
        if total is not None:
            inside = taken[figure].where(committed)
            parts[total] = inside.groupby(taken["park"]).sum(min_count=1)
        missing = committed & taken[figure].isna()
        parts[without] = missing.groupby(taken["park"]).sum()
    parts["n_unclear"] = taken["stage"].isin(UNCLEAR).groupby(taken["park"]).sum()
    parts["n_land_measured"] = by_park["is_measured"].sum()
    name = "arrived_verified_cny_1e8"
    parts[name] = by_park[name].sum(min_count=1)
    empty = pd.Series(dtype=float, index=pd.Index([], dtype=object))
    return pd.DataFrame(
        {name: empty if part is None else part for name, part in parts.items()}
    )


def _judged(accounts: pd.DataFrame) -> pd.DataFrame:
    """Add the shares and the judgement."""
    committed = accounts["land_committed_ha"].fillna(0.0)
    everything = committed + accounts["land_asked_ha"].fillna(0.0)
    accounts["share_used"] = committed / accounts["area_ha"]
    accounts["share_if_all"] = everything / accounts["area_ha"]
    is_bare = accounts["n_projects"] == 0
    no_land = accounts["land_committed_ha"].isna() & (accounts["n_without_land"] > 0)
    accounts.loc[no_land | is_bare, "share_used"] = np.nan
    missing = accounts["n_without_land"] + accounts["n_asked_without_land"]
    accounts.loc[((everything == 0) & (missing > 0)) | is_bare, "share_if_all"] = np.nan
    status = np.where(accounts["n_without_land"] > 0, "open", "within")
    status = np.where(accounts["share_if_all"] > 1, "over_if_all", status)
    status = np.where(accounts["share_used"] > 1, "over", status)
    status = np.where(is_bare, "no_projects", status)
    accounts["status"] = np.where(accounts["area_ha"].isna(), "no_area", status)
    return accounts
