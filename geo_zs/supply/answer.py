"""The supply sheet of a site as plain values."""

from __future__ import annotations

from typing import Any

from geo_zs.supply.sheet import SupplyEntry, SupplyGroup, SupplySheet


def sheet_answer(sheet: SupplySheet) -> dict[str, Any]:
    """Return a supply sheet as plain values, with what to say where none is known."""
    reach = f"{sheet.reach_km:g}"
    return {
        "site_id": sheet.site_id,
        "industry": sheet.industry,
        "reach_km": sheet.reach_km,
        "groups": [_group(one, reach) for one in sheet.groups],
        "none_known": list(sheet.none_known),
    }


def _group(group: SupplyGroup, reach: str) -> dict[str, Any]:
    """Return the suppliers of one upstream industry."""
    text = None
    if not group.entries:
        text = {
            "zh": f"{reach} 公里内没有已知的{group.name_zh}供应方",
            "en": f"none known within {reach} km: {group.name_en}",
        }
    return {
        "industry": group.tag,
        "name": {"zh": group.name_zh, "en": group.name_en},
        "suppliers": [_entry(one) for one in group.entries],
        "parks": [_entry(one) for one in group.parks],
        "stages": dict(group.stages),
        "counts": {
            "found": group.n_found,
            "parks": group.n_parks,
            "cancelled": group.n_cancelled,
            "not_placed": group.n_not_placed,
        },
        "text": text,
    }


def _entry(entry: SupplyEntry) -> dict[str, Any]:
    """Return one supplier with its distance."""
    one = entry.supplier
    capacity = None
    if one.capacity_zh:
        capacity = {"zh": one.capacity_zh, "en": one.capacity_en}
    return {
        "kind": one.kind,
        "id": one.id,
        "name_zh": one.name_zh or None,
        "name_en": one.name_en or None,
        "industry_tags": list(one.tags),
        "owner": one.owner or None,
        "stage": one.stage or None,
        "capacity": capacity,
        "date": one.date or None,
        "league": one.league or None,
        "banner": one.banner or None,
        "park_id": one.park_id or None,
        "location_precision": one.precision,
        "part_of": one.part_of or None,
        "distance_km": entry.distance_km,
        "low_km": entry.low_km,
        "high_km": entry.high_km,
        "approximate": entry.is_approximate,
        "surely_within": entry.is_surely_within,
        "source_ids": list(one.source_ids),
        "confidence": one.confidence or None,
    }
