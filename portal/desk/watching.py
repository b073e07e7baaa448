"""Follow a ticket, or have a colleague follow it."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from helpdesk.accounts.models import Membership
from helpdesk.lib.errors import Invalid
from portal.desk.changes import Change
from portal.desk.finding import member_id
from tickets.actions import unwatch_ticket, watch_ticket
from tickets.models import Ticket


class Watch(Change):
    """``member`` is an id or ``me``; ``stop`` ends it."""

    def change(self, ticket: Ticket, form: QueryDict) -> str:
        """Begin or end it."""
        member = self.member if form.get("member") == "me" else self.colleague(form.get("member", ""))
        is_self = member.pk == self.member.pk
        if form.get("stop"):
            unwatch_ticket(ticket, actor=self.actor, member=member)
            return (
                _("You do not watch it any more.")
                if is_self
                else _("%s does not watch it any more.") % member.user.name
            )
        watch_ticket(ticket, actor=self.actor, member=member)
        return _("You watch it now.") if is_self else _("%s watches it now.") % member.user.name

    def colleague(self, text: str) -> Membership:
        """The member a form names. Raises Invalid."""
        members = self.workspace.memberships.select_related("user", "workspace", "custom_role")
        found: Membership | None = members.filter(pk=member_id(text)).first()
        if found is None:
            raise Invalid(_("There is no such colleague"), field="member", hint=_("Choose one from the list"))
        return found
