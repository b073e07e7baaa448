"""Logs as JSON lines with the request id, and without anything secret.

A line may name a path, never a query string: links carry tokens there.
"""

import datetime
import logging
import re
from collections.abc import Mapping, MutableMapping
from typing import Any

import orjson
import structlog

REQUESTS = "request"
Event = MutableMapping[str, Any]

# Credentials as they look in text: our keys, JWTs, bearer headers and the ``t`` parameter of links.
SECRET_SHAPES = re.compile(
    r"(?:tl|wks)_(?:live|test)_\w+|woesk_\w+|eyJ[\w-]+\.[\w-]+\.[\w-]+|(?<=[?&]t=)[^&\s]+|(?i:bearer)\s+\S+"
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


def request_line(*, method: str, path: str, status: int, milliseconds: float, request_id: str) -> str:
    """The log line of one request, ready to be written.

    Every request writes one, and the general way of a line through processors takes a third of a short request's time.
    """
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
    return orjson.dumps(line).decode()


class JsonLines(structlog.stdlib.ProcessorFormatter):
    """Renders records as JSON lines; those of requests come rendered."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        return record.getMessage() if record.name == REQUESTS else super().format(record)


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
                "()": JsonLines,
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
