"""How many mails anybody can make us send to an address that is perhaps not theirs.

Whoever types somebody else's address into a form or an API has us write to a stranger. Confirmations and links are
therefore counted for each address over the whole installation, whatever the door and the workspace; what people of the
team write is not. Links have a count of their own: who floods a mailbox with confirmations does not keep its owner
from asking for a link.
"""

import datetime

from django.db import connection

from helpdesk.accounts.claims import claim
from helpdesk.events.unit import current_unit
from helpdesk.http.limits import is_on
from tickets.models import OutboundMail

Kind, State = OutboundMail.Kind, OutboundMail.State

AN_HOUR, A_DAY = 5, 20
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
GROUPS = (frozenset({Kind.CONFIRMATION}), frozenset({Kind.LINK, Kind.SIGN_IN}))


def is_too_much(kind: str, to: str) -> bool:
    """Whether one more mail of this kind would be more than an address has to bear: 5 an hour, 20 a day.

    Exact: others who would write to the same address wait until this unit of work ends.
    """
    group = next((kinds for kinds in GROUPS if kind in kinds), None)
    if group is None or not is_on():
        return False
    claim(None, "automatic mail", to)
    now = current_unit().now
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FILTER (WHERE queued_at > %s), count(*) FROM {OutboundMail._meta.db_table}"  # noqa: S608
            ' WHERE "to" = %s AND kind = ANY(%s) AND queued_at > %s AND state <> %s',
            [now - HOUR, to, sorted(group), now - DAY, State.HELD],
        )
        in_an_hour, in_a_day = cursor.fetchone()
    return bool(in_an_hour >= AN_HOUR or in_a_day >= A_DAY)
