"""The routes of the demo."""

from django.urls import path

from portal.dev import views

urlpatterns = [
    path("dev/site/", views.site, name="dev-site"),
    path("dev/mail/", views.mail_list, name="dev-mail"),
    path("dev/mail/<str:name>", views.mail_page, name="dev-mail-page"),
    path("dev/mail/<str:name>/html", views.mail_html, name="dev-mail-html"),
]
