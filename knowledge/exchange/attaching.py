"""The files that an article shows or offers, from the folder into the store."""

import hashlib
import posixpath
import uuid
from dataclasses import dataclass, field

from django.conf import settings

from helpdesk.accounts.actors import Actor
from helpdesk.files.actions.store_bytes import store_bytes
from helpdesk.files.names import clean_name
from helpdesk.lib.errors import HelpdeskError
from helpdesk.lib.ids import new_id
from knowledge.actions.attach_file import attach_file
from knowledge.actions.detach_file import detach_file
from knowledge.exchange.folder import Folder
from knowledge.exchange.pictures import arrived
from knowledge.exchange.problems import Unfit
from knowledge.files import named_in
from knowledge.models import Article, ArticleFile


@dataclass(frozen=True)
class Fresh:
    """A file that the article does not have yet, under the id that it will have."""

    id: uuid.UUID
    name: str
    content: bytes
    keep_original: bool


@dataclass
class Files:
    """The files of one article: those it has, and those that come with it."""

    folder: Folder
    known: list[ArticleFile]
    fresh: list[Fresh] = field(default_factory=list)
    found: dict[str, uuid.UUID] = field(default_factory=dict)

    def id_of(self, wanted: str, path: str, line: int) -> uuid.UUID:
        """The id of a file of the folder as one of the article's. Raises Unfit."""
        if wanted not in self.found:
            self.found[wanted] = self.look_up(wanted, path, line)
        return self.found[wanted]

    def look_up(self, wanted: str, path: str, line: int) -> uuid.UUID:
        """One that the article has with the same bytes, else a fresh one. Raises Unfit."""
        content = self.folder.content(wanted, path, line=line, most=settings.MAX_FILE_BYTES)
        name = clean_name(posixpath.basename(wanted))
        known = self.known_as(name, hashlib.sha256(content).digest())
        if known is not None:
            return known
        try:
            arrival, keep_original = arrived(name, content)
        except HelpdeskError as error:
            raise Unfit(path, line, f"{wanted}: {error.message}") from error
        known = self.known_as(name, arrival.digest)
        if known is not None:
            return known
        fresh = Fresh(new_id(), name, content, keep_original)
        self.fresh.append(fresh)
        return fresh.id

    def known_as(self, name: str, digest: bytes) -> uuid.UUID | None:
        """The article's file with these bytes, of two such the one of this name."""
        same = [one for one in self.known if bytes(one.file.digest or b"") == digest]
        best = next((one for one in same if one.file.name == name), same[0] if same else None)
        return best.pk if best else None

    def attach(self, article: Article, *, actor: Actor) -> None:
        """Store and attach the fresh ones."""
        for one in self.fresh:
            file = store_bytes(actor=actor, name=one.name, content=one.content, keep_original=one.keep_original)
            attach_file(article, actor=actor, file=file, attached_id=one.id)

    def detach_others(self, article: Article, *, actor: Actor, all_are_listed: bool) -> None:
        """Let go of those that no text shows any more: replaced by another of their name, or, where the front matter
        lists what there is, all."""
        bodies = article.texts.values_list("body", flat=True)
        kept = set(self.found.values()).union(*(named_in(body) for body in bodies))
        replaced = {one.name for one in self.fresh}
        for one in self.known:
            if one.pk not in kept and (all_are_listed or one.file.name in replaced):
                detach_file(article, actor=actor, article_file=one)
