"""Every verb runs inside the one transaction of its door, and nowhere else."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest

import helpdesk.accounts.actions
import helpdesk.files.actions
import tickets.actions
import workflow.actions
from helpdesk.accounts.actions.note_key_use import note_key_use
from helpdesk.accounts.actions.note_visit import note_visit
from tickets.actions import create_ticket

# Bookkeeping of reads: it happens before there is a unit of work, and changes nothing that anybody acts on.
WITHOUT_UNIT = {note_key_use, note_visit}
# What the verbs share.
NOT_VERBS = {"kit", "numbering"}


def verbs() -> Iterator[Callable[..., Any]]:
    for package in (helpdesk.accounts.actions, helpdesk.files.actions, tickets.actions, workflow.actions):
        for module in pkgutil.iter_modules(package.__path__):
            if module.name not in NOT_VERBS:
                found = importlib.import_module(f"{package.__name__}.{module.name}")
                yield getattr(found, module.name)


VERBS = [pytest.param(verb, id=verb.__name__) for verb in verbs()]

# Good values, so that nothing else stops the verb before it asks for its unit.
GOOD: dict[str, Any] = {
    "to": "open",
    "score": 5,
    "comment": "",
    "subject": "s",
    "body": "b",
    "email": "ana@example.com",
    "name": "Ana",
    "slug": "acme",
    "support_email": "help@example.com",
    "password": "x",
    "client": "192.0.2.1",
    "role": "agent",
    "audience": "desk",
    "scopes": [],
    "reference": "1",
    "channel": "portal",
    "owner": None,
}


def call(verb: Callable[..., Any], **values: Any) -> Any:
    """Call a verb with something for everything it requires."""
    given = {}
    for name, parameter in inspect.signature(verb).parameters.items():
        if parameter.default is inspect.Parameter.empty:
            given[name] = {**GOOD, **values}.get(name, MagicMock())
    return verb(**given)


def test_there_are_verbs_to_look_at() -> None:
    assert create_ticket in set(verbs())
    assert len(VERBS) >= 15


@pytest.mark.parametrize("verb", [param for param in VERBS if param.values[0] not in WITHOUT_UNIT])
def test_a_verb_refuses_to_run_outside_a_unit_of_work(verb: Callable[..., Any]) -> None:
    """Without a database too: nothing is read or written before."""
    to = {"change_priority": "low", "assign_ticket": None}.get(verb.__name__, "open")
    actor = MagicMock(workspace=SimpleNamespace(id=1), is_staff=True, kind="member")
    with pytest.raises(RuntimeError, match="inside a unit of work"):
        call(verb, to=to, actor=actor)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_takes_its_options_by_name_and_never_opens_a_transaction(verb: Callable[..., Any]) -> None:
    parameters = list(inspect.signature(verb).parameters.values())
    assert [parameter.kind for parameter in parameters[1:]] == [inspect.Parameter.KEYWORD_ONLY] * len(parameters[1:])
    source = inspect.getsource(inspect.getmodule(verb))  # type: ignore[arg-type]
    assert not [word for word in ("atomic(", "unit_of_work(", ".commit(", ".rollback(", "savepoint") if word in source]
    assert verb.__doc__
