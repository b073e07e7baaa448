"""What a settings screen says of itself: where it stands, what it is about, who may open it."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actors import Actor

Words = str | Promise


class Section(models.TextChoices):
    """The parts of the settings' first page, in its order."""

    WORKSPACE = "workspace", _("Workspace")
    PEOPLE = "people", _("People")
    TICKETS = "tickets", _("Tickets")
    CONNECTIONS = "connections", _("Connections")
    DATA = "data", _("Data")


class Card:
    """``address`` is the screen's own part of its address, ``title`` and ``description`` what its card says."""

    section: ClassVar[Section]
    address: ClassVar[str]
    scope: ClassVar[str]
    title: ClassVar[Words]
    description: ClassVar[Words]

    def is_open_to(self, actor: Actor) -> bool:
        """Whether this actor is offered the screen, and let in."""
        return actor.may(self.scope)

    @property
    def home_name(self) -> str:
        """The name of the screen's first page among the site's addresses."""
        return self.address

    @property
    def home(self) -> str:
        """The address of its first page, in the workspace whose settings are open."""
        return reverse(f"admin:{self.home_name}")
