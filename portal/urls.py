"""The pages' routes."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("portal.signin.urls")),
    path("", include("portal.account.urls")),
    path("", include("portal.settings.urls")),
    path("", include("portal.files.urls")),
    path("", include("portal.desk.customers.urls")),
    path("", include("portal.desk.urls")),
    path("", include("portal.knowledge.urls")),
    path("", include("portal.widget.urls")),
    path("", include("portal.customers.urls")),
]
