"""Places by name and by point."""

from __future__ import annotations

from typing import Final

from flask import Response, request

from webapp.api.blueprint import contract, json_answer
from webapp.api.schema_parts import reference
from webapp.contract import Operation, Parameter
from webapp.finder import find_places, place_here
from webapp.params import Reader
from webapp.phrases import LANGS
from webapp.state import get_catalog

_PLACES: Final = Operation(
    tag="places",
    method="GET",
    rule="/v1/places",
    name="places",
    summary="Find places by name",
    description=(
        "Searches official, short, former, English, pinyin and variant names of "
        "leagues, banners, parks, ports and bases, then the names of the other "
        "layers. Near misses are marked by a lower score. A garbled name gives its "
        "possible readings, the likeliest first, each with the evidence for and "
        "against it. A project found by a name that a source misprints gives it as "
        "`name_printed`."
    ),
    answer=reference("Places"),
    errors=(400,),
    parameters=(
        Parameter(
            "q",
            "Name or part of a name.",
            {"type": "string", "minLength": 1, "maxLength": 200},
            example="甘其毛都",
            is_required=True,
        ),
        Parameter(
            "limit",
            "Most places to return.",
            {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
            example=5,
        ),
        Parameter(
            "lang", "Language of the evidence.", {"enum": list(LANGS)}, example="en"
        ),
    ),
)

_HERE: Final = Operation(
    tag="places",
    method="GET",
    rule="/v1/here",
    name="here",
    summary="What is at a point",
    description=(
        "League and banner of a point, and the nearest parks, ports and other places "
        "with straight-line distances in km."
    ),
    answer=reference("Here"),
    errors=(400,),
    parameters=(
        Parameter(
            "lon",
            "Longitude in degrees, EPSG:4326.",
            {"type": "number", "minimum": -180, "maximum": 180},
            example=111.67,
            is_required=True,
        ),
        Parameter(
            "lat",
            "Latitude in degrees, EPSG:4326.",
            {"type": "number", "minimum": -90, "maximum": 90},
            example=40.82,
            is_required=True,
        ),
        Parameter(
            "lang", "Language of the words.", {"enum": list(LANGS)}, example="en"
        ),
    ),
)


@contract.operation(_PLACES)
def places() -> Response:
    """Find places by name."""
    reader = Reader(request.args)
    query = reader.text("q")
    limit = reader.whole("limit", default=20, minimum=1, maximum=100)
    lang = reader.choice("lang", LANGS, "zh")
    if not request.args.get("q", "").strip():
        came = "is empty" if "q" in request.args else "is missing"
        reader.fail("q", f"{came}; it is required: a name or a part of one, as q=包头")
    reader.only(("q", "limit", "lang"), needed=("q",))
    reader.finish()
    catalog = get_catalog()
    return json_answer(
        {
            "data_version": catalog.data_version,
            "query": query,
            "places": find_places(catalog, query, limit=limit, lang=lang),
        }
    )


@contract.operation(_HERE)
def here() -> Response:
    """Say what is at a point."""
    reader = Reader(request.args)
    reader.only(("lon", "lat", "lang"))
    lon = reader.number("lon", minimum=-180, maximum=180)
    lat = reader.number("lat", minimum=-90, maximum=90)
    lang = reader.choice("lang", LANGS, "zh")
    for name, value in (("lon", lon), ("lat", lat)):
        if value is None and name not in request.args:
            reader.fail(name, "is missing; give degrees")
    reader.finish()
    catalog = get_catalog()
    found = place_here(catalog, lon or 0.0, lat or 0.0, lang)
    return json_answer({"data_version": catalog.data_version, **found})
