"""What customers read, and whoever signs in, is there in every language that we speak; the compiled files are fresh."""

import re
from collections.abc import Iterable
from pathlib import Path

import polib
import pytest

from helpdesk.lib.languages import SPOKEN
from tests.portal.wordings import Wording, wordings_in

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
TAG = re.compile(r"<[^>]+>")
LANGUAGES = [code for code in SPOKEN if code != "en"]
# Every word that a customer can meet, and the way in for everybody else.
ROOMS = [
    "templates/base.html",
    "templates/error.html",
    "templates/portal",
    "templates/mail",
    "templates/signin",
    "templates/account",
    "portal/callouts.py",
    "portal/errors.py",
    "portal/said.py",
    "portal/times.py",
    "portal/custom_fields.py",
    "portal/customers",
    "portal/knowledge",
    "portal/widget",
    "portal/files",
    "portal/signin",
    "portal/account",
    "tickets/mail",
    "tickets/surveys",
    "tickets/exports",
    "tickets/notices",
    "tickets/actions",
]


def catalogue(language: str) -> Path:
    return ROOT / "helpdesk" / "locale" / language / "LC_MESSAGES" / "django.po"


@pytest.fixture(params=LANGUAGES)
def po(request: pytest.FixtureRequest) -> polib.POFile:
    return polib.pofile(str(catalogue(request.param)))


def files_of(room: str) -> list[Path]:
    found = ROOT / room
    return [found] if found.is_file() else sorted(path for path in found.rglob("*") if path.is_file())


def all_wordings() -> set[Wording]:
    return {wording for room in ROOMS for path in files_of(room) for wording in wordings_in(path)}


def texts_of(entry: polib.POEntry | polib.MOEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def said_in(entries: Iterable[polib.POEntry | polib.MOEntry]) -> dict[Wording, list[str]]:
    return {Wording(entry.msgid, entry.msgctxt or ""): texts_of(entry) for entry in entries}


def test_the_words_are_found_in_pages_and_in_code() -> None:
    found = all_wordings()
    assert Wording("How can we help?") in found
    assert Wording("Read and answer") in found
    assert Wording("Thank you for writing to us. We have received your request “%(subject)s”.") in found
    assert Wording("Please wait %(seconds)s second before you try again.") in found
    assert Wording("Was it not you who asked? Then you need do nothing.") in found
    assert len(found) > 300


def test_every_word_that_a_customer_meets_is_translated(po: polib.POFile) -> None:
    there = {Wording(entry.msgid, entry.msgctxt or "") for entry in po if all(texts_of(entry))}
    missing = sorted(wording.text for wording in all_wordings() - there)
    assert missing == []


def test_nothing_is_unsure(po: polib.POFile) -> None:
    assert [entry.msgid for entry in po if entry.fuzzy or entry.obsolete] == []


def test_translations_hold_the_same_placeholders_and_tags(po: polib.POFile) -> None:
    for entry in po:
        for number, text in enumerate(filter(None, texts_of(entry))):
            wanted = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
            found = set(PLACEHOLDER.findall(text))
            # Languages with forms for none, one and two need no figure in them.
            assert found <= wanted if entry.msgid_plural and number < 3 else found == wanted, entry.msgid
            assert sorted(TAG.findall(text)) == sorted(TAG.findall(entry.msgid)), entry.msgid


def test_every_plural_has_as_many_forms_as_its_language(po: polib.POFile) -> None:
    said = re.match(r"nplurals=(\d)", po.metadata["Plural-Forms"])
    assert said is not None
    assert {len(entry.msgstr_plural) for entry in po if entry.msgid_plural} == {int(said[1])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_is_what_the_words_compile_to(language: str) -> None:
    path = catalogue(language)
    words, compiled = polib.pofile(str(path)), polib.mofile(str(path.with_suffix(".mo")))
    assert said_in(compiled) == said_in(entry for entry in words if all(texts_of(entry)))
    assert compiled.metadata["Plural-Forms"] == words.metadata["Plural-Forms"]
