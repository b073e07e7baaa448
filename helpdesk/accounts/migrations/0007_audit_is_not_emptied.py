"""The database refuses to empty the audit log at a stroke, as it refuses to change or delete one entry."""

from django.db import migrations

FORBID = """
    CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON accounts_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION accounts_audit_is_final();
"""
ALLOW = "DROP TRIGGER audit_is_not_emptied ON accounts_auditentry;"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_customers_sign_in_and_surveys")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
