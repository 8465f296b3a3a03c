"""``/planner/template``: workbooks to fill in, with an example and a dictionary."""

from __future__ import annotations

from typing import Final

from flask import Response, abort

from geo_zs.reports.template import template_workbook
from webapp.planner.blueprint import page_lang, planner
from webapp.planner.exports import file_names
from webapp.planner.import_view import TABLES
from webapp.state import get_catalog

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@planner.get("/template/<table>.xlsx")
def template_file(table: str) -> Response:
    """Send the workbook of a table."""
    if table not in TABLES:
        abort(404)
    lang = page_lang()
    content = template_workbook(
        lang, table=table, names=file_names(get_catalog(), lang)
    )
    response = Response(content, content_type=_XLSX)
    disposition = f"attachment; filename=geo_zs-{table}-template.xlsx"
    response.headers["Content-Disposition"] = disposition
    return response
