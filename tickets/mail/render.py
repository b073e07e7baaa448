"""From a template and its context to the two parts of a mail, in a language, and in the time zone of the
workspace."""

import hashlib
import re
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from helpdesk.accounts.models import Workspace
from helpdesk.lib.colours import is_colour
from helpdesk.lib.palette import palette_of

SPACES_AT_END = re.compile(r"(?<!^--)[ \t]+$", re.MULTILINE)  # "-- " alone marks a signature
EMPTY_LINES = re.compile(r"\n{3,}")
# Ours, where a workspace has none.
COLOUR = "#2d50c2"


def render_mail(template: str, context: dict[str, Any], *, workspace: Workspace, language: str) -> tuple[str, str]:
    """The plain text and the HTML of ``templates/mail/<template>.txt`` and ``.html``."""
    with translation.override(language), timezone.override(workspace.time_zone):
        full = context | {
            "workspace": workspace,
            "company": workspace.brand_name or workspace.name,
            "language": translation.get_language(),
            "brand": palette_of(workspace.colour if is_colour(workspace.colour) else COLOUR),
            "logo_at": logo_address(workspace),
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
        }
        text = render_to_string(f"mail/{template}.txt", full)
        html = render_to_string(f"mail/{template}.html", full)
    return tidy(text), html.strip() + "\n"


def logo_address(workspace: Workspace) -> str:
    """Where a mail fetches the logo from, under an address that changes with it; nothing without one."""
    if not workspace.logo:
        return ""
    mark = hashlib.sha256(bytes(workspace.logo)).hexdigest()[:8]
    return f"{settings.BASE_URL}/portal/{workspace.slug}/logo?v={mark}"


def tidy(text: str) -> str:
    """Without the empty lines and trailing blanks that template tags leave."""
    return EMPTY_LINES.sub("\n\n", SPACES_AT_END.sub("", text.replace("\r\n", "\n"))).strip() + "\n"
