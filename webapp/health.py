"""Whether the service lives, and whether it is ready with which data."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response

import geo_zs
from webapp.present import to_json
from webapp.state import get_catalog

health: Final = Blueprint("health", __name__)


@health.get("/healthz")
def live() -> Response:
    """Answer that the process serves requests, and with which data."""
    return _status()


@health.get("/healthz/ready")
def ready() -> Response:
    """Answer that the data is loaded; the service does not start without it."""
    return _status()


def _status() -> Response:
    """Return status, data version and program version."""
    catalog = get_catalog()
    body = to_json(
        {
            "status": "ok",
            "ready": True,
            "data_version": catalog.data_version,
            "version": geo_zs.__version__,
            "layers": {key: len(item.frame) for key, item in catalog.layers.items()},
        }
    )
    response = Response(body, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
