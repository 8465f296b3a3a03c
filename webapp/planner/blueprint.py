"""The blueprint of the workbench, and how its pages are made.

Pages of the workbench hold what only their reader may see: they are never kept, by
us or by a browser.
"""

from __future__ import annotations

from typing import Any, Final, Literal, cast

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
)

from geo_zs.errors import ForbiddenError, UnknownRecordError
from geo_zs.register.changes import changes
from geo_zs.register.undo import undo
from webapp.accounts import current
from webapp.accounts.blueprint import private_page
from webapp.pages.context import link
from webapp.params import read_lang
from webapp.phrases import Lang, phrases
from webapp.security import policy
from webapp.state import get_state

planner: Final = Blueprint("planner", __name__, url_prefix="/planner")

HTML: Final = "text/html; charset=utf-8"

SECTIONS: Final = (
    ("planner.home", "planner_home"),
    ("planner.projects", "planner_projects"),
    ("planner.map_page", "planner_map"),
    ("planner.board", "planner_board"),
    ("planner.imports", "planner_import"),
    ("planner.ledger", "planner_ledger"),
    ("planner.parks", "planner_parks"),
    ("planner.companies", "planner_companies"),
    ("planner.layers", "planner_layers"),
)
"""Parts of the workbench in the order of their links: endpoint and phrase."""


@planner.before_request
def explain() -> Response | None:
    """Say how to make a register where there is none; who may come in is settled."""
    if get_state().register is None:
        return private_page("accounts/no_register.html", status=503)
    return None


def page_lang() -> Lang:
    """Return the language of the present page."""
    return read_lang(request.args)


def planner_page(
    template: str,
    *,
    section: str,
    status: int = 200,
    script_hashes: tuple[str, ...] = (),
    link_values: dict[str, Any] | None = None,
    **values: Any,  # noqa: ANN401  whatever the template shows
) -> Response:
    """Render a page of the workbench.

    Parameters
    ----------
    template : str
        Name below ``templates/``.
    section : str
        Endpoint of the part that the page belongs to, marked in the navigation.
    status : int
        HTTP status.
    script_hashes : tuple of str
        Hashes of the inline scripts that the page may run.
    link_values : dict, optional
        Parameters that the link to the other language keeps.
    **values
        What the template shows.

    Returns
    -------
    Response
        Never kept by anyone: ``Cache-Control: no-store``.
    """
    g.link_values = link_values or {}
    html = render_template(
        template,
        sections=[one for one in SECTIONS if one[0] in current_app.view_functions],
        section=section,
        viewer=current.viewer(),
        who=current.account(),
        **values,
    )
    response = Response(html, status, content_type=HTML)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = policy(script_hashes)
    return response


def say(key: str, **values: object) -> str:
    """Return a phrase in the language of the present page."""
    return phrases(page_lang())(key, **values)


def tell(
    key: str, *, kind: Literal["good", "warn", "bad"] = "good", **values: object
) -> None:
    """Say on the next page what was done."""
    flash(say(key, **values), kind)


def last_change(table: str, key: str) -> int:
    """Return the number of the latest change of a record, 0 if there is none."""
    with current.register().read() as session:
        lines = changes(session, table=table, key=key, limit=1)
    return lines[0].change_id if lines else 0


def take_back(change_id: int) -> None:
    """Take a change back.

    Parameters
    ----------
    change_id : int
        Line of the log of changes.

    Raises
    ------
    UnknownRecordError
        If there is no such line; an account that is limited to leagues is told the
        same of a line that it may not take back: the log holds those of all leagues.
    ConflictError, RecordError, ForbiddenError
        As ``changes.undo``.
    """
    viewer = current.viewer()
    try:
        with current.register().write(viewer) as writer:
            undo(writer, change_id)
    except ForbiddenError:
        if not viewer.is_limited:
            raise
        kind = "change"
        raise UnknownRecordError(kind, str(change_id)) from None


def offer_undo(change_id: int, *, back: str = "", project_id: str = "") -> None:
    """Offer on the next page to take back what was just done.

    Parameters
    ----------
    change_id : int
        Line of the log of changes; 0 offers nothing.
    back : str
        Endpoint that shows what is left; the projects where it is empty.
    project_id : str
        Project whose page shows it.
    """
    if change_id:
        offer = {"change_id": change_id, "back": back, "project_id": project_id}
        flash(offer, "undo")  # type: ignore[arg-type]  # sessions hold it as JSON


def go_to(endpoint: str, **values: Any) -> Response:  # noqa: ANN401  parts of a link
    """Return the way to another page after something was done (303)."""
    return cast("Response", redirect(link(endpoint, page_lang(), **values), 303))
