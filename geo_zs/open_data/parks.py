"""The parks of a catalog as rows of the exchange schema.

Whatever the tables and the register do not say stays unknown: no outline is drawn
round a point, no area stands in for another one, and no date is taken for granted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from geo_zs.layers.spec import Layer
from geo_zs.open_data.exchange import columns
from geo_zs.open_data.groups import Basis, grouped, weakest
from geo_zs.open_data.layer_rows import codes_by_tag, industry_codes, layer_rows

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog

_SCHEMA: Final = "industrial-park"
#: Column of the schema → column of the layer, where they are called differently.
_RENAMED: Final = {
    "prefecture_code": "league",
    "county_code": "banner",
    "has_rail_siding": "has_rail_access",
}
_LEVELS: Final = {"league": "prefecture", "regional": "provincial"}
_PRECISIONS: Final = {"league": "prefecture", "banner": "county"}
#: Basis of the industries → the confidence that it allows at most.
_INDUSTRY_CONFIDENCE: Final = {
    "mixed": "unverified",
    "general_knowledge": "unverified",
    "name": "inferred",
}
#: Precision of a point → the confidence that it allows at most: a point read from a
#: collection of other things is reported, the seat of a town only stands for a park.
_POINT_CONFIDENCE: Final = {"site": "reported"}
#: Facts that a price of the same park stands beside: price → its class.
_CLASSES: Final = {
    "land_price_cny_per_mu": "land_class",
    "electricity_price_cny_per_kwh": "voltage_class",
    "water_price_cny_per_m3": "water_class",
    "gas_price_cny_per_m3": "gas_class",
    "steam_price_cny_per_t": "steam_class",
}
#: Layer that a nearest place is looked for in → beginning of its columns.
_NEAREST: Final = {"airports": "airport", "ports": "land_port"}


def park_rows(catalog: Catalog) -> list[dict[str, Any]]:
    """Return all parks of a catalog, in the order of their ids.

    Parameters
    ----------
    catalog : Catalog
        With what operators state, if a register is laid over it; public facts only.

    Returns
    -------
    list of dict
        One row of the schema ``industrial-park`` for each park.
    """
    codes = codes_by_tag(catalog)
    return [_row(catalog, row, codes) for row in layer_rows(catalog, "parks")]


def _row(
    catalog: Catalog, park: Mapping[str, Any], codes: Mapping[str, list[str]]
) -> dict[str, Any]:
    """Return one park."""
    facts = {name: park.get(_RENAMED.get(name, name)) for name in columns(_SCHEMA)}
    has_point = park["lon"] is not None
    facts |= {
        "level": _LEVELS.get(park["level"], park["level"]),
        "location_precision": _PRECISIONS.get(
            park["location_precision"], park["location_precision"]
        ),
        "datum": "WGS84" if has_point else None,
        "industry_codes": industry_codes(park["industry_tags"], codes),
    }
    rest = Basis(tuple(park["source_ids"] or ()), "", str(park["confidence"]))
    own = _shipped_sources(catalog, str(park["park_id"]), rest)
    bases = _shape_bases(park, own)
    limit = _INDUSTRY_CONFIDENCE.get(str(park["industries_basis"]), own.confidence)
    words = Basis(own.source_ids, "", str(weakest([own.confidence, limit])))
    bases |= dict.fromkeys(("industries_zh", "industry_tags", "industry_codes"), words)
    _add_nearest(catalog, park, facts, bases)
    _add_stated(catalog, str(park["park_id"]), facts, bases)
    return grouped(_SCHEMA, facts, bases, own)


def _shipped_sources(catalog: Catalog, park_id: str, rest: Basis) -> Basis:
    """Return what the shipped row rests on, without what a register adds to it."""
    base = catalog.base
    if base is None:
        return rest
    shipped = base.layer("parks").frame["source_ids"][park_id]
    return Basis(tuple(shipped), "", rest.confidence)


def _shape_bases(park: Mapping[str, Any], own: Basis) -> dict[str, Basis]:
    """Return what the point of a park rests on."""
    sources = park["location_source_ids"]
    if not sources:
        return {}
    limit = _POINT_CONFIDENCE.get(str(park["location_precision"]), "inferred")
    point = Basis(tuple(sources), "", str(weakest([own.confidence, limit])))
    names = (
        *("lon", "lat", "datum", "location_precision", "location_radius_km"),
        *("location_note", "location_note_zh"),
    )
    return dict.fromkeys(names, point)


def _add_stated(
    catalog: Catalog, park_id: str, facts: dict[str, Any], bases: dict[str, Basis]
) -> None:
    """Add what operators state: the basis of each fact, and the class of a price."""
    back = {layer: name for name, layer in _RENAMED.items()}
    for name in list(facts):
        statements = catalog.statements.get((park_id, _RENAMED.get(name, name)), ())
        if not statements:
            continue
        first = statements[0]
        column = back.get(first.column, first.column)
        basis = Basis(first.source_ids, first.date, first.confidence)
        bases[column] = basis
        if first.fact_class and column in _CLASSES:
            facts[_CLASSES[column]] = first.fact_class
            bases[_CLASSES[column]] = basis


def _add_nearest(
    catalog: Catalog,
    park: Mapping[str, Any],
    facts: dict[str, Any],
    bases: dict[str, Basis],
) -> None:
    """Add the nearest airport and land port in a straight line, to a kilometre.

    Only for a park whose own point is known: from the seat of a town the nearest
    one may be another.
    """
    if park["location_precision"] != "site" or park["lon"] is None:
        return
    for layer_id, stem in _NEAREST.items():
        layer = catalog.layer(layer_id)
        near = catalog.index.nearest(
            park["lon"], park["lat"], layer_id, k=len(layer.frame)
        )
        found = next((one for one in near if _counts(layer, one.key)), None)
        if found is None:
            continue
        place = layer.frame.loc[found.key]
        sources = (*park["location_source_ids"], *place["location_source_ids"])
        sure = weakest([str(park["confidence"]), str(place["confidence"])])
        basis = Basis(sources, "", str(sure))
        for end, value in (
            ("name", str(place["name_zh"])),
            ("km", float(round(found.distance_km))),
            ("distance_kind", "straight_line"),
        ):
            facts[f"{stem}_{end}"] = value
            bases[f"{stem}_{end}"] = basis


def _counts(layer: Layer, key: str) -> bool:
    """Tell whether a place may be the nearest of its kind."""
    if layer.spec.id != "ports":
        return True
    port = layer.frame.loc[key]
    return bool(port["is_open"]) and port["mode"] in {"rail", "road"}
