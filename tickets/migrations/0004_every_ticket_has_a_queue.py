"""Gives every workspace that has none its Inbox, and every ticket and count a queue."""

import django.db.models.deletion
from django.db import migrations, models

INBOX = """
    INSERT INTO workflow_queue (workspace_id, name, description, access, is_default, is_builtin, position, created_at)
    SELECT id, 'Inbox', '', 'everyone', true, true, 0, now() FROM accounts_workspace AS workspace
    WHERE NOT EXISTS (SELECT 1 FROM workflow_queue WHERE workspace_id = workspace.id AND is_default)
"""
FILL = """
    UPDATE {table} AS row SET queue_id = queue.id FROM workflow_queue AS queue
    WHERE row.queue_id IS NULL AND queue.workspace_id = row.workspace_id AND queue.is_default
"""


class Migration(migrations.Migration):
    dependencies = [("tickets", "0003_core_and_queues"), ("workflow", "0001_initial")]

    operations = [
        migrations.RunSQL(INBOX, migrations.RunSQL.noop),
        migrations.RunSQL(FILL.format(table="tickets_ticket"), migrations.RunSQL.noop),
        migrations.RunSQL(FILL.format(table="tickets_tally"), migrations.RunSQL.noop),
        # Constraints of the rows just filled are checked now: a table with checks pending cannot be altered.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.AlterField(
            "ticket",
            "queue",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tickets", to="workflow.queue"),
        ),
        migrations.AlterField(
            "tally",
            "queue",
            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="workflow.queue"),
        ),
    ]
