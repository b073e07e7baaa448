"""The rows of the centre: one file each."""

from tickets.models.comment import Comment
from tickets.models.counter import TicketCounter
from tickets.models.feedback import Feedback
from tickets.models.magic_link import MagicLink
from tickets.models.outbound_mail import OutboundMail
from tickets.models.revision import Revision
from tickets.models.search_entry import SearchEntry
from tickets.models.tally import Tally
from tickets.models.ticket import Ticket

__all__ = [
    "Comment",
    "Feedback",
    "MagicLink",
    "OutboundMail",
    "Revision",
    "SearchEntry",
    "Tally",
    "Ticket",
    "TicketCounter",
]
