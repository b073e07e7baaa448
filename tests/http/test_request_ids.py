"""Every answer carries the id under which the logs know it."""

import pytest
from django.test import Client


def test_a_plain_id_of_the_callers_comes_back() -> None:
    assert Client().get("/livez", headers={"X-Request-ID": "order-42.retry_1"})["X-Request-ID"] == "order-42.retry_1"


@pytest.mark.parametrize("given", ["short", "x" * 65, "with space", "a\tb\tc\td\te", "<script>alert(1)</script>", ""])
def test_anything_else_is_replaced(given: str) -> None:
    answered = Client().get("/livez", headers={"X-Request-ID": given})["X-Request-ID"]
    assert answered != given
    assert len(answered) == 32


def test_the_log_line_names_the_path_but_never_the_query(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="request"):
        Client().get("/livez?t=S3cret", headers={"Authorization": "Bearer S3cret"})
    (line,) = [record.getMessage() for record in caplog.records if record.name == "request"]
    assert "/livez" in line
    assert "S3cret" not in line


def test_a_host_name_that_is_not_ours_is_refused_except_by_the_probes(client: Client) -> None:
    assert client.get("/sign-in", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/livez", headers={"Host": "10.0.0.7"}).status_code == 200
