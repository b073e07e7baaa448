"""The words that a page or a module gives to gettext, read from its source: xgettext is not on every machine."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

NAMES = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
TEXT = r"""(u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))"""
IN_TEMPLATE = re.compile(rf"\b(?:gettext|ngettext|_)\(\s*{TEXT}")
IN_TEMPLATE_WITH_CONTEXT = re.compile(rf"\bn?pgettext\(\s*{TEXT},\s*{TEXT}")


class Wording(NamedTuple):
    """A text as it stands in the source, and the context that tells it from others like it."""

    text: str
    context: str = ""


def wordings_in(path: Path) -> set[Wording]:
    """All of one file; other kinds of files have none."""
    if path.suffix == ".py":
        return set(in_module(path.read_text()))
    return set(in_template(path.read_text())) if path.suffix in {".html", ".txt"} else set()


def in_module(source: str) -> Iterator[Wording]:
    """Those of calls with texts as they stand; a call with a name is about words that stand elsewhere."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if name in NAMES and texts:
            yield Wording(texts[0])
        elif name in WITH_CONTEXT and len(texts) > 1:
            yield Wording(texts[1], texts[0])


def in_template(source: str) -> Iterator[Wording]:
    """Those of translate and blocktranslate."""
    calls = templatize(source)
    for text in IN_TEMPLATE.findall(calls):
        yield Wording(ast.literal_eval(text))
    for context, text in IN_TEMPLATE_WITH_CONTEXT.findall(calls):
        yield Wording(ast.literal_eval(text), ast.literal_eval(context))
