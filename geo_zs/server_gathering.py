"""How much of a request has come, and until when the rest may.

Only where a request ends is looked for here; what it says is read by gunicorn.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final

from gunicorn.http.errors import (
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.http.unreader import SocketUnreader

if TYPE_CHECKING:
    import socket

#: The longest request line (method, address, version) and the largest head, in bytes.
LINE_BYTES: Final = 32_768
HEAD_BYTES: Final = 65_536

#: Bodies up to so many bytes are gathered before a thread is given to the request.
BODY_BYTES: Final = 1_100_000

#: A head, and a gathered body, must have come whole after so many seconds.
HEAD_SECONDS: Final = 10.0
BODY_SECONDS: Final = 30.0

#: A larger body is read by its thread and must come at such a speed, in bytes per
#: second, after the seconds of any body.
SLOWEST: Final = 50_000

#: All of a gathered request is here: its thread waits no longer than this.
_MOMENT: Final = 1.0

_LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n", re.I)
_CHUNKED: Final = re.compile(rb"\r\ntransfer-encoding:[^\r\n]*chunked", re.I)
_CONTINUE: Final = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.I)
_LAST_CHUNK: Final = re.compile(rb"\r\n0{1,16}[ \t]*(?:;[^\r\n]*)?\r\n")


class TooSlowError(ParseException):  # type: ignore[misc]  # gunicorn has no types
    """A request did not come whole in time."""


class TooLargeError(ParseException):  # type: ignore[misc]  # as above
    """A body without a stated length is larger than what is gathered."""


class TooManyBytesError(ParseException):  # type: ignore[misc]  # as above
    """The unfinished requests hold all the memory that they may."""


class Gathering:
    """The bytes of one request as they come.

    Attributes
    ----------
    data : bytearray
        All bytes that came.
    until : float
        Monotonic time at which patience ends, in seconds.
    is_large : bool
        Whether the body is left to the thread, being larger than `BODY_BYTES`.
    """

    def __init__(self) -> None:
        self.data = bytearray()
        self.until = time.monotonic() + HEAD_SECONDS
        self.is_large = False
        self._head = 0
        self._length = 0
        self._is_chunked = False
        self._looked = 0
        self._is_asking = False

    def add(self, data: bytes) -> bool:
        """Take more bytes and tell whether a thread can work on the request.

        Raises
        ------
        LimitRequestLine, LimitRequestHeaders, TooLargeError
            If the request is larger than it may be.
        """
        self.data += data
        if not self._head:
            before = max(0, len(self.data) - len(data) - 3)
            end = self.data.find(b"\r\n\r\n", before)
            self._check_head(end)
            if end < 0:
                # A line that ends without CR is a fault that gunicorn tells at once.
                return self.data.count(b"\n") != self.data.count(b"\r\n")
            self._end_head(end + 4)
        if self._is_chunked:
            return self._is_last_chunk_here()
        return self.is_large or len(self.data) >= self._head + self._length

    def _check_head(self, end: int) -> None:
        line = self.data.find(b"\r\n", 2 if self.data.startswith(b"\r\n") else 0)
        size = line if line >= 0 else len(self.data)
        if size > LINE_BYTES:
            raise LimitRequestLine(size, LINE_BYTES)
        if (end if end >= 0 else len(self.data)) > HEAD_BYTES:
            message = "the head is too large"
            raise LimitRequestHeaders(message)

    def _end_head(self, end: int) -> None:
        head = bytes(self.data[:end])
        stated = _LENGTH.search(head)
        self._head = self._looked = end
        self._length = int(stated[1]) if stated else 0
        self._is_chunked = _CHUNKED.search(head) is not None
        self.is_large = not self._is_chunked and self._length > BODY_BYTES
        self._is_asking = _CONTINUE.search(head) is not None
        self.until = time.monotonic() + BODY_SECONDS

    def _is_last_chunk_here(self) -> bool:
        """Tell whether what looks like the last chunk is here, with its trailers."""
        if len(self.data) - self._head > BODY_BYTES:
            raise TooLargeError
        found = _LAST_CHUNK.search(self.data, max(self._head, self._looked) - 2)
        if found is None:
            # The size of a chunk and its extension are seldom longer.
            self._looked = max(self._head, len(self.data) - 300)
            return False
        return self.data.find(b"\r\n\r\n", found.end() - 2) >= 0

    def is_continue_awaited(self) -> bool:
        """Tell, once, whether the client waits to be asked for its body."""
        asks, self._is_asking = self._is_asking and self._head > 0, False
        return asks

    def seconds_to_read(self) -> float:
        """Return how long the thread may wait for the rest of the request."""
        return BODY_SECONDS + self._length / SLOWEST if self.is_large else _MOMENT


class TimedUnreader(SocketUnreader):  # type: ignore[misc]  # as above
    """Read from a socket until a deadline for all reads together."""

    def __init__(self, sock: socket.socket) -> None:
        super().__init__(sock)
        self.deadline = 0.0

    def chunk(self, size_hint: int | None = None) -> bytes:
        """Return the next bytes; `TimeoutError` once the deadline is over."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        before = self.sock.gettimeout()
        self.sock.settimeout(left if before is None else min(left, before))
        try:
            data: bytes = super().chunk(size_hint)
        finally:
            self.sock.settimeout(before)
        return data
