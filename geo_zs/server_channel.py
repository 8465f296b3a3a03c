"""One connection of waitress: how long it may take, and what is refused at the door.

Refusals are problem documents (RFC 9457) of the same shape as those of the application,
with an id of the request that is in the log.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import time
from http import HTTPStatus
from typing import Any, Final

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import Error

#: The largest head of a request, and the largest body, in bytes.
HEAD_BYTES: Final = 65_536
#: Above what any route takes, so that the application can say how much it would.
BODY_BYTES: Final = 1_100_000_000

#: A head, and then a body, must have come whole after so many seconds; a body has
#: more time by its length, at the least speed in bytes per second.
HEAD_SECONDS: Final = 10.0
BODY_SECONDS: Final = 30.0
SLOWEST: Final = 50_000

#: A connection on which nothing moves is closed after so many seconds.
IDLE_SECONDS: Final = 15

#: How long a refused client is listened to, so that the answer is not torn away by
#: what it still sends.
LINGER_SECONDS: Final = 2.0

_WORDS: Final = {
    400: (
        "the request is not HTTP/1.1; write all that is not ASCII, and spaces, in the "
        "address percent-encoded (UTF-8)"
    ),
    408: "the request did not come whole in time; send it again",
    413: f"the body is too large; at most {BODY_BYTES} bytes are read",
    431: f"address and headers are too large; together at most {HEAD_BYTES} bytes",
    500: "unexpected error; name the request_id to the operator",
    501: "only Transfer-Encoding: chunked is understood",
    503: "too many unfinished requests; send it again later",
}

#: Beside what gunicorn says of the processes.
log = logging.getLogger("gunicorn.error")


class TimedRequest(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """A request that has until a time to come."""

    def __init__(self, adjustments: Any) -> None:  # noqa: ANN401  no types
        super().__init__(adjustments)
        self.begun = time.monotonic()

    def is_late(self, now: float) -> bool:
        """Tell whether patience is over at `now`, a monotonic time in seconds."""
        seconds = HEAD_SECONDS
        if self.headers_finished:
            length = max(self.content_length, self.body_bytes_received)
            seconds += BODY_SECONDS + length / SLOWEST
        return now > self.begun + seconds


class Answer(WSGITask):  # type: ignore[misc]  # as above
    """What the application answers."""

    def set_close_on_finish(self) -> None:
        """Hang up after the answer; not after one that cannot have a body (304)."""
        is_asked = self.request.headers.get("CONNECTION", "").lower() == "close"
        if self.has_body or is_asked or self.version == "1.0":
            super().set_close_on_finish()


class Refusal(ErrorTask):  # type: ignore[misc]  # as above
    """What is told of a request that does not reach the application."""

    def execute(self) -> None:
        """Write the problem document."""
        status = HTTPStatus(self.request.error.code)
        request_id = os.urandom(12).hex()
        log.info(
            "refused request %s of %s: %d", request_id, self.channel.addr[0], status
        )
        body = problem(status, request_id)
        self.status = f"{status.value} {status.phrase}"
        self.response_headers = [
            ("Content-Type", "application/problem+json"),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Request-ID", request_id),
        ]
        self.content_length = len(body)
        # Of a head that did not come whole nothing was read.
        self.version = "1.1"
        self.set_close_on_finish()
        self.channel.is_refused = True
        self.write(body)


def problem(status: HTTPStatus, request_id: str) -> bytes:
    """Return the problem document of a status, with what to do about it."""
    detail = _WORDS.get(status, status.description)
    members = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "problems": [{"field": "", "message": detail}],
        "request_id": request_id,
    }
    return json.dumps(members).encode()


class Channel(HTTPChannel):  # type: ignore[misc]  # as above
    """A connection with deadlines, whose refusals reach the client."""

    parser_class = TimedRequest
    task_class = Answer
    error_task_class = Refusal
    request: TimedRequest | None
    is_refused = False
    _linger_until = 0.0

    def is_idle(self) -> bool:
        """Tell whether no request is under way and no answer is left to send."""
        return not (self.requests or self.request or self.total_outbufs_len)

    def held_bytes(self) -> int:
        """Return how much has come of the body of an unfinished request."""
        unfinished = self.request
        return unfinished.body_bytes_received if unfinished else 0

    def end_if_late(self, now: float) -> None:
        """Refuse a request, or leave a refused client, whose time is over at `now`."""
        unfinished = self.request
        if self._linger_until:
            if now > self._linger_until:
                self.handle_close()
        elif unfinished and unfinished.is_late(now):
            self.refuse(HTTPStatus.REQUEST_TIMEOUT)

    def refuse(self, status: HTTPStatus) -> None:
        """Refuse the request that has not come whole."""
        with self.requests_lock:
            unfinished, self.request = self.request, None
            if unfinished is None:
                return
            unfinished.error = Error("")
            unfinished.error.code = status
            self.requests.append(unfinished)
            if len(self.requests) == 1:
                self.server.add_task(self)

    def readable(self) -> bool:
        """Tell whether bytes are awaited."""
        return bool(self._linger_until or super().readable())

    def writable(self) -> bool:
        """Tell whether bytes are to be sent."""
        return bool(not self._linger_until and super().writable())

    def received(self, data: bytes) -> bool:
        """Take bytes; those of a refused client are thrown away."""
        return bool(self._linger_until) or bool(super().received(data))

    def handle_close(self) -> None:
        """Close; a refused client is first given time to read why."""
        if self.is_refused and not self._linger_until and self.connected:
            try:
                self.socket.shutdown(socket.SHUT_WR)
            except OSError:
                log.debug("the client is gone")
            else:
                self._linger_until = time.monotonic() + LINGER_SECONDS
                return
        super().handle_close()
