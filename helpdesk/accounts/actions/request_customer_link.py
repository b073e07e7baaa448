"""Ask for a link to sign in to the portal."""

from helpdesk.accounts.models import Workspace
from helpdesk.accounts.signing_in.later import do_later
from helpdesk.events.unit import current_unit

LINK_ASKED = "accounts.start_customer_sign_in"


def request_customer_link(workspace: Workspace, *, email: str) -> None:
    """Have a link mailed to a clean address, if it is a customer's. Whether it is, is found out later, by a job: nobody
    learns it from the answer or the time it takes."""
    do_later(LINK_ASKED, email=email, address=current_unit().origin, workspace_id=str(workspace.pk))
