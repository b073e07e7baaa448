"""What becomes of a tag's word on tickets, and choices that are offered no more."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_people_and_audit"),
        ("workflow", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="customfield",
            name="retired_choices",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=120), blank=True, default=list, size=None
            ),
        ),
        migrations.CreateModel(
            name="TagChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("was", models.CharField(max_length=64)),
                ("becomes", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField()),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tag_changes",
                        to="accounts.workspace",
                    ),
                ),
            ],
        ),
    ]
