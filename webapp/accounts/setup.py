"""Put accounts into the app: sessions, the key, CSRF protection, limits, pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Flask, Response, request
from flask_login import LoginManager
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.accounts import (
    changes,  # noqa: F401 - registers routes
    current,
    limits,
    login,
    own,  # noqa: F401 - registers routes
    sessions,
    users,  # noqa: F401 - registers routes
)
from webapp.accounts.blueprint import accounts
from webapp.accounts.secret import secret_key
from webapp.security import is_private

if TYPE_CHECKING:
    from webapp.state import State

#: Addresses whose answers depend on who asks the register.
_OF_REGISTER: Final = ("/api/v1/register", "/ogc")


def install(app: Flask, state: State) -> None:
    """Put accounts into `app`.

    Parameters
    ----------
    app : Flask
        With the limits on failures installed.
    state : State
        Settings and register. Without a register no key is made and nobody can log
        in; the pages say how to make one.

    Raises
    ------
    SettingError
        If the key of sessions can neither be read nor kept.
    """
    settings = state.settings
    _trust_proxies(app, settings.trusted_proxies)
    app.session_interface = sessions.PrivateSessions()
    app.config.update(sessions.session_config(settings))
    if state.register is not None:
        app.secret_key = secret_key(settings)
    app.before_request(current.enforce)
    app.after_request(_keep_to_oneself)
    _install_login(app)
    _install_csrf(app)
    app.register_blueprint(accounts)
    limits.limit_login(app, "accounts.login", refuse=login.refuse_for_now)


def _keep_to_oneself(response: Response) -> Response:
    """Let nobody keep what was refused about the register, or was shown to a token."""
    if request.path.startswith(_OF_REGISTER) and response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Authorization")
    return response


def _trust_proxies(app: Flask, count: int) -> None:
    """Believe what the given number of proxies says of the client, and no more."""
    if count:
        fixed = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
        app.wsgi_app = fixed  # type: ignore[method-assign]  # as Flask documents it


def _install_login(app: Flask) -> None:
    """Let Flask-Login load who the cookie stands for."""
    manager = LoginManager()
    # The network and the browser of somebody may change; the cookie is bound to the
    # host, the epoch of the account and two times instead.
    manager.session_protection = None
    manager.user_loader(sessions.load_user)
    # Its words for templates would open the session on every page.
    manager.init_app(app, add_context_processor=False)


def _install_csrf(app: Flask) -> None:
    """Ask for the token of the form wherever a private page is written to.

    Forms of public pages change nothing and carry none, since a page that is kept
    for all can hold no secret; the API takes no cookie, so nobody can be made to
    write there unknowingly.
    """
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    # A token lives as long as its session, which is bounded.
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    csrf = CSRFProtect(app)

    @app.before_request
    def check_form() -> None:
        if is_private(request.path) and app.secret_key:
            csrf.protect()
