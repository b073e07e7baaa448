"""A workspace: one company's helpdesk, and the boundary of everything in it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from helpdesk.lib.ids import new_id


class Workspace(models.Model):
    """One tenant. ``features`` are the plan features it has, such as ``resolution_tracking``.

    Brand: ``brand_name`` (the name where empty), ``colour`` as ``#rrggbb``, ``logo`` a picture of our own making.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    support_email = models.EmailField(max_length=254)
    time_zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=12, default="en")
    features = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    brand_name = models.CharField(max_length=120, blank=True)
    colour = models.CharField(max_length=7, blank=True)
    logo = models.BinaryField(null=True, blank=True)
    postal_address = models.CharField(max_length=400, blank=True)
    requires_totp = models.BooleanField(default=False)
    # Days after which resolved tickets are closed and closed ones are erased; None: never.
    close_resolved_after = models.PositiveSmallIntegerField(null=True, blank=True)
    erase_closed_after = models.PositiveSmallIntegerField(null=True, blank=True)
    # A line on every page of the portal, such as *We are closed on Friday*.
    notice = models.CharField(max_length=300, blank=True)
    # Whether customers are asked how it was, how long after their ticket was resolved, and what counts as low.
    asks_for_rating = models.BooleanField(default=True)
    survey_delay_minutes = models.PositiveIntegerField(default=0)
    low_score = models.PositiveSmallIntegerField(default=2)
    # Sites that may embed the form, such as ``https://shop.example``; empty: any.
    widget_origins = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
