"""The worker of gunicorn in which waitress answers.

gunicorn loads the application once, starts the processes, watches and stops them;
waitress gathers each request whole before a thread is given to it, and sends answers
without one, so that no slow client holds a thread.
"""

from __future__ import annotations

import os
import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from gunicorn.workers.base import Worker
from waitress import create_server, wasyncore
from waitress.server import BaseWSGIServer

from geo_zs.server_channel import BODY_BYTES, HEAD_BYTES, IDLE_SECONDS, Channel

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

#: The loop looks at its clients, and at whether it shall stop, so often: seconds.
TURN_SECONDS: Final = 0.5

#: Of one request, and of one answer, so much is kept in memory; the rest in a file.
_MEMORY_BYTES: Final = 1_000_000

#: All unfinished requests of one worker may hold so much, in files mostly.
HELD_BYTES: Final = 2_500_000_000

#: An answer is written down up to this size while its client reads it slowly.
_ANSWER_BYTES: Final = 200_000_000


def waitress_server(
    app: WSGIApplication,
    connections: dict[int, Any],
    **settings: Any,  # noqa: ANN401  waitress has no types
) -> Any:  # noqa: ANN401  as above
    """Open the server that gathers requests and refuses those that are too much.

    Parameters
    ----------
    app : WSGIApplication
        Who answers.
    connections : dict of int to dispatcher
        Filled with the sockets that the loop of waitress looks at.
    **settings
        Settings of waitress: where to listen, how many threads answer.

    Returns
    -------
    waitress.server.BaseWSGIServer or waitress.server.MultiSocketServer
        The server; it answers while `waitress.wasyncore.loop` runs over `connections`.
    """
    server = create_server(
        app,
        map=connections,
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=1,
        max_request_header_size=HEAD_BYTES,
        max_request_body_size=BODY_BYTES,
        inbuf_overflow=_MEMORY_BYTES,
        outbuf_overflow=_MEMORY_BYTES,
        outbuf_high_watermark=_ANSWER_BYTES,
        # Whom to believe is for the application to know.
        clear_untrusted_proxy_headers=False,
        log_socket_errors=False,
        ident=None,
        **settings,
    )
    for one in connections.values():
        if isinstance(one, BaseWSGIServer):
            one.channel_class = Channel
    return server


class WaitressWorker(Worker):  # type: ignore[misc]  # gunicorn has no types
    """A process of gunicorn that serves with waitress."""

    def run(self) -> None:
        """Serve until told to stop, or until gunicorn's first process is gone."""
        self.connections: dict[int, Any] = {}
        self.looked = 0.0
        server = waitress_server(
            self.wsgi,
            self.connections,
            sockets=[one.sock for one in self.sockets],
            threads=self.cfg.threads,
            connection_limit=self.cfg.worker_connections,
        )
        self.listeners = [
            one for one in self.connections.values() if isinstance(one, BaseWSGIServer)
        ]
        while self.alive and self.ppid == os.getppid():
            self._turn()
        self._finish()
        server.task_dispatcher.shutdown(timeout=1)

    def _turn(self) -> None:
        """Take and send what can be, and hang up on those whose time is over."""
        wasyncore.loop(TURN_SECONDS, use_poll=True, map=self.connections, count=1)
        self.notify()
        now = time.monotonic()
        if now < self.looked + TURN_SECONDS:
            return
        self.looked = now
        channels = self._channels()
        for channel in channels:
            channel.end_if_late(now)
        if sum(channel.held_bytes() for channel in channels) > HELD_BYTES:
            largest = max(channels, key=Channel.held_bytes)
            largest.refuse(HTTPStatus.SERVICE_UNAVAILABLE)

    def _channels(self) -> list[Channel]:
        return [
            channel
            for listener in self.listeners
            for channel in listener.active_channels.values()
        ]

    def _finish(self) -> None:
        """Refuse new clients at once; finish what is under way."""
        for listener in self.listeners:
            listener.del_channel()
            listener.socket.close()
        until = time.monotonic() + self.cfg.graceful_timeout
        while time.monotonic() < until:
            for channel in self._channels():
                if channel.is_idle():
                    channel.handle_close()
            if not self._channels():
                return
            self._turn()
