"""The worker of gunicorn that no slow client can hold.

A thread is given a request only when all of it has come: heads and bodies are gathered
by the loop that waits for all connections at once, each until one deadline. Goodbyes
are waited for there as well. What gunicorn itself refuses is told as a problem document
(RFC 9457), like the refusals of the application.
"""

from __future__ import annotations

import os
import selectors
import socket
import struct
import time
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from gunicorn.http import errors as faults
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from geo_zs.server_gathering import (
    HEAD_BYTES,
    Gathering,
    TimedUnreader,
    TooManyBytesError,
    TooSlowError,
)
from geo_zs.server_refusals import problem, refusal

#: The most that the unfinished requests of one worker may hold together, in bytes.
HELD_BYTES: Final = 64_000_000

#: A client that takes nothing of its answer for so long is hung up on.
SEND_SECONDS: Final = 10

#: How long, and for how many bytes, a closed connection is listened to, so that the
#: answer is not torn away by what still comes.
LINGER_SECONDS: Final = 2.0
LINGER_BYTES: Final = 65_536


class _Connection(TConn):  # type: ignore[misc]  # gunicorn has no types
    """A connection whose goodbye is waited for by the loop."""

    def __init__(self, worker: PatientWorker, *args: Any) -> None:  # noqa: ANN401  as above
        super().__init__(*args)
        self.worker = worker
        self.is_large = False

    def close(self, graceful: bool = False) -> None:  # noqa: FBT001, FBT002  gunicorn's
        if not (graceful and self.worker.linger(self)):
            super().close()


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # as above
    """Gunicorn's threaded worker, waiting for slow clients without a thread.

    The plain one reads a request in a thread, without a limit of time, and waits for
    goodbyes in its loop: a handful of clients that send half a request would hold the
    service. While it finishes requests after it was told to stop, it also keeps its
    socket open, so that new clients would wait for nothing; this one lets them be
    refused at once.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as above
        super().__init__(*args, **kwargs)
        self.gathered: dict[_Connection, Gathering] = {}
        self.lingering: dict[_Connection, tuple[float, int]] = {}
        self.held = 0
        self.looked = 0.0

    def accept(self, listener: socket.socket) -> None:
        """Take a new connection and begin to gather its first request."""
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        patience = struct.pack("ll", SEND_SECONDS, 0)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, patience)
        conn = _Connection(self, self.cfg, client, address, listener.getsockname())
        self.enqueue_req(conn)

    def enqueue_req(self, conn: _Connection) -> None:
        """Begin to gather a request, of which some bytes may have come already."""
        if not conn.initialized:
            conn.init()
            conn.parser.unreader = TimedUnreader(conn.sock)
        conn.sock.settimeout(0)
        request = self.gathered[conn] = Gathering()
        self.poller.register(
            conn.sock, selectors.EVENT_READ, partial(self.gather, conn)
        )
        early = conn.parser.unreader.take_buffered()
        if early:
            self._add(conn, request, early)
        else:
            self.gather(conn, conn.sock)

    def gather(self, conn: _Connection, sock: socket.socket) -> None:
        """Take what has come of a request; hand it to a thread if it is whole."""
        request = self.gathered[conn]
        try:
            data = sock.recv(HEAD_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._add(conn, request, data)
        else:
            self._release(conn)
            if request.data:
                self._hand_over(conn, request)
            else:
                self._drop(conn)

    def _add(self, conn: _Connection, request: Gathering, data: bytes) -> None:
        self.held += len(data)
        try:
            is_whole = request.add(data)
            if not is_whole and self.held > HELD_BYTES:
                raise TooManyBytesError
        except faults.ParseException as fault:
            self._refuse(conn, fault)
            return
        if is_whole:
            self._release(conn)
            self._hand_over(conn, request)
        elif request.is_continue_awaited():
            try:
                conn.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
            except OSError:
                self._refuse(conn, TooSlowError())

    def _release(self, conn: _Connection) -> None:
        self.held -= len(self.gathered.pop(conn).data)
        self.poller.unregister(conn.sock)

    def _hand_over(self, conn: _Connection, request: Gathering) -> None:
        conn.is_large = request.is_large
        conn.data_ready = True
        conn.parser.unreader.unread(bytes(request.data))
        conn.parser.unreader.deadline = time.monotonic() + request.seconds_to_read()
        super().enqueue_req(conn)

    def _refuse(self, conn: _Connection, fault: Exception) -> None:
        self._release(conn)
        self.handle_error(None, conn.sock, conn.client, fault)
        self._drop(conn, graceful=True)

    def _drop(self, conn: _Connection, *, graceful: bool = False) -> None:
        self.nr_conns -= 1
        conn.close(graceful)

    def handle_request(self, req: Any, conn: _Connection) -> bool:  # noqa: ANN401  as above
        """Answer a request; one whose body is not yet here is the last one."""
        if conn.is_large:
            req.force_close()
        return bool(super().handle_request(req, conn))

    def linger(self, conn: _Connection) -> bool:
        """Say goodbye, and wait in the loop for the other side; tell if it waits."""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            conn.sock.settimeout(0)
            self.poller.register(
                conn.sock, selectors.EVENT_READ, partial(self.drain, conn)
            )
        except (OSError, ValueError, KeyError, RuntimeError):
            return False
        self.nr_conns += 1
        self.lingering[conn] = (time.monotonic() + LINGER_SECONDS, LINGER_BYTES)
        return True

    def drain(self, conn: _Connection, sock: socket.socket) -> None:
        """Throw away what comes after the answer, up to a bound."""
        until, left = self.lingering[conn]
        try:
            count = len(sock.recv(4096))
        except BlockingIOError:
            return
        except OSError:
            count = 0
        self.lingering[conn] = (until, left - count)
        if count == 0 or left <= count:
            self._forget(conn)

    def _forget(self, conn: _Connection) -> None:
        del self.lingering[conn]
        self.poller.unregister(conn.sock)
        self._drop(conn)

    def murder_pending(self) -> None:
        """Hang up on clients whose time is over; looked at twice a second."""
        super().murder_pending()
        now = time.monotonic()
        if now < self.looked + 0.5:
            return
        self.looked = now
        for conn in [one for one, (until, _) in self.lingering.items() if until <= now]:
            self._forget(conn)
        late = [(one, way) for one, way in self.gathered.items() if way.until <= now]
        for conn, request in late:
            if request.data:
                self._refuse(conn, TooSlowError())
            else:
                self._release(conn)
                self._drop(conn)

    def handle_exit(self, sig: Any, frame: Any) -> None:  # noqa: ANN401  as above
        """Stop, refusing new clients from now on."""
        super().handle_exit(sig, frame)
        self.method_queue.defer(self.refuse_clients)

    def refuse_clients(self) -> None:
        """Close the door; who has not said a word is waited for a moment only."""
        self.set_accept_enabled(False)
        for listener in self.sockets:
            listener.close()
        soon = time.monotonic() + STOP_KEEPALIVE_LINGER
        for request in self.gathered.values():
            if not request.data:
                request.until = min(request.until, soon)

    def handle_error(self, _req: Any, client: Any, addr: Any, exc: Any) -> None:  # noqa: ANN401  as above
        """Answer what gunicorn refuses, or what went wrong, with a problem document."""
        status, detail = refusal(exc)
        request_id = os.urandom(12).hex()
        who = addr[0] if addr else ""
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            self.log.error(
                "unexpected error in request %s of %s", request_id, who, exc_info=exc
            )
        else:
            self.log.info("refused request %s of %s: %s", request_id, who, status)
        try:
            before = client.gettimeout()
            client.settimeout(0)
            client.sendall(problem(status, detail, request_id))
            client.settimeout(before)
        except OSError:
            self.log.debug("the client of request %s is gone", request_id)
