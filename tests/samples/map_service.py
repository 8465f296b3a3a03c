"""A tiny service round a map: its page, its layers, its search and "what is here"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, jsonify, request

from geo_zs.maps.export import layer_geojson, map_html, script_hashes
from geo_zs.maps.local_figure import static_dir
from geo_zs.maps.url_layer import RegionMap

POLICY = (
    "default-src 'none'; script-src 'self' {scripts}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def map_service(
    catalog: Any,
    compose_map: Callable[[], RegionMap],
    *,
    places: list[dict[str, Any]] | None = None,
    here: dict[str, Any] | None = None,
    lang: str = "zh",
    with_policy: bool = True,
) -> Flask:
    """Return an app that serves one map.

    Parameters
    ----------
    catalog : object
        What the maps read of a catalog.
    compose_map : callable
        Makes the map, anew for each request.
    places, here
        Answers of the search and of "what is here".
    lang : str
        Language of the page.
    with_policy : bool
        Send the Content-Security-Policy. Without it a page shows what it would run.
    """
    app = Flask("map_service", static_folder=str(static_dir()))

    @app.get("/")
    def page() -> Response:
        html = map_html(compose_map(), title="图", asset_base="/static", lang=lang)
        answer = Response(html)
        if with_policy:
            policy = POLICY.format(scripts=" ".join(script_hashes(html)))
            answer.headers["Content-Security-Policy"] = policy
        answer.set_etag("page")
        return answer.make_conditional(request)

    @app.get("/api/v1/layers/<layer_id>.geojson")
    def layer(layer_id: str) -> Response:
        content = layer_geojson(
            catalog.layer(layer_id),
            league=request.args.get("league"),
            place_label=request.args.get("place") == "label",
            level=request.args.get("simplify", "map"),
            sources=catalog.sources,
        )
        return Response(content, mimetype="application/geo+json")

    @app.get("/api/v1/places")
    def find() -> Response:
        return jsonify(places=places or [])

    @app.get("/api/v1/here")
    def what_is_here() -> Response:
        return jsonify(here or {})

    @app.get("/favicon.ico")
    def icon() -> Response:
        return Response(status=204)

    return app
