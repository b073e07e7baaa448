"""Scopes: the words in which a route says what it needs and an actor what it may."""

TICKETS_READ = "tickets.read"
TICKETS_WRITE = "tickets.write"
SETTINGS = "settings"

# Holding the first includes the second.
INCLUDES = {TICKETS_WRITE: {TICKETS_READ}}

ROLE_SCOPES = {
    "admin": frozenset({TICKETS_READ, TICKETS_WRITE, SETTINGS}),
    "agent": frozenset({TICKETS_READ, TICKETS_WRITE}),
    "viewer": frozenset({TICKETS_READ}),
}


def expand(scopes: list[str] | frozenset[str]) -> frozenset[str]:
    """The scopes together with those they include."""
    found = set(scopes)
    for scope in scopes:
        found |= INCLUDES.get(scope, set())
    return frozenset(found)
