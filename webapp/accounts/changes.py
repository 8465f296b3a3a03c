"""``/admin/changes``: the log of changes (审计日志), for admins."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from flask import Response, request, stream_with_context

from geo_zs.register.audit import (
    AuditQuery,
    all_lines,
    count_lines,
    latest_of,
    logged_tables,
    read_lines,
)
from webapp.accounts import current
from webapp.accounts.blueprint import accounts, page_lang, private_page
from webapp.accounts.change_words import change_row, field_rows, table_word
from webapp.accounts.words import BEIJING, exact_moment
from webapp.exports.safe import safe_cell
from webapp.pages.context import link
from webapp.paging import paging
from webapp.params import Reader

_ROWS: Final = 50
_MAX_PAGE: Final = 1_000_000
_CSV: Final = "text/csv; charset=utf-8"
_HEADS: Final = (
    "change_id",
    "at",
    "by",
    "via",
    "action",
    "table",
    "key",
    "field",
    "before",
    "after",
    "batch_id",
    "undoes",
)
_KNOWN: Final = ("by", "table", "key", "since", "until")


@accounts.get("/admin/changes")
@current.requires("admin")
def change_log() -> Response:
    """Show the log, filtered and page by page."""
    reader = Reader(request.args)
    values = {name: reader.text(name) for name in _KNOWN}
    query = _query(reader, values)
    page = reader.whole("page", default=1, minimum=1, maximum=_MAX_PAGE)
    reader.finish()
    viewer = current.viewer()
    with current.register().read() as session:
        total = count_lines(session, viewer, query)
        tables = logged_tables(session, viewer)
        shown = paging(total, page, _ROWS)
        lines = read_lines(session, viewer, query, limit=_ROWS, skip=shown.start)
        latest = latest_of(session, lines)
    lang, page, pages = page_lang(), shown.page, shown.pages
    return private_page(
        "accounts/changes.html",
        link_values={**values, "page": page if page > 1 else None},
        rows=[
            change_row(line, lang, is_latest=line.change_id in latest) for line in lines
        ],
        values=values,
        tables=[(name, table_word(name, lang)) for name in tables],
        total=total,
        first=shown.first,
        last=shown.last,
        page=page,
        pages=pages,
        newer=_page_link(values, page - 1) if page > 1 else None,
        older=_page_link(values, page + 1) if page < pages else None,
        csv=link("accounts.change_log_csv", lang, **values),
    )


@accounts.get("/admin/changes.csv")
@current.requires("admin")
def change_log_csv() -> Response:
    """Send the log as CSV, one row for each field that changed."""
    reader = Reader(request.args)
    values = {name: reader.text(name) for name in _KNOWN}
    query = _query(reader, values)
    reader.finish()
    rows = stream_with_context(_csv_rows(query))
    response = Response(rows, content_type=_CSV)
    name = "attachment; filename=geo_zs-changes.csv"
    response.headers["Content-Disposition"] = name
    return response


def _csv_rows(query: AuditQuery) -> Iterator[str]:
    """Yield the lines of the file; text is never a formula to a spreadsheet."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(_HEADS)
    yield "\ufeff" + buffer.getvalue()
    for line in all_lines(current.register(), current.viewer(), query):
        buffer.seek(0)
        buffer.truncate()
        who = (line.by, line.via, line.action, line.table, line.key)
        for name, before, after in field_rows(line) or [("", "", "")]:
            texts = [safe_cell(text) for text in (*who, name, before, after)]
            batch = safe_cell(line.batch_id or "")
            undoes = "" if line.undoes is None else line.undoes
            writer.writerow(
                [line.change_id, exact_moment(line.at), *texts, batch, undoes]
            )
        yield buffer.getvalue()


def _query(reader: Reader, values: dict[str, str]) -> AuditQuery:
    """Return which lines the link asks for; notes its faults."""
    until = _day(reader, "until", values["until"])
    return AuditQuery(
        by=values["by"].casefold(),
        table=values["table"],
        key=values["key"],
        since=_day(reader, "since", values["since"]),
        until=None if until is None else until + timedelta(days=1),
    )


def _day(reader: Reader, name: str, text: str) -> datetime | None:
    """Return the beginning of a day of the region; None if none is given."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
        return datetime(day.year, day.month, day.day, tzinfo=BEIJING)
    except ValueError:
        message = f"is {text!r}; expected a day such as 2026-11-23"
        reader.fail(name, message, "changes_bad_day", value=text)
        return None


def _page_link(values: dict[str, Any], page: int) -> str:
    """Return the address of another page of the log."""
    number = page if page > 1 else None
    return link("accounts.change_log", page_lang(), **values, page=number)
