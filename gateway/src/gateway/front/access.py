"""One line of log and two figures for each request, without anything of its address but the route."""

from __future__ import annotations

import time
from typing import Any

from prometheus_client import Counter, Histogram

from carekit import logs
from carekit.metrics import Metrics
from gateway.front.exchange import METHODS, Exchange


class Access:
    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        # Finding the labelled child costs more than counting: routes and statuses are few.
        self._counts: dict[tuple[str, str, int], Counter] = {}
        self._times: dict[str, Histogram] = {}
        self._log: Any = logs.get().bind()

    def note(self, exchange: Exchange, started: float) -> None:
        seconds = time.perf_counter() - started
        status = exchange.status or 499  # nobody was left to answer
        method = exchange.method if exchange.method in METHODS else "other"
        key = (method, exchange.route, status)
        if key not in self._counts:
            self._counts[key] = self._metrics.requests.labels(method, exchange.route, str(status))
        if exchange.route not in self._times:
            self._times[exchange.route] = self._metrics.seconds.labels(exchange.route)
        self._counts[key].inc()
        self._times[exchange.route].observe(seconds)
        self._log.info(
            "request",
            method=method,
            route=exchange.route,
            status=status,
            duration_ms=round(seconds * 1000, 1),
            **({"rule": exchange.rule} if exchange.rule else {}),
        )
