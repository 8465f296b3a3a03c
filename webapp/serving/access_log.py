"""The access log: one JSON object a line, without a secret in it.

A line says which rule answered, not with which values: parameters are logged by
name. What looks like a token is struck out wherever it was typed.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response, g, request

from geo_zs.errors import SettingError
from webapp.accounts import current
from webapp.serving.metrics import body_length
from webapp.serving.request_ids import request_id

_KEY: Final = "geo_zs_access_log"
_MAX_PATH: Final = 200
_MAX_AGENT: Final = 80
_MAX_NAMES: Final = 20
_TOKEN: Final = re.compile(r"gzs_[\w-]*|[\w-]{32,}")


def install(app: Flask, target: str) -> None:
    """Log each answer of `app`; to be called before other functions after a request.

    Parameters
    ----------
    app : Flask
    target : str
        A file, which may be moved away while the service runs; ``-`` is the standard
        output; empty logs nothing.

    Raises
    ------
    SettingError
        If the file cannot be written to.
    """
    if not target:
        return
    handler = app.extensions[_KEY] = _handler(target)

    @app.before_request
    def start() -> None:
        g.access_started = time.perf_counter()

    @app.after_request
    def log(response: Response) -> Response:
        line = json.dumps(_line(response), ensure_ascii=False, separators=(",", ":"))
        handler.handle(logging.makeLogRecord({"msg": line}))
        return response


def close(app: Flask) -> None:
    """Close the file of the log of `app`, if it has one."""
    handler: logging.Handler | None = app.extensions.get(_KEY)
    if handler is not None:
        handler.close()


def check(target: str) -> None:
    """Refuse a place for the log that cannot be written to.

    Raises
    ------
    SettingError
        As `install`.
    """
    if target:
        _handler(target).close()


def _handler(target: str) -> logging.Handler:
    """Return what writes the lines."""
    if target == "-":
        return logging.StreamHandler(sys.stdout)
    try:
        return WatchedFileHandler(Path(target), encoding="utf-8")
    except OSError as error:
        message = (
            f"GEO_ZS_ACCESS_LOG names {target!r}, which cannot be written to "
            f"({error.strerror}); name a file in a folder that is there"
        )
        raise SettingError(message) from error


def _line(response: Response) -> dict[str, Any]:
    """Return what is logged of the present request and its answer."""
    rule = request.url_rule
    seconds = time.perf_counter() - g.get("access_started", time.perf_counter())
    names = sorted(request.args)[:_MAX_NAMES]
    account = current.identity().account if current.is_identified() else None
    return {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "id": request_id(),
        "method": _short(request.method, 20),
        "route": None if rule is None else rule.rule,
        "path": _short(request.path, _MAX_PATH),
        "parameters": [_short(name, 40) for name in names],
        "status": response.status_code,
        "bytes": body_length(response),
        "ms": round(seconds * 1000, 2),
        "agent": _short(request.headers.get("User-Agent", ""), _MAX_AGENT),
        "account": None if account is None else account.name,
    }


def _short(text: str, length: int) -> str:
    """Return the beginning of a text that a client sent, without what is secret."""
    return _TOKEN.sub("…", text[: 4 * length])[:length]
