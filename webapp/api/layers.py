"""The layers: their list, and each one as GeoJSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from flask import Response, request, url_for

from geo_zs.features.published import attribution_of
from geo_zs.layers.spec import Layer
from geo_zs.maps.geojson import layer_geojson
from webapp.api.blueprint import contract, json_answer
from webapp.api.schema_parts import reference
from webapp.contract import Operation, Parameter
from webapp.delivery import Body, kept, make_body, send
from webapp.errors import UnknownLayerError
from webapp.params import Bbox, Reader
from webapp.state import State, get_catalog, get_state

GEOJSON: Final = "application/geo+json"

_KNOWN: Final = ("bbox", "league", "simplify", "place")
_LEVELS: Final = ("map", "full")
_PLACES: Final = ("own", "label")

_LIST: Final = Operation(
    tag="layers",
    method="GET",
    rule="/v1/layers",
    name="layers",
    summary="All layers",
    description="Layers with titles, counts, columns with units, and completeness.",
    answer=reference("LayerList"),
    links={
        "layer": {
            "operationId": "layer",
            "parameters": {"layer_id": "$response.body#/layers/0/id"},
        }
    },
    errors=(400,),
)

_LAYER: Final = Operation(
    tag="layers",
    method="GET",
    rule="/v1/layers/<layer_id>.geojson",
    name="layer",
    summary="One layer as GeoJSON",
    description=(
        "Rows of a layer, all columns as they are held; unknown values are null. "
        "A row without a point of its own has a null geometry. The member "
        "attribution has the credits to print beside a map; boundaries are a sketch "
        "map (示意图)."
    ),
    answer=reference("Features"),
    answer_type=GEOJSON,
    errors=(400, 404),
    parameters=(
        Parameter(
            "layer_id",
            "Id of the layer, as the list of layers gives it.",
            {"type": "string", "maxLength": 80},
            example="ports",
            in_path=True,
        ),
        Parameter(
            "bbox",
            "Only rows that meet this box: west,south,east,north in degrees.",
            {
                "type": "array",
                "items": {"type": "number"},
                "minItems": 4,
                "maxItems": 4,
            },
            example=[109, 40, 112, 42],
        ),
        Parameter(
            "league",
            "Only rows of this league (盟市), by its adcode.",
            {"type": "string", "maxLength": 6, "pattern": "^15[0-9]{4}$"},
            example="150200",
        ),
        Parameter(
            "simplify",
            "Level of the polygons: map (0.01°, for drawing) or full.",
            {"enum": list(_LEVELS), "default": "map"},
            example="map",
        ),
        Parameter(
            "place",
            "label gives rows without a point the place where a map may draw them "
            "(their park, or the label point of their banner or league), marked by "
            "the property approximate; own leaves them null.",
            {"enum": list(_PLACES), "default": "own"},
            example="label",
        ),
    ),
)


@contract.operation(_LIST)
def layers() -> Response:
    """List the layers."""
    reader = Reader(request.args)
    reader.only(())
    reader.finish()
    catalog = get_catalog()
    return json_answer(
        {
            "data_version": catalog.data_version,
            "layers": [describe(layer) for layer in catalog.layers.values()],
        }
    )


@contract.operation(_LAYER)
def layer(layer_id: str) -> Response:
    """Send a layer as GeoJSON."""
    state = get_state()
    chosen = state.catalog.layers.get(layer_id)
    if chosen is None:
        raise UnknownLayerError(layer_id[:80], tuple(state.catalog.layers))
    reader = Reader(request.args)
    reader.only(_KNOWN)
    bbox = reader.bbox()
    league = reader.choice(
        "league", tuple(state.catalog.layers["leagues"].frame.index), ""
    )
    level = reader.choice("simplify", _LEVELS, "map")
    place = reader.choice("place", _PLACES, "own")
    reader.finish()
    wanted = Wanted(bbox, league, level, place == "label")
    key = (state.catalog.data_version, "layer", layer_id, wanted)
    return send(kept(state.pages, key, lambda: _export(state, chosen, wanted)))


@dataclass(frozen=True)
class Wanted:
    """What a link asks of a layer: see the parameters of the route."""

    bbox: Bbox | None
    league: str
    level: str
    has_labels: bool


def _export(state: State, chosen: Layer, wanted: Wanted) -> Body:
    """Return a layer as GeoJSON bytes."""
    members = {"data_version": state.catalog.data_version, "layer": chosen.spec.id}
    credit = attribution_of(state.catalog, chosen)
    if credit:
        members["attribution"] = credit
    if chosen.spec.geometry == "MultiPolygon":
        members["notice"] = "示意图"
    content = layer_geojson(
        chosen,
        bbox=wanted.bbox,
        league=wanted.league or None,
        place_label=wanted.has_labels,
        level=wanted.level,
        sources=state.catalog.sources,
        members=members,
    )
    return make_body(content, GEOJSON)


def describe(layer: Layer) -> dict[str, Any]:
    """Return what the list of layers says of one layer."""
    spec = layer.spec
    return {
        "id": spec.id,
        "title": {"zh": spec.title_zh, "en": spec.title_en},
        "group": spec.group,
        "geometry": spec.geometry,
        "count": len(layer.frame),
        "located": int(layer.frame.geometry.notna().sum()),
        "completeness": spec.completeness,
        "completeness_note": {"zh": spec.completeness_zh, "en": spec.completeness_en},
        "href": url_for("api.layer", layer_id=spec.id),
        "page": url_for("pages.layer_table", layer_id=spec.id),
        "columns": [
            {
                "name": column.name,
                "title": {"zh": column.title_zh, "en": column.title_en},
                "unit": column.unit or None,
                "type": column.type,
            }
            for column in spec.columns
        ],
    }
