"""The routes of files: one page, one line, with what opens it."""

from django.urls import path

from helpdesk.accounts.scopes import ARTICLES_WRITE
from helpdesk.files.links import DOWNLOADS, UPLOADS
from portal.customers.page import ANYBODY, portal_route
from portal.desk.page import desk_route
from portal.files.fetch import FilePage, SignedDownload
from portal.files.receive import ReceiveUpload
from portal.files.steps import BeginUpload, DiscardUpload, FinishUpload

urlpatterns = [
    portal_route("files/<str:kind>/<uuid:file>", FilePage, "file", GET=ANYBODY),
    desk_route("files", BeginUpload, "desk-upload", POST=ARTICLES_WRITE),
    desk_route("files/<uuid:file>/finish", FinishUpload, "desk-upload-finish", POST=ARTICLES_WRITE),
    desk_route("files/<uuid:file>/discard", DiscardUpload, "desk-upload-discard", POST=ARTICLES_WRITE),
    # Whoever has one of these signed addresses may use it.
    path(UPLOADS, ReceiveUpload.as_view(), name="file-upload"),
    path(DOWNLOADS, SignedDownload.as_view(), name="file-download"),
]
