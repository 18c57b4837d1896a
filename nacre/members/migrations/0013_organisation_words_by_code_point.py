"""PostgreSQL compares the words of organisations by code point, as SQLite does."""

from django.db import migrations


def compare_by_code_point(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            'ALTER TABLE members_organisationword ALTER COLUMN "word" TYPE varchar(40) COLLATE "C"'
        )


class Migration(migrations.Migration):

    dependencies = [("members", "0012_organisations_over_time")]

    operations = [migrations.RunPython(compare_by_code_point, migrations.RunPython.noop)]
