"""Figures for Prometheus, on a port of their own: requests, jobs and the mail that waits. No person is in them.

Of gunicorn all workers together are counted, in files that the first process reads (`app/gunicorn.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any

from flask import Flask
from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector
from sqlalchemy.exc import SQLAlchemyError

from app.config import Config
from app.core import clock, mail
from app.core.db import db
from app.core.jobs.queries import last_sign
from app.core.web.logged import RULE

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class _Figures:
    """What is counted in this process."""

    def __init__(self) -> None:
        labels = ("method", "address", "status")
        self.requests = Counter("vakspiegel_requests", "Requests answered, by rule of the address.", labels)
        self.seconds = Histogram(
            "vakspiegel_request_seconds", "How long an answer took.", ("address",), buckets=SECONDS
        )
        self.jobs = Counter("vakspiegel_jobs", "Jobs tried, by what came of it.", ("kind", "outcome"))
        self.job_seconds = Counter("vakspiegel_job_seconds", "Seconds spent on jobs.", ("kind",))


_figures = cache(_Figures)


def count_request(environ: dict[str, Any], status: int, size: int, seconds: float) -> None:
    """One request that was answered; an address of nobody is `-`."""
    method, rule = environ.get("REQUEST_METHOD", ""), environ.get(RULE, "-")
    _figures().requests.labels(method if method in ("GET", "HEAD", "POST") else "-", rule, str(status)).inc()
    _figures().seconds.labels(rule).observe(seconds)


def count_job(kind: str, outcome: str, lasted: timedelta) -> None:
    """One try at a job."""
    _figures().jobs.labels(kind, outcome).inc()
    _figures().job_seconds.labels(kind).inc(max(0.0, lasted.total_seconds()))


class Waiting(Collector):
    """What waits, read when somebody asks."""

    def __init__(self, app: Flask) -> None:
        """Of this application."""
        self._app = app

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """How long the oldest mail waits, and how long ago the worker was seen; nothing when the database is away."""
        now = clock.now()
        try:
            with self._app.app_context(), db.engine.connect() as connection:
                oldest, seen = mail.waiting_since(connection), last_sign(connection)
        except SQLAlchemyError:
            return
        waits = (now - oldest).total_seconds() if oldest else 0
        yield GaugeMetricFamily("vakspiegel_mail_oldest_seconds", "How long the oldest mail waits.", value=waits)
        if seen is not None:
            ago = (now - seen).total_seconds()
            yield GaugeMetricFamily("vakspiegel_worker_seen_seconds", "Since a worker was last seen.", value=ago)


def show(app: Flask, config: Config, port: int) -> None:
    """Show the figures of this process, and what waits, until it ends. Raises OSError when the port is taken."""
    registry = CollectorRegistry()
    registry.register(REGISTRY)
    registry.register(Waiting(app))
    start_http_server(port, config.metrics_host, registry)


def show_of_all_workers(config: Config) -> None:
    """Show the figures of all workers of gunicorn together."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    start_http_server(config.metrics_port, config.metrics_host, registry)
