"""Erasures, exports, and what the sweeps look for."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import helpdesk.lib.ids


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_audit_is_final"),
        ("tickets", "0006_search_by_month"),
    ]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=helpdesk.lib.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "addresses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.EmailField(max_length=254), blank=True, default=list, size=None
                    ),
                ),
                ("counts", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "Running"), ("done", "Done")], default="running", max_length=8
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Export",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=helpdesk.lib.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("workspace", "Workspace"), ("person", "Person"), ("tickets", "Tickets")], max_length=9
                    ),
                ),
                ("query", models.CharField(blank=True, max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "Running"), ("ready", "Ready"), ("gone", "Gone")],
                        default="running",
                        max_length=8,
                    ),
                ),
                ("file", models.CharField(blank=True, max_length=64)),
                ("size_bytes", models.BigIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="ticket",
            name="erased_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status", "resolved")), fields=["workspace", "resolved_at"], name="ticket_resolved"
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(
                    ("status", "closed"),
                    models.Q(("erased_at", None), ("erased_at__lt", models.F("closed_at")), _connector="OR"),
                ),
                fields=["workspace", "closed_at"],
                name="ticket_not_erased",
            ),
        ),
        migrations.AddField(
            model_name="erasure",
            name="customer",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="erasure", to="accounts.customer"
            ),
        ),
        migrations.AddField(
            model_name="erasure",
            name="member",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="erasure",
            name="workspace",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="erasures", to="accounts.workspace"
            ),
        ),
        migrations.AddField(
            model_name="export",
            name="customer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="exports",
                to="accounts.customer",
            ),
        ),
        migrations.AddField(
            model_name="export",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="exports", to="accounts.membership"
            ),
        ),
        migrations.AddField(
            model_name="export",
            name="workspace",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="exports", to="accounts.workspace"
            ),
        ),
        migrations.AddIndex(
            model_name="export",
            index=models.Index(
                models.F("member"),
                models.OrderBy(models.F("created_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="export_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="export",
            index=models.Index(condition=models.Q(("state", "ready")), fields=["expires_at"], name="export_due"),
        ),
    ]
