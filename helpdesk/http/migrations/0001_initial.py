"""The counters of the limiter, and what is remembered of writes under an Idempotency-Key."""

from django.db import migrations, models

# Unlogged: a count costs no flush to disk, and after a crash counting simply starts again.
CREATE = """
    CREATE UNLOGGED TABLE http_counter (
        key text PRIMARY KEY,
        count integer NOT NULL,
        expires_at timestamptz NOT NULL
    ) WITH (fillfactor = 70);
    CREATE INDEX http_counter_expires ON http_counter (expires_at);
"""


class Migration(migrations.Migration):
    """Counters have no model: only the cache of http/counters.py touches them."""

    initial = True
    operations = [
        migrations.RunSQL(CREATE, "DROP TABLE http_counter"),
        migrations.CreateModel(
            name="IdempotentCall",
            fields=[
                ("scope", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("fingerprint", models.BinaryField(max_length=32)),
                ("status", models.PositiveSmallIntegerField()),
                ("made", models.UUIDField()),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["created_at"], name="idempotent_call_age")],
            },
        ),
    ]
