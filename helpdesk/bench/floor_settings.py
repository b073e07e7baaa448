"""The same installation and database with nothing around the views: no middleware, no routes but the floor's."""

from helpdesk.bench.settings import *  # noqa: F403

MIDDLEWARE = []
ROOT_URLCONF = "helpdesk.bench.urls"
