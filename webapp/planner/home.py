"""``/planner``: what the register holds, what is due, what to do next."""

from __future__ import annotations

from flask import Response

from geo_zs.board.landing import landing_clock
from geo_zs.board.red_green import red_green
from geo_zs.imports import batch as batches
from geo_zs.imports.batch import STATE_WORDS
from webapp.accounts import current
from webapp.accounts.words import moment_of
from webapp.planner import frames
from webapp.planner.blueprint import page_lang, planner, planner_page
from webapp.planner.board import today
from webapp.planner.board_figures import open_steps, overrun_projects
from webapp.planner.board_month import months_closed

#: Lines of each list.
_MOST = 8


@planner.get("")
def home() -> Response:
    """Show the overview."""
    projects, steps = frames.projects(), frames.steps()
    own = projects[projects["origin"].eq("register")]
    clock = landing_clock(own, today=today())
    lights = red_green(steps, projects, today=today())
    lang = page_lang()
    register, viewer = current.register(), current.viewer()
    at = 0 if lang == "zh" else 1
    with register.read() as session:
        found = batches.list_batches(session, viewer, now=register.clock(), limit=20)
    waiting = [
        (one.batch_id, one.file_name, STATE_WORDS[one.state][at])
        for one in found
        if one.state in ("reading", "checked", "failed", "interrupted")
    ]
    latest = own.sort_values("updated_at", ascending=False).head(_MOST)
    closed = months_closed()
    return planner_page(
        "planner/home.html",
        section="planner.home",
        n_own=len(own),
        n_shipped=len(projects) - len(own),
        n_steps=len(steps),
        n_overdue=int(lights.total["overdue"]),
        n_soon=int(lights.total["due_soon"]),
        n_over=int(clock.total["running_over"]),
        last_closed=max(closed) if closed else "",
        waiting=waiting[:_MOST],
        overdue=open_steps(lights, projects, "overdue")[:_MOST],
        overrun=overrun_projects(clock, own)[:_MOST],
        latest=[
            (str(key), str(name), str(who), moment_of(when))
            for key, name, who, when in zip(
                latest.index,
                latest["name_zh"],
                latest["updated_by"],
                latest["updated_at"],
                strict=True,
            )
        ],
    )
