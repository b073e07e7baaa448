"""What the WSGI application is told about a request."""

from typing import Any

import pytest

from helpdesk.door.environ import BadFraming, build_environ


def scope(*headers: tuple[bytes, bytes], **changes: Any) -> dict[str, Any]:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/",
        "raw_path": b"/",
        "query_string": b"",
        "root_path": "",
        "headers": list(headers),
        "server": ("127.0.0.1", 8000),
        "client": ("192.0.2.7", 5555),
        **changes,
    }


def test_names_the_request_the_server_and_the_client() -> None:
    environ = build_environ(scope(method="POST", query_string=b"q=%C3%A9&a=1", scheme="https"))
    assert environ["REQUEST_METHOD"] == "POST"
    assert environ["QUERY_STRING"] == "q=%C3%A9&a=1"
    assert (environ["SERVER_NAME"], environ["SERVER_PORT"], environ["SERVER_PROTOCOL"]) == (
        "127.0.0.1",
        "8000",
        "HTTP/1.1",
    )
    assert (environ["REMOTE_ADDR"], environ["REMOTE_PORT"]) == ("192.0.2.7", "5555")
    assert environ["wsgi.url_scheme"] == "https"
    assert environ["wsgi.multithread"] is True


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"/plain", b"/plain"),
        (b"/caf%C3%A9", "/café".encode()),
        (b"/%ff%FE", b"/\xff\xfe"),
        (b"/a%2Fb%00c", b"/a/b\x00c"),
        (b"/100%", b"/100%"),
        (b"/%zz", b"/%zz"),
    ],
)
def test_path_info_is_the_decoded_bytes_spelled_in_latin_1(raw: bytes, expected: bytes) -> None:
    environ = build_environ(scope(raw_path=raw, path=raw.decode()))
    assert environ["PATH_INFO"].encode("latin-1") == expected


def test_a_server_without_raw_path_is_understood_too() -> None:
    environ = build_environ(scope(raw_path=None, path="/café"))
    assert environ["PATH_INFO"].encode("latin-1") == "/café".encode()


def test_the_root_path_is_the_script_name_and_not_part_of_the_path() -> None:
    environ = build_environ(scope(root_path="/help", raw_path=b"/help/desk", path="/help/desk"))
    assert (environ["SCRIPT_NAME"], environ["PATH_INFO"]) == ("/help", "/desk")


def test_an_unknown_client_is_an_empty_address() -> None:
    assert build_environ(scope(client=None, server=None))["REMOTE_ADDR"] == ""


def test_headers_become_variables_and_repeated_ones_are_joined() -> None:
    environ = build_environ(
        scope(
            (b"x-one", b"a"),
            (b"x-one", b"\xe9"),
            (b"cookie", b"a=1"),
            (b"cookie", b"b=2"),
            (b"content-type", b"text/plain"),
        )
    )
    assert environ["HTTP_X_ONE"] == "a,\xe9"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["CONTENT_TYPE"] == "text/plain"
    assert "HTTP_CONTENT_TYPE" not in environ


def test_a_header_with_an_underscore_cannot_pose_as_one_with_a_hyphen() -> None:
    environ = build_environ(scope((b"x_forwarded_for", b"203.0.113.1"), (b"content_length", b"5")))
    assert "HTTP_X_FORWARDED_FOR" not in environ
    assert "CONTENT_LENGTH" not in environ


@pytest.mark.parametrize(
    "headers",
    [
        [(b"content-length", b"5"), (b"content-length", b"5")],
        [(b"content-length", b"5"), (b"transfer-encoding", b"chunked")],
        [(b"content-length", b"+5")],
        [(b"content-length", b"")],
        [(b"content-length", b"\xb2")],
        [(b"content-length", b"1" * 19)],
    ],
)
def test_a_request_whose_end_is_unclear_is_refused(headers: list[tuple[bytes, bytes]]) -> None:
    with pytest.raises(BadFraming):
        build_environ(scope(*headers))
