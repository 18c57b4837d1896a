"""Every page may have an embargo, and a review that was put off."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        ("editorial", "0002_set_report_embargoes_aside"),
    ]

    operations = [
        migrations.AddField(
            "basepage",
            "embargo_until",
            models.DateTimeField(
                "embargo until",
                null=True,
                blank=True,
                help_text="Nobody but the desk learns of the page before this second",
            ),
        ),
        migrations.AddField(
            "basepage",
            "opens_at",
            models.DateTimeField(null=True, blank=True, editable=False, db_index=True),
        ),
        migrations.AddField(
            "basepage",
            "review_put_off_to",
            models.DateField(null=True, blank=True, editable=False),
        ),
        migrations.AlterField(
            "basepage",
            "review_due_on",
            models.DateField(
                null=True, blank=True, help_text="Empty: as the kind of page asks for"
            ),
        ),
    ]
