"""What every store of files can do; which one is used the settings say (FILES_URL)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Protocol, cast

from django.core.files.storage import storages

# How long an address to upload to or to download from works.
UPLOAD_SECONDS = 15 * 60
DOWNLOAD_SECONDS = 5 * 60


class Missing(Exception):
    """The store holds nothing under this key."""


@dataclass(frozen=True)
class Upload:
    """Where the bytes of a file are to be PUT, and the headers that must come with them, as they are."""

    address: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Download:
    """How a file is handed out: under which name, as which type."""

    key: str
    name: str
    content_type: str


@dataclass(frozen=True)
class Held:
    """Something in the store. ``waiting`` while nobody has looked at it yet."""

    key: str
    changed_at: datetime
    waiting: bool


class Store(Protocol):
    """Holds bytes under keys. Every method raises Unavailable when the store is away."""

    def upload(self, key: str, *, content_type: str, size: int) -> Upload:
        """A short-lived address that takes exactly one file of this type and size (bytes), to wait under a key."""

    def promote(self, key: str) -> None:
        """Take what waits under a key out of the uploader's reach. Raises Missing; repeating it is harmless."""

    def put(self, key: str, content: IO[bytes]) -> None:
        """Keep the content, from its present position on."""

    def open(self, key: str) -> IO[bytes]:
        """What is kept, to be read and closed; it can be rewound. Raises Missing."""

    def delete(self, key: str) -> None:
        """Forget what is kept or waits under a key; nothing there is no failure."""

    def download(self, wanted: Download) -> str:
        """A short-lived address that offers a file for saving to whoever has it."""

    def held(self) -> Iterator[Held]:
        """Everything in the store that has a key of ours, in no order."""


def file_store() -> Store:
    """The store in use."""
    return cast(Store, storages["files"])
