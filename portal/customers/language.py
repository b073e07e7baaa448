"""Read the portal in another language."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from helpdesk.accounts.actions.update_own_details import update_own_details
from helpdesk.accounts.actors import signed_in_actor
from helpdesk.http.client_address import client_address
from helpdesk.http.limits import Limit, spend
from helpdesk.lib.errors import Invalid
from portal.customers.account.session import session_of
from portal.customers.page import CustomerPage
from portal.languages import keep_choice, offered
from portal.own_pages import require_own_page
from portal.redirect import SeeOther, own_address

CHOICES = Limit("portal.language", "60/m")


@method_decorator(csrf_exempt, name="dispatch")
class LanguagePage(CustomerPage):
    """Takes the form at the foot of every page, which carries no token: pages that must not tell strangers apart would
    differ by it. Whoever is signed in is written to in that language from then on."""

    def post(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """Keep the choice and go back to the page. Raises Invalid, Forbidden, TooMany."""
        require_own_page(request)
        spend(request, [CHOICES], callers=[f"{self.workspace.pk.hex}:{client_address(request)}"], fail_closed=False)
        code = request.POST.get("language", "")
        if code not in offered(self.workspace):
            raise Invalid("There is no such language", code="choice", field="language", hint="Choose one of the list")
        session = session_of(request, self.workspace)
        if session is not None:
            actor = signed_in_actor(session.customer, self.workspace)
            update_own_details(actor=actor, name=session.customer.name, language=code)
        home = reverse("portal-home", args=[workspace])
        back = own_address(request, request.POST.get("next", ""), home)
        response = SeeOther(back if back.startswith(home) else home)
        keep_choice(response, self.workspace, code)
        return response
