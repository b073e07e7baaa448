"""The database itself refuses to change or delete an audit entry, whoever asks."""

from django.db import migrations

FORBID = """
    CREATE FUNCTION accounts_audit_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'audit entries are never changed or deleted' USING ERRCODE = 'insufficient_privilege';
    END $$;
    CREATE TRIGGER audit_is_final BEFORE UPDATE OR DELETE ON accounts_auditentry
    FOR EACH ROW EXECUTE FUNCTION accounts_audit_is_final();
"""
ALLOW = """
    DROP TRIGGER audit_is_final ON accounts_auditentry;
    DROP FUNCTION accounts_audit_is_final();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_people_and_audit")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
