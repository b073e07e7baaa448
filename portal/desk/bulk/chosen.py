"""The changes that a form asks for, spelled as ``tickets.bulk.changes`` takes them."""

import re
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from helpdesk.accounts.actors import Actor
from helpdesk.lib.errors import Invalid
from portal.desk.changes import SEPARATOR
from portal.desk.finding import member_id
from portal.desk.nouns import Nouns

FIELDS = ("status", "priority", "assignee", "queue", "spam", "add_tags", "remove_tags")
ID = re.compile(r"[0-9]{1,9}", re.ASCII)
SPAM = {"yes": True, "no": False}


def typed_changes(form: QueryDict) -> dict[str, str]:
    """What was chosen, as it is shown again."""
    return {name: form.get(name, "") for name in FIELDS}


def read_changes(form: QueryDict, *, actor: Actor, nouns: Nouns) -> dict[str, Any]:
    """The changes; what was left as it is is not among them. Raises Invalid."""
    typed = {name: value for name, value in typed_changes(form).items() if value.strip()}
    found: dict[str, Any] = {}
    for name, value in typed.items():
        if name == "assignee":
            found[name] = assignee_in(value, actor)
        elif name in {"add_tags", "remove_tags"}:
            found[name] = nouns.spelled([tag.strip() for tag in SEPARATOR.split(value) if tag.strip()])
        elif name == "spam":
            found[name] = one_of_spam(value)
        elif name == "queue" or (name == "status" and ID.fullmatch(value)):
            found[name] = id_in(value, name)
        else:
            found[name] = value
    return found


def assignee_in(text: str, actor: Actor) -> str | None:
    """A member's id, ``me``, or ``none``. Raises Invalid."""
    if text == "none":
        return None
    return str(actor.id if text == "me" else member_id(text))


def one_of_spam(text: str) -> bool:
    """Yes or no. Raises Invalid."""
    if text not in SPAM:
        raise Invalid(_("There is no such choice"), code="choice", field="spam")
    return SPAM[text]


def id_in(text: str, name: str) -> int:
    """A number. Raises Invalid."""
    if not ID.fullmatch(text):
        raise Invalid(_("There is no such choice"), code="choice", field=name)
    return int(text)
