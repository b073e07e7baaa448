"""The product on one screen."""

from django.urls import include, path

from helpdesk.http.health import livez, readyz

urlpatterns = [
    path("livez", livez),
    path("readyz", readyz),
    path("healthz", livez),
    path("api/v1/", include("helpdesk.api.desk.urls")),
    path("", include("portal.urls")),
]
