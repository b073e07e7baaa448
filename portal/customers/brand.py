"""How a workspace looks to its customers: its colour as a style sheet, and its logo.

A style sheet of its own, because the pages' policy takes no style from anywhere else.
"""

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from helpdesk.lib.colours import is_colour
from helpdesk.lib.errors import NotFound
from helpdesk.lib.palette import Palette, palette_of
from portal.customers.page import CustomerPage

# Pages ask for the style sheet under an address that changes with the colour.
DAY = "public, max-age=86400"
MINUTES = "public, max-age=300"


class BrandPage(CustomerPage):
    """``brand.css``: the tokens of static/css/tokens.css that a colour changes; empty without one."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponseBase:
        """Show it."""
        colour = self.workspace.colour
        text = style_sheet(palette_of(colour)) if is_colour(colour) else ""
        return kept(request, text.encode(), "text/css; charset=utf-8", control=DAY)


class LogoPage(CustomerPage):
    """The picture, which we drew ourselves."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponseBase:
        """Show it. Raises NotFound while there is none."""
        if not self.workspace.logo:
            raise NotFound("page")
        return kept(request, bytes(self.workspace.logo), "image/webp", control=MINUTES)


def style_sheet(palette: Palette) -> str:
    """The tokens."""
    light, dark = palette.light, palette.dark
    pairs = {
        "--accent": (light.accent, dark.accent),
        "--accent-fill": (light.fill, dark.fill),
        "--accent-fill-hover": (light.hover, dark.hover),
        "--on-accent": (light.text, dark.text),
        "--accent-tint": (light.tint, dark.tint),
        "--accent-line": (light.line, dark.line),
        "--focus": (light.accent, dark.accent),
    }
    lines = "".join(f"  {name}: light-dark({one}, {other});\n" for name, (one, other) in pairs.items())
    return f":root {{\n{lines}}}\n"


def kept(request: HttpRequest, content: bytes, content_type: str, *, control: str) -> HttpResponseBase:
    """The content under a mark of what it is, or 304 where the browser has just that."""
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = mark = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["Cache-Control"] = control
    return get_conditional_response(request, etag=mark, response=response) or response
