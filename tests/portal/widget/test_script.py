"""/widget.js: the script for other people's websites."""

import gzip

from django.test import Client


def test_it_is_small_and_says_how_long_it_may_be_kept(client: Client) -> None:
    answer = client.get("/widget.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert len(gzip.compress(answer.content)) < 15_000
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert not answer.cookies


def test_who_has_it_gets_no_body(client: Client) -> None:
    mark = client.get("/widget.js")["ETag"]
    again = client.get("/widget.js", headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")


def test_it_asks_nothing_of_the_sites_policy_but_our_own_host(client: Client) -> None:
    text = client.get("/widget.js").content.decode()
    for word in (
        "eval(",
        "innerHTML",
        "document.cookie",
        "localStorage",
        'setAttribute("style"',
        'postMessage(message, "*"',
        "document.write",
    ):
        assert word not in text
