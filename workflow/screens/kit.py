"""What the screens share: what is fixed once a row is made, and offering it no more or again."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.settings_screens.card import Words
from helpdesk.accounts.site import Act, WorkspaceAdmin

POSITION = _("Small numbers come first.")
COLOUR = _("A dot of this colour stands beside the name, such as #2d50c2. Empty: none.")


class NounScreen(WorkspaceAdmin):
    """``fixed`` are the fields that are chosen when a row is made, and only told of afterwards."""

    fixed: ClassVar[Sequence[str]] = ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Those that can be filled in."""
        names = list(super().get_fields(request, obj))
        return names if obj is None else [name for name in names if name not in self.fixed]

    def facts(self, row: Any) -> Sequence[tuple[Words, Any]]:
        """What is fixed."""
        return [(self.labels[name], shown(row, name)) for name in self.fixed]


def shown(row: Any, name: str) -> Any:
    """A value in words."""
    worded = getattr(row, f"get_{name}_display", None)
    return worded() if worded is not None else getattr(row, name)


def archiving(verb: Callable[..., Any], *, explanation: Words) -> tuple[Act, Act]:
    """The two buttons of what is offered no more, or again."""

    def archive(_screen: Any, row: Any, actor: Any, _values: dict[str, Any]) -> Words:
        verb(row, actor=actor, to=True)
        return _("Archived: %(name)s") % {"name": row}

    def restore(_screen: Any, row: Any, actor: Any, _values: dict[str, Any]) -> Words:
        verb(row, actor=actor, to=False)
        return _("Offered again: %(name)s") % {"name": row}

    return (
        Act("archive", _("Archive"), explanation, run=archive, offered=lambda row: may_archive(row, archived=False)),
        Act(
            "restore",
            _("Offer again"),
            _("It can be chosen again from now on."),
            run=restore,
            offered=lambda row: may_archive(row, archived=True),
        ),
    )


def may_archive(row: Any, *, archived: bool) -> bool:
    """Whether one of the two makes sense for a row."""
    return (row.archived_at is not None) == archived
