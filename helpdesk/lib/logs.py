"""Logs as JSON lines with the request id, and without anything secret.

A line may name a path, never a query string: links carry tokens there.
"""

import contextlib
import datetime
import logging
import os
import re
from collections.abc import Mapping, MutableMapping
from typing import Any

import orjson
import structlog

REQUESTS = "request"
STANDARD_ERROR = 2
requests = logging.getLogger(REQUESTS)
Event = MutableMapping[str, Any]

# Credentials as they look in text: our keys, JWTs, bearer headers and the ``t`` parameter of links.
SECRET_SHAPES = re.compile(
    r"(?:tl|wks)_(?:live|test)_\w+|woesk_\w+|\b[A-Za-z0-9]{10}\|[A-Za-z0-9]{30}\b|"
    r"eyJ[\w-]+\.[\w-]+\.[\w-]+|(?<=[?&]t=)[^&\s]+|(?i:bearer)\s+\S+"
)
QUERY = re.compile(r"(?<=\S)\?[^\s\"']+")


def redact(_logger: object, _method: str, event: Event) -> Event:
    """Blank every credential and query string in a log line, however deep it lies."""
    for key, value in event.items():
        event[key] = blank(value)
    return event


def blank(value: Any) -> Any:
    """The value without credentials and query strings; what is neither text nor plain data becomes text first."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {blank(str(key)): blank(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [blank(item) for item in value]
    return QUERY.sub("?…", SECRET_SHAPES.sub("[redacted]", str(value)))


def log_request(*, method: str, path: str, status: int, milliseconds: float, request_id: str) -> None:
    """Write the log line of one request, unless the level of this logger leaves it out.

    Every request writes one. The general way through record, handler and processors costs a short request a third of
    its time, most of it where the threads of a process queue for the handler's lock while one of them writes.
    """
    if not requests.isEnabledFor(logging.INFO):
        return
    line = {
        "event": "request",
        "method": method,
        "path": blank(path),
        "status": status,
        "milliseconds": milliseconds,
        "request_id": request_id,
        "level": "info",
        "logger": REQUESTS,
        "timestamp": datetime.datetime.now(datetime.UTC).isoformat(),
    }
    write_out(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))


def write_out(line: bytes) -> None:
    """Write to standard error in one call, which the kernel does not mix with another thread's. Never raises: nobody's
    request fails because the log cannot be written."""
    with contextlib.suppress(OSError):
        while line:
            line = line[os.write(STANDARD_ERROR, line) :]


def logging_config(level: str) -> dict[str, Any]:
    """The ``LOGGING`` setting: everything, ours and the libraries', as JSON lines on standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    redact,
                    structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.request": {"level": "ERROR"},  # 4xx are answers, not news
            "procrastinate": {"level": "WARNING"},
            "uvicorn.access": {"level": "WARNING"},
            "uvicorn.error": {"level": "INFO"},
        },
    }
