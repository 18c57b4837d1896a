"""Meetings have a time zone and an embargo; what reports had is now the page's."""

from django.db import migrations, models

import nacre.editorial.models.conference


def hand_over(apps, schema_editor):
    reports = apps.get_model("editorial", "ConferenceReportPage").objects
    pages = apps.get_model("pages", "BasePage").objects
    for pk, embargo in reports.exclude(embargo_before=None).values_list("pk", "embargo_before"):
        pages.filter(pk=pk).update(embargo_until=embargo, opens_at=embargo)


def take_back(apps, schema_editor):
    reports = apps.get_model("editorial", "ConferenceReportPage").objects
    pages = apps.get_model("pages", "BasePage").objects
    for pk, embargo in pages.exclude(embargo_until=None).values_list("pk", "embargo_until"):
        reports.filter(pk=pk).update(embargo_before=embargo)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0002_set_report_embargoes_aside"),
        ("pages", "0002_embargo_and_review"),
    ]

    operations = [
        migrations.RunPython(hand_over, take_back),
        migrations.RemoveField("conferencereportpage", "embargo_before"),
        migrations.AddField(
            "conferencepage",
            "reports_embargo_until",
            models.DateTimeField(
                "embargo of its reports",
                null=True,
                blank=True,
                help_text="For reports that have no embargo of their own",
            ),
        ),
        migrations.AddField(
            "conferencepage",
            "time_zone",
            models.CharField(
                max_length=40,
                blank=True,
                choices=nacre.editorial.models.conference.zones,
                help_text="Where it is held; embargoes of its reports are typed in it",
            ),
        ),
    ]
