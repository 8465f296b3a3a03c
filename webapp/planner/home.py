"""``/planner``: what the register holds, what is due, what to do next."""

from __future__ import annotations

from flask import Response

from webapp.planner.blueprint import planner, planner_page


@planner.get("")
def home() -> Response:
    """Show the overview."""
    return planner_page("planner/home.html", section="planner.home")
