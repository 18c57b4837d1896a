"""Evidence gets a place in a chain; what is there is sealed by the next migration."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import nacre.members.models.verification

SORTS = [
    ("email", "E-mail address confirmed"),
    ("work_email", "Work e-mail address confirmed"),
    ("body_list", "On the body's member list"),
    ("register_match", "Register checked"),
    ("callback", "Called back through the switchboard"),
    ("document_seen", "Document seen"),
    ("cis2", "NHS identity shown"),
    ("sponsor_of_member", "Invited by a verified member"),
    ("orcid", "ORCID iD shown"),
]
OUTCOMES = [
    ("match", "Match"),
    ("review", "Needs a look"),
    ("mismatch", "Does not match"),
    ("not_found", "Not found"),
    ("not_practising", "Not practising"),
]


def text(length, **how):
    return models.CharField(blank=True, default="", max_length=length, **how)


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0001_initial"),
        ("members", "0008_profiles"),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceChain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("length", models.PositiveBigIntegerField(default=0)),
                ("head", models.CharField(max_length=64)),
            ],
        ),
        *(
            migrations.AddField("verificationevidence", name, field)
            for name, field in (
                ("number", models.PositiveBigIntegerField(null=True)),
                ("regulator", text(10)),
                ("register_status", text(30)),
                ("note", text(300)),
                ("method", text(40)),
                ("source_name", text(120)),
                ("source_version", text(60)),
                ("detail_salt", text(32, editable=False)),
                ("detail_hash", text(64, editable=False)),
                ("checker_salt", text(32, editable=False)),
                ("checker_hash", text(64, editable=False)),
                ("prev_hash", text(64, editable=False)),
                ("row_hash", text(64, editable=False)),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="members.verificationevidence",
                    ),
                ),
            )
        ),
        migrations.AlterField(
            "verificationevidence",
            "user",
            models.ForeignKey(
                null=True,
                on_delete=nacre.members.models.verification.forget_subject,
                related_name="evidence",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "verificationevidence",
            "checked_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=nacre.members.models.verification.forget_checker,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "verificationevidence",
            "community",
            models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="communities.community",
            ),
        ),
        migrations.AlterField(
            "verificationevidence", "sort", models.CharField(choices=SORTS, max_length=20)
        ),
        migrations.AlterField(
            "verificationevidence",
            "outcome",
            models.CharField(choices=OUTCOMES, default="match", max_length=16),
        ),
        migrations.AddIndex(
            "verificationevidence",
            models.Index(fields=["expires_at"], name="evidence_by_expiry"),
        ),
    ]
