"""`manage.py doctor`: looks at every part and says ok or how to mend it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from helpdesk.doctor import CHECKS, run_check


class Command(BaseCommand):
    """Exit status 0 when everything is ok, 1 when something needs mending."""

    help = "Check database, storage, files, mail, clock, queue and settings."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a part."""
        findings = [run_check(name, check) for name, check in CHECKS.items()]
        for finding in findings:
            mark = self.style.SUCCESS("ok  ") if finding.ok else self.style.ERROR("MEND")
            self.stdout.write(f"{mark}  {finding.part:10} {finding.text}")
        if not all(finding.ok for finding in findings):
            sys.exit(1)
