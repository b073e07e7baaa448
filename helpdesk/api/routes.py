"""One route, one line, with the scope each method needs."""

from django.urls import URLPattern, path, re_path

from helpdesk.api.dialect import Dialect
from helpdesk.api.view import ContractView, check_scopes


def route(address: str, view: type[ContractView], **scopes: str) -> URLPattern:
    """``route("tickets", TicketsView, GET="tickets.read")``. A method without a scope stops the start."""
    check_scopes(view, scopes)
    return path(address, view.as_view(scopes=scopes), name=view.__name__)


def nothing_else(dialect: Dialect) -> URLPattern:
    """The last line of a contract: any other address below it is not found, in the contract's own words."""

    class Elsewhere(ContractView):
        """Stands for every address that does not exist: it declares no method at all."""

    Elsewhere.dialect = dialect
    return re_path(r"^.*$", Elsewhere.as_view())
