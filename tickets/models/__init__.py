"""The rows of the centre: one file each."""

from tickets.models.bulk_change import BulkChange, BulkRow
from tickets.models.comment import Comment
from tickets.models.counter import TicketCounter
from tickets.models.draft import Draft
from tickets.models.erasure import Erasure
from tickets.models.export import Export
from tickets.models.feedback import Feedback
from tickets.models.magic_link import MagicLink
from tickets.models.mail_wording import MailWording
from tickets.models.notice import Notice
from tickets.models.outbound_mail import OutboundMail
from tickets.models.revision import Revision
from tickets.models.saved_view import SavedView
from tickets.models.search_entry import SearchEntry
from tickets.models.survey import Survey
from tickets.models.tally import Tally
from tickets.models.ticket import Ticket
from tickets.models.ticket_file import TicketFile
from tickets.models.ticket_link import TicketLink
from tickets.models.watcher import Watcher

__all__ = [
    "BulkChange",
    "BulkRow",
    "Comment",
    "Draft",
    "Erasure",
    "Export",
    "Feedback",
    "MagicLink",
    "MailWording",
    "Notice",
    "OutboundMail",
    "Revision",
    "SavedView",
    "SearchEntry",
    "Survey",
    "Tally",
    "Ticket",
    "TicketCounter",
    "TicketFile",
    "TicketLink",
    "Watcher",
]
