"""An application on a real socket of this machine, behind the server of the product."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from waitress import wasyncore

from geo_zs.server_worker import waitress_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed.wsgi import WSGIApplication


@contextmanager
def serving(app: WSGIApplication) -> Iterator[str]:
    """Serve an application on a free port; yield its address without a path."""
    connections: dict[int, Any] = {}
    server = waitress_server(app, connections, listen="127.0.0.1:0", threads=8)
    is_over = threading.Event()

    def answer() -> None:
        while not is_over.is_set():
            wasyncore.loop(0.5, use_poll=True, map=connections, count=1)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        is_over.set()
        server.pull_trigger()
        thread.join()
        server.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(connections)
