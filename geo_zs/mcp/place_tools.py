"""The tools that say what a name means and what is at a point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo_zs.errors import (
    AmbiguousPlaceError,
    RequirementError,
    UnknownPlaceError,
)
from geo_zs.mcp.call_faults import scope_faults
from geo_zs.mcp.place_shapes import HereShape, NameShape, NearShape, ReadingShape
from geo_zs.mcp.shapes import PlaceShape
from geo_zs.mcp.telling import MOST_LISTED, Teller, listed, short

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.gazetteer.places import Place
    from geo_zs.gazetteer.repair import Reading
    from geo_zs.mcp.requests import Lang


def locate_name(
    catalog: Catalog, name: str, *, kind: str | None, within: str | None, lang: Lang
) -> tuple[str, NameShape]:
    """Say which place a name means; a garbled one gets readings, never a place.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    name : str
        As it was printed.
    kind, within : str or None
        Only places of this kind, or in this league or banner.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    tuple of (str, NameShape)
        The answer in words and in fields.

    Raises
    ------
    RequirementError
        If there is no such kind, league or banner.
    """
    gazetteer = catalog.gazetteer
    problems = scope_faults(catalog, kind, within)
    if problems:
        raise RequirementError(problems)
    tell = Teller(catalog, lang)
    places: tuple[Place, ...] = ()
    readings: tuple[Reading, ...] = ()
    near: tuple[str, ...] = ()
    try:
        places = (gazetteer.find(name, kind=kind, within=within),)
        status = "found"
    except AmbiguousPlaceError as error:
        places = error.candidates  # type: ignore[assignment]  # the gazetteer's places
        status = "ambiguous"
    except UnknownPlaceError as error:
        readings = gazetteer.read(name, kind=kind, within=within).readings
        near = error.near
        status = "garbled" if readings else "unknown"
    for one in gazetteer.names:
        if one.place in places:
            tell.cite(one.source_ids)
    for garble in gazetteer.garbles:
        if garble.printed == name.strip():
            tell.cite(garble.source_ids)
    found: dict[str, Any] = {
        "name": short(name, 200),
        "status": status,
        "places": [_place(tell, one) for one in places[:MOST_LISTED]],
        "readings": [_reading(tell, one) for one in readings[:MOST_LISTED]],
        "near": list(near[:MOST_LISTED]),
    }
    shape = NameShape(**found, **tell.head())
    return _name_in_words(shape), shape


def what_is_here(
    catalog: Catalog, lon: float, lat: float, *, lang: Lang
) -> tuple[str, HereShape]:
    """Say in which banner a point lies and what is near, by straight line.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    lon, lat : float
        Degrees, EPSG:4326.
    lang : {"zh", "en"}
        Language of the words.
    """
    here = catalog.here(lon, lat)
    tell = Teller(catalog, lang)
    without = [
        _row(tell, layer_id, key)
        for layer_id, rows in here.without_point.items()
        for key, _, _ in rows
    ]
    found: dict[str, Any] = {
        "lon": lon,
        "lat": lat,
        "text": here.sentence(lang),
        "league": tell.unit("leagues", here.league),
        "banner": tell.unit("banners", here.banner),
        "is_outside": here.is_outside,
        "is_on_border": here.is_on_border,
        "near": [
            near_place(tell, layer_id, feature.key, feature.distance_km)
            for layer_id, features in here.near.items()
            for feature in features
        ],
        "without_point": without[:MOST_LISTED],
        "attribution": catalog.boundaries.attribution_zh,
    }
    shape = HereShape(**found, **tell.head())
    lines = [shape.text]
    lines += [f"- {one.name}: {one.distance_km:.1f} km" for one in shape.near[:10]]
    return "\n".join(lines), shape


def near_place(tell: Teller, layer_id: str, key: str, distance_km: float) -> NearShape:
    """Return a feature of a layer with its distance, to 0.1 km."""
    values = _row_values(tell, layer_id, key)
    return NearShape(**values, distance_km=round(distance_km, 1))


def _row(tell: Teller, layer_id: str, key: str) -> PlaceShape:
    return PlaceShape(**_row_values(tell, layer_id, key))


def _row_values(tell: Teller, layer_id: str, key: str) -> dict[str, Any]:
    """Return the fields of a row of a layer, its sources noted."""
    row = tell.row(layer_id, key)
    tell.cite(row.get("source_ids"))
    tell.cite(row.get("location_source_ids"))
    return tell.place_values(layer_id.removesuffix("s"), key, row)


def _place(tell: Teller, place: Place) -> PlaceShape:
    return tell.place(str(place.kind), place.id, place.to_dict())


def _reading(tell: Teller, reading: Reading) -> ReadingShape:
    words = reading.in_language(tell.lang)
    return ReadingShape(
        text=reading.text,
        kind=reading.kind,
        place=_place(tell, reading.place) if reading.place else None,
        confidence=reading.confidence,
        evidence_for=str(words["evidence_for"]),
        evidence_against=str(words["evidence_against"]),
        reason=reading.reason[tell.lang],
    )


def _name_in_words(found: NameShape) -> str:
    """Return the answer in a few lines."""
    is_zh = found.lang == "zh"
    lines = []
    for one in found.places:
        where = listed((part for part in (one.league, one.banner) if part), found.lang)
        lines.append(f"{one.name} ({one.kind} {one.id}) {where}".strip())
    if found.status == "ambiguous":
        lines.insert(
            0, "有多个地方叫这个名字：" if is_zh else "Several have this name:"
        )
    if found.status == "garbled":
        lines.append(
            "没有这个名字；以下只是猜测，须人工核对："
            if is_zh
            else "No place has this name; these are guesses, for a person to check:"
        )
        lines += [
            f"- {one.text} ({one.confidence}): {one.evidence_for}"
            for one in found.readings
        ]
    if found.status == "unknown":
        lines.append("没有这个名字。" if is_zh else "No place has this name.")
    if found.near:
        label = "相近：" if is_zh else "Alike: "
        lines.append(label + listed(found.near, found.lang))
    return "\n".join(lines)
