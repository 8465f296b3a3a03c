"""``/planner/ledger``: arrived money by month, its sums, closing, proofs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from flask import Response, request

from geo_zs.errors import RecordError
from geo_zs.register import attachments as files
from geo_zs.register.figures import figures
from geo_zs.register.ledger import closed_months
from geo_zs.register.ledger_months import close_month, reopen_month
from webapp.accounts import current
from webapp.paging import paging
from webapp.params import Reader
from webapp.planner import frames
from webapp.planner.blueprint import (
    go_to,
    page_lang,
    planner,
    planner_page,
    say,
    tell,
)
from webapp.planner.forms import record_faults
from webapp.planner.record_kinds import KINDS
from webapp.planner.records import record_heads, record_rows
from webapp.planner.words import league_options, place_name
from webapp.present import is_unknown, number_text
from webapp.state import get_catalog

if TYPE_CHECKING:
    import pandas as pd

SECTION: Final = "planner.ledger"
_MONTH: Final = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")
_ROWS: Final = 100
#: More than a file may have, so that one too large is read and told, not hung up on.
_MOST_BODY: Final = 64_000_000
#: Sum of the page → what the figures call it.
_PERIODS: Final = {"month": "month", "year": "year_to_date", "all": "since_start"}


@planner.get("/ledger")
def ledger() -> Response:
    """Show the entries of a month, their sums, and which months are closed."""
    reader = Reader(request.args)
    frame = frames.ledger()
    months = sorted(set(frame["month"].dropna()), reverse=True)
    asked = reader.text("month")
    if asked and not _MONTH.fullmatch(asked):
        reader.fail("month", f"is {asked!r}; there is no such month", "fault_month",
                    value=asked)  # fmt: skip
    month = asked or (months[0] if months else "")
    leagues = league_options(get_catalog(), page_lang())
    league = reader.choice("league", tuple(key for key, _ in leagues), "")
    page = reader.whole("page", default=1, minimum=1, maximum=1_000_000)
    reader.finish()
    shown = frame[frame["month"].eq(month)]
    if league:
        shown = shown[shown["league"].eq(league)]
    with current.register().read() as session:
        closed = closed_months(session)
    at = paging(len(shown), page, _ROWS)
    kind = KINDS["entry"]
    return planner_page(
        "planner/ledger.html",
        section=SECTION,
        link_values={"month": month, "league": league},
        month=month,
        months=months,
        league=league,
        leagues=leagues,
        is_closed=month in closed,
        closed=sorted(closed, reverse=True),
        heads=record_heads(kind),
        rows=record_rows(kind, shown.iloc[at.start : at.last]),
        total=len(shown),
        first=at.first,
        last=at.last,
        page=at.page,
        pages=at.pages,
        sums=_sums(frame, month, closed, league) if month else [],
        kind=kind,
    )


def _sums(
    frame: pd.DataFrame, month: str, closed: frozenset[str], league: str
) -> list[dict[str, Any]]:
    """Return the sums of a month: one line for each league, scope and measure."""
    lang, catalog = page_lang(), get_catalog()
    if league:
        frame = frame[frame["league"].eq(league)]
    table = figures(
        frame, frames.projects(), month=month, by="league", closed_months=closed
    )
    found = []
    for row in table.to_dict("records"):
        code = row["league"]
        name = place_name(catalog, "league", str(code), lang) if code else ""
        found.append(
            {
                "league": name,
                "scope": say(f"circular_{row['scope']}"),
                "currency": row["currency"],
                "measure": row["measure"],
                "month": _amount(row["month_1e4"]),
                "year": _amount(row["year_to_date_1e4"]),
                "all": _amount(row["since_start_1e4"]),
                "growth": _amount(row["year_to_date_growth_pct"], digits=1),
                "reason": row["year_to_date_growth_reason"],
                "share": _amount(row["share_pct"], digits=1),
                "partly": {
                    key: (row[f"{name}_known"], row[f"{name}_entries"])
                    for key, name in _PERIODS.items()
                    if 0 < row[f"{name}_known"] < row[f"{name}_entries"]
                },
            }
        )
    return found


def _amount(value: Any, *, digits: int = 2) -> str:  # noqa: ANN401  any cell
    """Return an amount as text; empty where it is not known."""
    return "" if is_unknown(value) else number_text(float(value), digits=digits)


@planner.post("/ledger/<month>/close")
@current.requires("admin")
def close(month: str) -> Response:
    """Close a month: its entries can no longer be changed."""
    return _switch(month, closes=True)


@planner.post("/ledger/<month>/reopen")
@current.requires("admin")
def reopen(month: str) -> Response:
    """Open a closed month again."""
    return _switch(month, closes=False)


def _switch(month: str, *, closes: bool) -> Response:
    """Close or open a month; say why it cannot be done."""
    try:
        with current.register().write(current.viewer()) as writer:
            if closes:
                close_month(writer, month[:7])
            else:
                reopen_month(writer, month[:7])
    except RecordError as error:
        for text in record_faults(error.problems, page_lang()).values():
            tell("form_warning", kind="bad", text=text)
    else:
        tell("ledger_closed" if closes else "ledger_reopened", month=month[:7])
    known = month[:7] if _MONTH.fullmatch(month[:7]) else ""
    return go_to("planner.ledger", month=known)


@planner.post("/ledger/<entry_id>/files")
@current.requires("planner", max_body_bytes=_MOST_BODY)
def add_attachment(entry_id: str) -> Response:
    """Keep a file that proves an entry."""
    given = request.files.get("file")
    if given is None or not given.filename:
        tell("rec_no_file", kind="bad")
        return go_to("planner.edit_record", kind="entry", key=entry_id)
    try:
        with current.register().write(current.viewer()) as writer:
            files.attach(writer, entry_id, given.filename, given.read())
        tell("form_saved")
    except RecordError as error:
        for text in record_faults(error.problems, page_lang()).values():
            tell("form_warning", kind="bad", text=text)
    return go_to("planner.edit_record", kind="entry", key=entry_id)


@planner.post("/files/<attachment_id>/remove")
@current.requires("planner")
def remove_attachment(attachment_id: str) -> Response:
    """Take a file off its entry."""
    try:
        with current.register().write(current.viewer()) as writer:
            files.detach(writer, attachment_id)
    except RecordError as error:
        for text in record_faults(error.problems, page_lang()).values():
            tell("form_warning", kind="bad", text=text)
    else:
        tell("form_deleted", name=attachment_id)
    return go_to("planner.edit_record", kind="entry", key=request.form["entry_id"])


@planner.get("/files/<attachment_id>")
def attachment(attachment_id: str) -> Response:
    """Send a file as a download, never to be shown in the page."""
    with current.register().read() as session:
        found = files.read_attachment(session, attachment_id, current.viewer())
    response = Response(found.content, content_type=found.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=found.name)
    response.headers["Content-Security-Policy"] = "sandbox"
    return response
