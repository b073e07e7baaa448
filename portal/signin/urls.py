"""Routes around the sign-in; the only pages that work for whoever is not signed in yet."""

from django.urls import path

from portal.signin.code import SignInCode
from portal.signin.confirm_email import ConfirmEmail
from portal.signin.forgot import ForgotPassword, ForgotPasswordSent
from portal.signin.invitation import AcceptInvitation
from portal.signin.page import SignIn, SignOut
from portal.signin.reset import ResetPassword
from portal.signin.workspaces import Workspaces

urlpatterns = [
    path("", Workspaces.as_view(), name="start"),
    path("desk/", Workspaces.as_view(), name="workspaces"),
    path("sign-in", SignIn.as_view(), name="sign-in"),
    path("sign-in/code", SignInCode.as_view(), name="sign-in-code"),
    path("sign-out", SignOut.as_view(), name="sign-out"),
    path("forgot-password", ForgotPassword.as_view(), name="forgot-password"),
    path("forgot-password/sent", ForgotPasswordSent.as_view(), name="forgot-password-sent"),
    path("reset-password", ResetPassword.as_view(), name="reset-password"),
    path("confirm-email", ConfirmEmail.as_view(), name="confirm-email"),
    path("invitation", AcceptInvitation.as_view(), name="invitation"),
]
