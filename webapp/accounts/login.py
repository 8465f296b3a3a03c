"""``/login`` and ``/logout``."""

from __future__ import annotations

from typing import cast

from flask import Response, current_app, redirect, request

from geo_zs.register import logins
from geo_zs.register.account_rules import MAX_NAME
from webapp.accounts import current, limits, sessions
from webapp.accounts.blueprint import accounts, go_to, page_lang, private_page
from webapp.accounts.next_page import local_path
from webapp.pages.context import link
from webapp.state import get_settings


@accounts.route("/login", methods=["GET", "POST"])
@current.requires("public")
def login() -> Response:
    """Show the form, or log somebody in."""
    if sessions.is_open_line(get_settings()):
        return private_page("accounts/open_line.html", status=403)
    if request.method == "POST":
        return _log_in()
    if current.identity().account is not None:
        return _onward(request.args.get("next"))
    return _form(200, next_page=local_path(request.args.get("next")))


@accounts.post("/logout")
@current.requires("public")
def logout() -> Response:
    """End the session."""
    sessions.end(current.register(), get_settings())
    return go_to("accounts.login", done="1")


def refuse_for_now(seconds: int) -> Response:
    """Return the form with the time to wait."""
    response = _form(429, next_page=_wanted(), wait_minutes=-(-seconds // 60))
    response.headers["Retry-After"] = str(seconds)
    return response


def _log_in() -> Response:
    """Log somebody in, or show the form with one message for every failure."""
    register = current.register()
    try:
        account = logins.log_in(
            register,
            request.form.get("name", ""),
            request.form.get("password", ""),
            address=limits.network(),
        )
    except logins.LoginPausedError as error:
        return refuse_for_now(error.seconds)
    except logins.LoginRefusedError:
        return _form(401, next_page=_wanted(), is_wrong=True)
    sessions.begin(account, now=register.clock())
    return _onward(_wanted())


def _wanted() -> str | None:
    """Return the page of this site that the form leads to."""
    return local_path(request.form.get("next"))


def _onward(target: str | None) -> Response:
    """Return the way to the page that was wanted, else to the workbench."""
    found = local_path(target)
    if found is None:
        has_planner = "planner.home" in current_app.view_functions
        endpoint = "planner.home" if has_planner else "accounts.account"
        found = link(endpoint, page_lang())
    return cast("Response", redirect(found, 303))


def _form(
    status: int,
    *,
    next_page: str | None,
    is_wrong: bool = False,
    wait_minutes: int = 0,
) -> Response:
    """Return the page with the form; the password is never put back into it."""
    return private_page(
        "accounts/login.html",
        status=status,
        link_values={"next": next_page},
        next_page=next_page or "",
        typed=request.form.get("name", "")[:MAX_NAME],
        is_wrong=is_wrong,
        wait_minutes=wait_minutes,
        is_out=request.args.get("done") == "1",
    )
