"""Settings: a bad value stops the start with a sentence that says how to mend it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOOD = {
    "HELPDESK_MODE": "production",
    "SECRET_KEY": "k" * 50,
    "SECRETS_KEY": "A" * 43,
    "HELPDESK_URL": "https://help.example.com",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.com:587",
    "DATABASE_URL": "postgresql://user:password@127.0.0.1:5432/helpdesk",
}
NAMES = ("PATH", "HOME", "LANG", "PYTHONPATH", "VIRTUAL_ENV")

# Tries every environment in one process: starting Python for each would cost a second each time.
TRY_ALL = """
import importlib, json, os, sys
from django.core.exceptions import ImproperlyConfigured
answers = []
for environment in json.load(sys.stdin):
    os.environ.clear()
    os.environ.update(environment)
    sys.modules.pop("helpdesk.settings", None)
    try:
        settings = importlib.import_module("helpdesk.settings")
        answers.append([True, {name: getattr(settings, name) for name in ("MODE", "DEBUG", "AUTH_MODE", "BASE_URL",
            "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "ALLOWED_HOSTS", "EMAIL_BACKEND",
            "CONTENT_SECURITY_POLICY")}])
    except ImproperlyConfigured as error:
        answers.append([False, str(error)])
print(json.dumps(answers))
"""

REFUSED: list[tuple[dict[str, str | None], str]] = [
    ({"DEBUG": "1"}, "DEBUG must be off in production"),
    ({"DEBUG": "maybe"}, "DEBUG is not usable"),
    ({"SECRET_KEY": "short"}, "SECRET_KEY is missing or short"),
    ({"SECRET_KEY": None}, "SECRET_KEY is missing or short"),
    ({"AUTH_MODE": "local"}, "AUTH_MODE=local is for development only"),
    ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS=* lets anybody"),
    ({"ALLOWED_HOSTS": "help.example.com,*"}, "ALLOWED_HOSTS=* lets anybody"),
    ({"SECRETS_KEY": None}, "SECRETS_KEY is missing or not usable"),
    ({"SECRETS_KEY": "short"}, "SECRETS_KEY is missing or not usable"),
    ({"SECRETS_KEY": "A" * 43 + ",short"}, "SECRETS_KEY is missing or not usable"),
    ({"EMAIL_URL": None}, "EMAIL_URL is missing"),
    ({"HELPDESK_URL": None}, "HELPDESK_URL is missing"),
    ({"PORT": "0"}, "PORT is out of range"),
    ({"PORT": "65536"}, "PORT is out of range"),
    ({"PORT": "http"}, "PORT is not usable"),
    ({"HELPDESK_MODE": "prod"}, "HELPDESK_MODE=prod is unknown"),
    ({"DATABASE_URL": "mysql://user@127.0.0.1/helpdesk"}, "DATABASE_URL must name PostgreSQL"),
    ({"DATABASE_URL": "sqlite:///x.db"}, "DATABASE_URL must name PostgreSQL"),
    ({"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
    ({"WEB_THREADS": "many"}, "WEB_THREADS is not usable"),
    ({"WEB_CONCURRENCY": "two"}, "WEB_CONCURRENCY is not usable"),
    ({"WORKER_CONCURRENCY": ""}, "WORKER_CONCURRENCY is not usable"),
    ({"MAX_BODY_BYTES": "1 MB"}, "MAX_BODY_BYTES is not usable"),
    ({"MAX_FILE_BYTES": "0"}, "MAX_FILE_BYTES=0 is too small"),
    ({"MAX_BODY_BYTES": "1000000"}, "MAX_FILE_BYTES=25000000 does not fit into MAX_BODY_BYTES"),
    ({"FILES_URL": "https://host/bucket"}, "FILES_URL is not usable: it does not begin with s3://"),
    ({"FILES_URL": "s3://key:S3cret@host"}, "FILES_URL is not usable: it names no bucket"),
    ({"RATELIMIT_ENABLE": "sometimes"}, "RATELIMIT_ENABLE is not usable"),
    ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL is not usable"),
    ({"DATABASE_URL": "postgresql://user:S3cret@127.0.0.1:port/helpdesk"}, "DATABASE_URL is not usable"),
]
TAKEN: list[dict[str, str | None]] = [
    {},
    {"HELPDESK_URL": "http://10.0.0.5:8000/"},
    {"FILES_URL": "s3://key:secret@s3.example.com/files?region=eu-central-1"},
    {"HELPDESK_MODE": "demo", "EMAIL_URL": None, "DEBUG": "1"},
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[list]:
    """What settings.py says to each environment."""
    here = {name: os.environ[name] for name in NAMES if name in os.environ}
    home = {"HELPDESK_HOME": str(tmp_path_factory.mktemp("home"))}
    environments = [
        {name: value for name, value in {**here, **home, **GOOD, **change}.items() if value is not None}
        for change in [change for change, _sentence in REFUSED] + TAKEN
    ]
    done = subprocess.run(
        [sys.executable, "-c", TRY_ALL], cwd=ROOT, input=json.dumps(environments), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("index", range(len(REFUSED)), ids=[f"{change}" for change, _ in REFUSED])
def test_a_bad_value_is_refused_with_a_sentence(answers: list[list], index: int) -> None:
    started, said = answers[index]
    assert not started, "it started"
    assert REFUSED[index][1] in said
    assert "S3cret" not in said


def test_production_is_what_happens_unless_told_otherwise(answers: list[list]) -> None:
    started, found = answers[len(REFUSED)]
    assert started
    assert (found["DEBUG"], found["AUTH_MODE"]) == (False, "oidc")
    assert (found["SESSION_COOKIE_SECURE"], found["CSRF_COOKIE_SECURE"]) == (True, True)
    assert found["SECURE_HSTS_SECONDS"] > 0
    assert "help.example.com" in found["ALLOWED_HOSTS"]
    assert found["EMAIL_BACKEND"].endswith("SmtpBackend")


def test_plain_http_works_without_cookies_that_would_never_come_back(answers: list[list]) -> None:
    started, found = answers[len(REFUSED) + 1]
    assert started
    assert found["BASE_URL"] == "http://10.0.0.5:8000"
    assert (found["SESSION_COOKIE_SECURE"], found["SECURE_HSTS_SECONDS"]) == (False, 0)


def test_browsers_may_send_files_to_the_store_that_is_named(answers: list[list]) -> None:
    started, found = answers[len(REFUSED) + 2]
    assert started, found
    assert "https://s3.example.com" in found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["connect-src"]


def test_a_demo_needs_nothing(answers: list[list]) -> None:
    started, found = answers[-1]
    assert started, found
    assert (found["MODE"], found["AUTH_MODE"]) == ("demo", "local")
    assert found["EMAIL_BACKEND"].endswith("FileBackend")
