"""A person who asks for help in one workspace."""

from django.db import models
from django.db.models.functions import Collate, Upper

from helpdesk.accounts.models.organisation import Organisation
from helpdesk.accounts.models.workspace import Workspace
from helpdesk.accounts.tenancy import WorkspaceManager
from helpdesk.lib.ids import new_id


class Customer(models.Model):
    """Known by e-mail; two workspaces that know the same address know two customers.

    What a blocked customer sends is kept as spam and answered by nobody. ``notes`` are the team's own.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="customers")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="customers")
    external_id = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, blank=True)
    notes = models.TextField(blank=True)
    is_blocked = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkspaceManager["Customer"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "email"], name="one_customer_per_address"),
            models.UniqueConstraint(
                fields=["workspace", "external_id"],
                condition=~models.Q(external_id=""),
                name="one_customer_per_external_id",
            ),
        ]
        indexes = [
            models.Index("workspace", models.F("created_at").desc(), models.F("id").desc(), name="customer_newest"),
            # By what they begin with, in the order of the letters' codes, which every database knows.
            models.Index("workspace", Collate("email", "C"), name="customer_email_start"),
            models.Index("workspace", Collate(Upper("name"), "C"), name="customer_name_start"),
            models.Index("workspace", Collate("external_id", "C"), name="customer_external_start"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def display_name(self) -> str:
        """The name, or the address of somebody who gave none."""
        return self.name or self.email


class CustomerAddress(models.Model):
    """A further address of a customer, left from a merge: what comes from it is this customer's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="customer_addresses")
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="addresses")
    email = models.EmailField(max_length=254)

    objects = WorkspaceManager["CustomerAddress"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "email"], name="one_owner_per_further_address")]

    def __str__(self) -> str:
        return self.email
