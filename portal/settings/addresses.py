"""The addresses of the settings of one workspace, as Django's admin needs them: its names know no workspace.

So each workspace has a table of addresses of its own: the settings below its own prefix, then every other page.
"""

import threading
from functools import lru_cache
from importlib import import_module

from django.apps import apps
from django.urls import URLPattern, URLResolver, clear_url_caches, get_resolver, path
from django.utils.module_loading import module_has_submodule

from helpdesk.accounts.site import site

# The rooms whose ``admin.py`` is ours; other packages bring one for a site that we do not have.
ROOMS = {"helpdesk", "knowledge", "tickets", "workflow"}
# Django remembers what it works out for each table, about 300 kB, until told to forget everything.
MOST_TABLES = 32

Table = tuple[URLPattern | URLResolver, ...]

_tables: dict[str, Table] = {}
_lock = threading.Lock()


def discover_screens() -> None:
    """Read the ``admin.py`` of each of our rooms: that puts its screens on the site."""
    for config in apps.get_app_configs():
        if config.name.partition(".")[0] in ROOMS and module_has_submodule(config.module, "admin"):
            import_module(f"{config.name}.admin")


@lru_cache(maxsize=1)
def screens() -> tuple[list[URLPattern | URLResolver], str, str]:
    """The routes of all screens, with the name that the admin looks them up under."""
    return site.urls


def table_of(slug: str) -> Table:
    """The table of a workspace that exists."""
    table = _tables.get(slug)
    if table is None:
        with _lock:
            if len(_tables) >= MOST_TABLES:
                _tables.clear()
                clear_url_caches()
            table = _tables[slug] = (path(f"desk/{slug}/settings/", screens()), *get_resolver(None).url_patterns)
    return table
