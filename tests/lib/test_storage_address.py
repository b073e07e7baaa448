"""FILES_URL taken apart."""

import pytest

from helpdesk.lib.storage_address import StorageAddress, parse_storage_address


def test_a_whole_address() -> None:
    found = parse_storage_address("s3://KEY:se%2Fcret@s3.example.com/files/acme/desk?region=eu-central-1")
    assert found == StorageAddress("https://s3.example.com", "files", "acme/desk/", "eu-central-1", "KEY", "se/cret")


def test_the_least_that_is_needed() -> None:
    found = parse_storage_address("s3+http://127.0.0.1:9000/files")
    assert found == StorageAddress("http://127.0.0.1:9000", "files", "", "us-east-1", "", "")


def test_an_address_of_version_six() -> None:
    assert parse_storage_address("s3://[::1]:9000/files").endpoint == "https://[::1]:9000"


@pytest.mark.parametrize(
    "text",
    [
        "https://s3.example.com/files",
        "s3:///files",
        "s3://host",
        "s3://host/",
        "s3://S3cret@host/files",
        "s3://:S3cret@host/files",
        "s3://key:S3cret@host:port/files",
        "s3://key:S3cret@host/files?regoin=x",
        "s3://key:S3cret@host/files#x",
        "s3://key:S3cret@[::1/files",
        "s3://key:S3cret@ho st/files",
    ],
)
def test_a_bad_address_is_refused_with_how_to_mend_it_and_no_secret(text: str) -> None:
    with pytest.raises(ValueError, match="Use s3://KEY:SECRET@host/bucket") as caught:
        parse_storage_address(text)
    assert "S3cret" not in str(caught.value)
