"""Whether the service lives, is ready with which data, and how it does (metrics)."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final

from flask import Blueprint, Response, current_app, request
from sqlalchemy.exc import SQLAlchemyError

import geo_zs
from geo_zs.errors import ForbiddenError, GeoZsError
from webapp.errors import NoMetricsError
from webapp.present import to_json
from webapp.serving.metrics import metrics_of
from webapp.state import get_catalog, get_settings, get_state

health: Final = Blueprint("health", __name__)

#: What a proxy adds to a request that it passes on.
_PASSED_ON: Final = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


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


@health.get("/metrics")
def metrics() -> Response:
    """Answer with the metrics, to whom the settings let read them.

    Raises
    ------
    NoMetricsError
        If they are switched off, or prometheus-client is not installed.
    ForbiddenError
        If they are for this machine and somebody else asks.
    """
    allowed = get_settings().metrics
    counted = metrics_of(current_app)
    if allowed == "off":
        message = "metrics are switched off (GEO_ZS_METRICS)"
        raise NoMetricsError(message)
    if allowed == "loopback" and not _is_from_here():
        message = (
            "metrics are for this machine only; ask from there, or set "
            "GEO_ZS_METRICS=open"
        )
        raise ForbiddenError(message)
    if counted is None:
        message = (
            "metrics need prometheus-client; install it with: "
            "pip install 'geo_zs[server]'"
        )
        raise NoMetricsError(message)
    text = counted.text(register=_register(), data_version=get_catalog().data_version)
    response = Response(text, content_type="text/plain; version=0.0.4; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_from_here() -> bool:
    """Tell whether a program of this machine asks, and not a proxy for somebody."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return False
    is_passed_on = any(name in request.headers for name in _PASSED_ON)
    return address.is_loopback and (
        not is_passed_on or get_settings().trusted_proxies > 0
    )


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
