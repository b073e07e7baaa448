"""Forms that carry no token against forgery, because what they do is no secret and harms nobody."""

from django.http import HttpRequest

from helpdesk.lib.errors import Forbidden


def require_own_page(request: HttpRequest) -> None:
    """Raises Forbidden for a form that a page of another site sends: it would use up its visitors' limits."""
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.get_host()}":
        raise Forbidden("This form can be sent from our own pages only")
