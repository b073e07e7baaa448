"""The routes of the knowledge base: one page, one line, with what opens it."""

from django.urls import path
from django.views.generic import RedirectView

from portal.customers.page import ANYBODY, portal_route
from portal.knowledge.article import ArticlePage
from portal.knowledge.category import CategoryPage
from portal.knowledge.feed import FeedPage
from portal.knowledge.home import HomePage
from portal.knowledge.robots import RobotsPage
from portal.knowledge.search import SearchPage
from portal.knowledge.short import ShortPage, ShortSearchPage
from portal.knowledge.sitemap import SitemapPage, SitemapPart
from portal.knowledge.vote import VotePage

LANGUAGE = "kb/<str:language>"

urlpatterns = [
    path("robots.txt", RobotsPage.as_view(), name="robots"),
    path("portal/<slug:workspace>/kb", RedirectView.as_view(pattern_name="kb-front", permanent=True)),
    portal_route("kb/", HomePage, "kb-front", GET=ANYBODY),
    portal_route("kb/search", ShortSearchPage, "kb-short-search", GET=ANYBODY),
    portal_route("kb/sitemap.xml", SitemapPage, "kb-sitemap", GET=ANYBODY),
    portal_route("kb/sitemap-<int:part>.xml", SitemapPart, "kb-sitemap-part", GET=ANYBODY),
    portal_route("kb/<str:name>", ShortPage, "kb-short", GET=ANYBODY),
    portal_route(f"{LANGUAGE}/", HomePage, "kb-home", GET=ANYBODY),
    portal_route(f"{LANGUAGE}/search", SearchPage, "kb-search", GET=ANYBODY),
    portal_route(f"{LANGUAGE}/feed.xml", FeedPage, "kb-feed", GET=ANYBODY),
    portal_route(f"{LANGUAGE}/category/<str:slug>", CategoryPage, "kb-category", GET=ANYBODY),
    portal_route(f"{LANGUAGE}/<str:slug>", ArticlePage, "kb-article", GET=ANYBODY),
    portal_route(f"{LANGUAGE}/<str:slug>/vote", VotePage, "kb-vote", POST=ANYBODY),
]
