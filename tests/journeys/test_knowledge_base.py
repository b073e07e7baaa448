"""Somebody looks for an answer in the knowledge base of the demo: by keyboard, with scripts and without."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Person
from tests.journeys.demo import Demo

pytestmark = pytest.mark.browser
HIDDEN_ON_PAPER = ["[role=search]", ".kb-contents", ".kb-helpful", ".portal-head"]


def go(person: Person, text: str = "", **wanted: str) -> None:
    """Press a link or button and wait for the page it leads to, however many redirects lie between."""
    person.tab_to(**({"text": text} if text else {}), **wanted)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    person.look()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts-on", "scripts-off"])
@pytest.mark.parametrize("width", [360, 1280])
def test_from_a_misspelt_question_to_an_answer_that_helped(
    demo: Demo, chromium: Browser, width: int, scripts: bool
) -> None:
    ana = Person(chromium, width=width, scripts=scripts)
    ana.open(demo.url + "/portal/acme/")
    go(ana, "Help articles")
    ana.type_into("q", "pasword reset")
    go(ana, name="q")
    first = ana.page.locator(".kb-results a").first.inner_text()
    assert first == "Resetting your password"
    go(ana, first)
    assert ana.page.url == demo.url + "/portal/acme/kb/en/resetting-your-password"
    assert ana.page.locator("h1").inner_text() == first
    go(ana, "Yes", tag="button")
    assert "Thank you" in ana.page.locator("#helpful").inner_text()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_same_article_in_the_languages_it_has(demo: Demo, chromium: Browser, width: int) -> None:
    ana = Person(chromium, width=width, scripts=True)
    ana.open(demo.url + "/portal/acme/kb/en/resetting-your-password")
    go(ana, "Deutsch")
    assert ana.page.locator("html").get_attribute("lang") == "de"
    assert ana.page.locator("h1").inner_text() == "Passwort zurücksetzen"
    go(ana, tag="a", about="العرب")
    assert ana.page.locator("html").get_attribute("dir") == "rtl"
    heading = ana.page.locator("h1").bounding_box()
    text = ana.page.locator(".kb-text").bounding_box()
    assert heading
    assert text
    assert abs(heading["x"] + heading["width"] - text["x"] - text["width"]) < 1


def test_results_appear_while_somebody_types_and_are_spoken(demo: Demo, chromium: Browser) -> None:
    ana = Person(chromium, width=1280, scripts=True)
    ana.open(demo.url + "/portal/acme/kb/")
    ana.tab_to(name="q")
    with ana.page.expect_response(lambda response: "stage=typing" in response.url):
        ana.page.keyboard.type("passwor", delay=20)
    ana.page.locator(".kb-results a").first.wait_for()
    assert "found" in str(ana.page.locator("[data-kb-status]").text_content())
    # Once the typing has stopped for a while it counts as a question.
    with ana.page.expect_response(lambda response: "stage=settled" in response.url):
        pass
    ana.look()
    go(ana, id="kb-hit-1")
    assert "?" not in ana.page.url


def test_on_paper_there_is_the_text_alone(demo: Demo, chromium: Browser) -> None:
    ana = Person(chromium, width=1280, scripts=True)
    ana.open(demo.url + "/portal/acme/kb/en/resetting-your-password")
    ana.page.emulate_media(media="print")
    for part in HIDDEN_ON_PAPER:
        assert not ana.page.locator(part).first.is_visible(), part
    assert ana.page.locator(".kb-prose").is_visible()
    assert ana.page.locator(".kb-printed").inner_text() == ana.page.url


def test_in_the_dark_everything_can_be_read(demo: Demo, chromium: Browser) -> None:
    ana = Person(chromium, width=1280, scripts=True)
    ana.page.emulate_media(color_scheme="dark")
    for page in ("", "en/resetting-your-password", "en/search?q=password"):
        ana.open(f"{demo.url}/portal/acme/kb/{page}")
