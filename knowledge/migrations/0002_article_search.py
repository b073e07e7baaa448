"""Words counted over public texts too and found by their beginning; grams by workspace; texts kept for snippets."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_initial")]

    operations = [
        migrations.AddField("articleentry", "plain", models.TextField(default="")),
        migrations.AddField("word", "public_articles", models.PositiveIntegerField(default=0)),
        migrations.AlterField(
            "word",
            "grams",
            django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=11), null=True, size=None),
        ),
        migrations.AddIndex(
            "word",
            models.Index(
                fields=["workspace", "word"],
                name="word_by_beginning",
                opclasses=["uuid_ops", "varchar_pattern_ops"],
            ),
        ),
    ]
