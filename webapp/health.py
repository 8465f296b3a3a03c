"""Whether the service lives, and whether it is ready with which data."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response
from sqlalchemy.exc import SQLAlchemyError

import geo_zs
from geo_zs.errors import GeoZsError
from webapp.present import to_json
from webapp.state import get_catalog, get_state

health: Final = Blueprint("health", __name__)


@health.get("/healthz")
def live() -> Response:
    """Answer that the process serves requests, and with which data."""
    return _status()


@health.get("/healthz/ready")
def ready() -> Response:
    """Answer that the data is loaded, and whether the register can be read.

    The service does not start without its data. A register that cannot be read
    leaves the public pages up: that is told, and is no reason to stop the service.
    """
    return _status(register=_register())


def _register() -> str:
    """Tell whether there is a register, and whether it answers."""
    register = get_state().register
    if register is None:
        return "none"
    try:
        register.revision()
    except (SQLAlchemyError, GeoZsError):
        return "unreachable"
    return "ok"


def _status(**more: str) -> Response:
    """Return status, data version and program version."""
    catalog = get_catalog()
    body = to_json(
        {
            "status": "ok",
            "ready": True,
            "data_version": catalog.data_version,
            "version": geo_zs.__version__,
            "layers": {key: len(item.frame) for key, item in catalog.layers.items()},
            **more,
        }
    )
    response = Response(body, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
