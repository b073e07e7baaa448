"""The product's settings in test mode."""

import os

os.environ["HELPDESK_MODE"] = "test"
os.environ.setdefault("LOG_LEVEL", "WARNING")
for name in ("RATELIMIT_ENABLE", "EMAIL_URL", "HELPDESK_URL", "ALLOWED_HOSTS", "PORT"):
    os.environ.pop(name, None)

from helpdesk.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["tests.hashers.QuickArgon2"]

# Counters outlive transactions of tests that commit; those about limits switch counting on, on an empty table.
RATELIMIT_ENABLE = False

# Each test client would look at every static file before its first request; so only those that are asked for are.
WHITENOISE_AUTOREFRESH = True
