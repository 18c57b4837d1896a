"""Each row has its own place, and the database itself refuses to change or delete one."""

from django.db import migrations, models

from nacre.members import chain_guard


def text(length, **how):
    return models.CharField(max_length=length, **how)


class Migration(migrations.Migration):
    dependencies = [("members", "0010_chain_existing_evidence")]

    operations = [
        *(
            migrations.AlterField("verificationevidence", name, field)
            for name, field in (
                ("number", models.PositiveBigIntegerField(unique=True)),
                ("regulator", text(10, blank=True)),
                ("register_status", text(30, blank=True)),
                ("note", text(300, blank=True)),
                ("method", text(40, blank=True)),
                ("source_name", text(120, blank=True)),
                ("source_version", text(60, blank=True)),
                ("detail_salt", text(32, blank=True, editable=False)),
                ("detail_hash", text(64, editable=False)),
                ("checker_salt", text(32, blank=True, editable=False)),
                ("checker_hash", text(64, editable=False)),
                ("prev_hash", text(64, editable=False)),
                ("row_hash", text(64, editable=False)),
            )
        ),
        migrations.RunPython(chain_guard.EVIDENCE.put_up, chain_guard.EVIDENCE.take_down),
    ]
