"""Scopes: the words in which a route says what it needs and an actor what it may; custom roles are made of them."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

TICKETS_READ = "tickets.read"
TICKETS_WRITE = "tickets.write"
TICKETS_BULK = "tickets.bulk"
TICKETS_EXPORT = "tickets.export"
TICKETS_ALL_QUEUES = "tickets.all_queues"
CUSTOMERS_READ = "customers.read"
CUSTOMERS_WRITE = "customers.write"
CUSTOMERS_ERASE = "customers.erase"
REPORTS_READ = "reports.read"
ARTICLES_WRITE = "articles.write"
SETTINGS_WORKSPACE = "settings.workspace"
SETTINGS_PEOPLE = "settings.people"
SETTINGS_TICKETS = "settings.tickets"
SETTINGS_KEYS = "settings.keys"
SETTINGS_DATA = "settings.data"
AUDIT_READ = "audit.read"
IMPERSONATE = "members.impersonate"

# What a visitor without any credential may do, and what the holder of a link may; no role and no key has them.
ARTICLES_READ = "articles.read"
TICKETS_RATE = "tickets.rate"

# What a key of the workflow contract may hold; its owner must hold the permission behind it.
WORKFLOW_READ = "workflow.read"
WORKFLOW_WRITE = "workflow.write"
BEHIND = {WORKFLOW_READ: SETTINGS_TICKETS, WORKFLOW_WRITE: SETTINGS_TICKETS}

# Every permission there is, with what it allows, in the order in which settings offer them.
PERMISSIONS = {
    TICKETS_READ: _("See tickets in the queues that are open to them"),
    TICKETS_WRITE: _("Answer, write notes and change tickets"),
    TICKETS_BULK: _("Change many tickets at once"),
    TICKETS_EXPORT: _("Export tickets"),
    TICKETS_ALL_QUEUES: _("See every queue that is not private"),
    CUSTOMERS_READ: _("See customers and organisations"),
    CUSTOMERS_WRITE: _("Change, merge and block customers and organisations"),
    CUSTOMERS_ERASE: _("Erase a person's data"),
    REPORTS_READ: _("Read reports"),
    ARTICLES_WRITE: _("Write, publish and arrange articles"),
    SETTINGS_WORKSPACE: _("Change the workspace: name, brand, mail wording, plan features, identity providers"),
    SETTINGS_PEOPLE: _("Invite and change members, teams and roles"),
    SETTINGS_TICKETS: _("Change queues, statuses, types, tags and custom fields"),
    SETTINGS_KEYS: _("Make and revoke API keys"),
    SETTINGS_DATA: _("Export all data, set retention and auto-close"),
    AUDIT_READ: _("Read the audit log"),
    IMPERSONATE: _("Look at the desk as another member sees it"),
}

# Holding the first includes the others.
INCLUDES = {
    TICKETS_WRITE: {TICKETS_READ},
    TICKETS_BULK: {TICKETS_WRITE, TICKETS_READ},
    TICKETS_EXPORT: {TICKETS_READ},
    CUSTOMERS_WRITE: {CUSTOMERS_READ},
    CUSTOMERS_ERASE: {CUSTOMERS_READ},
    WORKFLOW_WRITE: {WORKFLOW_READ},
}

SETTINGS = frozenset({SETTINGS_WORKSPACE, SETTINGS_PEOPLE, SETTINGS_TICKETS, SETTINGS_KEYS, SETTINGS_DATA})

# Whoever holds one of these has something to do in the settings.
CONFIGURING = SETTINGS | {AUDIT_READ}

ROLE_SCOPES = {
    "admin": frozenset(PERMISSIONS),
    "agent": frozenset(
        {TICKETS_READ, TICKETS_WRITE, TICKETS_BULK, CUSTOMERS_READ, CUSTOMERS_WRITE, REPORTS_READ, ARTICLES_WRITE}
    ),
    "viewer": frozenset({TICKETS_READ, CUSTOMERS_READ, REPORTS_READ}),
}


def expand(scopes: Iterable[str]) -> frozenset[str]:
    """The scopes together with those they include."""
    found = set(scopes)
    for scope in tuple(found):
        found |= INCLUDES.get(scope, set())
    return frozenset(found)


def within(scopes: Iterable[str], held: frozenset[str]) -> frozenset[str]:
    """Those of a key's scopes that whoever holds these permissions may give it."""
    return frozenset(scope for scope in scopes if BEHIND.get(scope, scope) in held)
