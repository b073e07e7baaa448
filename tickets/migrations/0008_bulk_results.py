"""What each row of a change of many changed, and changes that take another one back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0007_erasures_and_exports")]

    operations = [
        migrations.AddField("bulkrow", "before", models.JSONField(blank=True, default=dict)),
        migrations.AddField("bulkrow", "after", models.JSONField(blank=True, default=dict)),
        migrations.AddField(
            "bulkchange",
            "undoes",
            models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="undo",
                to="tickets.bulkchange",
            ),
        ),
        migrations.AddIndex(
            "bulkchange",
            models.Index(
                models.F("member"),
                models.OrderBy(models.F("created_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="bulk_newest",
            ),
        ),
    ]
