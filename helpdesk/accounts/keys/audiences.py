"""What keys of each contract look like and which scopes they are offered; a contract that is not here takes none."""

from dataclasses import dataclass

from helpdesk.accounts.models import ApiKey
from helpdesk.accounts.scopes import (
    CUSTOMERS_READ,
    CUSTOMERS_WRITE,
    TICKETS_READ,
    TICKETS_WRITE,
    WORKFLOW_READ,
    WORKFLOW_WRITE,
)
from helpdesk.lib.errors import Invalid


@dataclass(frozen=True)
class Audience:
    """``live`` and ``test`` are prefixes; without ``test`` there are no test keys. A prefix may be empty: then the key
    has a bar between its parts (``lib.keys``)."""

    live: str
    scopes: tuple[str, ...]
    test: str | None = None
    needs_owner: bool = False

    def prefix(self, *, is_test: bool) -> str:
        """The beginning of a new key. Raises Invalid where the contract knows no test keys."""
        if not is_test:
            return self.live
        if self.test is None:
            raise Invalid("This contract has no test keys", field="is_test", hint="Make a live key")
        return self.test


AUDIENCES = {
    ApiKey.Audience.PUBLIC: Audience("wks_live_", (TICKETS_READ, TICKETS_WRITE)),
    ApiKey.Audience.WORKFLOW: Audience("", (WORKFLOW_READ, WORKFLOW_WRITE), needs_owner=True),
    ApiKey.Audience.CONVERSATION: Audience("woesk_", (TICKETS_READ, TICKETS_WRITE, CUSTOMERS_READ, CUSTOMERS_WRITE)),
    ApiKey.Audience.DESK: Audience("tl_live_", (TICKETS_READ, TICKETS_WRITE), test="tl_test_"),
}


def audience_of(word: str) -> Audience:
    """The facts of a contract. Raises Invalid for one that takes no keys."""
    found = AUDIENCES.get(word)  # type: ignore[call-overload]
    if found is None:
        raise Invalid("Invalid audience", code="choice", field="audience", hint="Use " + ", ".join(AUDIENCES))
    return found
