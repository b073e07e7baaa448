"""Choose how one hears of what."""

from collections.abc import Mapping

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.audit import audit
from helpdesk.accounts.members.notices import Occasion, Way, ways_of
from helpdesk.accounts.models import Membership
from helpdesk.events.unit import current_unit
from helpdesk.lib.errors import Forbidden, Invalid


def change_notices(membership: Membership, *, actor: Actor, choices: Mapping[str, str]) -> Membership:
    """The member, who hears of the named occasions in these ways; what is not named stays as it is.

    Raises Invalid for an occasion or a way that does not exist, Forbidden for anybody else than the member.
    """
    current_unit()
    if actor.kind != "member" or actor.id != membership.pk:
        raise Forbidden("Everybody chooses for themselves")
    for occasion, way in choices.items():
        if occasion not in Occasion.values:
            raise Invalid("Invalid occasion", code="choice", field="occasion", hint="Use " + ", ".join(Occasion.values))
        if way not in Way.values:
            raise Invalid("Invalid choice", code="choice", field=occasion, hint="Use " + ", ".join(Way.values))
    before = ways_of(membership)
    after = before | dict(choices)
    if after == before:
        return membership
    membership.notices = after
    membership.save(update_fields=["notices"])
    audit(
        "member.notices_changed",
        actor=actor,
        subject_kind="member",
        subject_id=membership.pk,
        subject_name=membership.user.name,
        before=before,
        after=after,
    )
    return membership
