"""Customers are found by what they begin with."""

from django.db import migrations, models
from django.db.models.functions import Collate, Upper


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_second_factor")]

    operations = [
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(models.F("workspace"), Collate("email", "C"), name="customer_email_start"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(models.F("workspace"), Collate(Upper("name"), "C"), name="customer_name_start"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(models.F("workspace"), Collate("external_id", "C"), name="customer_external_start"),
        ),
    ]
