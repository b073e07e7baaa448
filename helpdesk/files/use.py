"""Whether something points to a file: whatever shows files has a row of its own for each."""

from django.db.models import Q

from helpdesk.files.models import StoredFile


def in_use() -> Q:
    """What holds for a file that something shows."""
    used = Q()
    for relation in StoredFile._meta.related_objects:
        used |= Q(**{f"{relation.name}__isnull": False})
    return used


def unused() -> Q:
    """What holds for a file that nothing shows: not finished, or not put anywhere yet."""
    return Q(**{f"{relation.name}__isnull": True for relation in StoredFile._meta.related_objects})
