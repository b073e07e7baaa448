"""What stands where something about a person stood."""

import uuid

# The same in every language: it is data, not a sentence of a page.
ERASED = "[erased]"
# A domain that no mail reaches (RFC 2606), and that no address typed or mailed to us can be of.
DOMAIN = "erased.invalid"


def unusable_address(key: uuid.UUID) -> str:
    """An address that is nobody's, and like no other."""
    return f"erased-{key.hex}@{DOMAIN}"


def is_unusable(address: str) -> bool:
    """Whether it stands for somebody who was erased."""
    return address.endswith(f"@{DOMAIN}")
