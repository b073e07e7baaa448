"""The message a split began with, and the list of spam."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0004_every_ticket_has_a_queue")]

    operations = [
        migrations.AddField(
            model_name="ticketlink",
            name="comment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="splits",
                to="tickets.comment",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                models.F("workspace"),
                models.F("is_test"),
                models.OrderBy(models.F("created_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("is_spam", True)),
                name="ticket_spam",
            ),
        ),
    ]
