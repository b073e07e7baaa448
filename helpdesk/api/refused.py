"""What Django refuses before a contract's view is asked, said in that contract's own shape."""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views import defaults

from helpdesk.api.view import ContractView
from helpdesk.http.contracts_first import contract_at
from helpdesk.lib.errors import Invalid

NOT_OURS = Invalid("Unknown host name", code="host", hint="Call the address that this installation is known by")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request for a host name that is not ours; elsewhere than below a contract Django's own words."""
    match = contract_at(request.path_info)
    view = getattr(match.func, "view_class", None) if match else None
    if view is not None and issubclass(view, ContractView):
        response: HttpResponse = view().refuse(NOT_OURS)
        return response
    plain: HttpResponseBase = defaults.bad_request(request, exception)
    return cast(HttpResponse, plain)
