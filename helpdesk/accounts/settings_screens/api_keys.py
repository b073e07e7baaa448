"""API keys: made, replaced, revoked; the key itself is on the one page that answers its making, and nowhere else."""

import datetime
import zoneinfo
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.actions.create_api_key import MadeKey, create_api_key
from helpdesk.accounts.actions.revoke_api_key import revoke_api_key
from helpdesk.accounts.actions.rotate_api_key import MAX_OVERLAP_HOURS, rotate_api_key
from helpdesk.accounts.actors import Actor
from helpdesk.accounts.keys.audiences import AUDIENCES
from helpdesk.accounts.models import ApiKey
from helpdesk.accounts.scopes import PERMISSIONS, SETTINGS_KEYS, SETTINGS_PEOPLE, WORKFLOW_READ, WORKFLOW_WRITE
from helpdesk.accounts.settings_screens.card import Words
from helpdesk.accounts.settings_screens.forms import DayField
from helpdesk.accounts.site import Act, PlainForm, Section, SettingsForm, Shown, WorkspaceAdmin, site

CONTRACTS = {
    ApiKey.Audience.PUBLIC: _("Forms and tools that open and follow tickets for customers."),
    ApiKey.Audience.WORKFLOW: _("Tools that arrange queues, categories, escalations and hours. It acts as its owner."),
    ApiKey.Audience.CONVERSATION: _("Chat and customer systems that hold conversations."),
    ApiKey.Audience.DESK: _("Tools of your own that read and change tickets. It has test keys."),
}
SCOPES = {
    **PERMISSIONS,
    WORKFLOW_READ: _("Read queues and how work is arranged"),
    WORKFLOW_WRITE: _("Change queues and how work is arranged"),
}


class KeyForm(SettingsForm):
    """What a new key is for, what it may do, whose it is, how long it lives."""

    audience: ClassVar[str] = ""

    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The least that is enough. It never may do more than its owner may."),
    )
    expires_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("It works until the end of this day in the workspace's time zone. Empty: until it is revoked."),
    )
    is_test = forms.BooleanField(
        label=_("Test key"),
        required=False,
        help_text=_("It sees and makes test tickets only, which send no mail."),
    )

    def clean(self) -> dict[str, Any]:
        """Together with the contract, which was chosen before."""
        return super().clean() | {"audience": self.audience}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        facts = AUDIENCES[ApiKey.Audience(self.audience)]
        self.fields["scopes"].choices = [(scope, SCOPES[scope]) for scope in facts.scopes]  # type: ignore[attr-defined]
        owner: Any = self.fields["owner"]
        owner.queryset = owner.queryset.filter(is_active=True).select_related("user").order_by("user__name", "pk")
        if not self.visit.actor.may(SETTINGS_PEOPLE):
            owner.queryset = owner.queryset.filter(pk=self.visit.member.pk)
        owner.label_from_instance = lambda member: f"{member.user.name} ({member.user.email})"
        owner.required = facts.needs_owner
        owner.empty_label = _("Choose a member") if facts.needs_owner else _("Nobody: it signs with its own name")
        if facts.test is None:
            del self.fields["is_test"]


class RotationForm(PlainForm):
    """How long the old key goes on working."""

    overlap_hours = forms.IntegerField(
        label=_("Hours until the old key ends"),
        min_value=0,
        max_value=MAX_OVERLAP_HOURS,
        initial=24,
        help_text=_("Time enough to put the new key in its place. 0 ends the old one at once."),
    )


def rotate(screen: Any, row: ApiKey, actor: Actor, values: dict[str, Any]) -> Shown:
    """The page that shows the new key this once."""
    return shown_once(rotate_api_key(row, actor=actor, overlap_hours=values["overlap_hours"]))


def revoke(screen: Any, row: ApiKey, actor: Actor, values: dict[str, Any]) -> Words:
    """Take it out of use."""
    revoke_api_key(row, actor=actor)
    return _("Revoked: %(name)s") % {"name": row}


def shown_once(made: MadeKey) -> Shown:
    """The one page that ever holds a key."""
    return Shown("admin/keys/made.html", {"title": _("Your new key"), "key": made.row, "text": made.text})


def end_of(day: datetime.date, zone: datetime.tzinfo) -> datetime.datetime:
    """The moment at which a day is over."""
    return datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), tzinfo=zone)


def is_in_use(row: ApiKey) -> bool:
    """Whether a key opens anything."""
    return row.revoked_at is None and (row.expires_at is None or row.expires_at > timezone.now())


@admin.register(ApiKey, site=site)
class ApiKeyScreen(WorkspaceAdmin):
    """Keys of every contract that takes keys."""

    section, address, scope = Section.CONNECTIONS, "keys", SETTINGS_KEYS
    title, noun = _("API keys"), _("key")
    description = _("What other programs come in with: made for one contract, with scopes, an owner and an end.")
    empty = _("A key lets a program of yours read or make tickets.")
    rows = "api_keys"
    form = KeyForm
    fields = ("name", "scopes", "owner", "expires_on", "is_test")
    labels = {"name": _("Name"), "owner": _("Owner"), "audience": _("Contract"), "last_used_at": _("Last used")}
    help_texts = {
        "name": _("What it is for, such as “Web shop”."),
        "owner": _("It signs with this member's name and sees the queues this member sees."),
    }
    list_display = ("name", "public_part", "audience", "state", "last_used_at")
    list_select_related = ("owner__user",)
    search_fields = ("name", "public")
    order = ("created_at", "pk")
    newest_first = True
    acts = (
        Act(
            "rotate",
            _("Replace"),
            _("A new key takes its place, with the same scopes and owner. Both work until the old one ends."),
            run=rotate,
            form=RotationForm,
            offered=lambda row: is_in_use(row) and row.replaced_by_id is None,
        ),
        Act(
            "revoke",
            _("Revoke"),
            _("From the next second on it opens nothing. This cannot be undone."),
            run=revoke,
            offered=is_in_use,
            dangerous=True,
        ),
    )

    @admin.display(description=_("Begins with"))
    def public_part(self, row: ApiKey) -> str:
        """What may be seen of it."""
        facts = AUDIENCES[ApiKey.Audience(row.audience)]
        return f"{facts.prefix(is_test=row.is_test)}{row.public}…"

    @admin.display(description=_("State"))
    def state(self, row: ApiKey) -> Words:
        """Whether it opens anything."""
        if row.revoked_at:
            return _("Revoked")
        if not is_in_use(row):
            return _("Ended")
        return _("Being replaced") if row.replaced_by_id else _("In use")

    def facts(self, row: ApiKey) -> Sequence[tuple[Words, Any]]:
        """All there is to know of it."""
        return [
            (_("Contract"), row.get_audience_display()),
            (_("Begins with"), self.public_part(row)),
            (_("State"), self.state(row)),
            (_("What it may do"), ", ".join(row.scopes)),
            (_("Owner"), row.owner.user.name if row.owner else _("Nobody")),
            (_("Created"), row.created_at),
            (_("Last used"), row.last_used_at or _("Never")),
            (_("Ends"), row.expires_at or _("When it is revoked")),
        ]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        """First the choice of a contract, then the form with what that contract offers."""
        chosen = request.GET.get("audience", "")
        if not chosen:
            return self.choice(request)
        if chosen not in set(AUDIENCES):
            raise Http404
        return super().add_view(request, form_url, extra_context)

    def choice(self, request: HttpRequest) -> TemplateResponse:
        """One card for each contract."""
        context = {
            **self.admin_site.each_context(request),
            "screen": self,
            "title": _("New key: which contract?"),
            "contracts": [
                {"name": word.label, "address": f"?audience={word}", "description": CONTRACTS[word]}
                for word in AUDIENCES
            ],
        }
        return TemplateResponse(request, "admin/keys/contracts.html", context)

    def words_of(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """A new key says for which contract it is."""
        words = super().words_of(request, row)
        if row is None:
            words["title"] = _("New key: %(contract)s") % {"contract": ApiKey.Audience(request.GET["audience"]).label}
        return words

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form of the chosen contract."""
        made = super().get_form(request, obj, change, **kwargs)
        made.audience = request.GET.get("audience", "")
        return made

    def create(self, *, actor: Actor, values: dict[str, Any]) -> ApiKey:
        """Make it, and keep its text with the row for this one answer."""
        last_day = values.pop("expires_on")
        zone = zoneinfo.ZoneInfo(actor.workspace.time_zone)
        made = create_api_key(
            actor=actor,
            expires_at=end_of(last_day, zone) if last_day else None,
            **values,
        )
        made.row.made = made  # type: ignore[attr-defined]
        return made.row

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """The one page that shows it."""
        return self.show(request, shown_once(obj.made))
