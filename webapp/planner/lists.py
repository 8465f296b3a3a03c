"""``/planner/companies`` and ``/planner/targets``: two small lists."""

from __future__ import annotations

from typing import Final

from flask import Response, request

from webapp.params import Reader
from webapp.planner import frames
from webapp.planner.blueprint import page_lang, planner, planner_page
from webapp.planner.record_kinds import KINDS
from webapp.planner.records import record_heads, record_rows
from webapp.planner.words import league_options, word_options
from webapp.state import get_catalog

_MOST: Final = 500


@planner.get("/companies")
def companies() -> Response:
    """Show the target companies, by league and state of contact."""
    reader = Reader(request.args)
    lang = page_lang()
    leagues = league_options(get_catalog(), lang)
    states = word_options("contact_state", lang, table="companies")
    league = reader.choice("league", tuple(key for key, _ in leagues), "")
    state = reader.choice("state", tuple(key for key, _ in states), "")
    text = reader.text("text")
    frame = frames.companies()
    if league:
        frame = frame[frame["league"].eq(league)]
    if state:
        frame = frame[frame["contact_state"].eq(state)]
    if text:
        names = frame["name_zh"].fillna("").str.casefold()
        frame = frame[names.str.contains(text.casefold(), regex=False)]
    kind = KINDS["company"]
    return planner_page(
        "planner/companies.html",
        section="planner.companies",
        link_values={"league": league, "state": state, "text": text},
        kind=kind,
        heads=record_heads(kind),
        rows=record_rows(kind, frame.head(_MOST)),
        total=len(frame),
        leagues=leagues,
        states=states,
        asked={"league": league, "state": state, "text": text},
    )


@planner.get("/targets")
def targets() -> Response:
    """Show the targets of the register, and those that come with the data."""
    kind = KINDS["target"]
    shipped = get_catalog().tables["targets"]
    shipped = shipped[shipped["measure"].eq("target_arrived")]
    return planner_page(
        "planner/targets.html",
        section="planner.board",
        kind=kind,
        heads=record_heads(kind),
        rows=record_rows(kind, frames.targets()),
        shipped=shipped.to_dict("records"),
    )
