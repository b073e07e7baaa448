"""Keep what a member has begun to write."""

import datetime
from dataclasses import dataclass

from helpdesk.accounts.actors import Actor
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Forbidden, Invalid, NotFound
from helpdesk.lib.text import is_storable
from tickets.fields import MAX_BODY
from tickets.models import Draft, Ticket

# A save that was on its way while the text was sent arrives after it.
OVERTAKEN = datetime.timedelta(minutes=1)


@dataclass(frozen=True)
class Shown:
    """The kept draft that a composer shows: a later save of it is its next state, anything else is another's."""

    mode: str
    updated_at: datetime.datetime

    def is_of(self, draft: Draft) -> bool:
        """Whether the draft is still as the composer showed it."""
        return (self.mode, self.updated_at) == (draft.mode, draft.updated_at)


@dataclass(frozen=True)
class Saved:
    """What is kept now, None when nothing is; ``replaced`` is the text, written elsewhere, whose place it took."""

    draft: Draft | None
    replaced: str = ""


def save_draft(
    ticket: Ticket, *, actor: Actor, mode: str, body: str, seen_version: int, shown: Shown | None = None
) -> Saved:
    """The member's draft of this mode on this ticket. The later save wins; an empty text keeps nothing.

    A text that changed from reply to note takes its kept draft along. The ticket stays as it is, so no event tells of
    it. Raises Forbidden for anybody but a member, NotFound, Invalid for a mode that does not exist and for no text.
    """
    now = current_unit().now
    if actor.kind != "member" or actor.id is None:
        raise Forbidden("Only members keep drafts")
    check(mode, body)
    if not actor.workspace.tickets.visible_to(actor).filter(pk=ticket.pk).exists():
        raise NotFound("ticket")
    own = actor.workspace.drafts.filter(ticket=ticket.pk, member=actor.id)
    kept = {draft.mode: draft for draft in own.select_for_update().order_by("mode")}
    same = next((draft for draft in kept.values() if shown and shown.is_of(draft)), None)
    gone = not body.strip() or was_just_said(ticket, actor, mode, body, now)
    if same is not None and (gone or same.mode != mode):
        same.delete()
    before = kept.get(mode)
    if gone:
        return Saved(None)
    if before is not None and before.body == body:
        return Saved(before)
    draft = Draft(
        workspace=actor.workspace,
        ticket_id=ticket.pk,
        member_id=actor.id,
        mode=mode,
        body=body,
        seen_version=seen_version,
        updated_at=now,
    )
    # Two tabs may begin at once.
    actor.workspace.drafts.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["ticket", "member", "mode"],
        update_fields=["body", "seen_version", "updated_at"],
    )
    return Saved(draft, replaced=before.body if before is not None and before is not same else "")


def check(mode: str, body: str) -> None:
    """Raises Invalid for a mode that does not exist, and for what is no text or too much of it."""
    if mode not in Draft.Mode.values:
        raise Invalid("Choose whether this is a reply or a note", code="choice", field="mode")
    if len(body) > MAX_BODY:
        raise Invalid(f"body must be at most {MAX_BODY} characters", code="too_long", field="body")
    if not is_storable(body):
        raise Invalid("body holds characters that are not text", field="body")


def was_just_said(ticket: Ticket, actor: Actor, mode: str, body: str, now: datetime.datetime) -> bool:
    """Whether this is the text, or its beginning, that the member has sent a moment ago."""
    said = actor.workspace.comments.filter(
        ticket=ticket.pk,
        author_member=actor.id,
        is_internal=mode == Draft.Mode.NOTE,
        created_at__gt=now - OVERTAKEN,
    )
    newest = said.order_by("-created_at").values_list("body", flat=True).first()
    return newest is not None and newest.startswith(body)
