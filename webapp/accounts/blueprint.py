"""The blueprint of the pages of accounts, and how such a page is made."""

from __future__ import annotations

from typing import Any, Final, cast

from flask import Blueprint, Response, flash, g, redirect, render_template, request

from webapp.accounts import current
from webapp.errors import LoginNeededError
from webapp.pages.context import link
from webapp.params import read_lang
from webapp.phrases import Lang, phrases
from webapp.security import policy
from webapp.state import get_state

accounts: Final = Blueprint("accounts", __name__)

HTML: Final = "text/html; charset=utf-8"

#: Pages about accounts: endpoint, phrase, and whether they are for admins.
SECTIONS: Final = (
    ("accounts.account", "account_own", False),
    ("accounts.users", "account_users", True),
    ("accounts.change_log", "account_changes", True),
)


@accounts.before_request
def explain() -> Response | None:
    """Say how to make a register where there is none."""
    if get_state().register is None:
        return private_page("accounts/no_register.html", status=503)
    return None


def page_lang() -> Lang:
    """Return the language of the present page."""
    return read_lang(request.args)


def say(key: str, **values: object) -> str:
    """Return a phrase in the language of the present page."""
    return phrases(page_lang())(key, **values)


def private_page(
    template: str,
    *,
    status: int = 200,
    link_values: dict[str, Any] | None = None,
    **values: Any,  # noqa: ANN401  whatever the template shows
) -> Response:
    """Render a page that nobody keeps.

    Parameters
    ----------
    template : str
        Name below ``templates/``.
    status : int
        HTTP status.
    link_values : dict, optional
        Parameters that the link to the other language keeps.
    **values
        What the template shows.
    """
    g.link_values = link_values or {}
    try:
        who = current.identity().account
    except LoginNeededError:
        who = None
    sections = [
        (endpoint, key)
        for endpoint, key, is_admins in SECTIONS
        if who is not None and (not is_admins or who.role == "admin")
    ]
    html = render_template(template, who=who, sections=sections, **values)
    response = Response(html, status, content_type=HTML)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = policy()
    return response


def go_to(endpoint: str, **values: str | None) -> Response:
    """Return the way to another page after something was done."""
    return cast("Response", redirect(link(endpoint, page_lang(), **values), 303))


def tell(key: str, **values: object) -> None:
    """Say on the next page what was done."""
    flash(say(key, **values), "good")
