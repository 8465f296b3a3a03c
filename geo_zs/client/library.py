"""The HTTP library of the client, or how to install it.

``httpx`` belongs to an optional group, so that a service that calls nobody does not
carry it.
"""

from __future__ import annotations

try:
    import httpx
except ModuleNotFoundError as error:  # pragma: no cover  shown by a test of its own
    _MESSAGE = "the client needs httpx: pip install 'geo_zs[client]'"
    raise ModuleNotFoundError(_MESSAGE, name="httpx") from error

__all__ = ["httpx"]
