"""From a credential to an actor. Every failure is the same Unauthenticated."""

import threading
import time

from django.db.models import Q
from django.utils import timezone

from helpdesk.accounts.actions.note_key_use import note_key_use
from helpdesk.accounts.actors import Actor, key_actor
from helpdesk.accounts.models import ApiKey
from helpdesk.lib.errors import Unauthenticated
from helpdesk.lib.keys import digest_of, matches, split_key

# A revoked key must open nothing after one second, in every process.
CACHE_SECONDS = 0.9
CACHE_SIZE = 2048


class KeyCache:
    """Actors of keys just seen, for a moment: saves a query on every request of a busy integration."""

    def __init__(self) -> None:
        self._entries: dict[bytes, tuple[float, Actor]] = {}
        self._lock = threading.Lock()

    def get(self, digest: bytes) -> Actor | None:
        """The actor, unless it was looked up too long ago."""
        entry = self._entries.get(digest)
        return entry[1] if entry and entry[0] > time.monotonic() else None

    def put(self, digest: bytes, actor: Actor) -> None:
        """Keep it for CACHE_SECONDS."""
        with self._lock:
            if len(self._entries) >= CACHE_SIZE:
                self._entries.clear()
            self._entries[digest] = (time.monotonic() + CACHE_SECONDS, actor)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()


key_cache = KeyCache()


def bearer_token(header: str) -> str:
    """The token of an Authorization header. Raises Unauthenticated when it is not a bearer header."""
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated
    return token.strip()


def actor_for_key(token: str, *, audience: str, prefixes: tuple[str, ...]) -> Actor:
    """The actor of an API key of this audience. Raises Unauthenticated."""
    digest = digest_of(audience + token)
    actor = key_cache.get(digest)
    if actor is None:
        key = find_key(token, audience=audience, prefixes=prefixes)
        note_key_use(key)
        actor = key_actor(key)
        key_cache.put(digest, actor)
    return actor


def find_key(token: str, *, audience: str, prefixes: tuple[str, ...]) -> ApiKey:
    """The row of a key that is right, of this audience and in use. Raises Unauthenticated."""
    for prefix in prefixes:
        parts = split_key(prefix, token)
        if parts is None:
            continue
        public, secret = parts
        key = (
            ApiKey.objects.across_workspaces("a key names its workspace")
            .select_related("workspace", "owner__user", "owner__custom_role")
            .filter(
                Q(expires_at=None) | Q(expires_at__gt=timezone.now()), public=public, audience=audience, revoked_at=None
            )
            .first()
        )
        if key and matches(secret, bytes(key.digest)) and key.is_test == prefix.endswith("_test_") and is_held(key):
            return key
    raise Unauthenticated


def is_held(key: ApiKey) -> bool:
    """Whether a key's owner, where it has one, still works here."""
    return key.owner is None or (key.owner.is_active and key.owner.user.is_active)
