"""Project → banner, league and a place to draw it: by point, park, banner, league.

The first that is known wins; how it was found, how precise that is and how sure
are columns of the answer. A project without a point of its own never gets one: it
has only a place to be drawn at, marked approximate.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from geo_zs.layers.boundaries import Boundaries

#: A row of a table by the names of its columns.
Row = Mapping[Any, Any]

#: Confidences from strong to weak; of two the weaker one counts.
_CONFIDENCES: Final = ("official", "reported", "inferred", "unverified")

#: Columns that `locate_projects` adds.
ADDED: Final = (
    "located_by",
    "located_league",
    "located_banner",
    "location_precision",
    "location_confidence",
    "display_lon",
    "display_lat",
    "is_approximate",
    "location_conflict",
    "unlocated_reason",
    "unlocated_reason_zh",
)


def locate_projects(
    frame: pd.DataFrame,
    boundaries: Boundaries,
    parks: pd.DataFrame,
    labels: pd.DataFrame,
) -> pd.DataFrame:
    """Place each project by its point, else its park, banner or league.

    Parameters
    ----------
    frame : DataFrame, (n,)
        From ``projects.load.load_projects``.
    boundaries : Boundaries
        For points.
    parks : DataFrame
        Columns ``park_id``, ``league``, ``banner``, ``lon``, ``lat``,
        ``location_precision``, ``confidence``.
    labels : DataFrame
        Index ``adcode`` of leagues and banners; columns ``lon``, ``lat`` of the
        spot inside where a name may stand.

    Returns
    -------
    DataFrame, (n,)
        The rows of `frame` in their order, with the columns of ``ADDED``:
        ``located_by`` (point, park, banner, league, none), ``located_league`` and
        ``located_banner``, ``location_precision`` (site, town, banner, league,
        none), ``location_confidence``, ``display_lon`` and ``display_lat`` (NaN if
        nowhere), ``is_approximate`` (False only for a point of its own),
        ``location_conflict`` (what contradicts, else missing) and the reason why a
        project could not be located, in Chinese and English.

    Notes
    -----
    A point outside the region, a park that is not in the table, or a banner that
    differs from that of the point or park is no failure: the next way is taken, or
    the finer place wins, and ``location_conflict`` says so.
    """
    located = boundaries.locate(
        frame["lon"].to_numpy(dtype=float, na_value=np.nan),
        frame["lat"].to_numpy(dtype=float, na_value=np.nan),
    )
    known_parks = {str(row["park_id"]): row for row in parks.to_dict("records")}
    spots = {
        str(code): (float(lon), float(lat))
        for code, lon, lat in zip(
            labels.index, labels["lon"], labels["lat"], strict=True
        )
    }
    leagues = {
        str(code): str(league) for code, league in boundaries.banners["league"].items()
    }
    rows = [
        _place(row, adcode, known_parks, spots, leagues)
        for row, adcode in zip(frame.to_dict("records"), located.adcodes, strict=True)
    ]
    added = pd.DataFrame(rows, index=frame.index, columns=list(ADDED))
    for column in ("display_lon", "display_lat"):
        added[column] = added[column].astype(float)
    added["is_approximate"] = added["is_approximate"].astype(bool)
    kept = frame.drop(columns=[name for name in ADDED if name in frame.columns])
    return pd.concat([kept, added], axis=1)


def _text(value: Any) -> str | None:  # noqa: ANN401  any cell
    """Return a cell as text, None where it is missing or empty."""
    return str(value) if _is_known(value) and value != "" else None


def _is_known(value: Any) -> bool:  # noqa: ANN401  any cell
    """Tell whether a cell holds a value."""
    return not bool(pd.isna(value))


def _weaker(first: str | None, second: str | None) -> str:
    """Return the weaker of two confidences; unknown counts as unverified."""
    order = {name: rank for rank, name in enumerate(_CONFIDENCES)}
    last = len(_CONFIDENCES) - 1
    return _CONFIDENCES[
        max(order.get(first or "", last), order.get(second or "", last))
    ]


def _place(
    row: Row,
    adcode: str | None,
    parks: Mapping[str, Row],
    spots: dict[str, tuple[float, float]],
    leagues: dict[str, str],
) -> dict[str, Any]:
    """Return the added columns of one project."""
    league, banner = _text(row["league"]), _text(row["banner"])
    park_id = _text(row["park_id"])
    park = parks.get(park_id) if park_id else None
    has_point = _is_known(row["lon"]) and _is_known(row["lat"])
    conflicts: list[str] = []
    if has_point and adcode is None:
        conflicts.append("the point lies outside the region")
    if park_id and park is None:
        conflicts.append(f"park {park_id} is not in the table of parks")
    confidence = _stated_confidence(row)
    if adcode is not None:
        by, precision = "point", "site"
        found: tuple[str | None, str | None] = (leagues[adcode], adcode)
        spot = (float(row["lon"]), float(row["lat"]))
    elif park is not None:
        by = "park"
        precision = str(park["location_precision"])
        found = (_text(park["league"]), _text(park["banner"]))
        confidence = _weaker(confidence, _text(park["confidence"]))
        if _is_known(park["lon"]):
            spot = (float(park["lon"]), float(park["lat"]))
        else:
            spot = spots[found[1] or found[0] or ""]
    elif banner is not None:
        by, precision, found = "banner", "banner", (leagues[banner], banner)
        spot = spots[banner]
    elif league is not None:
        by, precision, found = "league", "league", (league, None)
        spot = spots[league]
    else:
        by, precision, found = "none", "none", (None, None)
        spot = (np.nan, np.nan)
    for kind, given, place in (
        ("banner", banner, found[1]),
        ("league", league, found[0]),
    ):
        if given and place and given != place:
            conflicts.append(
                f"the {kind} is given as {given}, the {by} lies in {place}"
            )
    reasons = _reasons(row) if by == "none" else (None, None)
    return {
        "located_by": by,
        "located_league": found[0],
        "located_banner": found[1],
        "location_precision": precision,
        "location_confidence": confidence if by != "none" else None,
        "display_lon": spot[0],
        "display_lat": spot[1],
        "is_approximate": by != "point",
        "location_conflict": "; ".join(conflicts) or None,
        "unlocated_reason": reasons[0],
        "unlocated_reason_zh": reasons[1],
    }


def _stated_confidence(row: Row) -> str:
    """Return how sure the place of a row is: its confidence, weaker if inferred."""
    confidence = _weaker(_text(row["confidence"]), "official")
    if _text(row["place_confidence"]) == "inferred":
        return _weaker(confidence, "inferred")
    return confidence


def _reasons(row: Row) -> tuple[str, str]:
    """Say in English and Chinese why a project could not be located."""
    en, zh = "the source names no place that can be located", "资料中没有可以定位的地名"
    evidence = _text(row["place_evidence"])
    evidence_zh = _text(row["place_evidence_zh"]) or evidence
    if evidence:
        return f"{en} (evidence: {evidence})", f"{zh}（依据：{evidence_zh}）"
    return en, zh
