"""Lists of tickets under a name."""

from django.db import models

from helpdesk.accounts.actors import Actor
from helpdesk.accounts.models import Membership, Team, Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Questions about saved views."""

    def visible_to(self, actor: Actor) -> "SavedViewQuerySet":
        """A member's own, those of his teams, the workspace's."""
        everybodys = models.Q(member=None, team=None)
        if actor.member_id is None:
            return self.filter(everybodys)
        teams = actor.workspace.teams.filter(members=actor.member_id).values("pk")
        return self.filter(everybodys | models.Q(member=actor.member_id) | models.Q(team__in=teams))

    def in_order(self) -> "SavedViewQuerySet":
        """Own ones, then those of teams, then the workspace's; each kind in the order its people gave it."""
        owner = (models.F("member").asc(nulls_last=True), models.F("team__name").asc(nulls_last=True))
        return self.order_by(*owner, "team", "position", "created_at", "id")


SavedViewManager = WorkspaceManager.from_queryset(SavedViewQuerySet)


class SavedView(models.Model):
    """A search in words, kept: a member's own, a team's, or (with neither) the whole workspace's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)
    member = models.ForeignKey(Membership, models.CASCADE, null=True, blank=True, related_name="saved_views")
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="saved_views")
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    objects = SavedViewManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(member=None) | models.Q(team=None), name="view_has_one_owner")
        ]

    def __str__(self) -> str:
        return self.name
