"""The keys that sign the links we mail: the newest in use signs, all that are there verify."""

import datetime
import secrets

from django.conf import settings
from django.utils import timezone

from helpdesk.accounts.models import SigningKey, Workspace
from helpdesk.lib.ids import new_id
from helpdesk.lib.sealed import Sealer

# A link works for 30 days; after that nothing can be left that a replaced key has signed.
KEPT_AFTER_REPLACING = datetime.timedelta(days=31)


def new_signing_key(workspace: Workspace) -> SigningKey:
    """A key with which the workspace's links are signed from now on."""
    key_id = new_id()
    sealed = Sealer(settings.SECRETS_KEYS).seal(secrets.token_bytes(32), purpose=f"signing:{key_id}")
    key = SigningKey(id=key_id, workspace=workspace, sealed=sealed)
    key.save(force_insert=True)
    return key


def forget_replaced_keys() -> None:
    """Delete the keys whose last link has expired."""
    keys = SigningKey.objects.across_workspaces("replaced keys grow old in every workspace alike")
    keys.filter(retired_at__lt=timezone.now() - KEPT_AFTER_REPLACING).delete()
