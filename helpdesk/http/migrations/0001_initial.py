"""The counters of the limiter."""

from django.db import migrations

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
    operations = [migrations.RunSQL(CREATE, "DROP TABLE http_counter")]
