"""Metrics in the form of Prometheus, if prometheus-client is installed.

It belongs to the optional group ``server``. With several worker processes each one
writes its counts to the folder of ``PROMETHEUS_MULTIPROC_DIR``, which `geo_zs.server`
sets, and whichever is asked answers for all.
"""

from __future__ import annotations

import os
import time
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, cast

from flask import Flask, Response, current_app, g, request

if TYPE_CHECKING:
    from collections.abc import Callable

    from prometheus_client import CollectorRegistry

_KEY: Final = "geo_zs_metrics"
_METHODS: Final = frozenset(
    {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}
)
_SECONDS: Final = (
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0
)  # fmt: skip
_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"


class Metrics:
    """The counts of one app."""

    def __init__(self) -> None:
        from prometheus_client import (  # noqa: PLC0415  an optional group
            CollectorRegistry,
            Counter,
            Histogram,
        )

        self.registry: CollectorRegistry = CollectorRegistry()
        self._requests = Counter(
            "geo_zs_requests",
            "Requests answered.",
            ("route", "method", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "geo_zs_request_seconds",
            "Time from the first look at a request to its whole answer.",
            ("route", "method"),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._bytes = Counter(
            "geo_zs_response_bytes",
            "Bytes of the bodies of answers as they are sent.",
            ("route",),
            registry=self.registry,
        )
        # To look a counter up by its labels takes longer than to count.
        self._counters: dict[tuple[str, str, int], tuple[Any, Any, Any]] = {}
        self._cache = Counter(
            "geo_zs_cache_lookups",
            "Looks into the kept pages and layers.",
            ("outcome",),
            registry=self.registry,
        )
        self._matches = Counter(
            "geo_zs_matches", "Requirements answered.", registry=self.registry
        )

    def count_answer(self, response: Response, seconds: float) -> None:
        """Count an answer to the present request."""
        rule = "none" if request.url_rule is None else request.url_rule.rule
        method = request.method if request.method in _METHODS else "other"
        key = rule, method, response.status_code
        counters = self._counters.get(key)
        if counters is None:
            counters = self._counters[key] = (
                self._requests.labels(rule, method, str(response.status_code)),
                self._seconds.labels(rule, method),
                self._bytes.labels(rule),
            )
        answered, took, sent = counters
        answered.inc()
        took.observe(seconds)
        sent.inc(body_length(response) or 0)

    def count_cache(self, *, is_hit: bool) -> None:
        """Count a look into the kept pages and layers."""
        self._cache.labels("hit" if is_hit else "miss").inc()

    def count_match(self) -> None:
        """Count a requirement that was answered."""
        self._matches.inc()

    def text(self, *, register: str, data_version: str) -> bytes:
        """Return all counts, with the state of the register and of the data.

        Parameters
        ----------
        register : {"ok", "unreachable", "none"}
        data_version : str
        """
        from prometheus_client import (  # noqa: PLC0415  an optional group
            CollectorRegistry,
            generate_latest,
        )
        from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415  as above
        from prometheus_client.multiprocess import (  # noqa: PLC0415  as above
            MultiProcessCollector,
        )

        class _State:
            """What is so now, whatever was counted."""

            def collect(self) -> list[Any]:
                known = GaugeMetricFamily(
                    "geo_zs_register_state",
                    "1 for the state that the register is in.",
                    labels=["state"],
                )
                for state in ("ok", "unreachable", "none"):
                    known.add_metric([state], float(state == register))
                version = GaugeMetricFamily(
                    "geo_zs_data_info", "1 for the data in use.", labels=["version"]
                )
                version.add_metric([data_version], 1.0)
                return [known, version]

        present = CollectorRegistry()
        present.register(cast("Any", _State()))
        counted = self.registry
        if os.environ.get(_FOLDER):
            counted = CollectorRegistry()
            gather: Callable[[CollectorRegistry], object] = MultiProcessCollector
            gather(counted)
        return generate_latest(counted) + generate_latest(present)


def install(app: Flask) -> None:
    """Count what `app` answers, if prometheus-client is installed."""
    if find_spec("prometheus_client") is None:
        return
    metrics = Metrics()
    app.extensions[_KEY] = metrics

    @app.before_request
    def start() -> None:
        g.metrics_started = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        now = time.perf_counter()
        metrics.count_answer(response, now - g.get("metrics_started", now))
        return response


def body_length(response: Response) -> int | None:
    """Return the bytes of a body; None for one that is made while it is sent.

    To ask such a one for its length would make the whole of it first.
    """
    return None if response.is_streamed else response.calculate_content_length()


def metrics_of(app: Flask) -> Metrics | None:
    """Return the counts of an app; None without prometheus-client."""
    return cast("Metrics | None", app.extensions.get(_KEY))


def count_cache(*, is_hit: bool) -> None:
    """Count a look into the kept pages and layers, if anything is counted."""
    metrics = metrics_of(current_app)
    if metrics is not None:
        metrics.count_cache(is_hit=is_hit)


def count_match() -> None:
    """Count a requirement that was answered, if anything is counted."""
    metrics = metrics_of(current_app)
    if metrics is not None:
        metrics.count_match()
