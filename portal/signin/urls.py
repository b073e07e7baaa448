"""Routes around the sign-in; the only pages that work for whoever is not signed in yet."""

from django.urls import path

from portal.signin.page import SignIn, SignOut
from portal.signin.workspaces import Workspaces

urlpatterns = [
    path("", Workspaces.as_view(), name="start"),
    path("desk/", Workspaces.as_view(), name="workspaces"),
    path("sign-in", SignIn.as_view(), name="sign-in"),
    path("sign-out", SignOut.as_view(), name="sign-out"),
]
