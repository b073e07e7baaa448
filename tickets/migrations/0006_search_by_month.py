"""Words of tickets know when the ticket was opened, their markers are spelled as no text can be, and the values of
custom fields are found by an index."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

# What to_tsvector makes of a text is in lower case; capitals therefore cannot be written by anybody.
MARK = """
    UPDATE tickets_searchentry AS entry SET
        created_at = ticket.created_at,
        document = ts_delete(entry.document, ARRAY[
            'workspace' || replace(ticket.workspace_id::text, '-', ''),
            'queue' || ticket.queue_id,
            'month' || to_char(ticket.created_at AT TIME ZONE 'UTC', 'YYYYMM')
        ]) || array_to_tsvector(ARRAY[
            'W' || replace(ticket.workspace_id::text, '-', ''),
            'Q' || ticket.queue_id,
            'M' || to_char(ticket.created_at AT TIME ZONE 'UTC', 'YYYYMM')
        ])
    FROM tickets_ticket AS ticket WHERE ticket.id = entry.ticket_id
"""


class Migration(migrations.Migration):
    dependencies = [("tickets", "0005_spam_and_splits")]

    operations = [
        migrations.AddField("searchentry", "created_at", models.DateTimeField(null=True)),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        migrations.AlterField("searchentry", "created_at", models.DateTimeField()),
        migrations.AddIndex("ticket", GinIndex(fields=["custom"], opclasses=["jsonb_path_ops"], name="ticket_custom")),
    ]
