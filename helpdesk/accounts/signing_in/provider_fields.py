"""Rules of what a workspace says of its identity providers. Each raises Invalid naming the field."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import IdentityProvider
from helpdesk.accounts.scopes import ROLE_SCOPES
from helpdesk.accounts.workspaces.fields import line
from helpdesk.lib.errors import Invalid
from helpdesk.lib.sealed import Sealer

MAX_SECRET = 1000
MAX_AUDIENCES = 20
MAX_GROUPS = 100


def clean_title(text: str) -> str:
    """What the button on the sign-in page says."""
    return required(line(text, "name", 60), "name", "Say how members know it, such as Company login")


def clean_issuer(text: str) -> str:
    """The https address that the provider signs as, spelled exactly as it does."""
    tidy = line(text, "issuer", 300)
    try:
        parts = urlsplit(tidy)
        fits = parts.scheme == "https" and parts.hostname and not (parts.query or parts.fragment or parts.username)
    except ValueError:
        fits = False
    if not fits or " " in tidy:
        hint = "Use its https address as the provider spells it, such as https://login.example.com/"
        raise Invalid("Invalid issuer", field="issuer", hint=hint)
    return tidy


def clean_client_id(text: str) -> str:
    """The id that the provider gave us."""
    return required(line(text, "client_id", 200), "client_id", "Copy it from the provider")


def clean_audiences(words: Iterable[str]) -> list[str]:
    """Whom its tokens may be for, beside the client id."""
    found = list(dict.fromkeys(tidy for word in words if (tidy := line(word, "audiences", 200))))
    if len(found) > MAX_AUDIENCES:
        raise Invalid(f"Use up to {MAX_AUDIENCES}", code="too_long", field="audiences", hint="Take some away")
    return found


def clean_group_claim(text: str) -> str:
    """Where its tokens name groups."""
    return required(line(text, "group_claim", 60), "group_claim", "Most providers say groups")


def clean_groups(roles: Mapping[str, str]) -> dict[str, str]:
    """Which group gives which built-in role."""
    found = {line(group, "role_for_group", 200): role for group, role in roles.items()}
    if len(found) > MAX_GROUPS or "" in found:
        raise Invalid(f"Use up to {MAX_GROUPS} groups, each with a name", field="role_for_group")
    wrong = next((role for role in found.values() if role not in ROLE_SCOPES), None)
    if wrong is not None:
        hint = "Use " + ", ".join(ROLE_SCOPES)
        raise Invalid(f"There is no role {wrong}", code="choice", field="role_for_group", hint=hint)
    return found


CLEANERS: Mapping[str, Callable[[Any], Any]] = {
    "name": clean_title,
    "issuer": clean_issuer,
    "client_id": clean_client_id,
    "audiences": clean_audiences,
    "group_claim": clean_group_claim,
    "role_for_group": clean_groups,
    "is_active": bool,
}


def check_groups(actor: Actor, roles: Mapping[str, str]) -> None:
    """Raises Invalid where a group would give more than the actor has: nobody makes himself admin by this way."""
    if actor.kind != "system" and any(not ROLE_SCOPES[role] <= actor.scopes for role in roles.values()):
        hint = "Choose roles that allow no more than yours"
        raise Invalid("You cannot give what you may not do yourself", field="role_for_group", hint=hint)


def sealed_secret(provider: IdentityProvider, secret: str) -> bytes:
    """The secret as it is stored; sealed for this row alone."""
    tidy = line(secret, "secret", MAX_SECRET)
    return Sealer(settings.SECRETS_KEYS).seal(tidy.encode(), purpose=f"identity-provider:{provider.pk}")


def facts(provider: IdentityProvider) -> dict[str, Any]:
    """What the audit log keeps of it: everything but the secret."""
    return {name: getattr(provider, name) for name in CLEANERS}


def required(text: str, field: str, hint: str) -> str:
    """A text that must be there."""
    if not text:
        raise Invalid(f"{field} is required", code="required", field=field, hint=hint)
    return text
