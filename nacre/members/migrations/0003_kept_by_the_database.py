"""What the database itself keeps: words by code point, and chains that nobody changes.

PostgreSQL compares words by code point, as SQLite does: ranges then find prefixes by index.
"""

from django.db import migrations

from nacre.members import chain_guard

COLUMNS = (
    ("members_directoryword", "word", 60),
    ("members_directoryentry", "sort_name", 120),
    ("members_organisationname", "key", 160),
    ("members_organisationword", "word", 40),
)


def compare_by_code_point(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, column, size in COLUMNS:
        schema_editor.execute(
            f'ALTER TABLE {table} ALTER COLUMN "{column}" TYPE varchar({size}) COLLATE "C"'
        )


class Migration(migrations.Migration):

    dependencies = [("members", "0002_all_about_members")]

    operations = [
        migrations.RunPython(compare_by_code_point, migrations.RunPython.noop),
        *(
            migrations.RunPython(guard.put_up, guard.take_down)
            for guard in (chain_guard.EVIDENCE, chain_guard.IMPERSONATIONS)
        ),
    ]
