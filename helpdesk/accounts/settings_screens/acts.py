"""What can be done with a row beside changing it: delete, revoke, archive; each asks once more on a page of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.settings_screens.card import Words
from helpdesk.accounts.settings_screens.forms import PlainForm


@dataclass(frozen=True)
class Shown:
    """A page that answers an act by itself, instead of the list with a sentence above it."""

    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True)
class Act:
    """``word`` is its part of the address, ``label`` its button, ``explanation`` what will happen.

    ``run(screen, row, actor, values)`` calls one verb; it returns what to tell, or a page to show. ``form`` asks for
    more; ``offered`` says for which rows it makes sense; a ``dangerous`` one is coloured so;
    one that ``only_shows`` something is not asked about.
    """

    word: str
    label: Words
    explanation: Words
    run: Callable[[Any, Any, Actor, dict[str, Any]], Words | Shown]
    form: type[PlainForm] = PlainForm
    offered: Callable[[Any], bool] = bool
    dangerous: bool = False
    only_shows: bool = False
