"""The routes of articles and their categories; all of them are for who may write articles."""

from helpdesk.accounts.scopes import ARTICLES_WRITE as WRITE
from portal.desk.articles.categories import Categories, NewCategory
from portal.desk.articles.category import DeleteCategory, EditCategory, MoveCategory
from portal.desk.articles.editing import EditArticle
from portal.desk.articles.files import AddFile, RemoveFile, ShowFile
from portal.desk.articles.listing import ArticleList
from portal.desk.articles.new import NewArticle
from portal.desk.articles.order import MoveArticle
from portal.desk.articles.preview import Preview
from portal.desk.articles.state import ChangeState, DeleteArticle, RemoveTranslation
from portal.desk.articles.versions import RestoreVersion, VersionPage, Versions
from portal.desk.page import desk_route

ONE, PLACE = "articles/<uuid:article>", "articles/categories/<uuid:category>"
FILE, VERSION = f"{ONE}/files/<uuid:file>", f"{ONE}/versions/<uuid:version>"

urlpatterns = [
    desk_route("articles/", ArticleList, "desk-articles", GET=WRITE),
    desk_route("articles/new", NewArticle, "desk-article-new", GET=WRITE, POST=WRITE),
    desk_route("articles/preview", Preview, "desk-article-draft-preview", POST=WRITE),
    desk_route("articles/categories/", Categories, "desk-categories", GET=WRITE),
    desk_route("articles/categories/new", NewCategory, "desk-category-new", GET=WRITE, POST=WRITE),
    desk_route(PLACE, EditCategory, "desk-category", GET=WRITE, POST=WRITE),
    desk_route(f"{PLACE}/move", MoveCategory, "desk-category-move", POST=WRITE),
    desk_route(f"{PLACE}/delete", DeleteCategory, "desk-category-delete", POST=WRITE),
    desk_route(ONE, EditArticle, "desk-article", GET=WRITE, POST=WRITE),
    desk_route(f"{ONE}/preview", Preview, "desk-article-preview", POST=WRITE),
    desk_route(f"{ONE}/state", ChangeState, "desk-article-state", POST=WRITE),
    desk_route(f"{ONE}/move", MoveArticle, "desk-article-move", POST=WRITE),
    desk_route(f"{ONE}/delete", DeleteArticle, "desk-article-delete", GET=WRITE, POST=WRITE),
    desk_route(f"{ONE}/translation/remove", RemoveTranslation, "desk-article-translation-remove", POST=WRITE),
    desk_route(f"{ONE}/files", AddFile, "desk-article-files", POST=WRITE),
    desk_route(FILE, ShowFile, "desk-article-file", GET=WRITE),
    desk_route(f"{FILE}/remove", RemoveFile, "desk-article-file-remove", POST=WRITE),
    desk_route(f"{ONE}/versions", Versions, "desk-article-versions", GET=WRITE),
    desk_route(VERSION, VersionPage, "desk-article-version", GET=WRITE),
    desk_route(f"{VERSION}/restore", RestoreVersion, "desk-article-version-restore", POST=WRITE),
]
