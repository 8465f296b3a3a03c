"""Security headers of every answer, and which addresses are private.

Scripts run from this host or when their SHA-256 is named; a nonce would not
survive a 304. ``style-src 'unsafe-inline'`` is a recorded exception: Leaflet and
Folium set styles on elements, and a style cannot send anything anywhere while
``img-src``, ``font-src`` and ``connect-src`` stay on this host.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flask import Flask, Response, request

_FIXED: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), payment=(), usb=(), geolocation=(), "
        "fullscreen=(self)"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


#: Beginnings of the addresses of private pages: a session is opened there, and only
#: there, and no answer of them is kept by anyone.
PRIVATE: Final = ("/login", "/logout", "/account", "/admin", "/planner")
_BELOW_PRIVATE: Final = tuple(f"{begin}/" for begin in PRIVATE)


def is_private(path: str) -> bool:
    """Tell whether an address is one of the private pages."""
    return path in PRIVATE or path.startswith(_BELOW_PRIVATE)


def policy(script_hashes: tuple[str, ...] = ()) -> str:
    """Return the Content-Security-Policy that allows the given inline scripts.

    Parameters
    ----------
    script_hashes : tuple of str
        ``sha256-…`` values in base64, without quotes.

    Returns
    -------
    str
        The header value; the same hashes in any order give the same text.
    """
    allowed = "".join(f" '{value}'" for value in sorted(set(script_hashes)))
    return (
        "default-src 'none'; "
        f"script-src 'self'{allowed}; "
        "style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; "
        "connect-src 'self'; "
        "font-src 'self' data:; "
        "manifest-src 'self'; "
        "base-uri 'none'; "
        "form-action 'self'; "
        "frame-ancestors 'none'"
    )


def install_headers(app: Flask, *, data_version: Callable[[], str]) -> None:
    """Set the security headers and the data version on every answer.

    Parameters
    ----------
    app : Flask
        The app.
    data_version : callable
        Returns the version of the data that the request sees, sent as
        ``X-Data-Version``.
    """
    fixed = (*_FIXED.items(), ("Content-Security-Policy", policy()))

    @app.after_request
    def set_headers(response: Response) -> Response:
        # One look at the names: each question to the headers goes through all.
        present = {name.lower() for name, _ in response.headers}
        for name, value in fixed:
            if name.lower() not in present:
                response.headers.add(name, value)
        response.headers["X-Data-Version"] = data_version()
        if is_private(request.path):
            response.headers["Cache-Control"] = "no-store"
        elif response.status_code >= 400:
            # What was missing or refused may be there, or be allowed, a moment later.
            response.headers.setdefault("Cache-Control", "no-store")
        return response
