"""Articles of made-up words for the big workspace, with their index and vocabulary, by COPY."""

import datetime
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from helpdesk.accounts.models import Workspace
from helpdesk.bench.content import YEARS, id_at
from helpdesk.bench.copying import Table
from helpdesk.bench.words import Speaker, plant
from helpdesk.lib.ids import new_id
from knowledge.models import Article, ArticleEntry, ArticleText, Category, Word
from knowledge.search.document import EVERY, Said, document_of, is_counted, stem_lexeme
from knowledge.search.grams import grams_of
from knowledge.search.index import markers_of
from knowledge.search.vocabulary import is_compared
from knowledge.search.words import words_in

MOST = 100_000
BATCH = 5_000
LANGUAGE = "en"
HEADINGS, WORDS = 3, 40
TABLES = [ArticleEntry, Word]


def load_articles(workspace: Workspace, count: int, *, now: datetime.datetime, chance: random.Random) -> None:
    """So many published articles, MOST at most; their texts hold the planted terms as tickets do."""
    count = min(count, MOST)
    speaker, planted = Speaker(chance), plant(count, chance)
    category = Category(workspace=workspace, created_at=now)
    category.save(force_insert=True)
    known: Counter[str] = Counter()
    for first in range(0, count, BATCH):
        places = range(first, min(first + BATCH, count))
        articles = [article_row(workspace, category, place, of=count, now=now, chance=chance) for place in places]
        texts = [
            text_row(article, speaker, planted.get(place, "")) for article, place in zip(articles, places, strict=True)
        ]
        with transaction.atomic():
            Table(Article).add(articles)
            Table(ArticleText).add(texts)
            Table(ArticleEntry).add(entry_row(text, known) for text in texts)
    with transaction.atomic():
        Table(Word).add(word_rows(workspace, known))


def article_row(
    workspace: Workspace, category: Category, place: int, *, of: int, now: datetime.datetime, chance: random.Random
) -> dict[str, Any]:
    """One article, the later ones newer."""
    moment = now - YEARS * (1 - (place + 1) / of)
    return {
        "id": id_at(moment, chance),
        "workspace_id": workspace.pk,
        "category_id": category.pk,
        "state": Article.State.PUBLISHED,
        "position": place,
        "source": f"bench/{place}",
        "created_at": moment,
        "updated_at": moment,
        "published_at": moment,
    }


def text_row(article: dict[str, Any], speaker: Speaker, also: str) -> dict[str, Any]:
    """What it says."""
    parts = [f"## {speaker.say(3)}\n\n{speaker.say(WORDS)}" for _ in range(HEADINGS)]
    return {
        "id": new_id(),
        "workspace_id": article["workspace_id"],
        "article_id": article["id"],
        "language": LANGUAGE,
        "title": speaker.say(5),
        "slug": f"article-{article['position']}",
        "body": "\n\n".join([*parts, also]),
        "updated_at": article["updated_at"],
    }


def entry_row(text: dict[str, Any], known: Counter[str]) -> dict[str, Any]:
    """What the product's handler keeps of it; ``known`` counts its words."""
    lines = text["body"].split("\n\n")
    headings = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
    plain = "\n".join(line.removeprefix("## ") for line in lines if line)
    said = Said(LANGUAGE, text["title"], headings, plain, text["slug"].replace("-", " "))
    document = document_of(said, markers_of(text["workspace_id"], is_public=True))
    words = {*words_in(f"{said.title} {said.plain} {said.besides}")}
    known.update({EVERY, *words, *(stem_lexeme(word, LANGUAGE) for word in words)})
    return {
        "id": new_id(),
        "workspace_id": text["workspace_id"],
        "article_id": text["article_id"],
        "language": LANGUAGE,
        "plain": plain,
        "document": document,
    }


def word_rows(workspace: Workspace, known: Counter[str]) -> Iterator[dict[str, Any]]:
    """The vocabulary."""
    for word, texts in known.items():
        if is_counted(word):
            yield {
                "workspace_id": workspace.pk,
                "language": LANGUAGE,
                "word": word,
                "articles": texts,
                "public_articles": texts,
                "grams": grams_of(word, workspace.pk) if is_compared(word) else None,
            }
