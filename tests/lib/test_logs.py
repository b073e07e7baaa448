"""Nothing secret reaches a log line."""

import io
import json
import logging
import logging.config
from typing import Any

import jwt
import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.lib.keys import new_key
from helpdesk.lib.logs import logging_config, redact

JWT = jwt.encode({"sub": "x"}, "k" * 32, algorithm="HS256")
PREFIXES = ("tl_live_", "tl_test_", "wks_live_", "wks_test_", "woesk_", "")
SECRETS = [*(new_key(prefix).text for prefix in PREFIXES), JWT]

FRAMES = [
    "{}",
    "key {} was used",
    "Authorization: Bearer {}",
    "bearer {}",
    "GET /portal/acme/tickets/TKT-0001?t={}",
    "https://h.example/portal/acme/tickets/TKT-0001?x=1&t={}&y=2",
    '{{"token": "{}"}}',
    "('{}',)",
]


@pytest.mark.parametrize("secret", SECRETS, ids=[*PREFIXES, "jwt"])
@pytest.mark.parametrize("frame", FRAMES)
def test_a_credential_is_blanked_wherever_it_stands(frame: str, secret: str) -> None:
    text = frame.format(secret)
    for value in (text, [text], {"deep": {"deeper": (text,)}}, {text: 1}, ValueError(text), text.encode()):
        assert secret not in json.dumps(redact(None, "info", {"event": value}))


@given(st.text("abcXYZ019%._~-", min_size=1))
def test_query_strings_are_blanked(query: str) -> None:
    line = redact(None, "info", {"path": f"/desk?q={query}Zz9 done", "event": "x"})
    assert line["path"] == "/desk?… done"


@pytest.mark.parametrize("text", ["Really? Yes.", "/desk/acme", "tl_live", "TKT-0001", "ana@example.com", "Why?"])
def test_ordinary_text_stays(text: str) -> None:
    assert redact(None, "info", {"event": text})["event"] == text


def test_numbers_and_nothing_keep_their_type() -> None:
    assert redact(None, "info", {"a": 1, "b": 1.5, "c": True, "d": None, "e": [1]}) == {
        "a": 1, "b": 1.5, "c": True, "d": None, "e": [1],
    }  # fmt: skip


@pytest.fixture
def lines() -> Any:
    """What is logged, as the configured formatter writes it."""
    config = logging_config("INFO")
    logging.config.dictConfig({**config, "handlers": {}, "root": {}, "loggers": {}})
    formatter = config["formatters"]["json"]
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=formatter["processors"], foreign_pre_chain=formatter["foreign_pre_chain"]
        )
    )
    logger = logging.getLogger("tests.lib.logs")
    logger.addHandler(handler)
    logger.setLevel("INFO")
    yield logger, lambda: [json.loads(line) for line in stream.getvalue().rstrip("\n").split("\n")]
    logger.removeHandler(handler)


def test_a_librarys_line_and_its_traceback_are_json_without_secrets(lines: Any) -> None:
    logger, written = lines
    try:
        raise ValueError(f"bad token {JWT}")
    except ValueError:
        logger.exception("called %s with %s", "/x?t=" + JWT, SECRETS[0])
    (line,) = written()
    assert (line["level"], line["logger"]) == ("error", "tests.lib.logs")
    assert "ValueError" in line["exception"]
    assert line["timestamp"].endswith("Z")
    assert not [secret for secret in SECRETS if secret in json.dumps(line)]


def test_a_line_break_in_a_message_stays_in_its_line(lines: Any) -> None:
    logger, written = lines
    logger.info("one\ntwo\r\nthree \u2028 four")
    assert [line["event"] for line in written()] == ["one\ntwo\r\nthree \u2028 four"]
