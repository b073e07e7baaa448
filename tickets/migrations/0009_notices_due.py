from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0008_bulk_results")]

    operations = [
        migrations.AddField(model_name="notice", name="digest_at", field=models.DateTimeField(blank=True, null=True)),
        migrations.RemoveIndex(model_name="notice", name="notice_unread"),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                models.F("member"),
                models.OrderBy(models.F("created_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("read_at", None)),
                name="notice_unread",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("digest_at__isnull", False), ("mailed_at", None), ("read_at", None)),
                fields=["digest_at"],
                name="notice_due",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("digest_at__isnull", False), ("mailed_at__isnull", False)),
                fields=["member", "mailed_at"],
                name="notice_digested",
            ),
        ),
        migrations.AlterField(
            model_name="outboundmail",
            name="kind",
            field=models.CharField(
                choices=[
                    ("confirmation", "Confirmation"),
                    ("reply", "Reply"),
                    ("assigned", "Assigned"),
                    ("answered", "Answered"),
                    ("resolved", "Resolved"),
                    ("link", "Link"),
                    ("mention", "Mention"),
                    ("note", "Note"),
                    ("digest", "Digest"),
                    ("invitation", "Invitation"),
                    ("account", "Account"),
                ],
                max_length=12,
            ),
        ),
    ]
