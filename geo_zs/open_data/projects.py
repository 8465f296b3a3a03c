"""The projects of a catalog as rows of the exchange schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from geo_zs.open_data.exchange import columns
from geo_zs.open_data.groups import CONFIDENCES, Basis, grouped, weakest
from geo_zs.open_data.layer_rows import codes_by_tag, industry_codes, layer_rows

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog

_SCHEMA: Final = "investment-project"
_RENAMED: Final = {"prefecture_code": "league", "county_code": "banner"}
#: How sure the place of a project is, as the tables word it.
_PLACE: Final = {"stated": "official", "inferred": "inferred", "unknown": "unverified"}
_PLACE_FACTS: Final = ("prefecture_code", "county_code", "park_id")


def project_rows(catalog: Catalog) -> list[dict[str, Any]]:
    """Return all projects of a catalog, in the order of their ids.

    Parameters
    ----------
    catalog : Catalog
        With the public projects of a register, if one is laid over it.

    Returns
    -------
    list of dict
        One row of the schema ``investment-project`` for each project. A project
        that names a park or an umbrella project which is not in the catalog names
        none here.
    """
    rows = layer_rows(catalog, "projects")
    codes = codes_by_tag(catalog)
    known = {
        "park_id": set(map(str, catalog.layer("parks").frame.index)),
        "parent_project_id": {str(row["project_id"]) for row in rows},
    }
    return [_row(row, codes, known) for row in rows]


def _row(
    project: Mapping[str, Any],
    codes: Mapping[str, list[str]],
    known: Mapping[str, set[str]],
) -> dict[str, Any]:
    """Return one project."""
    facts = {name: project.get(_RENAMED.get(name, name)) for name in columns(_SCHEMA)}
    power = project["power_mw"]
    facts |= {
        "datum": None if project["lon"] is None else "WGS84",
        "industry_codes": industry_codes(project["industry_tags"], codes),
        "capacity_value": power,
        "capacity_unit": None if power is None else "MW",
    }
    for name, keys in known.items():
        if facts[name] not in keys:
            facts[name] = None
    confidence = str(project["confidence"])
    rest = Basis(
        tuple(project["source_ids"] or ()), str(project["date"] or ""), confidence
    )
    limit = _PLACE.get(str(project["place_confidence"]), CONFIDENCES[-1])
    place = Basis(rest.source_ids, rest.date, str(weakest([confidence, limit])))
    return grouped(_SCHEMA, facts, dict.fromkeys(_PLACE_FACTS, place), rest)
