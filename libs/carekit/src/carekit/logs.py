"""Structured JSON logs with one request id through all services, which refuse patient fields.

Only keys on the allow-list are written; any other key is replaced by its name in `refused_keys`, so that a
careless `logger.info("stated", patient=body)` leaks nothing and is seen. Exceptions are logged by type and
place, never by message: a driver's message may quote a row.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from contextvars import ContextVar
from typing import Any

import orjson
import structlog

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
service: ContextVar[str] = ContextVar("service", default="")

ALLOWED = frozenset(
    {
        "event", "level", "logger", "timestamp", "service", "request_id", "method", "route", "status", "duration_ms",
        "event_type", "event_id", "subscriber", "source", "attempts", "job", "count", "error_type", "where",
        "referral_id", "slot_id", "appointment_id", "professional_id", "account_id", "cpts_id", "import_id",
        "rule", "state", "port", "version", "refused_keys", "peer", "mail_id", "sms_id", "seconds",
    }
)  # fmt: skip


def _only_allowed(_: Any, __: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    exception = entry.pop("exc_info", None)
    if exception:
        error = sys.exc_info()[1] if exception is True else exception
        if isinstance(error, BaseException):
            entry["error_type"] = type(error).__qualname__
            entry["where"] = [
                f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}"
                for frame in traceback.extract_tb(error.__traceback__)[-6:]
            ]
    refused = sorted(key for key in entry if key not in ALLOWED)
    for key in refused:
        del entry[key]
    if refused:
        entry["refused_keys"] = refused
    if rid := request_id.get():
        entry["request_id"] = rid
    return entry


class _StandardLibrary(logging.Handler):
    """What libraries log through `logging`: their level and name, and the type of an exception, no message."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        get().log(record.levelno, "library", source=record.name, exc_info=error)


def configure(name: str) -> None:
    """Called once by each process, before it serves."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_allowed,
            structlog.processors.JSONRenderer(serializer=lambda entry, **_: orjson.dumps(entry).decode()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        # No file: each line goes to what `sys.stdout` is then, also when a test captures it.
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=False,
    )
    structlog.contextvars.clear_contextvars()
    root = logging.getLogger()
    root.handlers = [_StandardLibrary(level=logging.WARNING)]
    root.setLevel(logging.WARNING)
    service.set(name)


def get() -> Any:
    return structlog.get_logger(service=service.get())
