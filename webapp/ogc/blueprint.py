"""The blueprint of the service, and its contract."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

from webapp.contract import Contract
from webapp.ogc.schemas import NAMED

ogc: Final = Blueprint("ogc", __name__, url_prefix="/ogc")
contract: Final = Contract(
    ogc,
    schemas=lambda: NAMED,
    tags={
        "Service": "What the service is and what it conforms to.",
        "Collections": "What collections there are, and what their features hold.",
        "Features": "The features themselves.",
    },
)
