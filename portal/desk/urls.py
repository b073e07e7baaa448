"""The desk's routes: one page, one line, with the scope each method needs."""

from helpdesk.accounts.scopes import TICKETS_READ, TICKETS_WRITE
from portal.desk.answer import Answer
from portal.desk.changes import ChangeAssignee, ChangePriority, ChangeStatus, ChangeSubject, ChangeTags
from portal.desk.history import History
from portal.desk.new import NewTicket
from portal.desk.page import desk_route
from portal.desk.ticket import TicketPage
from portal.desk.ticket_list import Start, TicketList

urlpatterns = [
    desk_route("", Start, "desk", GET=TICKETS_READ),
    desk_route("tickets/", TicketList, "desk-tickets", GET=TICKETS_READ),
    desk_route("tickets/new", NewTicket, "desk-new", GET=TICKETS_WRITE, POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>", TicketPage, "desk-ticket", GET=TICKETS_READ),
    desk_route("tickets/<str:reference>/history", History, "desk-history", GET=TICKETS_READ),
    desk_route("tickets/<str:reference>/comments", Answer, "desk-answer", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/status", ChangeStatus, "desk-status", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/priority", ChangePriority, "desk-priority", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/assignee", ChangeAssignee, "desk-assignee", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/tags", ChangeTags, "desk-tags", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/subject", ChangeSubject, "desk-subject", POST=TICKETS_WRITE),
]
