"""``/match.json``, ``.geojson``, ``.csv``, ``.xlsx``: an answer as files."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, request

from geo_zs.maps.answer_layer import answer_features
from webapp.delivery import REVALIDATE
from webapp.errors import ParameterError
from webapp.match.reader import read_form
from webapp.matcher import Answered, run
from webapp.pages.blueprint import pages
from webapp.params import read_lang
from webapp.present import to_json
from webapp.state import get_catalog, get_state


@pages.get("/match.json")
def match_json() -> Response:
    """Send the answer as the API gives it."""
    return _file(_answered().answer, "application/json", "match.json")


@pages.get("/match.geojson")
def match_geojson() -> Response:
    """Send the ranked and excluded sites as GeoJSON."""
    answered = _answered()
    catalog = get_catalog()
    features = []
    for group in ("ranked", "excluded"):
        for feature in answer_features(answered.answer[group], catalog):
            properties = {**_mapping(feature["properties"]), "group": group}
            features.append({**feature, "properties": properties})
    collection = {
        "type": "FeatureCollection",
        "data_version": catalog.data_version,
        "features": features,
    }
    return _file(collection, "application/geo+json", "match.geojson")


def _mapping(value: object) -> Mapping[str, object]:
    """Return `value`, the properties of a feature, as the mapping it is."""
    assert isinstance(value, Mapping)  # noqa: S101 - made by geo_zs.maps
    return value


def _answered() -> Answered:
    """Return the answer to the link; raises what is wrong with it."""
    form = read_form(request.args, get_catalog(), read_lang(request.args))
    if form.problems or form.ignored:
        raise ParameterError((*form.problems, *form.ignored))
    return run(get_state(), form.to_request())


def _file(value: object, media_type: str, name: str) -> Response:
    """Return `value` as a JSON file to be saved."""
    response = Response(to_json(value), content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = REVALIDATE
    return response
