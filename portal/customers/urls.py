"""The portal's routes: one page, one line, with what opens it."""

from django.urls import path
from django.views.generic import RedirectView

from portal.customers.account.copies import JoinPage, LeavePage
from portal.customers.account.my_data import CopyDataPage, EraseMePage, MyDataPage
from portal.customers.account.my_tickets import MyTicketsPage
from portal.customers.account.open_link import OpenLinkPage
from portal.customers.account.sign_in import SignInPage, SignInSentPage
from portal.customers.account.sign_out import SignOutEverywherePage, SignOutPage
from portal.customers.brand import BrandPage, LogoPage
from portal.customers.home import HomePage
from portal.customers.language import LanguagePage
from portal.customers.page import ANY_LINK, ANYBODY, COLLEAGUE, READING, SIGNED_IN, TRACKING_LINK, portal_route
from portal.customers.people import AddPersonPage, RemovePersonPage
from portal.customers.rating import RatingPage
from portal.customers.reply import ReplyPage
from portal.customers.solved import ClosePage, ReopenPage
from portal.customers.submit import SubmitPage
from portal.customers.submitted import SubmittedPage
from portal.customers.suggested import SolvedPage, SuggestedPage
from portal.customers.ticket import TicketPage
from portal.customers.ticket_file import TicketFilePage
from portal.customers.track import TrackPage, TrackSentPage

TICKET = "tickets/<str:reference>"

urlpatterns = [
    path("portal/<slug:workspace>", RedirectView.as_view(pattern_name="portal-home", permanent=True)),
    portal_route("", HomePage, "portal-home", GET=ANYBODY),
    portal_route("language", LanguagePage, "portal-language", POST=ANYBODY),
    portal_route("brand.css", BrandPage, "portal-brand", GET=ANYBODY),
    portal_route("logo", LogoPage, "portal-logo", GET=ANYBODY),
    portal_route("submit", SubmitPage, "portal-submit", GET=ANYBODY, POST=ANYBODY),
    portal_route("submit/articles", SuggestedPage, "portal-suggested", GET=ANYBODY),
    portal_route("submit/solved", SolvedPage, "portal-solved", GET=ANYBODY, POST=ANYBODY),
    portal_route("submitted/<str:receipt>", SubmittedPage, "portal-submitted", GET=ANYBODY),
    portal_route("track", TrackPage, "portal-track", GET=ANYBODY, POST=ANYBODY),
    portal_route("track/sent", TrackSentPage, "portal-track-sent", GET=ANYBODY),
    portal_route("sign-in", SignInPage, "portal-sign-in", GET=ANYBODY, POST=ANYBODY),
    portal_route("sign-in/sent", SignInSentPage, "portal-sign-in-sent", GET=ANYBODY),
    portal_route("sign-in/open", OpenLinkPage, "portal-sign-in-open", GET=ANYBODY, POST=ANYBODY),
    portal_route("sign-out", SignOutPage, "portal-sign-out", POST=SIGNED_IN),
    portal_route("sign-out/everywhere", SignOutEverywherePage, "portal-sign-out-everywhere", POST=SIGNED_IN),
    portal_route("my-data", MyDataPage, "portal-my-data", GET=SIGNED_IN, POST=SIGNED_IN),
    portal_route("my-data/copy", CopyDataPage, "portal-copy-data", POST=SIGNED_IN),
    portal_route("my-data/erase", EraseMePage, "portal-erase-me", POST=SIGNED_IN),
    portal_route("tickets/", MyTicketsPage, "portal-tickets", GET=SIGNED_IN),
    portal_route(TICKET, TicketPage, "portal-ticket", GET=READING),
    portal_route(f"{TICKET}/files/<uuid:file>", TicketFilePage, "portal-ticket-file", GET=READING),
    portal_route(f"{TICKET}/copies/join", JoinPage, "portal-join-copies", POST=COLLEAGUE),
    portal_route(f"{TICKET}/copies/leave", LeavePage, "portal-leave-copies", POST=COLLEAGUE),
    portal_route(f"{TICKET}/people/add", AddPersonPage, "portal-add-person", POST=TRACKING_LINK),
    portal_route(f"{TICKET}/people/remove", RemovePersonPage, "portal-remove-person", POST=TRACKING_LINK),
    portal_route(f"{TICKET}/reply", ReplyPage, "portal-reply", POST=TRACKING_LINK),
    portal_route(f"{TICKET}/close", ClosePage, "portal-close", POST=TRACKING_LINK),
    portal_route(f"{TICKET}/reopen", ReopenPage, "portal-reopen", POST=TRACKING_LINK),
    portal_route(f"{TICKET}/rating", RatingPage, "portal-rating", POST=ANY_LINK),
]
