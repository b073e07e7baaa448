#!/usr/bin/env python3
"""Django's command line for this product; `manage.py help` lists what it can do."""

import os
import sys

from django.core.management import execute_from_command_line

from helpdesk.lib.embedded import database_for_command


def main() -> None:
    """Run one command, with the embedded database up while it runs when no DATABASE_URL is given."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ.setdefault("HELPDESK_MODE", "demo")
    with database_for_command(sys.argv):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
