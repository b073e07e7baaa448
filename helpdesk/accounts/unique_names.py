"""Names that stand once in a workspace, whatever their capitals. Raises name the field ``name``."""

from typing import Any

from django.db import models
from django.db.models import Value
from django.db.models.functions import Lower

from helpdesk.accounts.customers.fields import clean_line
from helpdesk.lib.errors import Conflict, Invalid

MAX_NAME = 60


def clean_unique_name(text: str, *, among: models.QuerySet[Any], noun: str, besides: models.Model | None) -> str:
    """A name on one line that no other row of ``among`` has.

    It folds letters as the constraint of the database does. Call it in a turn (``take_turns``): then nobody else can
    take the name meanwhile. Raises Invalid, and Conflict for a name that is taken.
    """
    name = clean_line(text, "name", MAX_NAME)
    if not name:
        raise Invalid("name is required", code="required", field="name", hint="Say it in a few words")
    same = among.alias(folded=Lower("name")).filter(folded=Lower(Value(name)))
    if besides is not None:
        same = same.exclude(pk=besides.pk)
    if same.exists():
        hint = "Capitals make no difference; choose another"
        raise Conflict(f"There is already a {noun} of this name", code="taken", field="name", hint=hint)
    return name
