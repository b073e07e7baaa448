"""FILES_URL, the one line that names an object store, taken apart."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

SCHEMES = {"s3": "https", "s3+http": "http"}
MEND = "Use s3://KEY:SECRET@host/bucket?region=eu-central-1 (s3+http:// without TLS)."


@dataclass(frozen=True)
class StorageAddress:
    """``endpoint`` is where browsers and we reach it. Without a key the environment of the host provides one.
    ``prefix`` is a folder of the bucket with a slash at its end, or nothing."""

    endpoint: str
    bucket: str
    prefix: str
    region: str
    key: str
    secret: str


def parse_storage_address(text: str) -> StorageAddress:
    """The parts of FILES_URL. Raises ValueError with a sentence that repeats no secret."""
    try:
        parts = urlsplit(text)
        scheme, host, port = SCHEMES.get(parts.scheme), parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"its host or port is not usable. {MEND}") from error
    bucket, _, prefix = unquote(parts.path).strip("/").partition("/")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    for wrong, what in (
        (scheme is None, "it does not begin with s3://"),
        (not host, "it names no host"),
        (not bucket, "it names no bucket"),
        (bool(parts.username) != bool(parts.password), "it has a key without a secret"),
        (not options.keys() <= {"region"} or bool(parts.fragment), "it has options other than region"),
        (not text.isascii() or any(character.isspace() for character in text), "it holds odd characters"),
    ):
        if wrong:
            raise ValueError(f"{what}. {MEND}")
    return StorageAddress(
        endpoint=f"{scheme}://{f'[{host}]' if host and ':' in host else host}" + (f":{port}" if port else ""),
        bucket=bucket,
        prefix=f"{prefix}/" if prefix else "",
        region=options.get("region") or "us-east-1",
        key=unquote(parts.username or ""),
        secret=unquote(parts.password or ""),
    )
