"""The settings' one route; what lies below it is the screens' own (portal.settings.addresses)."""

from django.urls import path

from portal.settings.addresses import discover_screens
from portal.settings.door import SettingsDoor

discover_screens()

urlpatterns = [
    path("desk/<slug:workspace>/settings/", SettingsDoor.as_view(), {"rest": ""}, name="settings"),
    path("desk/<slug:workspace>/settings/<path:rest>", SettingsDoor.as_view(), name="settings-screen"),
]
