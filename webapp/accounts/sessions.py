"""Sessions (会话): a signed cookie that is opened on private pages only.

Public pages and the API never see it: on their addresses the cookie is neither read
nor written, so that no session can change their bytes, and a page that is kept for
all is the same whoever asks. The cookie holds who logged in, the epoch of the
account, a random name of the session and two times; nothing secret. Flask-Login
loads the account from it; here is decided whether it still opens anything.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from flask import Flask, Request, Response, g, request, session
from flask.sessions import (
    SecureCookieSession,
    SecureCookieSessionInterface,
    SessionMixin,
)
from flask_login import UserMixin, login_user, logout_user

from geo_zs.register import logins
from geo_zs.register.account_records import AccountRecord, account_of_id
from webapp.security import is_private
from webapp.state import get_settings, get_state

if TYPE_CHECKING:
    from geo_zs.register.store import Register
    from webapp.settings import Settings

_NAME: Final = "geo_zs"
_SECURE_NAME: Final = f"__Host-{_NAME}"
#: A session notes its last request to the minute: not every answer sets a cookie.
_NOTE_SECONDS: Final = 60


class PrivateSessions(SecureCookieSessionInterface):
    """Signed cookies that are opened and written on private pages only."""

    digest_method = staticmethod(hashlib.sha256)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of a private page; an empty one elsewhere."""
        if not is_private(request.path):
            return self.session_class()
        return super().open_session(app, request)

    def save_session(
        self, app: Flask, session: SessionMixin, response: Response
    ) -> None:
        """Write the cookie of a private page; elsewhere there is none to write."""
        if is_private(request.path):
            super().save_session(app, session, response)

    def get_cookie_name(self, app: Flask) -> str:
        """Return the name of the cookie; the prefix binds it to this host alone."""
        return _SECURE_NAME if self.get_cookie_secure(app) else _NAME

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002  as Flask calls it
        """Tell whether the cookie may only travel encrypted."""
        return not may_be_plain(get_settings())


def may_be_plain(settings: Settings) -> bool:
    """Tell whether the cookie of the present request may go without encryption.

    It may where the operator said so, and between a browser and the service on one
    machine (no proxy, both ends and the name of the host are loopback).
    """
    if request.is_secure:
        return False
    if settings.insecure_cookies:
        return True
    return (
        settings.trusted_proxies == 0
        and _is_loopback(request.remote_addr or "")
        and _is_loopback(urlsplit(f"//{request.host}").hostname or "")
    )


def is_open_line(settings: Settings) -> bool:
    """Tell whether the line is neither encrypted nor allowed to be plain.

    A browser then keeps no cookie, so nobody can log in.
    """
    return not request.is_secure and not may_be_plain(settings)


def _is_loopback(host: str) -> bool:
    """Tell whether a name or an address stands for the machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class SessionUser(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """Who is logged in, as Flask-Login wants it."""

    def __init__(self, account: AccountRecord) -> None:
        self.account = account
        self.id = str(account.account_id)


def begin(account: AccountRecord, *, now: datetime) -> None:
    """Begin a session: whatever was in the cookie before is gone.

    Parameters
    ----------
    account : AccountRecord
        Who logged in.
    now : datetime
        The time.
    """
    session.clear()
    g.pop("csrf_token", None)
    login_user(SessionUser(account))
    moment = int(now.timestamp())
    session["epoch"] = account.session_epoch
    session["sid"] = secrets.token_urlsafe(16)
    session["began"] = moment
    session["seen"] = moment


def renew(account: AccountRecord) -> None:
    """Let the present session go on in a new epoch, as after a change of password."""
    session["epoch"] = account.session_epoch


def end(register: Register, settings: Settings) -> None:
    """End the session: its cookie opens nothing any more, also a copy of it."""
    name, began = session.get("sid"), session.get("began")
    if isinstance(name, str) and isinstance(began, int):
        until = datetime.fromtimestamp(began + settings.session_seconds, UTC)
        logins.end_session(register, name, until=until)
    logout_user()
    session.clear()
    g.pop("csrf_token", None)


def load_user(user_id: str) -> SessionUser | None:
    """Return who the cookie stands for; None, and an empty cookie, if it is over."""
    state = get_state()
    if state.register is None:
        return None
    account = _account(state.register, user_id, state.settings)
    if account is None:
        session.clear()
        return None
    return SessionUser(account)


def _account(
    register: Register, user_id: str, settings: Settings
) -> AccountRecord | None:
    """Return the account of a session that is not over."""
    began, seen = session.get("began"), session.get("seen")
    name, epoch = session.get("sid"), session.get("epoch")
    if not (isinstance(began, int) and isinstance(seen, int) and isinstance(name, str)):
        return None
    now = int(register.clock().timestamp())
    if now - began >= settings.session_seconds or now - seen >= settings.idle_seconds:
        return None
    with register.read() as reading:
        account = account_of_id(reading, int(user_id)) if user_id.isdigit() else None
        is_over = logins.is_ended(reading, name)
    if account is None or account.is_disabled or account.session_epoch != epoch:
        return None
    if is_over:
        return None
    if now - seen >= _NOTE_SECONDS:
        session["seen"] = now
    return account


def session_config(settings: Settings) -> dict[str, Any]:
    """Return what Flask and Flask-Login are told of sessions."""
    return {
        "PERMANENT_SESSION_LIFETIME": settings.session_seconds,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_REFRESH_EACH_REQUEST": False,
    }
