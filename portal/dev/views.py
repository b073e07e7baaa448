"""``/dev/``: what only the demo shows: the mails that it has written to files, and a website with our help panel."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from portal.dev.mailbox import StoredMail, stored_mail, stored_mails

# The mail's own styles may act, nothing else; its links open outside the frame.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    """All mails, newest first."""
    return render(request, "dev/mail_list.html", {"mails": stored_mails()})


@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # it passes a view's arguments on
def mail_page(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: headers, text, and HTML in a frame."""
    return render(request, "dev/mail_page.html", {"mail": found_mail(name)})


@require_safe
@xframe_options_sameorigin
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML part alone, as a mail program would show it."""
    html = found_mail(name).html.replace("<head>", '<head><base target="_blank">', 1)
    return HttpResponse(html, headers={"Content-Security-Policy": MAIL_POLICY})


@require_safe
@csp_update({"frame-src": [SELF]})
def site(request: HttpRequest) -> HttpResponse:
    """A page as a customer of ours might have one, with the help panel in its corner."""
    return render(request, "dev/site.html", {"base_url": settings.BASE_URL})


def found_mail(name: str) -> StoredMail:
    """The mail of this name. Raises Http404."""
    mail = stored_mail(name)
    if mail is None:
        raise Http404
    return mail
