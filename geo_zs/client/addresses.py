"""Addresses, parameters and tokens as a request can carry them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from geo_zs.client.library import httpx

#: Where the API of a service begins.
API: Final = "/api/v1"
#: Ends of the addresses that a service shows for its parts.
_SHOWN: Final = ("/ogc", "/api/v1", "/api")
#: Value of a parameter of a query; None leaves it out.
Parameter = str | int | float | bool | Sequence[float] | None


def service_address(base_url: str) -> str:
    """Return the address of a service, without the slash at its end.

    The addresses that its pages show to be copied, ``…/ogc`` and ``…/api/v1``, stand
    for the service above them.

    Raises
    ------
    ValueError
        If it is no web address, or holds more than one.
    """
    try:
        url = httpx.URL(base_url)
    except (httpx.InvalidURL, TypeError) as error:
        message = f"{base_url!r} is no address; expected http://host:port"
        raise ValueError(message) from error
    if url.userinfo:
        message = "the address holds a name or password; give a token instead"
        raise ValueError(message)
    if url.scheme not in ("http", "https") or not url.host or "%" in url.host:
        message = f"{base_url!r} is no web address; expected http://host:port"
        raise ValueError(message)
    if url.query or url.fragment:
        message = f"{base_url!r} has a query; give the address of the service alone"
        raise ValueError(message)
    plain = str(url).rstrip("/")
    for shown in _SHOWN:
        if url.path.rstrip("/").endswith(shown):
            return plain.removesuffix(shown).rstrip("/")
    return plain


def checked_token(token: str) -> str:
    """Return a token that can stand in a header.

    Raises
    ------
    ValueError
        If it cannot; the message does not repeat it.
    """
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        message = (
            "the token is empty or holds spaces or other signs; give it as "
            "`geo-zs token add` printed it"
        )
        raise ValueError(message)
    return token


def query_text(parameters: Mapping[str, Parameter]) -> dict[str, str]:
    """Return the parameters of a query as text."""
    return {
        name: _text(value) for name, value in parameters.items() if value is not None
    }


def _text(value: Parameter) -> str:
    """Return one parameter as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    return ",".join(str(one) for one in value or ())
