"""What the verbs about identity providers share: a row saved under an issuer that is there once, and the logs."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import audit
from helpdesk.accounts.models import IdentityProvider
from helpdesk.events.unit import record
from helpdesk.lib.errors import Conflict


def save_provider(provider: IdentityProvider) -> None:
    """Insert or update. Raises Conflict where the workspace has this issuer already, however close the race."""
    try:
        with transaction.atomic():
            provider.save()
    except IntegrityError as error:
        raise Conflict(
            "There is already a provider with this issuer", code="taken", field="issuer", hint="Change that one"
        ) from error


def note(
    provider: IdentityProvider,
    event_type: str,
    *,
    actor: Actor,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write both logs."""
    audit(
        event_type,
        actor=actor,
        subject_kind="identity_provider",
        subject_id=provider.pk,
        subject_name=provider.name,
        before=before,
        after=after,
    )
    record(
        event_type,
        workspace_id=actor.workspace.id,
        subject_kind="identity_provider",
        subject_id=provider.pk,
        actor=actor,
        internal=True,
    )
