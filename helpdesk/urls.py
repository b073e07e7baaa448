"""The product on one screen."""

from django.conf import settings
from django.urls import include, path

from helpdesk.api.desk.describe import description as desk
from helpdesk.api.docs import docs_list, docs_page, schema_json
from helpdesk.api.public.describe import description as public
from helpdesk.http.health import livez, readyz

# Every contract there is, under the name it has in the addresses of its description.
CONTRACTS = {"public": public, "desk": desk}
DESCRIBED = {"contracts": CONTRACTS}

# The mails of the demo, for whoever tries it; a real installation has no such page.
DEMO_ONLY = [path("", include("portal.dev.urls"))] if settings.MODE == "demo" else []

urlpatterns = [
    path("livez", livez),
    path("readyz", readyz),
    path("healthz", livez),
    path("api/public/", include("helpdesk.api.public.urls")),
    path("api/v1/", include("helpdesk.api.desk.urls")),
    path("api/schema/<str:contract>", schema_json, DESCRIBED, name="api-schema"),
    path("api/docs/", docs_list, DESCRIBED, name="api-docs"),
    path("api/docs/<str:contract>", docs_page, DESCRIBED, name="api-docs-page"),
    *DEMO_ONLY,
    path("", include("portal.urls")),
]
handler400 = "helpdesk.api.refused.bad_request"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.failed"
