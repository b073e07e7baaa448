"""Audited actions of the settings about the workspace and its tickets."""

import io
from unittest.mock import ANY

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.audit.kit import Stage, leaves

OPENING = "Hello, we had your message."


def workspace_form(stage: Stage, **changes: object) -> dict[str, object]:
    """The form as it stands, with changes."""
    acme = stage.acme
    kept = {name: getattr(acme, name) for name in ("name", "support_email", "time_zone", "language")}
    return {**kept, "features": list(acme.features), **changes}


@leaves("workspace.changed", ("workspace", "Acme"), before={"language": "en"}, after={"language": "de"})
def the_language(stage: Stage) -> None:
    stage.settings("workspace/", **workspace_form(stage, language="de"))


@leaves("workspace.changed", ("workspace", "Acme"), before={"features": []}, after={"features": ["escalations"]})
def a_plan_feature(stage: Stage) -> None:
    stage.settings("workspace/", **workspace_form(stage, features=["escalations"]))


@leaves("workspace.changed", ("workspace", "Acme"), before={"requires_totp": False}, after={"requires_totp": True})
def codes_for_all(stage: Stage) -> None:
    stage.settings("workspace/", **workspace_form(stage, requires_totp="on"))


@leaves("workspace.changed", ("workspace", "Acme"), before={"logo": ""}, after={"logo": ANY})
def the_logo(stage: Stage) -> None:
    file = io.BytesIO()
    Image.new("RGB", (90, 30), "navy").save(file, "PNG")
    logo = SimpleUploadedFile("logo.png", file.getvalue(), content_type="image/png")
    stage.settings("workspace/", **workspace_form(stage, logo=logo))


@leaves(
    "workspace.changed",
    ("workspace", "Acme"),
    before={"erase_closed_after": None},
    after={"close_resolved_after": 7, "erase_closed_after": 365},
)
def how_long_things_are_kept(stage: Stage) -> None:
    stage.settings("data-rules/", close_resolved_after="7", erase_closed_after="365")


@leaves("mail_wording.changed", ("mail_wording", ANY), after={"opening": OPENING})
def words_of_a_mail(stage: Stage) -> None:
    stage.settings("mail-wording/add/", kind="confirmation", language="en", subject="", opening=OPENING)


@leaves("mail_wording.reset", ("mail_wording", ANY), before={"opening": OPENING})
def the_products_words_again(stage: Stage) -> None:
    words_of_a_mail(stage)
    stage.settings(f"mail-wording/{stage.acme.mail_wordings.get().pk}/delete/")


@leaves("queue.created", ("queue", "Billing"), after={"name": "Billing", "access": "everyone"})
def a_queue(stage: Stage) -> None:
    stage.settings("queues/add/", name="Billing", access="everyone", position=1)


def queue_of(stage: Stage) -> int:
    """A queue, made by its form."""
    a_queue(stage)
    made: int = stage.acme.queues.get(name="Billing").pk
    return made


@leaves(
    "queue.updated", ("queue", "Billing"), before={"access": "everyone"}, after={"access": "private", "teams": ["HR"]}
)
def a_queue_closed(stage: Stage) -> None:
    team = stage.acme.teams.create(name="HR")
    key = queue_of(stage)
    stage.settings(f"queues/{key}/", name="Billing", access="private", teams=[str(team.pk)], position=1)


@leaves("queue.made_default", ("queue", "Billing"), before={"default": "Inbox"}, after={"default": "Billing"})
def another_default_queue(stage: Stage) -> None:
    stage.settings(f"queues/{queue_of(stage)}/default/")


@leaves("queue.deleted", ("queue", "Billing"), before={"name": "Billing"})
def a_queue_gone(stage: Stage) -> None:
    stage.settings(f"queues/{queue_of(stage)}/delete/")


@leaves("status.created", ("status", "Parts"), after={"label": "Parts", "kind": "pending"})
def a_status(stage: Stage) -> None:
    stage.settings("statuses/add/", label="Parts", kind="pending", position=1)


@leaves("status.updated", ("status", "Parts ordered"), before={"label": "Parts"}, after={"label": "Parts ordered"})
def a_status_renamed(stage: Stage) -> None:
    a_status(stage)
    key = stage.acme.custom_statuses.get(label="Parts").pk
    stage.settings(f"statuses/{key}/", label="Parts ordered", position=1)


@leaves("status.deleted", ("status", "Parts"), before={"label": "Parts"})
def a_status_gone(stage: Stage) -> None:
    a_status(stage)
    stage.settings(f"statuses/{stage.acme.custom_statuses.get(label='Parts').pk}/delete/")


@leaves("ticket_type.created", ("ticket_type", "Repair"), after={"name": "Repair", "word": "repair"})
def a_ticket_type(stage: Stage) -> None:
    stage.settings("types/add/", name="Repair", is_offered="on", position=1)


@leaves("ticket_type.archived", ("ticket_type", "Repair"))
def a_ticket_type_archived(stage: Stage) -> None:
    a_ticket_type(stage)
    stage.settings(f"types/{stage.acme.ticket_types.get(name='Repair').pk}/archive/")


@leaves("tag.created", ("tag", "late"), after={"name": "late"})
def a_tag(stage: Stage) -> None:
    stage.settings("tags/add/", name="late", colour="#b3261e")


@leaves("tag.renamed", ("tag", "too late"), before={"name": "late"}, after={"name": "too late"})
def a_tag_renamed(stage: Stage) -> None:
    a_tag(stage)
    stage.settings(f"tags/{stage.acme.tags.get().pk}/", name="too late", colour="#b3261e")


@leaves("tag.deleted", ("tag", "late"), before={"name": "late"})
def a_tag_gone(stage: Stage) -> None:
    a_tag(stage)
    stage.settings(f"tags/{stage.acme.tags.get().pk}/delete/")


@leaves("custom_field.created", ("custom_field", "Size"), after={"label": "Size", "choices": ["S", "M"]})
def a_field(stage: Stage) -> None:
    stage.settings("fields/add/", label="Size", kind="select", choices="S\r\nM", position=1)


@leaves(
    "custom_field.updated",
    ("custom_field", "Size"),
    before={"is_required": False, "choices": ["S", "M"]},
    after={"is_required": True, "choices": ["S", "M", "L"]},
)
def a_field_required(stage: Stage) -> None:
    a_field(stage)
    key = stage.acme.custom_fields.get().pk
    stage.settings(f"fields/{key}/", label="Size", choices="S\r\nM\r\nL", is_required="on", position=1)


@leaves("custom_field.archived", ("custom_field", "Size"))
def a_field_archived(stage: Stage) -> None:
    a_field(stage)
    stage.settings(f"fields/{stage.acme.custom_fields.get().pk}/archive/")


@leaves("view.saved", ("view", "Late ones"), after={"query": "tag:late"})
def a_list_for_all(stage: Stage) -> None:
    stage.post("views/new", name="Late ones", query="tag:late", owner="workspace")


@leaves("signing_key.rotated", ("signing_key", "links"), after={"old_links_ended": True})
def the_key_of_links(stage: Stage) -> None:
    stage.settings("link-key/", replace="on", end_old="on")
