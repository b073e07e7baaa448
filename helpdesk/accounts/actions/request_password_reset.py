"""Ask for a link to set a new password."""

from helpdesk.accounts.signing_in.later import do_later
from helpdesk.events.unit import current_unit

RESET_ASKED = "accounts.start_password_reset"


def request_password_reset(*, email: str) -> None:
    """Have a link mailed to a clean address, if it is somebody's. Whether it is, is found out later, by a job: nobody
    learns it from the answer or the time it takes."""
    do_later(RESET_ASKED, email=email, address=current_unit().origin)
