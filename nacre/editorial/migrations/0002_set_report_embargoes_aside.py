"""Reports had an embargo of their own before every page could have one: its column makes room."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("editorial", "0001_initial")]
    operations = [
        migrations.RenameField("conferencereportpage", "embargo_until", "embargo_before"),
    ]
