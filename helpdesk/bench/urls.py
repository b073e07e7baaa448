"""The floor's routes: bare views, known to the floor's own server only."""

from django.urls import path

from helpdesk.bench import floor

urlpatterns = [
    path("floor/one", floor.one_statement),
    path("floor/<uuid:workspace>/tickets/new", floor.create),
    path("floor/<uuid:workspace>/tickets/<uuid:ticket>", floor.get),
    path("floor/<uuid:workspace>/tickets", floor.tickets),
    path("floor/<uuid:workspace>/search", floor.search),
    path("floor/<uuid:workspace>/articles", floor.articles),
    path("floor/<uuid:workspace>/stats", floor.stats),
]
