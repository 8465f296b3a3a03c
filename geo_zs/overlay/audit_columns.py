"""What an audit found, as columns: for tables, filters, maps and exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.matching.status import FAILED, NOT_VERIFIED, PASSED
from geo_zs.register.constraint_layer import MEANINGS

if TYPE_CHECKING:
    from geo_zs.overlay.audit import AuditResult
    from geo_zs.overlay.ground import Targets
    from geo_zs.overlay.nearest_target import Near


def audit_columns(audit: AuditResult) -> pd.DataFrame:
    """Return what an audit found as columns.

    Parameters
    ----------
    audit : AuditResult

    Returns
    -------
    DataFrame indexed by project_id
        - ``placed_by``, ``found_banner``, ``found_league``, ``shape_fault``,
          ``n_conflicts``;
        - ``inside_park_id`` (only where an outline of a park holds the project),
          ``is_park_possible``, ``nearest_park_id`` with ``park_km``,
          ``park_km_low``, ``park_km_high``;
        - ``station_id``, ``station_km``, ``station_km_high``, ``rail_line_km``,
          ``land_port_id``, ``land_port_km``, ``land_port_km_low`` and ``_high``;
        - ``n_rules_failed``, ``n_rules_untested``, ``n_rules_met``;
        - ``n_overlaps`` and ``overlap_ha`` (missing where there is no outline),
          ``n_same_name``, ``n_near_name``;
        - for each meaning ``forbidden_status``, ``forbidden_share_low`` and
          ``_high``.
    """
    place, near = audit.placement, audit.surroundings
    ground = audit.ground
    n_overlaps, overlap_ha = _overlaps(audit)
    columns: dict[str, object] = {
        "placed_by": place.method,
        "found_banner": _text(place.banner),
        "found_league": _text(place.league),
        "shape_fault": _text(place.shapes.fault),
        "n_conflicts": _conflicts(audit),
        "inside_park_id": _park_ids(audit),
        "is_park_possible": near.is_park_possible,
        **_distance("nearest_park_id", "park_km", near.park, ground.located_parks),
        **_distance("station_id", "station_km", near.station, ground.stations),
        "rail_line_km": near.rail_line_km,
        **_distance("land_port_id", "land_port_km", near.port, ground.ports),
        "n_rules_failed": audit.rules.count(FAILED),
        "n_rules_untested": audit.rules.count(NOT_VERIFIED),
        "n_rules_met": audit.rules.count(PASSED),
        "n_overlaps": n_overlaps,
        "overlap_ha": overlap_ha,
        "n_same_name": audit.names.n_same,
        "n_near_name": audit.names.n_near,
    }
    for meaning in MEANINGS:
        share = audit.constraints.share(meaning)
        columns[f"{meaning}_status"] = audit.constraints.status(meaning)
        columns[f"{meaning}_share_low"] = share.low
        columns[f"{meaning}_share_high"] = share.high
    return pd.DataFrame(columns, index=pd.Index(audit.ids, name="project_id"))


def _text(column: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return a column of text with None where nothing is known."""
    found = column.astype(object)
    found[found == ""] = None
    return found


def _conflicts(audit: AuditResult) -> NDArray[np.intp]:
    """Count the contradictions of each project."""
    counts = np.zeros(len(audit.ids), dtype=np.intp)
    for row, conflicts in audit.placement.conflicts.items():
        counts[row] = len(conflicts)
    return counts


def _park_ids(audit: AuditResult) -> NDArray[np.object_]:
    """Return the park whose outline holds each project."""
    names = np.array([*audit.ground.parks.rows, None], dtype=object)
    found: NDArray[np.object_] = names[audit.surroundings.own_park_row]
    return found


def _distance(
    id_name: str, km_name: str, near: Near, targets: Targets
) -> dict[str, object]:
    """Return the nearest feature of one kind: which, and how far."""
    names = np.array([*targets.ids, None], dtype=object)
    return {
        id_name: names[near.row],
        km_name: near.km.value,
        f"{km_name}_low": near.km.low,
        f"{km_name}_high": near.km.high,
    }


def _overlaps(audit: AuditResult) -> tuple[pd.api.extensions.ExtensionArray, object]:
    """Count what each project shares land with; missing without an outline.

    What several others claim at once is counted for each of them.
    """
    n_projects = len(audit.ids)
    found = audit.overlaps
    real = ~found.is_seam
    counts = np.bincount(found.row[real], minlength=n_projects)
    shared = np.bincount(
        found.row[real], weights=found.shared_ha[real], minlength=n_projects
    )
    has_outline = audit.placement.shapes.is_polygon
    n_overlaps = pd.array(counts, dtype="Int64")
    n_overlaps[~has_outline] = pd.NA
    return n_overlaps, np.where(has_outline, shared, np.nan)
