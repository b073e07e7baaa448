"""Articles as pages: what shows, where it leads, and that nothing in it acts."""

import uuid
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.markup import Heading, Target
from knowledge.models import ArticleFile
from knowledge.render import ATTRIBUTES, TAGS, Rendered, made, rendered_body
from tests.lib.test_markdown import PAYLOADS

PICTURE, PAPER = uuid.UUID(int=1), uuid.UUID(int=2)


def show(body: str) -> Rendered:
    """The text as the article's page shows it."""
    files = [ArticleFile(id=PICTURE, is_picture=True), ArticleFile(id=PAPER)]
    return rendered_body(
        body,
        files,
        file_at=lambda file: f"/f/{file.pk.int}?a=1&b=2",
        article_at=lambda number: f"/a/{number.int}" if number.int == 7 else None,
    )


class Looked(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def check_inert(html: str) -> None:
    """Only what we write ourselves, and no address that does anything."""
    for tag, attributes in Looked(html).found:
        assert tag in TAGS
        allowed = set(ATTRIBUTES.get(tag, set())) | {"class"} | ({"rel"} if tag == "a" else set())
        assert set(attributes) <= allowed
        for name in ("href", "src"):
            address = attributes.get(name)
            outside = ("https://", "http://", "mailto:", "#s-") if name == "href" else ()
            assert address is None or address.lower().startswith(("/f/", "/a/", *outside))


def test_headings_get_ids_and_a_list() -> None:
    page = show("## Set up\n\ntext\n\n### Set *up*\n\n## Set up\n\n## إعداد")
    assert page.contents == [
        Heading(2, "s-set-up", "Set up"),
        Heading(3, "s-set-up-2", "Set up"),
        Heading(2, "s-set-up-3", "Set up"),
        Heading(2, "s-إعداد", "إعداد"),
    ]
    assert '<h3 id="s-set-up-2">Set <em>up</em></h3>' in page.html


def test_the_title_of_the_page_stands_above_every_heading() -> None:
    assert [heading.level for heading in show("# A\n\n## B\n\n###### C").contents] == [2, 3, 6]


def test_links_lead_to_headings_files_and_articles() -> None:
    html = show(
        f"[up](#set-up) [arabic](#إعداد) [gone](#gone) [paper](file:{PAPER}) [other](article:{uuid.UUID(int=7)}#b c)\n"
        f"[other](<article:{uuid.UUID(int=7)}#B c>) [hidden](article:{uuid.UUID(int=8)})\n\n## Set up\n\n## إعداد"
    ).html
    assert 'href="#s-set-up"' in html
    assert ">gone<" not in html
    assert 'href="/f/2?a=1&amp;b=2"' in html
    assert 'href="/a/7#s-b-c"' in html
    assert "hidden" in html
    assert "/a/8" not in html
    assert html.count("<a ") == html.count('rel="noopener noreferrer nofollow"') == 4


def test_only_pictures_of_the_article_are_shown() -> None:
    html = show(
        f"![A cat](file:{PICTURE}) ![form](file:{PAPER}) ![other](file:{uuid.UUID(int=3)}) ![far](https://x.example/p.png)"
    ).html
    assert '<img src="/f/1?a=1&amp;b=2" alt="A cat" loading="lazy">' in html
    assert html.count("<img") == 1
    assert ">form</a>" in html
    assert " other far" in html
    assert "x.example" not in html


def test_without_addresses_everything_is_words() -> None:
    html = rendered_body(f"![A cat](file:{PICTURE}) [paper](file:{PAPER})").html
    assert html == "<p>A cat paper</p>\n"


def test_tables_code_and_notes_look_like_such() -> None:
    html = show("a|b|c\n:-|:-:|-:\n1|2|3\n\n```html\n<b>\n```\n\n> [!WARNING]\n> Hot.\n\n> Said.").html
    assert '<td class="align-end">3</td>' in html
    assert "<pre><code>&lt;b&gt;\n</code></pre>" in html
    assert '<div class="callout callout-warning">\n<p>Hot.</p>' in html
    assert "<blockquote>\n<p>Said.</p>" in html
    assert "style=" not in html


def test_a_note_begins_with_its_name_in_the_language_of_the_text() -> None:
    page = rendered_body("> [!Warning]\n> Hot.\n\n> [!TIP] Cold.", callouts={"warning": "<Achtung>"})
    assert '<p class="callout-name">&lt;Achtung&gt;</p>\n<p>Hot.</p>' in page.html
    assert '<div class="callout callout-tip">\n<p>Cold.</p>' in page.html
    assert page.plain == "Hot.\nCold."


def test_the_words_come_without_marks() -> None:
    page = show("# Title\n\nSome **bold** [link](https://a.example)\nand `code`.\n\n```\nx = 1\n```\n\na|b\n-|-\n1|2")
    assert page.plain == "Title\nSome bold link and code.\nx = 1\na\nb\n1\n2"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_stored_is_inert(payload: str) -> None:
    for text in (
        payload,
        f"# {payload}",
        f"a|b\n-|-\n{payload}|x",
        f"> [!NOTE]\n> {payload}",
        f"![{payload}](file:{PICTURE})",
    ):
        check_inert(show(text).html)


def test_addresses_cannot_break_out_of_their_quotes() -> None:
    targets = ((f"file:{PICTURE}", Target('/f/"><script>alert(1)</script>', is_picture=True)),)
    html = made(f"![x](file:{PICTURE})", targets).html
    assert [tag for tag, _ in Looked(html).found] == ["p", "img"]


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*"[]()<>!#`*_|:-\\\"'&\n ", "file:", str(PICTURE), "javascript:", "a", "[!NOTE]"])))
def test_no_mixture_of_marks_acts(parts: list[Any]) -> None:
    check_inert(show("".join(parts)).html)


def test_a_thousand_headings_of_one_title_keep_apart() -> None:
    ids = [heading.id for heading in show("# a\n" * 1000 + "# a-2\n").contents]
    assert len(set(ids)) == 1001
