"""Templates show the same folded as they do with Django's own loader, with less to do at every showing."""

import threading

import pytest
from django.template import Context, Engine, TemplateDoesNotExist
from django.template.base import NodeList, TextNode
from django.utils.safestring import mark_safe
from django.utils.translation import override

from helpdesk.lib.folding import children_of

BUILTINS = ["django.templatetags.i18n", "django.templatetags.static", "portal.templatetags.helpdesk_tags"]
TEMPLATES = {
    "words.html": '<p>{% translate "Save" %} {% icon "clock" %} {% comment %}no{% endcomment %}</p>',
    "plain.html": "{{ text }} {{ safe }} {{ number }} {{ none }} {{ missing }} {{ row.name }} {{ row.0 }} {{ call }}",
    "off.html": "{% autoescape off %}{{ text }}{% translate 'Save' %}{% endautoescape %}",
    "outer.html": '{% for one in many %}{% include "row.html" %}{% include "row.html" with text=one %}{% endfor %}',
    "row.html": '[{{ text }} {{ one }}{% if one == "b" %} {{ forloop.counter }}{% endif %}]',
    "only.html": '{% include "row.html" with one="b" only %}',
    "sets.html": '{% include "setting.html" %}{{ word }}',
    "setting.html": '{% translate "Save" as word %}{{ word }}',
    "tree.html": '<{{ node.name }}{% for node in node.more %}{% include "tree.html" %}{% endfor %}>',
    "base.html": '<title>{% block title %}{% translate "Save" %}{% endblock %}</title>{% block body %}{% endblock %}',
    "page.html": '{% extends "base.html" %}{% block body %}{{ block.super }}{% include "row.html" %}{% endblock %}',
    "forms.html": "<form>{% csrf_token %}</form><form>{% csrf_token %}</form>",
    "broken.html": '{% include "nowhere.html" %}',
    "counted.html": "{% blocktranslate count n=number %}one{% plural %}{{ n }}{% endblocktranslate %}",
    "cycles.html": '{% for one in many %}{% include "cycle.html" %}{% endfor %}',
    "cycle.html": "{% cycle 'x' 'y' %}",
}
VALUES = {
    "text": "<b>'&\"",
    "safe": mark_safe("<i>"),
    "number": 1234,
    "none": None,
    "row": {"name": "<n>", "0": "zero"},
    "call": lambda: "called <",
    "many": ["a", "b"],
    "node": {"name": "a", "more": [{"name": "b", "more": [{"name": "c", "more": []}]}]},
    "csrf_token": "token",
}


def engine(loader: str) -> Engine:
    """An engine with these templates."""
    inner = ("django.template.loaders.locmem.Loader", TEMPLATES)
    return Engine(loaders=[(loader, [inner])], builtins=BUILTINS)


FOLDED, OWN = engine("helpdesk.lib.folding.Loader"), engine("django.template.loaders.cached.Loader")


@pytest.mark.parametrize("language", ["en", "de", "ar"])
@pytest.mark.parametrize("name", sorted(set(TEMPLATES) - {"broken.html"}))
def test_a_template_shows_what_it_shows_without_folding(name: str, language: str) -> None:
    with override(language):
        shown = [FOLDED.get_template(name).render(Context(VALUES)) for _ in range(2)]
        assert shown == [OWN.get_template(name).render(Context(VALUES))] * 2


def test_what_cannot_change_is_one_text() -> None:
    with override("de"):
        (text,) = FOLDED.get_template("words.html").nodelist
    assert isinstance(text, TextNode)
    assert "Speichern" in text.s
    assert "#clock" in text.s


def test_an_include_stands_in_its_place() -> None:
    assert not kinds(FOLDED.get_template("page.html").nodelist) & {"IncludeNode"}
    assert "IncludeNode" in kinds(FOLDED.get_template("tree.html").nodelist)
    assert "IncludeNode" in kinds(FOLDED.get_template("sets.html").nodelist)


def kinds(nodes: NodeList) -> set[str]:
    """The classes of all nodes."""
    found = {type(node).__name__ for node in nodes}
    return found.union(*(kinds(inner) for node in nodes for inner in children_of(node)))


def test_all_forms_of_a_page_hold_one_token_and_the_next_page_another() -> None:
    template = FOLDED.get_template("forms.html")
    assert template.render(Context({"csrf_token": "first"})).count('value="first"') == 2
    assert template.render(Context({"csrf_token": "second"})).count('value="second"') == 2
    assert "csrf" not in template.render(Context({}))


def test_an_include_of_nothing_is_told() -> None:
    with pytest.raises(TemplateDoesNotExist, match=r"nowhere\.html"):
        FOLDED.get_template("broken.html").render(Context(VALUES))


def test_under_debug_templates_stay_as_they_are_written() -> None:
    inner = ("django.template.loaders.locmem.Loader", TEMPLATES)
    plain = Engine(loaders=[("helpdesk.lib.folding.Loader", [inner])], builtins=BUILTINS, debug=True)
    assert len(plain.get_template("words.html").nodelist) > 1


def test_many_threads_get_whole_templates() -> None:
    fresh = engine("helpdesk.lib.folding.Loader")
    wanted = OWN.get_template("outer.html").render(Context(VALUES))
    shown: list[str] = []
    start = threading.Barrier(8)

    def show() -> None:
        start.wait()
        shown.append(fresh.get_template("outer.html").render(Context(VALUES)))

    threads = [threading.Thread(target=show) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shown == [wanted] * 8
