"""PostgreSQL compares words by code point, as SQLite does: ranges then find prefixes by index."""

from django.db import migrations


def compare_by_code_point(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, column, size in COLUMNS:
        schema_editor.execute(
            f'ALTER TABLE {table} ALTER COLUMN "{column}" TYPE varchar({size}) COLLATE "C"'
        )


COLUMNS = (
    ("members_directoryword", "word", 60),
    ("members_directoryentry", "sort_name", 120),
    ("members_organisationname", "key", 160),
)


class Migration(migrations.Migration):

    dependencies = [("members", "0003_directory_and_verification")]

    operations = [migrations.RunPython(compare_by_code_point, migrations.RunPython.noop)]
