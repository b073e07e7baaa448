"""A WSGI environ (PEP 3333) out of an ASGI scope: everything but the body."""

import sys
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from helpdesk.door.types import Environ, Scope


class BadFraming(Exception):
    """The headers leave it open where the body ends: a front server may have read another request than we would."""


def build_environ(scope: Scope) -> Environ:
    """The environ of one request, with no `wsgi.input` yet.

    Raises BadFraming for more than one Content-Length, one that is not a plain number, or one beside a
    Transfer-Encoding.
    """
    server = scope.get("server") or ("", None)
    client = scope.get("client") or ("", "")
    script_name, path_info = _split_path(scope)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": script_name,
        "PATH_INFO": path_info,
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or ""),
        "SERVER_PROTOCOL": "HTTP/" + scope["http_version"],
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": str(client[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    _add_headers(environ, scope["headers"])
    return environ


def _split_path(scope: Scope) -> tuple[str, str]:
    # From the raw bytes, because the server's decoded path has already lost whatever was not UTF-8.
    root = scope.get("root_path", "").encode()
    raw = scope.get("raw_path")
    path = scope["path"].encode() if raw is None else unquote_to_bytes(raw)
    return root.decode("latin-1"), path.removeprefix(root).decode("latin-1")


def _add_headers(environ: Environ, headers: list[tuple[bytes, bytes]]) -> None:
    for name, value in headers:
        key = _environ_key(name)
        if key is None:
            continue
        if key not in environ:
            environ[key] = value.decode("latin-1")
        elif key == "CONTENT_LENGTH":
            raise BadFraming("more than one Content-Length")
        else:
            separator = "; " if key == "HTTP_COOKIE" else ","
            environ[key] += separator + value.decode("latin-1")
    length = environ.get("CONTENT_LENGTH")
    if length is None:
        return
    if "HTTP_TRANSFER_ENCODING" in environ:
        raise BadFraming("Content-Length beside Transfer-Encoding")
    if not (length.isascii() and length.isdigit()) or len(length) > 18:
        raise BadFraming("Content-Length is not a number")


@lru_cache(maxsize=512)
def _environ_key(name: bytes) -> str | None:
    # `X_Forwarded_For` and `X-Forwarded-For` become the same key: a client could pass the one a proxy does not strip.
    if b"_" in name:
        return None
    key = name.decode("latin-1").upper().replace("-", "_")
    return key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else "HTTP_" + key
