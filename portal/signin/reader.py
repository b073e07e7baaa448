"""The language of pages whose reader is not known yet, or has chosen none: what the browser asks for."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from helpdesk.lib.languages import SPOKEN
from portal.knowledge.languages import preferred
from portal.page import Page


class ReaderPage(Page):
    """A page before the door."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer in the browser's language."""
        with translation.override(browsers_language(request)):
            response = super().dispatch(request, *args, **kwargs)
        patch_vary_headers(response, ["Accept-Language"])
        return response


def browsers_language(request: HttpRequest) -> str:
    """The first language of a browser that we speak; English for none."""
    return preferred(request, SPOKEN, otherwise=settings.LANGUAGE_CODE)
