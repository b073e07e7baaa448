"""The languages that articles are written in: codes of at most 12 characters, lower-case BCP 47."""

from django.conf import settings

from helpdesk.accounts.models import Workspace

ALWAYS_OFFERED = ("en", "de", "ar")


def offered_languages(workspace: Workspace) -> list[str]:
    """What the editing screens propose: the workspace's own language first."""
    return list(dict.fromkeys([workspace.language, *ALWAYS_OFFERED]))


def is_known(workspace: Workspace, code: str) -> bool:
    """Whether an article may be written in it."""
    return code in dict(settings.LANGUAGES) or code == workspace.language


def in_order(wanted: list[str], workspace: Workspace) -> list[str]:
    """The wanted languages, then the workspace's."""
    return list(dict.fromkeys([*wanted, workspace.language]))
