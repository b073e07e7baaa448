"""Text written by people, made into HTML that cannot act: Markdown or plain, always cleaned."""

import html
from functools import lru_cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

TAGS = {
    "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}}
SCHEMES = {"http", "https", "mailto"}

# Parsing takes time with the square of some texts; nobody formats a novel, so a longer one is shown as it was typed.
MAX_MARKDOWN = 20_000

# A few MB in each process: most texts are a few hundred characters, and what is made of them is little longer.
MAX_REMEMBERED, REMEMBERED = 2_000, 2_048

_parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])


def to_html(text: str, text_format: str) -> SafeString:
    """Render ``plain`` or ``markdown`` text. Raw HTML in it shows as text; links carry no referrer and no trust."""
    return remembered(text, text_format) if len(text) <= MAX_REMEMBERED else rendered(text, text_format)


@lru_cache(maxsize=REMEMBERED)
def remembered(text: str, text_format: str) -> SafeString:
    """The same, kept: a thread is read many times and never rewritten, and what it looks like depends on it alone."""
    return rendered(text, text_format)


def rendered(text: str, text_format: str) -> SafeString:
    """Do it."""
    is_markdown = text_format == "markdown" and len(text) <= MAX_MARKDOWN
    html_of_text = _parser.render(text) if is_markdown else plain_to_html(text)
    cleaned = nh3.clean(
        html_of_text, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer nofollow"
    )
    return SafeString(cleaned)


def to_plain(text: str, text_format: str) -> str:
    """The words without their marks, for previews."""
    return html.unescape(nh3.clean(to_html(text, text_format), tags=set())) if text_format == "markdown" else text


def plain_to_html(text: str) -> str:
    """Keep paragraphs and line breaks, nothing else."""
    paragraphs = [part for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs)
