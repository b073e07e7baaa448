"""Words of tickets know the month of their workspace by one marker instead of two."""

from django.db import migrations

MARK = """
    UPDATE tickets_searchentry SET document =
        ts_delete(document, 'M' || to_char(created_at AT TIME ZONE 'UTC', 'YYYYMM'))
        || array_to_tsvector(ARRAY[
            'W' || replace(workspace_id::text, '-', '') || 'M' || to_char(created_at AT TIME ZONE 'UTC', 'YYYYMM')
        ])
"""


class Migration(migrations.Migration):
    dependencies = [("tickets", "0012_low_ratings_and_surveys_by_time")]

    operations = [migrations.RunSQL(MARK, migrations.RunSQL.noop)]
