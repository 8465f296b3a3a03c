"""What an audit found of one project, in words of one language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo_zs.overlay.rule_reasons import rule_entries
from geo_zs.overlay.words import Statement, hectares, kilometres, percent
from geo_zs.vocab import Lang

if TYPE_CHECKING:
    from geo_zs.overlay.audit import AuditResult
    from geo_zs.overlay.ground import Targets
    from geo_zs.overlay.nearest_target import Near


def project_report(audit: AuditResult, row: int, lang: Lang) -> dict[str, Any]:
    """Return what was found of one project.

    Parameters
    ----------
    audit : AuditResult
    row : int
        Row of the project.
    lang : {"zh", "en"}

    Returns
    -------
    dict
        Plain values: ``project_id``, ``place``, ``notes`` (faults of the shape and
        contradictions), ``park``, ``rail``, ``port``, ``rules``, ``overlaps``,
        ``names``, ``constraints``, ``data_version``. Each part has ``statements``
        with ``key`` and ``text``; numbers that are not known are None.
    """
    place = audit.placement
    return {
        "project_id": audit.ids[row],
        "place": {
            "method": str(place.method[row]),
            "banner": str(place.banner[row]) or None,
            "league": str(place.league[row]) or None,
            "radius_km": _number(place.radius_km[row]),
            "area_ha": _number(place.shapes.area_ha[row]),
            "banner_shares": dict(place.banner_shares.get(row, ())),
            "statements": _said(_place(audit, row), lang),
        },
        "notes": _said(_notes(audit, row), lang),
        "park": _park(audit, row, lang),
        "rail": _rail(audit, row, lang),
        "port": _port(audit, row, lang),
        "rules": rule_entries(audit.rules, row, lang),
        "overlaps": _overlaps(audit, row, lang),
        "names": _names(audit, row, lang),
        "constraints": audit.constraints.to_dict(row, lang),
        "data_version": audit.data_version,
    }


def _said(statements: list[Statement], lang: Lang) -> list[dict[str, str]]:
    """Return statements as plain values."""
    return [one.to_dict(lang) for one in statements]


def _number(value: float) -> float | None:
    """Return a number, None where it is not known."""
    return None if np.isnan(value) else float(value)


def _place(audit: AuditResult, row: int) -> list[Statement]:
    """Say where a project lies."""
    place, ground = audit.placement, audit.ground
    method = str(place.method[row])
    unit = str(place.banner[row]) or str(place.league[row])
    values: dict[str, Any] = {
        "unit": ground.unit_name(unit),
        "park": ground.park_name(str(place.park_id[row])),
        "radius": f"{place.radius_km[row]:g}",
    }
    found = [Statement(f"place.{method}", values)]
    if place.is_on_border[row]:
        found.append(Statement("place.border"))
    shares = place.banner_shares.get(row, ())
    if shares:
        names = [(ground.unit_name(code), percent(share)) for code, share in shares]
        zh = "、".join(f"{name[0]} {share}" for name, share in names)
        en = ", ".join(f"{name[1]} {share}" for name, share in names)
        found.append(Statement("place.shares", {"parts": (zh, en)}))
    return found


def _notes(audit: AuditResult, row: int) -> list[Statement]:
    """Say what was wrong with the shape, and what contradicts itself."""
    place, ground = audit.placement, audit.ground
    found: list[Statement] = []
    if place.shapes.fault[row]:
        detail = str(place.shapes.fault_detail[row])
        found.append(Statement(str(place.shapes.fault[row]), {"detail": detail}))
    for conflict in place.conflicts.get(row, ()):
        values = dict(conflict.values)
        for name in ("stated", "found"):
            if name in values:
                values[name] = ground.unit_name(str(values[name]))
        if "park" in values:
            values["park"] = ground.park_name(str(values["park"]))
        if "km" in values:
            values["km"] = kilometres(float(str(values["km"])))
        found.append(Statement(conflict.key, values))
    return found


def _near(near: Near, targets: Targets, row: int) -> dict[str, Any]:
    """Return the nearest feature of one kind as plain values."""
    at = int(near.row[row])
    return {
        "id": str(targets.ids[at]) if at >= 0 else None,
        "km": _number(near.km.value[row]),
        "km_low": _number(near.km.low[row]),
        "km_high": _number(near.km.high[row]),
    }


def _values(near: Near, targets: Targets, row: int) -> dict[str, Any]:
    """Return what a text names of the nearest feature."""
    at = int(near.row[row])
    zh = str(targets.names_zh[at])
    return {
        "name": (zh, str(targets.names_en[at]) or zh),
        "km": kilometres(float(near.km.value[row])),
        "low": kilometres(float(near.km.low[row])),
        "high": kilometres(float(near.km.high[row])),
    }


def _park(audit: AuditResult, row: int, lang: Lang) -> dict[str, Any]:
    """Say in or near which park a project lies."""
    around, ground = audit.surroundings, audit.ground
    near, targets = around.park, ground.located_parks
    own = int(around.own_park_row[row])
    found: list[Statement] = []
    if own >= 0:
        name = (str(ground.parks.name_zh[own]), str(ground.parks.name_en[own]))
        found.append(Statement("park.inside", {"park": name}))
    at = int(near.row[row])
    stated = str(audit.placement.park_id[row])
    if stated:
        found.append(Statement("park.stated", {"park": ground.park_name(stated)}))
    if at < 0:
        found.append(Statement("not_measured"))
    elif audit.placement.method[row] != "park":
        values = _values(near, targets, row)
        values["park"] = values.pop("name")
        values["radius"] = f"{targets.radius_km[at]:g}"
        if audit.placement.unit[row]:
            found.append(Statement("park.spread", values))
        elif near.km.low[row] <= 0:
            found.append(Statement("park.possible", values))
        else:
            found.append(Statement("park.apart", values))
    n_unlocated = int(around.n_unlocated_parks[row])
    if n_unlocated and own < 0 and audit.placement.method[row] != "park":
        found.append(Statement("park.unlocated", {"n": n_unlocated}))
    inside = list(ground.parks.rows)[own] if own >= 0 else None
    return {
        "stated_id": stated or None,
        "inside_id": inside,
        "is_possible": bool(around.is_park_possible[row]),
        "nearest": _near(near, targets, row),
        "n_unlocated": n_unlocated,
        "statements": _said(found, lang),
    }


def _rail(audit: AuditResult, row: int, lang: Lang) -> dict[str, Any]:
    """Say how far the railway is."""
    around, targets = audit.surroundings, audit.ground.stations
    found = [Statement("not_measured")]
    if around.station.row[row] >= 0:
        line = {"km": kilometres(float(around.rail_line_km[row]))}
        spread = "_spread" if audit.placement.unit[row] else ""
        found = [
            Statement(f"rail.station{spread}", _values(around.station, targets, row)),
            Statement(f"rail.line{spread}", line),
        ]
    return {
        "nearest_station": _near(around.station, targets, row),
        "line_km": _number(around.rail_line_km[row]),
        "statements": _said(found, lang),
    }


def _port(audit: AuditResult, row: int, lang: Lang) -> dict[str, Any]:
    """Say how far the nearest land port is."""
    near, targets = audit.surroundings.port, audit.ground.ports
    found = Statement("not_measured")
    if near.row[row] >= 0:
        found = Statement("port.near", _values(near, targets, row))
    return {
        "nearest": _near(near, targets, row),
        "statements": _said([found], lang),
    }


def _other(audit: AuditResult, at: int) -> dict[str, Any]:
    """Return what is told of another project."""
    other = audit.others.iloc[at]
    return {
        "project_id": str(audit.others.index[at]),
        "name": str(other["name_zh"]),
        "league": str(other["league"]) or None,
        "banner": str(other["banner"]) or None,
        "stage": str(other["stage"]) or None,
        "origin": str(other["origin"]) or "shipped",
    }


def _overlaps(audit: AuditResult, row: int, lang: Lang) -> dict[str, Any]:
    """Say which other outlines share land with that of a project."""
    if not audit.placement.shapes.is_polygon[row]:
        untested = _said([Statement("overlap.not_tested")], lang)
        return {"is_tested": False, "found": [], "statements": untested}
    found: list[dict[str, Any]] = []
    pairs = audit.overlaps
    for at in pairs.of(row).tolist():
        other = _other(audit, int(pairs.other[at]))
        is_seam = bool(pairs.is_seam[at])
        values = {
            "name": other["name"],
            "ha": hectares(float(pairs.shared_ha[at])),
            "share": percent(float(pairs.share[at])),
            "other": percent(float(pairs.share_of_other[at])),
        }
        said = Statement("overlap.seam" if is_seam else "overlap.found", values)
        found.append(
            other
            | {
                "shared_ha": float(pairs.shared_ha[at]),
                "share": float(pairs.share[at]),
                "share_of_other": float(pairs.share_of_other[at]),
                "is_seam": is_seam,
            }
            | said.to_dict(lang)
        )
    none = [] if found else [Statement("overlap.none")]
    return {"is_tested": True, "found": found, "statements": _said(none, lang)}


def _names(audit: AuditResult, row: int, lang: Lang) -> dict[str, Any]:
    """Say which other projects have the same name, or almost."""
    pairs = audit.names
    found: list[dict[str, Any]] = []
    for at in pairs.of(row).tolist():
        other = _other(audit, int(pairs.other[at]))
        is_same = bool(pairs.is_same[at])
        values = {
            "name": other["name"],
            "id": other["project_id"],
            "score": f"{pairs.score[at]:.0f}",
        }
        said = Statement("name.same" if is_same else "name.near", values)
        score = {"score": float(pairs.score[at]), "is_same": is_same}
        found.append(other | score | said.to_dict(lang))
    none = [] if found else [Statement("name.none")]
    return {
        "n_same": int(pairs.n_same[row]),
        "n_near": int(pairs.n_near[row]),
        "found": found,
        "statements": _said(none, lang),
    }
