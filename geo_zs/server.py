"""Serve the site with gunicorn, with a clear word when it cannot start.

The application is named, not imported: this package stays below the web layer.
"""

from __future__ import annotations

import errno
import logging
import os
import socket
import struct
from typing import TYPE_CHECKING, Any, Final

from geo_zs.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Callable

#: A client that is silent for so long in the middle of a request is hung up on.
READ_SECONDS: Final = 10

#: The factory of the web application, as gunicorn names it.
APPLICATION: Final = "webapp:create_app()"


def check_port(host: str, port: int) -> None:
    """Refuse a port that cannot be listened on.

    Raises
    ------
    SettingError
        If another program has the port, the address is not one of this machine,
        or the user may not use it.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reasons = {
                errno.EADDRINUSE: "another program is using it; stop that program "
                "or choose another port (--port, or make run PORT=8001)",
                errno.EACCES: "this user may not use it; choose a port above 1023",
                errno.EADDRNOTAVAIL: "this machine has no such address; "
                "use --host 127.0.0.1",
            }
            reason = reasons.get(error.errno or 0, error.strerror or "it was refused")
            message = f"cannot listen on {host}:{port}: {reason}"
            raise SettingError(message) from error


def serve(host: str, port: int, *, workers: int, threads: int) -> None:
    """Load the application once and serve it until the process is stopped.

    Parameters
    ----------
    host : str
        Address to listen on.
    port : int
    workers, threads : int
        Processes, and threads in each. The data is loaded before the processes
        part, so they share it.

    Raises
    ------
    SettingError
        If the port cannot be listened on.
    DataError
        If the shipped or given data is wrong.
    """
    # A ranking is small: threads of the linear algebra library only get in the
    # way of those of the server.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    check_port(host, port)
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    _run(
        {
            "bind": [address],
            "workers": workers,
            "threads": threads,
            "preload_app": True,
            "accesslog": os.environ.get("GEO_ZS_ACCESS_LOG") or None,
            "timeout": 60,
            "graceful_timeout": 20,
            # The most that gunicorn takes: beyond it, it answers a bare 414.
            "limit_request_line": 8190,
            "control_socket_disable": True,
        }
    )


def _patient_worker() -> type[Any]:
    """Return gunicorn's threaded worker, losing patience with silent clients.

    The plain worker reads a request without a limit of time, so that a handful of
    clients that send half a request would hold every thread for ever.
    """
    from gunicorn.workers.gthread import ThreadWorker  # noqa: PLC0415  not on Windows

    class _PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
        def enqueue_req(self, conn: Any) -> None:  # noqa: ANN401  as above
            conn.sock.setsockopt(
                socket.SOL_SOCKET,
                socket.SO_RCVTIMEO,
                struct.pack("ll", READ_SECONDS, 0),
            )
            super().enqueue_req(conn)

    return _PatientWorker


def _is_no_silent_client(record: logging.LogRecord) -> bool:
    """Keep clients that fell silent out of the log of errors."""
    return not (record.exc_info and isinstance(record.exc_info[1], BlockingIOError))


def _run(options: dict[str, Any]) -> None:
    """Start gunicorn in this process with the given options."""
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415  not on Windows
    from gunicorn.util import import_app  # noqa: PLC0415  as above

    class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        def load_config(self) -> None:
            for name, value in options.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Callable[..., Any]:
            application: Callable[..., Any] = import_app(APPLICATION)
            return application

    options = {**options, "worker_class": _patient_worker()}
    logging.getLogger("gunicorn.error").addFilter(_is_no_silent_client)
    server = _Server()
    # Loaded here, and kept by gunicorn: a fault in the data is raised to the
    # caller instead of ending in a server's traceback.
    server.wsgi()
    server.run()
