"""Limits on attempts (限速) from one network, by Flask-Limiter.

Only failures count, so that an office behind one address can log in at nine. The
counts are in memory unless ``GEO_ZS_RATE_LIMIT_STORAGE`` says otherwise; each worker
process then counts for itself, and an intruder has as many times the attempts as
there are workers. What protects an account is counted in the register
(`geo_zs.register.logins`), for all processes together; this here is a dam before it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from flask import Flask, Response, current_app, request
from flask_limiter import Limiter, RateLimitExceeded, RequestLimit
from limits import RateLimitItemPerMinute
from limits.errors import ConfigurationError
from limits.storage import Storage

from geo_zs.errors import SettingError
from geo_zs.register.logins import network_of
from webapp.errors import TooManyError

_View = TypeVar("_View", bound=Callable[..., Any])

_KEY: Final = "geo_zs_limiter"

#: Failed log-ins from one network.
LOGIN: Final = "10 per minute; 60 per hour"
#: Tokens from one network that opened nothing.
_TOKENS: Final = RateLimitItemPerMinute(30)


def network() -> str:
    """Return the network that the present request came from."""
    return network_of(request.remote_addr or "")


def install(app: Flask, storage: str) -> None:
    """Count for `app`, in the storage that the settings name.

    Raises
    ------
    SettingError
        If there is no such kind of storage, or its library is not installed.
    """
    hooks = app.before_request_funcs.setdefault(None, [])
    others = list(hooks)
    try:
        app.extensions[_KEY] = Limiter(
            network,
            app=app,
            storage_uri=storage,
            storage_options={"wrap_exceptions": True},
            strategy="moving-window",
            headers_enabled=False,
        )
    except ConfigurationError as error:
        kind = storage.partition(":")[0][:40]
        message = (
            f"GEO_ZS_RATE_LIMIT_STORAGE names a storage of the kind {kind!r} that "
            f"cannot be used ({error}); use memory:// or install its library"
        )
        raise SettingError(message) from error
    # Limits are looked for in the views that have one, not before every request.
    hooks[:] = others

    @app.errorhandler(RateLimitExceeded)
    def refused(error: RateLimitExceeded) -> Response:
        return cast("Response", error.get_response())


def storage(app: Flask) -> Storage:
    """Return the storage that is counted in."""
    return cast("Storage", app.extensions[_KEY].storage)


def limit_login(
    app: Flask, endpoint: str, *, refuse: Callable[[int], Response]
) -> None:
    """Limit the failures of the view that logs in.

    Parameters
    ----------
    app : Flask
    endpoint : str
        The view; a failure is an answer of 401.
    refuse : callable
        Seconds to wait → the answer to one attempt too many.
    """
    limiter: Limiter = app.extensions[_KEY]

    def on_breach(limit: RequestLimit) -> Response:
        return refuse(max(1, int(limit.reset_at - time.time())))

    limited = limiter.limit(
        LOGIN,
        methods=["POST"],
        deduct_when=lambda response: response.status_code == 401,
        on_breach=on_breach,
    )
    app.view_functions[endpoint] = _keep_marks(
        limited(app.view_functions[endpoint]), app.view_functions[endpoint]
    )


def check_tokens() -> None:
    """Refuse a network that sent too many tokens that open nothing.

    Raises
    ------
    TooManyError
        With the seconds to wait.
    """
    limiter = _limiter().limiter
    if not limiter.test(_TOKENS, "token", network()):
        again = limiter.get_window_stats(_TOKENS, "token", network()).reset_time
        raise TooManyError(max(1, int(again - time.time())))


def count_bad_token() -> None:
    """Count a token that opens nothing."""
    _limiter().limiter.hit(_TOKENS, "token", network())


def _limiter() -> Limiter:
    """Return the counter of the app that serves the present request."""
    return cast("Limiter", current_app.extensions[_KEY])


def _keep_marks(
    limited: Callable[..., Any], view: Callable[..., Any]
) -> Callable[..., Any]:
    """Return the limited view with what was noted on the view itself."""
    limited.__dict__.update(
        {name: value for name, value in vars(view).items() if name != "__wrapped__"}
    )
    return limited
