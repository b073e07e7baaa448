"""The product on one screen."""

from django.conf import settings
from django.urls import include, path

from helpdesk.http.health import livez, readyz

# The mails of the demo, for whoever tries it; a real installation has no such page.
DEMO_ONLY = [path("dev/", include("portal.dev.urls"))] if settings.MODE == "demo" else []

urlpatterns = [
    path("livez", livez),
    path("readyz", readyz),
    path("healthz", livez),
    path("api/v1/", include("helpdesk.api.desk.urls")),
    *DEMO_ONLY,
    path("", include("portal.urls")),
]
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.failed"
