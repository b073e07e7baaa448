"""A contract held against its own description by schemathesis: each contract's test_schemathesis.py configures this."""

import itertools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import GenerationConfig, SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from schemathesis.specs.openapi.schemas import OpenApiSchema

from helpdesk.api.schema import Description, document

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
    ignored_auth,
]
EXAMPLES = 20
numbers = itertools.count()


def described(description: Description) -> OpenApiSchema:
    """The description as schemathesis reads it, with the product behind it; the same examples in every run."""
    config = SchemathesisConfig()
    config.projects.default.generation = GenerationConfig(deterministic=True, max_examples=EXAMPLES)
    schema = schemathesis.openapi.from_dict(document(description), config=config)
    schema.app = WSGIHandler()
    return schema


@contextmanager
def inside_the_tests_transaction() -> Iterator[None]:
    """Requests leave the connection open, as under Django's own test client: it holds what the test has made."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def quickly(test: Callable[..., Any]) -> Callable[..., Any]:
    """A bounded number of examples, all in the one database of the test."""
    return settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )(test)


def call(case: Any, *, key: str, ids: dict[str, tuple[str, str]]) -> Any:
    """Send one case and hold the answer against the description.

    ``ids`` names for a part of the path the form of good ids and one that exists: a made-up id of the right form
    becomes that one, so that the calls reach something. For the same reason good calls do not share their
    Idempotency-Key.
    """
    for name, (form, existing) in ids.items():
        if re.fullmatch(form, str((case.path_parameters or {}).get(name, ""))):
            case.path_parameters[name] = existing
    if case.meta.generation.mode.is_positive and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = str(next(numbers))
    with inside_the_tests_transaction():
        return case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, checks=CHECKS)
