"""The audit of projects: where they lie, which rules they meet, what they touch.

One call for a hundred thousand projects or for one; what is found stands in columns
(`AuditResult.columns`) and, in words, project by project (`AuditResult.to_dict`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.crs import require_crs
from geo_zs.overlay.audit_columns import audit_columns
from geo_zs.overlay.audit_report import project_report
from geo_zs.overlay.constraints import ConstraintTests
from geo_zs.overlay.ground import Ground, ground_of
from geo_zs.overlay.overlaps import Overlaps, find_overlaps
from geo_zs.overlay.placing import Placement, place_projects
from geo_zs.overlay.project_frame import shapes_of, texts
from geo_zs.overlay.rule_cases import RuleCases, rule_cases
from geo_zs.overlay.rule_places import rule_places
from geo_zs.overlay.same_names import SameNames, find_same_names
from geo_zs.overlay.shapes import sound_shapes
from geo_zs.overlay.surroundings import Surroundings, measure_surroundings
from geo_zs.overlay.tested_places import of_projects
from geo_zs.register.constraint_layer import ConstraintLayer
from geo_zs.vocab import Lang

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_zs.catalog import Catalog

#: What a finding tells of another project.
_TOLD: Final = ("name_zh", "league", "banner", "stage", "origin")


@dataclass(frozen=True, eq=False)
class AuditResult:
    """What was found of n projects.

    Parameters
    ----------
    ids : tuple of str
        Projects, in the order of the frame.
    ground : Ground
        What they were laid over.
    placement : Placement
        Where they lie.
    surroundings : Surroundings
        Parks, railway and ports near them.
    rules : RuleCases
        Rules tested on them.
    others : DataFrame
        Projects that they were compared with: ``name_zh``, ``league``, ``banner``,
        ``stage``, ``origin``, indexed by project_id.
    overlaps : Overlaps
        With the outlines of the others.
    names : SameNames
        Among the names of the others.
    constraints : ConstraintTests
        Constraint layers tested on them.
    data_version : str
        Of the catalog.
    """

    ids: tuple[str, ...]
    ground: Ground
    placement: Placement
    surroundings: Surroundings
    rules: RuleCases
    others: pd.DataFrame
    overlaps: Overlaps
    names: SameNames
    constraints: ConstraintTests
    data_version: str

    def columns(self) -> pd.DataFrame:
        """Return what was found as columns, indexed by project_id.

        See `geo_zs.overlay.audit_columns.audit_columns`.
        """
        return audit_columns(self)

    def to_dict(self, project_id: str, lang: Lang) -> dict[str, Any]:
        """Return what was found of one project, in words of one language.

        Raises
        ------
        KeyError
            If the project was not audited.
        """
        if project_id not in self.ids:
            raise KeyError(project_id)
        return project_report(self, self.ids.index(project_id), lang)


def audit_projects(
    frame: gpd.GeoDataFrame,
    catalog: Catalog,
    *,
    layers: Sequence[ConstraintLayer] = (),
    among: gpd.GeoDataFrame | None = None,
) -> AuditResult:
    """Lay projects over the catalog, the rules, each other and constraint layers.

    Parameters
    ----------
    frame : GeoDataFrame, (n,)
        A project frame, EPSG:4326, indexed by project_id. Columns that it lacks are
        unknown.
    catalog : Catalog
        Boundaries, parks, railway, ports, rules and the shipped projects.
    layers : sequence of ConstraintLayer
        Those that the viewer may see. Without a layer of a meaning the answer in it
        is "not tested".
    among : GeoDataFrame or None
        Projects to compare names and outlines with, if more than `frame`: all that
        the viewer may see. The shipped projects are always among them, but for those
        that a register's record takes over.

    Returns
    -------
    AuditResult

    Raises
    ------
    CrsError
        If a frame declares no reference system, or another one.
    """
    ground = ground_of(catalog)
    placement = place_projects(frame, ground)
    surroundings = measure_surroundings(placement, ground)
    places = rule_places(placement, surroundings, ground, like=catalog.sites)
    others, shapes = _everybody(frame if among is None else among, frame, catalog)
    own_row = np.asarray(others.index.get_indexer(frame.index.astype(str)), np.intp)
    names = [str(one) for one in texts(frame, "name_zh")]
    return AuditResult(
        ids=tuple(str(one) for one in frame.index),
        ground=ground,
        placement=placement,
        surroundings=surroundings,
        rules=rule_cases(frame, places, catalog.rules),
        others=others,
        overlaps=find_overlaps(placement.shapes, sound_shapes(shapes), own_row),
        names=find_same_names(names, list(others["name_zh"]), own_row),
        constraints=ConstraintTests.of(layers, of_projects(placement, ground)),
        data_version=catalog.data_version,
    )


def _everybody(
    among: gpd.GeoDataFrame, frame: gpd.GeoDataFrame, catalog: Catalog
) -> tuple[pd.DataFrame, NDArray[np.object_]]:
    """Return all projects to compare with: those given, and the shipped ones.

    Returns
    -------
    DataFrame indexed by project_id
        What a finding tells of another project: `_TOLD`.
    (m,) object array
        Their shapes.
    """
    require_crs(among)
    taken_over = {*texts(frame, "supersedes_id"), *texts(among, "supersedes_id")}
    known: set[str] = set()
    tables, shapes = [], []
    for part in (among, frame, catalog.layers["projects"].frame):
        ids = part.index.astype(str)
        rows = np.flatnonzero(~ids.isin(known) & ~ids.isin(taken_over))
        known |= set(ids)
        chosen = part.iloc[rows]
        told = {name: texts(chosen, name) for name in _TOLD}
        tables.append(pd.DataFrame(told, index=ids[rows]))
        shapes.append(shapes_of(chosen))
    return pd.concat(tables), np.concatenate(shapes)
