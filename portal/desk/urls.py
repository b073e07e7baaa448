"""The desk's routes: one page, one line, with the scope each method needs."""

from django.urls import URLPattern, URLResolver, include, path

from helpdesk.accounts.scopes import IMPERSONATE, REPORTS_READ, TICKETS_BULK, TICKETS_READ, TICKETS_WRITE
from portal.desk.answer import Answer
from portal.desk.article_report.page import ArticleReport
from portal.desk.bulk.listing import BulkChanges
from portal.desk.bulk.merging import MergeTicked
from portal.desk.bulk.new import NewBulk
from portal.desk.bulk.progress import BulkChangePage, StopBulk, UndoBulk
from portal.desk.changes import ChangeAssignee, ChangePriority, ChangeStatus, ChangeSubject, ChangeTags
from portal.desk.copies import ChangeCopies
from portal.desk.drafts import DiscardDraft, Drafts, SaveDraft
from portal.desk.history import History
from portal.desk.inbox import Inbox, ReadAllNotices, ReadNotice, ReadTicketNotices
from portal.desk.linking import Link, Unlink
from portal.desk.links.changes import RevokeLink, RevokeLinks, SendLink, Share
from portal.desk.links.page import Links
from portal.desk.looking import LookAs, StopLooking
from portal.desk.mentions import Mentions
from portal.desk.merging import Merge
from portal.desk.new import NewTicket
from portal.desk.notice_choices import NoticeChoices
from portal.desk.page import desk_route
from portal.desk.reports.satisfaction import ExportRatings, SatisfactionReport
from portal.desk.saved_views import DeleteView, EditView, MoveView, NewView, SavedViews
from portal.desk.snoozing import Snooze, Wake
from portal.desk.spam import MarkSpam, UnmarkSpam
from portal.desk.splitting import Split
from portal.desk.ticket import TicketPage
from portal.desk.ticket_list import Start, TicketList
from portal.desk.watching import Watch
from portal.desk.workflow_changes import ChangeFields, ChangeQueue, ChangeType

urlpatterns: list[URLPattern | URLResolver] = [
    desk_route("articles/report", ArticleReport, "desk-article-report", GET=REPORTS_READ),
    desk_route("reports/satisfaction", SatisfactionReport, "desk-satisfaction", GET=REPORTS_READ),
    desk_route("reports/satisfaction/export", ExportRatings, "desk-ratings-export", POST=REPORTS_READ),
    path("", include("portal.desk.articles.urls")),
    desk_route("", Start, "desk", GET=TICKETS_READ),
    desk_route("tickets/", TicketList, "desk-tickets", GET=TICKETS_READ),
    desk_route("look-as", LookAs, "desk-look-as", GET=IMPERSONATE, POST=IMPERSONATE),
    desk_route("look-as/stop", StopLooking, "desk-stop-looking", POST=IMPERSONATE),
    desk_route("views/", SavedViews, "desk-views", GET=TICKETS_READ),
    desk_route("views/new", NewView, "desk-view-new", GET=TICKETS_READ, POST=TICKETS_READ),
    desk_route("views/<uuid:view>", EditView, "desk-view", GET=TICKETS_READ, POST=TICKETS_READ),
    desk_route("views/<uuid:view>/move", MoveView, "desk-view-move", POST=TICKETS_READ),
    desk_route("views/<uuid:view>/delete", DeleteView, "desk-view-delete", POST=TICKETS_READ),
    desk_route("inbox", Inbox, "desk-inbox", GET=TICKETS_READ),
    desk_route("inbox/choices", NoticeChoices, "desk-inbox-choices", GET=TICKETS_READ, POST=TICKETS_READ),
    desk_route("inbox/<uuid:notice>/read", ReadNotice, "desk-inbox-read", POST=TICKETS_READ),
    desk_route("inbox/<uuid:notice>/read-all", ReadAllNotices, "desk-inbox-read-all", POST=TICKETS_READ),
    desk_route("drafts", Drafts, "desk-drafts", GET=TICKETS_WRITE),
    desk_route("bulk/", BulkChanges, "desk-bulk", GET=TICKETS_BULK),
    desk_route("bulk/new", NewBulk, "desk-bulk-new", GET=TICKETS_BULK, POST=TICKETS_BULK),
    desk_route("bulk/merge", MergeTicked, "desk-bulk-merge", GET=TICKETS_WRITE, POST=TICKETS_WRITE),
    desk_route("bulk/<uuid:change>", BulkChangePage, "desk-bulk-change", GET=TICKETS_BULK),
    desk_route("bulk/<uuid:change>/stop", StopBulk, "desk-bulk-stop", POST=TICKETS_BULK),
    desk_route("bulk/<uuid:change>/undo", UndoBulk, "desk-bulk-undo", POST=TICKETS_BULK),
    desk_route("tickets/new", NewTicket, "desk-new", GET=TICKETS_WRITE, POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>", TicketPage, "desk-ticket", GET=TICKETS_READ),
    desk_route("tickets/<str:reference>/history", History, "desk-history", GET=TICKETS_READ),
    desk_route("tickets/<str:reference>/comments", Answer, "desk-answer", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/read", ReadTicketNotices, "desk-read", POST=TICKETS_READ),
    desk_route("tickets/<str:reference>/mentions", Mentions, "desk-mentions", GET=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/draft", SaveDraft, "desk-draft", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/draft/discard", DiscardDraft, "desk-draft-discard", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/status", ChangeStatus, "desk-status", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/priority", ChangePriority, "desk-priority", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/assignee", ChangeAssignee, "desk-assignee", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/tags", ChangeTags, "desk-tags", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/queue", ChangeQueue, "desk-queue", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/type", ChangeType, "desk-type", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/fields", ChangeFields, "desk-fields", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/subject", ChangeSubject, "desk-subject", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/watch", Watch, "desk-watch", POST=TICKETS_READ),
    desk_route("tickets/<str:reference>/copies", ChangeCopies, "desk-copies", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/link", Link, "desk-link", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/unlink", Unlink, "desk-unlink", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/links", Links, "desk-links", GET=TICKETS_READ),
    desk_route("tickets/<str:reference>/links/share", Share, "desk-links-share", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/links/send", SendLink, "desk-links-send", POST=TICKETS_WRITE),
    desk_route(
        "tickets/<str:reference>/links/revoke", RevokeLinks, "desk-links-revoke", GET=TICKETS_WRITE, POST=TICKETS_WRITE
    ),
    desk_route("tickets/<str:reference>/links/<uuid:link>/revoke", RevokeLink, "desk-link-revoke", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/snooze", Snooze, "desk-snooze", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/wake", Wake, "desk-wake", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/spam", MarkSpam, "desk-spam", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/not-spam", UnmarkSpam, "desk-not-spam", POST=TICKETS_WRITE),
    desk_route("tickets/<str:reference>/merge", Merge, "desk-merge", GET=TICKETS_WRITE, POST=TICKETS_WRITE),
    desk_route(
        "tickets/<str:reference>/split/<uuid:comment>", Split, "desk-split", GET=TICKETS_WRITE, POST=TICKETS_WRITE
    ),
]
