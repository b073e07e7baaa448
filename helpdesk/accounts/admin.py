"""The settings screens of the accounts; importing them puts them on the site."""

from helpdesk.accounts.settings_screens import (
    api_keys,
    audit_log,
    data_rules,
    identity_providers,
    invitations,
    members,
    roles,
    signing_keys,
    teams,
    widget,
    workspace,
)

__all__ = [
    "api_keys",
    "audit_log",
    "data_rules",
    "identity_providers",
    "invitations",
    "members",
    "roles",
    "signing_keys",
    "teams",
    "widget",
    "workspace",
]
