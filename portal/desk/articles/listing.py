"""The list of articles beside the tree of categories."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from helpdesk.http.keyset import Position, decode
from helpdesk.lib.errors import Invalid
from portal.desk.articles.filters import Filters, read_filters, typed_filters
from portal.desk.articles.languages import direction, language_choices, language_name
from portal.desk.articles.page import ArticlesPage
from portal.desk.articles.rows import PAGE_SIZE, Row, read_rows
from portal.desk.articles.tree import Tree, first_name
from portal.desk.articles.words import STATE_PILLS, STATES, VISIBILITIES

LABELS_SHOWN = 3


class ArticleList(ArticlesPage):
    """Last changed first, a page at a time."""

    def get(self, request: HttpRequest, workspace: str) -> HttpResponse:
        """A page of the list. A category shows what lies in those inside it too."""
        tree = self.tree()
        try:
            filters = read_filters(request.GET, self.workspace)
            rows = self.rows(filters, tree)
        except Invalid as error:
            return self.show(request, typed_filters(request.GET), tree, [], error)
        return self.show(request, filters, tree, rows)

    def rows(self, filters: Filters, tree: Tree) -> list[Row]:
        """What the address asks for. Raises Invalid."""
        inside = None
        if filters.category:
            chosen = tree.find(filters.category)
            if chosen is None:
                raise Invalid("There is no such category", code="choice", field="category", hint="Choose one")
            inside = [node.id for node in chosen.inside()]
        return read_rows(self.workspace, filters, inside, decode(filters.cursor) if filters.cursor else None)

    def show(
        self, request: HttpRequest, filters: Filters, tree: Tree, rows: list[Row], problem: Invalid | None = None
    ) -> HttpResponse:
        """The page of these rows; the row too many only says that there are more."""
        shown = rows[:PAGE_SIZE]
        last = shown[-1] if len(rows) > PAGE_SIZE else None
        more = Position(last["updated_at"], last["id"]).encode() if last else ""
        return self.render(
            request,
            "list",
            asked=filters,
            tree=[(node, filters.address(category=str(node.id), cursor="")) for node in tree.nodes],
            chosen=tree.find(filters.category),
            everywhere=filters.address(category="", cursor=""),
            rows=[self.as_shown(row, tree, filters.language) for row in shown],
            more=filters.address(cursor=more) if more else "",
            first=filters.address(cursor=""),
            states=list(STATES.items()),
            visibilities=list(VISIBILITIES.items()),
            languages=language_choices(self.workspace),
            problem=problem,
        )

    def as_shown(self, row: Row, tree: Tree, language: str) -> dict[str, Any]:
        """A row with what the template needs."""
        order = [language, self.workspace.language]
        shown_in = next((code for code in order if code in row["titles"]), next(iter(row["titles"]), ""))
        category = tree.find(row["category_id"])
        return row | {
            "title": first_name(row["titles"], order),
            "shown_in": shown_in,
            "dir": direction(shown_in),
            "languages": [(code, language_name(code)) for code in row["titles"]],
            "state_word": STATES[row["state"]],
            "pill": STATE_PILLS[row["state"]],
            "category": tree.path(category) if category else "",
            "labels": row["labels"][:LABELS_SHOWN],
            "more_labels": max(0, len(row["labels"]) - LABELS_SHOWN),
        }
