"""Serve the site with gunicorn and waitress, with a clear word when it cannot start.

The application is named, not imported: this package stays below the web layer.
"""

from __future__ import annotations

import errno
import gc
import logging
import os
import shutil
import socket
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from geo_zs.errors import MissingGroupError, SettingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: The most clients that one worker keeps a connection with.
CONNECTIONS: Final = 500

#: Requests under way get so long to finish when the service is stopped.
STOP_SECONDS: Final = 60

#: Where the worker processes count for the metrics; a folder of its own if not set.
METRICS_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"

#: The factory of the web application, as gunicorn names it.
APPLICATION: Final = "webapp:create_app()"


def check_installed() -> None:
    """Refuse to start without the libraries of the optional group ``server``.

    Raises
    ------
    MissingGroupError
        With the command that installs them.
    """
    if find_spec("gunicorn") is None or find_spec("waitress") is None:
        command = "geo-zs serve"
        raise MissingGroupError(command, "server")


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


def serve(
    host: str,
    port: int,
    *,
    workers: int,
    threads: int,
    when_ready: Callable[[], object] = lambda: None,
) -> None:
    """Load the application once and serve it until the process is stopped.

    Parameters
    ----------
    host : str
        Address to listen on.
    port : int
    workers, threads : int
        Processes, and threads in each. The data is loaded before the processes
        part, so they share it.
    when_ready : callable, optional
        Called without arguments once settings and data are good and the port is
        listened on.

    Raises
    ------
    MissingGroupError
        If the optional group ``server`` is not installed.
    SettingError
        If the port cannot be listened on.
    DataError
        If the shipped or given data is wrong.
    """
    check_installed()
    # A ranking is small: threads of the linear algebra library only get in the
    # way of those of the server.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    check_port(host, port)
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    with _metrics_folder():
        _run(
            {
                "bind": [address],
                "workers": workers,
                "threads": threads,
                "preload_app": True,
                "timeout": 60,
                "graceful_timeout": STOP_SECONDS,
                "worker_connections": CONNECTIONS,
                "control_socket_disable": True,
                "child_exit": _forget_worker,
                "when_ready": lambda _server: when_ready(),
            }
        )


@contextmanager
def _metrics_folder() -> Iterator[None]:
    """Give the worker processes a private folder to count in, while they serve."""
    if find_spec("prometheus_client") is None or os.environ.get(METRICS_FOLDER):
        yield
        return
    owner = os.getpid()
    folder = tempfile.mkdtemp(prefix="geo_zs-metrics-")
    os.environ[METRICS_FOLDER] = folder
    try:
        yield
    finally:
        # A worker leaves through here as well, being a copy of this process.
        if os.getpid() == owner:
            del os.environ[METRICS_FOLDER]
            shutil.rmtree(folder, ignore_errors=True)


def _forget_worker(_server: object, worker: Any) -> None:  # noqa: ANN401  no types
    """Take what a worker that ended said of the present out of the metrics."""
    if os.environ.get(METRICS_FOLDER) and find_spec("prometheus_client") is not None:
        from prometheus_client import multiprocess  # noqa: PLC0415  optional group

        forget: Callable[[int], None] = multiprocess.mark_process_dead
        forget(worker.pid)


def _run(options: dict[str, Any]) -> None:
    """Start gunicorn in this process with the given options."""
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415  not on Windows
    from gunicorn.util import import_app  # noqa: PLC0415  as above

    from geo_zs.server_worker import WaitressWorker  # noqa: PLC0415  as above

    class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        def load_config(self) -> None:
            for name, value in options.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Callable[..., Any]:
            application: Callable[..., Any] = import_app(APPLICATION)
            return application

    options = {**options, "worker_class": WaitressWorker}
    # That a request waits for a thread is no news under load.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = _Server()
    # Loaded here, and kept by gunicorn: a fault in the data is raised to the
    # caller instead of ending in a server's traceback.
    server.wsgi()
    # What is loaded stays: collections in the workers need not touch, and so copy, it.
    gc.collect()
    gc.freeze()
    server.run()
