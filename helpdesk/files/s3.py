"""Files in a bucket of an object store that speaks S3.

With boto3 itself: django-storages adds a client for each thread, and has no word for what is needed most here, copying,
listing and signing an upload of one size and type.
"""

import contextlib
import shutil
from collections.abc import Iterator
from functools import cached_property
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import boto3
import structlog
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.utils.http import content_disposition_header

from helpdesk.files.content_types import UNKNOWN, offered_type
from helpdesk.files.keys import INCOMING, KEY, checked_key
from helpdesk.files.store import DOWNLOAD_SECONDS, UPLOAD_SECONDS, Download, Held, Missing, Upload
from helpdesk.lib.errors import Unavailable
from helpdesk.lib.storage_address import parse_storage_address

log = structlog.get_logger(__name__)

IN_MEMORY_BYTES = 1_000_000
CHUNK_BYTES = 64 * 1024
# Both together, and with no second try, stay below the five seconds in which a caller is told that it is away.
PATIENCE = {"connect_timeout": 1.5, "read_timeout": 3, "retries": {"total_max_attempts": 1}}
# What lies there tells nobody who comes by that it is a page or a picture to be shown.
INERT = {"ContentType": UNKNOWN, "ContentDisposition": "attachment"}


class S3Store:
    """A bucket, or a folder of one, that belongs to this installation alone."""

    def __init__(self, address: str) -> None:
        self.address = parse_storage_address(address)

    @cached_property
    def client(self) -> Any:
        """One for all threads; made when it is first used, because that takes a while."""
        keys = {"aws_access_key_id": self.address.key, "aws_secret_access_key": self.address.secret}
        return boto3.client(
            "s3",
            endpoint_url=self.address.endpoint,
            region_name=self.address.region,
            config=Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                # Not every server knows the newer checksums; those of the bytes we keep ourselves.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                **PATIENCE,
            ),
            **(keys if self.address.key else {}),
        )

    def upload(self, key: str, *, content_type: str, size: int) -> Upload:
        """Signed for this type and size, once the store has answered: whoever gets the address can use it."""
        wanted = self._named(key, waiting=True) | {"ContentType": content_type, "ContentLength": size}
        with away():
            self.client.head_bucket(Bucket=self.address.bucket)
            address = self.client.generate_presigned_url("put_object", Params=wanted, ExpiresIn=UPLOAD_SECONDS)
        return Upload(address, {"Content-Type": content_type})

    def promote(self, key: str) -> None:
        """Copy it, then delete the original; what was copied before a crash counts."""
        waiting = self._named(key, waiting=True)
        with away():
            try:
                self.client.copy_object(CopySource=waiting, MetadataDirective="REPLACE", **INERT, **self._named(key))
            except ClientError as error:
                if not is_missing(error):
                    raise
                self._require(key)
            else:
                self.client.delete_object(**waiting)

    def put(self, key: str, content: IO[bytes]) -> None:
        """One request: it is there whole or not at all."""
        with away():
            self.client.put_object(Body=content, **INERT, **self._named(key))

    def open(self, key: str) -> IO[bytes]:
        """A copy on our disk when it is large, so that it can be rewound and no stream breaks half-way."""
        file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - the caller closes it
        try:
            with away(), contextlib.closing(self._fetch(key)) as body:
                shutil.copyfileobj(body, file, CHUNK_BYTES)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return file

    def delete(self, key: str) -> None:
        """Remove both."""
        with away():
            self.client.delete_object(**self._named(key))
            self.client.delete_object(**self._named(key, waiting=True))

    def download(self, wanted: Download) -> str:
        """Signed together with the headers that make a browser save it."""
        headers = {
            "ResponseContentType": offered_type(wanted.content_type),
            "ResponseContentDisposition": content_disposition_header(True, wanted.name),
            "ResponseCacheControl": "private, no-store",
        }
        params = self._named(wanted.key) | headers
        with away():
            self._require(wanted.key)
            address: str = self.client.generate_presigned_url("get_object", Params=params, ExpiresIn=DOWNLOAD_SECONDS)
        return address

    def held(self) -> Iterator[Held]:
        """Everything in the folder, a thousand at a time."""
        pages = self.client.get_paginator("list_objects_v2")
        with away():
            for page in pages.paginate(Bucket=self.address.bucket, Prefix=self.address.prefix):
                for one in page.get("Contents", ()):
                    name = one["Key"].removeprefix(self.address.prefix)
                    key = name.removeprefix(INCOMING)
                    if KEY.fullmatch(key):
                        yield Held(key, one["LastModified"], waiting=name != key)

    def _named(self, key: str, *, waiting: bool = False) -> dict[str, Any]:
        folder = self.address.prefix + (INCOMING if waiting else "")
        return {"Bucket": self.address.bucket, "Key": folder + checked_key(key)}

    def _require(self, key: str) -> None:
        try:
            self.client.head_object(**self._named(key))
        except ClientError as error:
            raise Missing(key) if is_missing(error) else error from error

    def _fetch(self, key: str) -> Any:
        try:
            return self.client.get_object(**self._named(key))["Body"]
        except ClientError as error:
            raise Missing(key) if is_missing(error) else error from error


def is_missing(error: ClientError) -> bool:
    """Whether the store says that there is nothing under a key."""
    return error.response.get("Error", {}).get("Code") in {"NoSuchKey", "404", "NotFound"}


@contextlib.contextmanager
def away() -> Iterator[None]:
    """A store that does not answer, or refuses us, is one that is away. Raises Unavailable."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        code = error.response.get("Error", {}).get("Code") if isinstance(error, ClientError) else ""
        log.warning("file_store_away", error=type(error).__name__, code=code)
        raise Unavailable("Files cannot be kept or fetched at the moment") from error
