"""What the verbs about identity providers share: a row saved under an issuer that is there once."""

from django.db import IntegrityError, transaction

from helpdesk.accounts.models import IdentityProvider
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
