"""Callers of the public contract, and its refusals."""

from typing import Any

from django.test import Client

from helpdesk.accounts.models import Membership
from tests.cast import make_key


def public_key(member: Membership, *scopes: str) -> str:
    """The text of a new key of the public contract."""
    return make_key(member, scopes=list(scopes), audience="public")


class PublicApi:
    """A caller with one key, or with none."""

    def __init__(self, key: str = "") -> None:
        self.client = Client(headers={"Authorization": f"Bearer {key}"} if key else {})

    def __call__(self, method: str, path: str, body: Any = None, **kwargs: Any) -> Any:
        """One call; ``body`` is sent as JSON."""
        extra = {"data": body, "content_type": "application/json"} if body is not None else {}
        return getattr(self.client, method.lower())("/api/public/" + path, **extra, **kwargs)


def fault(answer: Any) -> tuple[int, str, str | None]:
    """Status, code and field of a refusal; its shape is looked at on the way."""
    body = answer.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "field"}
    assert body["error"]["message"]
    return answer.status_code, body["error"]["code"], body["error"]["field"]
