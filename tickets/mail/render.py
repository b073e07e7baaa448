"""From a template and its context to the two parts of a mail, in the language and time zone of the workspace."""

import re
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation

from helpdesk.accounts.models import Workspace

SPACES_AT_END = re.compile(r"(?<!^--)[ \t]+$", re.MULTILINE)  # "-- " alone marks a signature
EMPTY_LINES = re.compile(r"\n{3,}")


def render_mail(template: str, context: dict[str, Any], *, workspace: Workspace) -> tuple[str, str]:
    """The plain text and the HTML of ``templates/mail/<template>.txt`` and ``.html``."""
    with translation.override(workspace.language), timezone.override(workspace.time_zone):
        full = context | {
            "workspace": workspace,
            "company": workspace.brand_name or workspace.name,
            "language": translation.get_language(),
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
        }
        text = render_to_string(f"mail/{template}.txt", full)
        html = render_to_string(f"mail/{template}.html", full)
    return tidy(text), html.strip() + "\n"


def tidy(text: str) -> str:
    """Without the empty lines and trailing blanks that template tags leave."""
    return EMPTY_LINES.sub("\n\n", SPACES_AT_END.sub("", text.replace("\r\n", "\n"))).strip() + "\n"
