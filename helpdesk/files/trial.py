"""Trying out whether the store does what it must, with one small file that is gone afterwards."""

import io
import uuid
from collections.abc import Callable

from botocore.exceptions import ClientError

from helpdesk.files.keys import new_key
from helpdesk.files.s3 import S3Store
from helpdesk.files.store import Missing, Store
from helpdesk.lib.errors import Unavailable

CONTENT = b"Written by the doctor of the helpdesk.\n"
RIGHTS = "let its key list the bucket, and read, write and delete in it"
KEYS = "correct key and secret"
REACH = "see that it runs, and that this host reaches it"
OWNER = "it must belong to the user that runs the helpdesk, on a disk that has room"
# How to mend what stores and their client call by these names.
MEND = {
    "NoSuchBucket": "make the bucket, or correct its name",
    "AccessDenied": RIGHTS,
    "InvalidAccessKeyId": KEYS,
    "SignatureDoesNotMatch": KEYS,
    "NoCredentialsError": "name key and secret",
    "EndpointConnectionError": REACH,
    "ConnectTimeoutError": REACH,
    "ReadTimeoutError": REACH,
    "SSLError": "see that its certificate is valid, or use s3+http:// where it has none",
}


class Unfit(Exception):
    """The store does not do what it must; the text is a sentence that says how to mend it and holds no secret."""


def try_out(store: Store) -> None:
    """Write, list, read and delete. Raises Unfit for what fails."""
    key = new_key(uuid.uuid4())
    attempt(store, "write", lambda: store.put(key, io.BytesIO(CONTENT)))
    try:
        attempt(store, "list", lambda: next(iter(store.held()), None))
        attempt(store, "read", lambda: require_content(store, key))
    finally:
        attempt(store, "delete", lambda: store.delete(key))


def attempt(store: Store, name: str, step: Callable[[], object]) -> None:
    """One of them. Raises Unfit."""
    try:
        step()
    except Missing as error:
        raise Unfit(f"{place_of(store)} did not keep what it took: look for what empties or replaces it.") from error
    except Unavailable as error:
        said = word_for(error.__cause__)
        mend = MEND.get(said, RIGHTS) if isinstance(store, S3Store) else OWNER
        raise Unfit(f"{place_of(store)} does not let us {name} ({said}): {mend}.") from error


def require_content(store: Store, key: str) -> None:
    """Raises Missing unless what was written comes back."""
    with store.open(key) as kept:
        if kept.read() != CONTENT:
            raise Missing(key)


def place_of(store: Store) -> str:
    """The store as operators know it, without its key and secret."""
    if isinstance(store, S3Store):
        return f"The bucket {store.address.bucket} at {store.address.endpoint} (FILES_URL)"
    return "HELPDESK_HOME/files"


def word_for(cause: BaseException | None) -> str:
    """What the store, its client or the system call the failure."""
    code = cause.response.get("Error", {}).get("Code", "") if isinstance(cause, ClientError) else ""
    return str(code) or type(cause).__name__
