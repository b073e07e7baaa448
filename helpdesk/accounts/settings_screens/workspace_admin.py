"""A screen for the rows of one model: list, form, and what else can be done with a row; every write is a verb's."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.contrib import messages
from django.db import models
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.settings_screens.acts import Act, Shown
from helpdesk.accounts.settings_screens.card import Words
from helpdesk.accounts.settings_screens.forms import SettingsForm
from helpdesk.accounts.settings_screens.lists import ListPage
from helpdesk.accounts.settings_screens.visit import visit_of
from helpdesk.lib.errors import Conflict, Forbidden, NotFound


class WorkspaceAdmin(ListPage):
    """See ``helpdesk.accounts.site`` for how to write one.

    A screen offers what it has a method for: ``create``, ``update``, ``remove``.
    """

    noun: ClassVar[Words]
    labels: ClassVar[Mapping[str, Words]] = {}
    help_texts: ClassVar[Mapping[str, Words]] = {}
    acts: ClassVar[Sequence[Act]] = ()
    removal: ClassVar[Words] = gettext_lazy("This cannot be undone.")
    form = SettingsForm

    # --- what a screen fills in ---

    def create(self, *, actor: Actor, values: dict[str, Any]) -> models.Model:
        """Call the verb that makes a row of what the form holds; return the row."""
        raise Forbidden

    def update(self, row: Any, *, actor: Actor, values: dict[str, Any]) -> None:
        """Call the verb that changes a row to what the form holds."""
        raise Forbidden

    def remove(self, row: Any, *, actor: Actor) -> None:
        """Call the verb that deletes a row."""
        raise Forbidden

    def facts(self, row: Any) -> Sequence[tuple[Words, Any]]:
        """What the page of a row tells beside the form: names and values."""
        return ()

    # --- who may ---

    def offers(self, method: str) -> bool:
        """Whether the screen has this method of its own."""
        return getattr(type(self), method) is not getattr(WorkspaceAdmin, method)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the screen is open to whoever asks."""
        return self.is_open_to(visit_of(request).actor)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As above."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whether rows are made here."""
        return self.offers("create") and self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether rows are changed here."""
        return self.offers("update") and self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether rows are deleted here."""
        return self.offers("remove") and self.has_module_permission(request)

    # --- addresses ---

    def get_urls(self) -> list[URLPattern]:
        """The list, the form, one page for everything else that is done with a row."""
        guard = self.admin_site.admin_view
        return [
            path("", guard(self.changelist_view), name=self.url_name("changelist")),
            path("add/", guard(self.add_view), name=self.url_name("add")),
            path("<str:object_id>/", guard(self.change_view), name=self.url_name("change")),
            path("<str:object_id>/<slug:word>/", guard(self.act_view), name=self.url_name("act")),
        ]

    # --- form ---

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The page of a row; where rows are not changed it has no form."""
        if self.offers("update"):
            return super().change_view(request, object_id, form_url, extra_context)
        row = self.get_object(request, object_id)
        return self.show(request, Shown("admin/change_form.html", self.words_of(request, row)))

    def words_of(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the page of a row shows beside its form."""
        return {
            "title": str(row) if row else _("New %(noun)s") % {"noun": self.noun},
            "facts": self.facts(row) if row else (),
            "row_acts": [
                {"act": act, "address": self.address_of(row, act.word)} for act in self.acts_for(request, row)
            ],
        }

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form of this visit, in the screen's words."""
        made: Any = super().get_form(
            request, obj, change, labels=dict(self.labels), help_texts=dict(self.help_texts), **kwargs
        )
        made.visit = visit_of(request)  # Django makes the class anew for each request
        return made

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """None: an address fills in nothing."""
        return {}

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """The form with what else can be done with the row; 422 when it was not taken."""
        row = context["original"]
        context |= {
            "screen": self,
            "title": str(row) if row else _("New: %(noun)s") % {"noun": self.noun},
            "facts": self.facts(row) if row else (),
            "row_acts": [
                {"act": act, "address": self.address_of(row, act.word)} for act in self.acts_for(request, row)
            ],
        }
        answer = super().render_change_form(request, context, *args, **kwargs)
        answer.status_code = 422 if request.method == "POST" else 200
        return answer

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Hand the values to the verb."""
        visit = visit_of(request)
        values = {
            name: list(value) if isinstance(value, models.QuerySet) else value
            for name, value in form.cleaned_data.items()
        }
        if change:
            self.update(obj, actor=visit.actor, values=values)
            return
        made = self.create(actor=visit.actor, values=values)
        obj.__dict__.update(made.__dict__)
        visit.made = made.pk

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """The verb had all values."""

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """To the list."""
        return self.done(request, _("Added: %(name)s") % {"name": obj})

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """To the list."""
        return self.done(request, _("Saved."))

    def done(self, request: HttpRequest, message: Words) -> HttpResponse:
        """Back to the list, and say what happened."""
        messages.success(request, str(message))
        return HttpResponseRedirect(self.home, status=303)

    def show(self, request: HttpRequest, shown: Shown) -> HttpResponse:
        """A page of the screen's own."""
        context = {**self.admin_site.each_context(request), "screen": self, **shown.context}
        return TemplateResponse(request, shown.template, context)

    # --- acts ---

    def acts_for(self, request: HttpRequest, row: Any) -> list[Act]:
        """What can be done with a row."""
        if row is None:
            return []
        deletion = [self.deletion()] if self.has_delete_permission(request, row) else []
        return [act for act in [*self.acts, *deletion] if act.offered(row)]

    def deletion(self) -> Act:
        """The act of deleting."""
        return Act("delete", gettext_lazy("Delete"), self.removal, run=delete_row, dangerous=True)

    def act_view(self, request: HttpRequest, object_id: str, word: str) -> HttpResponse:
        """Ask once more, then do it. Raises NotFound for what this row does not offer."""
        row, visit = self.get_object(request, object_id), visit_of(request)
        act = next((act for act in self.acts_for(request, row) if act.word == word), None)
        if act is None:
            raise NotFound("page")
        form = act.form(request.POST if request.method == "POST" else None, visit=visit)
        if act.only_shows or (request.method == "POST" and form.is_valid()):
            told = act.run(self, row, visit.actor, getattr(form, "cleaned_data", {}))
            return self.show(request, told) if isinstance(told, Shown) else self.done(request, told)
        context = {
            **self.admin_site.each_context(request),
            "screen": self,
            "title": f"{act.label}: {row}",
            "act": act,
            "form": form,
            "row_address": self.address_of(row),
        }
        return TemplateResponse(request, "admin/act.html", context, status=422 if form.is_bound else 200)

    # --- the audit log is ours, and verbs write it ---

    def log_addition(self, request: Any, obj: Any, message: Any) -> None:  # type: ignore[override]
        """Nothing."""

    def log_change(self, request: Any, obj: Any, message: Any) -> None:  # type: ignore[override]
        """Nothing."""

    def construct_change_message(self, request: Any, form: Any, formsets: Any, add: bool = False) -> list[Any]:
        """Nothing."""
        return []


def delete_row(screen: WorkspaceAdmin, row: Any, actor: Actor, values: dict[str, Any]) -> str:
    """Call the screen's verb. Raises Conflict for a row that is still in use."""
    name = str(row)
    try:
        screen.remove(row, actor=actor)
    except ProtectedError as error:
        raise Conflict(_("“%(name)s” is still in use") % {"name": name}) from error
    return _("Deleted: %(name)s") % {"name": name}
