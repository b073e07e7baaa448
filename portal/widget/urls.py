"""The panel's routes: one page, one line."""

from django.urls import path

from portal.widget.article import ArticlePage, SolvedPage
from portal.widget.home import HomePage
from portal.widget.page import widget_route
from portal.widget.script import widget_script
from portal.widget.write import SentPage, WritePage

ARTICLE = "articles/<str:language>/<str:slug>"

urlpatterns = [
    path("widget.js", widget_script, name="widget-script"),
    widget_route("", HomePage, "widget-home", GET=True),
    widget_route(ARTICLE, ArticlePage, "widget-article", GET=True),
    widget_route(f"{ARTICLE}/solved", SolvedPage, "widget-solved", GET=True, POST=True),
    widget_route("write", WritePage, "widget-write", GET=True, POST=True),
    widget_route("sent/<str:receipt>", SentPage, "widget-sent", GET=True),
]
