"""What was found out before there was a chain becomes its beginning, in the order of its rows."""

from django.db import migrations

from nacre.members import chain

BATCH = 1000
WRITTEN = [
    "number", "prev_hash", "row_hash", "detail_salt", "detail_hash", "checker_salt", "checker_hash",
]  # fmt: skip


def seal_all(apps, schema_editor):
    Evidence = apps.get_model("members", "VerificationEvidence")
    length, head, last = 0, chain.START, 0
    while rows := list(Evidence.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        for row in rows:
            length += 1
            head = chain.seal(row, length, head)
        Evidence.objects.bulk_update(rows, WRITTEN, batch_size=200)
        last = rows[-1].pk
    if length:
        apps.get_model("members", "EvidenceChain").objects.create(pk=1, length=length, head=head)


class Migration(migrations.Migration):
    dependencies = [("members", "0009_evidence_chain")]

    operations = [migrations.RunPython(seal_all, migrations.RunPython.noop)]
