"""Routes of one's own account; all of them need nothing but to be signed in."""

from django.urls import path

from portal.account.codes import Codes, ConfirmCodes, DisableCodes, RecoveryCodes
from portal.account.email import Email
from portal.account.password import Password
from portal.account.picture import ChangePicture, Picture
from portal.account.profile import Profile
from portal.account.sessions import EndOtherSessions, EndSession, Sessions
from portal.account.signature import ChangeSignature

urlpatterns = [
    path("account/", Profile.as_view(), name="account"),
    path("account/picture", ChangePicture.as_view(), name="account-picture"),
    path("account/pictures/<uuid:user_id>", Picture.as_view(), name="picture"),
    path("account/signature/<slug:workspace>", ChangeSignature.as_view(), name="account-signature"),
    path("account/password", Password.as_view(), name="account-password"),
    path("account/email", Email.as_view(), name="account-email"),
    path("account/codes", Codes.as_view(), name="account-codes"),
    path("account/codes/confirm", ConfirmCodes.as_view(), name="account-codes-confirm"),
    path("account/codes/off", DisableCodes.as_view(), name="account-codes-off"),
    path("account/codes/recovery", RecoveryCodes.as_view(), name="account-codes-recovery"),
    path("account/sessions", Sessions.as_view(), name="account-sessions"),
    path("account/sessions/end", EndSession.as_view(), name="account-sessions-end"),
    path("account/sessions/end-others", EndOtherSessions.as_view(), name="account-sessions-end-others"),
]
