#!/usr/bin/env python3
"""Django's command line for this product; `manage.py help` lists what it can do."""

import os
import sys

from django.core.management import execute_from_command_line

from helpdesk.lib.embedded import database_for_command

# Commands that are never run on a real installation's settings; everything else asks for them.
MODES = {"demo": "demo", "bench": "development"}


def main() -> None:
    """Run one command, with the embedded database up while it runs when no DATABASE_URL is given."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")
    mode = MODES.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if mode:
        os.environ.setdefault("HELPDESK_MODE", mode)
    with database_for_command(sys.argv):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
