"""Categories: create, update, move, delete."""

from typing import Any

import pytest

from helpdesk.accounts.actors import Actor, member_actor
from helpdesk.accounts.models import Membership, Workspace
from helpdesk.http.database import run_with_retries
from helpdesk.lib.errors import Conflict, Forbidden, Invalid, NotFound
from knowledge.actions.create_category import create_category
from knowledge.actions.delete_category import delete_category
from knowledge.actions.move_category import move_category
from knowledge.actions.update_category import update_category
from knowledge.models import Article, Category
from tests.knowledge.kit import do, events
from tests.together import at_once, failures


def make(actor: Actor, name: str, parent: Category | None = None) -> Category:
    category: Category = do(create_category, actor=actor, name=name, language="en", parent=parent)
    return category


def order(workspace: Workspace, parent: Category | None = None) -> list[str]:
    """The names of what is in a category, in order."""
    inside = workspace.categories.filter(parent=parent).order_by("position", "id")
    return [category.texts.get(language="en").name for category in inside]


def test_a_category_gets_a_slug_of_its_name_and_the_last_place(acme: Workspace, as_alice: Actor) -> None:
    first, second = make(as_alice, "Your account"), make(as_alice, "Bills & payments")
    assert (first.position, second.position) == (0, 1)
    assert second.texts.get().slug == "bills-payments"
    assert events(second.pk) == ["category.created"]


def test_two_of_one_name_get_different_slugs(as_alice: Actor) -> None:
    slugs = [make(as_alice, "Guides").texts.get().slug for _ in range(3)]
    assert slugs == ["guides", "guides-2", "guides-3"]


def test_another_language_is_another_text(as_alice: Actor, accounts: Category) -> None:
    do(update_category, accounts, actor=as_alice, language="de", name="Ihr Konto")
    assert set(accounts.texts.values_list("language", "slug")) == {("en", "your-account"), ("de", "ihr-konto")}


def test_a_new_name_keeps_the_slug_unless_asked(as_alice: Actor, accounts: Category) -> None:
    do(update_category, accounts, actor=as_alice, language="en", name="Account", description="All about it")
    assert accounts.texts.get().slug == "your-account"
    do(update_category, accounts, actor=as_alice, language="en", slug="")
    assert accounts.texts.get().slug == "account"


def test_the_same_text_again_is_no_event(as_alice: Actor, accounts: Category) -> None:
    do(update_category, accounts, actor=as_alice, language="en", name="Your account", slug="your-account")
    assert events(accounts.pk) == ["category.created"]


def test_categories_move_among_and_into_each_other(acme: Workspace, as_alice: Actor) -> None:
    first, second, third = make(as_alice, "a"), make(as_alice, "b"), make(as_alice, "c")
    do(move_category, third, actor=as_alice, parent=None, position=0)
    assert order(acme) == ["c", "a", "b"]
    do(move_category, second, actor=as_alice, parent=first, position=0)
    assert (order(acme), order(acme, first)) == (["c", "a"], ["b"])
    do(move_category, first, actor=as_alice, parent=None)
    assert events(first.pk) == ["category.created"]


def test_an_empty_category_goes_with_an_entry_in_the_audit_log(acme: Workspace, as_alice: Actor) -> None:
    category = make(as_alice, "Old")
    do(delete_category, category, actor=as_alice)
    assert not acme.categories.exists()
    assert acme.audit_entries.get(action="category.deleted").subject_name == "Old"


def test_one_that_holds_something_stays(as_alice: Actor, article: Article) -> None:
    outer = make(as_alice, "Outer")
    make(as_alice, "Inner", outer)
    for category in (outer, article.category):
        with pytest.raises(Conflict):
            do(delete_category, category, actor=as_alice)


def test_customers_arrange_nothing(as_carol: Actor, accounts: Category) -> None:
    for verb, values in (
        (create_category, {"name": "x", "language": "en"}),
        (update_category, {"category": accounts, "name": "x", "language": "en"}),
        (move_category, {"category": accounts, "parent": None}),
        (delete_category, {"category": accounts}),
    ):
        with pytest.raises(Forbidden):
            do(verb, actor=as_carol, **values)


def test_another_workspace_finds_none(as_eve: Actor, as_alice: Actor, accounts: Category) -> None:
    with pytest.raises(NotFound):
        do(update_category, accounts, actor=as_eve, language="en", name="x")
    with pytest.raises(NotFound):
        do(delete_category, accounts, actor=as_eve)
    with pytest.raises(Invalid) as error:
        make(as_eve, "Inner", accounts)
    assert error.value.field == "parent"
    mine = make(as_eve, "Mine")
    with pytest.raises(Invalid):
        do(move_category, mine, actor=as_eve, parent=accounts)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": " "}),
        ("name", {"name": "x" * 81}),
        ("name", {"name": "a\x00b"}),
        ("name", {"name": 7}),
        ("language", {"language": "xx"}),
        ("language", {"language": None}),
        ("slug", {"slug": "!!!"}),
        ("slug", {"slug": "search"}),
        ("slug", {"slug": "x" * 101}),
        ("description", {"description": "\ud800"}),
    ],
)
def test_bad_input_names_its_field(as_alice: Actor, field: str, values: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as error:
        do(create_category, actor=as_alice, **({"name": "Good", "language": "en"} | values))
    assert error.value.field == field


def test_a_slug_that_is_taken_is_refused(as_alice: Actor, accounts: Category) -> None:
    with pytest.raises(Conflict) as error:
        do(create_category, actor=as_alice, name="x", language="en", slug="your-account")
    assert error.value.field == "slug"


def test_no_category_is_in_itself_or_too_deep(as_alice: Actor) -> None:
    line = [make(as_alice, "1")]
    for number in range(2, 6):
        line.append(make(as_alice, str(number), line[-1]))
    with pytest.raises(Invalid, match="5 levels"):
        make(as_alice, "6", line[-1])
    with pytest.raises(Invalid, match="in itself"):
        do(move_category, line[0], actor=as_alice, parent=line[2])
    other = make(as_alice, "other")
    with pytest.raises(Invalid, match="5 levels"):
        do(move_category, line[0], actor=as_alice, parent=other)


@pytest.mark.django_db(transaction=True)
def test_two_that_are_moved_into_each_other_at_once_do_not_hang_in_the_air(acme: Workspace, alice: Membership) -> None:
    actor = member_actor(alice)
    pair = [make(actor, "a"), make(actor, "b")]
    results = at_once(
        2,
        lambda index: run_with_retries(
            lambda: do(move_category, pair[index], actor=actor, parent=pair[1 - index], position=0)
        ),
    )
    assert [type(error) for error in failures(results)] == [Invalid]
    assert acme.categories.filter(parent=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_ten_reorder_at_once_and_each_keeps_its_own_place(acme: Workspace, alice: Membership) -> None:
    actor = member_actor(alice)
    made = [make(actor, str(number)) for number in range(10)]
    results = at_once(
        10,
        lambda index: run_with_retries(
            lambda: do(move_category, made[index], actor=actor, parent=None, position=9 - index)
        ),
    )
    assert not failures(results)
    assert sorted(acme.categories.values_list("position", flat=True)) == list(range(10))
