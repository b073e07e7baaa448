"""The settings: Django's AdminSite, narrowed to one workspace, without Django's permissions, groups and log.

It stands at ``/desk/<workspace>/settings/``; the door in front (``portal.settings``) has let a member in and left a
``Visit`` on the request. A room adds its screens in its own ``admin.py``, which is found by itself::

    from django.contrib import admin
    from helpdesk.accounts.site import Section, WorkspaceAdmin, site

    @admin.register(Team, site=site)
    class TeamScreen(WorkspaceAdmin):
        section, address, scope = Section.PEOPLE, "teams", SETTINGS_PEOPLE
        title, noun, description = _("Teams"), _("team"), _("Who works together.")
        rows = "teams"                                    # workspace.teams
        fields = ("name", "members")                      # relations offer the workspace's rows only
        labels = {"name": _("Name"), ...}
        help_texts = {"name": _("As it is shown to members."), ...}     # each field has one
        list_display = ("name",)
        search_fields = ("name",)
        order = ("name", "pk")                            # pages by position: ends in pk, nothing that can be NULL

        def create(self, *, actor, values):               # without the method there is no such button
            return create_team(actor=actor, **values)     # a verb; relations come as rows and lists of rows

        def update(self, row, *, actor, values):
            update_team(row, actor=actor, **values)

        def remove(self, row, *, actor):
            delete_team(row, actor=actor)

        acts = (Act("merge", _("Merge"), _("What will happen."), run=..., form=MergeForm),)   # further buttons

What a verb raises (Invalid, Conflict) comes back beside the field it names. The door opens the one unit of work and
runs the verb in it. A form of one's own is a ``SettingsForm`` (``form = ...``) and finds its visit in ``self.visit``.
A screen that is no list of rows is a ``FormScreen``; a class decorated with ``@site.screen``.
"""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, TypeVar

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext as _

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.settings_screens.acts import Act, Shown
from helpdesk.accounts.settings_screens.card import Card, Section
from helpdesk.accounts.settings_screens.form_screen import FormScreen
from helpdesk.accounts.settings_screens.forms import PlainForm, SettingsForm
from helpdesk.accounts.settings_screens.visit import Visit, visit_of
from helpdesk.accounts.settings_screens.workspace_admin import WorkspaceAdmin
from helpdesk.lib.errors import Forbidden, NotFound

__all__ = [
    "Act",
    "Card",
    "FormScreen",
    "PlainForm",
    "Section",
    "SettingsForm",
    "SettingsSite",
    "Shown",
    "Visit",
    "WorkspaceAdmin",
    "site",
    "visit_of",
]

View = Callable[..., HttpResponseBase]
Screen = TypeVar("Screen", bound=type[FormScreen])


class SettingsSite(AdminSite):
    """All screens of the settings. Each request sees one workspace, and the screens its actor may open."""

    def __init__(self) -> None:
        super().__init__(name="admin")
        self._screens: list[FormScreen] = []

    def screen(self, screen: Screen) -> Screen:
        """A class decorator: add a screen that is no list of rows."""
        self._screens.append(screen(self))
        return screen

    @property
    def cards(self) -> list[Any]:
        """Every screen there is."""
        return [*self._screens, *self._registry.values()]

    def is_open_to(self, actor: Actor) -> bool:
        """Whether there is anything here for an actor."""
        return any(card.is_open_to(actor) for card in self.cards)

    def has_permission(self, request: HttpRequest) -> bool:
        """As above, for whoever asks."""
        return self.is_open_to(visit_of(request).actor)

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]
        """A view in the words of the house: what Django refuses is Forbidden, what it misses is NotFound."""

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not self.has_permission(request):
                raise Forbidden
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied as error:
                raise Forbidden from error
            except Http404 as error:
                raise NotFound("page") from error

        return update_wrapper(guarded, view)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The first page, and each screen below its own address."""
        screens = [path(f"{card.address}/", include(self.closed(card))) for card in self.cards]
        return [path("", self.admin_view(self.index), name="index"), *screens]

    def closed(self, card: Any) -> list[URLPattern]:
        """The routes of a screen, each closed to whoever lacks its scope, whatever the view itself looks at."""
        patterns: list[URLPattern] = card.get_urls()
        for pattern in patterns:
            pattern.callback = only_for(card, pattern.callback)
        return patterns

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What the frame of every page needs."""
        return dict(visit_of(request).frame)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """A card for each screen that is open to whoever asks."""
        actor = visit_of(request).actor
        cards = [card for card in self.cards if card.is_open_to(actor)]
        sections = [
            {"name": section.label, "word": section.value, "cards": found}
            for section in Section
            if (found := sorted((card for card in cards if card.section == section), key=lambda card: str(card.title)))
        ]
        context = {**self.each_context(request), "title": _("Settings"), "sections": sections, **(extra_context or {})}
        return TemplateResponse(request, "admin/index.html", context)


def only_for(card: Card, view: View) -> View:
    """The view, for whoever may open the screen. Raises Forbidden for all others."""

    def closed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not card.is_open_to(visit_of(request).actor):
            raise Forbidden
        return view(request, *args, **kwargs)

    return update_wrapper(closed, view)


site = SettingsSite()
