"""Where a page sends the browser after a form."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails


class SeeOther(HttpResponseRedirect):
    """303: whatever the method was, what follows is a GET."""

    status_code = 303


def go_to(request: HttpRequest, address: str) -> HttpResponse:
    """Send the whole browser there, also when only a part of the page had asked."""
    return HttpResponseClientRedirect(address) if is_partial(request) else SeeOther(address)


def is_partial(request: HttpRequest) -> bool:
    """Whether htmx asked, for a part of the page."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return bool(htmx)


def own_address(request: HttpRequest, address: str, otherwise: str) -> str:
    """``address`` when it lies on this site; a link from elsewhere must not send people to a third place."""
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else otherwise
