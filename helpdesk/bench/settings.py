"""The product's settings on the database of the bench, for the servers that are measured."""

import os

from helpdesk.settings import *  # noqa: F403
from helpdesk.settings import DATABASES

DATABASES["default"]["NAME"] = os.environ["HELPDESK_BENCH_DATABASE"]
ROOT_URLCONF = "helpdesk.bench.product_urls"
