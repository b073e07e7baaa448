"""Every text can be told: its gaps are filled, its people exist, its addresses reach nobody."""

import datetime
import re

import pytest

from helpdesk.demo.dice import dice
from helpdesk.demo.library import SLUGS, Library, load_library, scenario_of
from helpdesk.demo.wording import draw_values, fill
from helpdesk.lib.text import clean_email
from tickets.fields import clean_subject, clean_tags

AT = datetime.datetime(2026, 3, 12, 9, tzinfo=datetime.UTC)
RESERVED = re.compile(r"@([a-z0-9-]+\.)*(example|example\.(com|net|org))$")


@pytest.fixture(params=SLUGS)
def library(request: pytest.FixtureRequest) -> Library:
    return load_library(request.param)


def test_every_gap_in_every_text_is_filled(library: Library) -> None:
    values = draw_values(library, library.customers[0], dice(1), AT) | {"agent": "Alice"}
    texts = [text for scenario in library.scenarios for text in scenario.subjects + scenario.bodies]
    texts += [text for scenario in library.scenarios for line in scenario.talk for text in line.wordings]
    for phrase in library.phrases.values():
        for group in phrase.values() if isinstance(phrase, dict) else [phrase]:
            texts += group
    for text in texts:
        assert "{" not in fill(text, values)


def test_a_gap_that_nothing_fills_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("Where is {nonsense}?", {"order": "AW-20401"})


def test_every_address_is_plain_and_at_a_reserved_domain(library: Library) -> None:
    for person in library.staff + library.customers:
        assert clean_email(person.email) == person.email
        assert RESERVED.search(person.email), person.email


def test_nobody_is_there_twice(library: Library) -> None:
    emails = [person.email for person in library.staff + library.customers]
    assert len(set(emails)) == len(emails)


def test_every_customer_has_a_colleague(library: Library) -> None:
    companies = [person.company for person in library.customers]
    assert all(companies.count(company) > 1 for company in companies)


def test_every_usual_scenario_ends_with_a_solution_and_nowhere_else(library: Library) -> None:
    for scenario in library.scenarios:
        if not scenario.is_special:
            assert [line.speaker for line in scenario.talk].index("solve") == len(scenario.talk) - 1, scenario.subjects


def test_every_subject_and_tag_passes_the_rules_of_tickets(library: Library) -> None:
    for scenario in library.scenarios:
        assert clean_tags(scenario.tags) == list(scenario.tags)
        assert all(clean_subject(subject) == subject for subject in scenario.subjects)


def test_special_tickets_name_a_customer_and_a_member(library: Library) -> None:
    specials = [scenario for scenario in library.scenarios if scenario.is_special]
    assert specials
    for scenario in specials:
        assert scenario.requester in [person.email for person in library.customers]
        assert scenario.agent in [person.email for person in library.staff if person.role != "viewer"]


def test_a_speaker_that_nobody_plays_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody plays 'ghost'"):
        scenario_of({"subjects": ["Boo"], "bodies": ["Boo"], "tags": [], "talk": [["ghost", "Boo"]]})
