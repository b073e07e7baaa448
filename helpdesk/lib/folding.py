"""The loader of templates: whatever cannot change is made text once, when a template is read, and not at every showing.

A page of the desk has more than a thousand nodes, most of them words to translate, addresses of pictures, includes and
plain variables, and Django does the same work for each at every request. Here a template is kept once for each
language; in it

- translations, ``{% static %}`` and whatever offers ``fixed_text()`` are text, joined with the text around them;
- includes that only insert another template stand in their place;
- a variable without filters is looked up and escaped without asking how to localise it, as text needs no localising;
- ``{% csrf_token %}`` is made once for a page, not once for each of its forms.

What a page shows is the same. Written by hand because the libraries that compile Django's templates are not ready to be
leant on: django-template-compiler calls itself pre-alpha, django-rust-templates is as young and asks for Python 3.12.
Under DEBUG nothing is folded, so that error pages show the template as it is written.
"""

import html
import threading
from typing import Any

from django.template import Context, Engine, Template, TemplateDoesNotExist
from django.template.base import (
    Node,
    NodeList,
    TextNode,
    Variable,
    VariableDoesNotExist,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import CommentNode, CsrfTokenNode, ForNode, IfNode, LoadNode, WithNode
from django.template.library import SimpleNode
from django.template.loader_tags import IncludeNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

WITHOUT_OUTPUT = (CommentNode, LoadNode)
CSRF = "csrf_token as a field"
FOLDED = "is_folded"


class Loader(cached.Loader):
    """Django's own loader, with templates folded before anybody gets them; those of each language by themselves."""

    def __init__(self, engine: Engine, loaders: list[Any]) -> None:
        super().__init__(engine, loaders)
        self._lock = threading.RLock()
        self._folded: dict[str, Template] = {}
        self._under_way: dict[str, Template] = {}

    def cache_key(self, template_name: str, skip: Any = None) -> str:
        """The name of a template among those kept."""
        return f"{get_language()} {super().cache_key(template_name, skip)}"

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """The template, folded. Raises TemplateDoesNotExist."""
        if self.engine.debug:
            return super().get_template(template_name, skip)
        key = self.cache_key(template_name, skip)
        found = self._folded.get(key)
        return found if found is not None else self._fold(key, template_name, skip)

    def _fold(self, key: str, template_name: str, skip: Any) -> Template:
        with self._lock:  # another thread must not show a template of which half is folded
            if (found := self._folded.get(key) or self._under_way.get(key)) is not None:
                return found  # under way is one that includes itself
            template: Template = super().get_template(template_name, skip)
            self._under_way[key] = template
            try:
                Folding(self.engine).fold(template.nodelist)
            finally:
                del self._under_way[key]
            setattr(template, FOLDED, True)
            self._folded[key] = template
            return template

    def reset(self) -> None:
        """Forget all templates."""
        super().reset()
        self._folded.clear()


class Folding:
    """One pass over a template."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def fold(self, nodes: NodeList) -> None:
        """Make the nodes fewer, in their place."""
        folded: list[Node] = []
        for node in nodes:
            for one in self._instead_of(node):
                if isinstance(one, TextNode) and folded and isinstance(folded[-1], TextNode):
                    folded[-1] = TextNode(folded[-1].s + one.s)
                else:
                    folded.append(one)
        nodes[:] = folded

    def _instead_of(self, node: Node) -> list[Node]:
        for children in children_of(node):
            self.fold(children)
        if isinstance(node, WITHOUT_OUTPUT):
            return []
        if (text := fixed_text(node)) is not None:
            return [TextNode(text)]
        if type(node) is CsrfTokenNode:
            return [as_was(CsrfOnce(), node)]
        if type(node) is VariableNode and is_plain(node):
            return [as_was(PlainVariable(node), node)]
        if type(node) is IncludeNode:
            return self._included(node)
        return [node]

    def _included(self, node: IncludeNode) -> list[Node]:
        """The nodes of the other template, where they may stand here as well as there."""
        name = constant(node.template)
        if name is None or name.startswith(".") or node.isolated_context:
            return [node]
        try:
            template = self._engine.get_template(name)
        except TemplateDoesNotExist:
            return [node]  # which says so when it is shown, and says its own name
        if not hasattr(template, FOLDED) or not all(stands_anywhere(one) for one in template.nodelist):
            return [node]
        if node.extra_context:
            return [as_was(WithNode(None, None, template.nodelist, node.extra_context), node)]
        return list(template.nodelist)


def children_of(node: Node) -> list[NodeList]:
    """The lists of nodes inside a node."""
    if isinstance(node, IfNode):
        return [nodes for _, nodes in node.conditions_nodelists]
    found = (getattr(node, name, None) for name in node.child_nodelists)
    return [nodes for nodes in found if isinstance(nodes, NodeList)]


def stands_anywhere(node: Node) -> bool:
    """Whether a node shows the same in a template that it is not from: it keeps no state and sets no variable."""
    if type(node) in {TextNode, PlainVariable, VariableNode, CsrfOnce, IncludeNode}:
        return True
    if type(node) in {IfNode, ForNode, WithNode}:
        return all(stands_anywhere(one) for nodes in children_of(node) for one in nodes)
    if isinstance(node, (SimpleNode, BlockTranslateNode, TranslateNode)):
        return getattr(node, "target_var", None) is None and getattr(node, "asvar", None) is None
    return hasattr(node, "fixed_text")


def fixed_text(node: Node) -> str | None:
    """What a node always shows in this language, or None."""
    own = getattr(node, "fixed_text", None)
    if own is not None:
        text: str | None = own()
        return text
    if type(node) is StaticNode and node.varname is None and constant(node.path) is not None:
        return str(node.render(Context()))
    if type(node) is TranslateNode and node.asvar is None and node.message_context is None:
        expression = node.filter_expression
        if not expression.filters and expression.var.literal is not None:
            return str(node.render(Context()))
    return None


def constant(expression: Any) -> str | None:
    """The text that an expression in quotes is."""
    return expression.var if isinstance(expression.var, str) and not expression.filters else None


def is_plain(node: VariableNode) -> bool:
    """Whether it is a name, perhaps with dots, and nothing more."""
    expression = node.filter_expression
    return (
        isinstance(expression.var, Variable)
        and not expression.filters
        and expression.var.lookups is not None
        and not expression.var.translate
    )


def as_was(new: Node, old: Node) -> Node:
    """The node with the place in the source that messages about it name."""
    new.token, new.origin = old.token, old.origin
    return new


class PlainVariable(VariableNode):
    """A variable without filters."""

    def __init__(self, node: VariableNode) -> None:
        super().__init__(node.filter_expression)
        self._find = node.filter_expression.var.resolve

    def render_annotated(self, context: Context) -> int | str:
        """Its value, escaped unless it is markup of ours or the template wants none."""
        try:
            value = self._find(context)
        except VariableDoesNotExist:
            return super().render_annotated(context)
        if type(value) is str and context.autoescape:
            return SafeString(html.escape(value))
        return value if type(value) is SafeString else render_value_in_context(value, context)


class CsrfOnce(CsrfTokenNode):
    """The hidden field, made for the first form and used in all of the page."""

    def render_annotated(self, context: Context) -> int | str:
        """The field."""
        made = context.render_context.dicts[0]
        if CSRF not in made:
            made[CSRF] = str(super().render_annotated(context))
        return made[CSRF]
