"""Style sheets and scripts packed once, so that a page on a slow line costs a quarter."""

from django.conf import settings
from django.core.management import call_command


def pack_static_files() -> None:
    """Collect them where the web server looks for them, with a compressed twin of each.

    In production that is a step of the installation; development and tests read the sources.
    """
    if settings.MODE == "demo":
        call_command("collectstatic", interactive=False, verbosity=0)
