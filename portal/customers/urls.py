"""The portal's routes: one page, one line, with what opens it."""

from django.urls import path
from django.views.generic import RedirectView

from portal.customers.home import HomePage
from portal.customers.page import ANY_LINK, ANYBODY, TRACKING_LINK, portal_route
from portal.customers.rating import RatingPage
from portal.customers.reply import ReplyPage
from portal.customers.solved import ClosePage, ReopenPage
from portal.customers.submit import SubmitPage
from portal.customers.submitted import SubmittedPage
from portal.customers.ticket import TicketPage
from portal.customers.track import TrackPage, TrackSentPage

TICKET = "tickets/<str:reference>"

urlpatterns = [
    path("portal/<slug:workspace>", RedirectView.as_view(pattern_name="portal-home", permanent=True)),
    portal_route("", HomePage, "portal-home", GET=ANYBODY),
    portal_route("submit", SubmitPage, "portal-submit", GET=ANYBODY, POST=ANYBODY),
    portal_route("submitted/<str:receipt>", SubmittedPage, "portal-submitted", GET=ANYBODY),
    portal_route("track", TrackPage, "portal-track", GET=ANYBODY, POST=ANYBODY),
    portal_route("track/sent", TrackSentPage, "portal-track-sent", GET=ANYBODY),
    portal_route(TICKET, TicketPage, "portal-ticket", GET=ANY_LINK),
    portal_route(f"{TICKET}/reply", ReplyPage, "portal-reply", POST=TRACKING_LINK),
    portal_route(f"{TICKET}/close", ClosePage, "portal-close", POST=TRACKING_LINK),
    portal_route(f"{TICKET}/reopen", ReopenPage, "portal-reopen", POST=TRACKING_LINK),
    portal_route(f"{TICKET}/rating", RatingPage, "portal-rating", POST=ANY_LINK),
]
