"""What an import did: the run, the rows it kept out, and each change, so that it can be undone."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import Community


class ImportRun(models.Model):
    """One file taken in. Its position is saved with each batch, so a killed run goes on."""

    class State(models.TextChoices):
        RUNNING = "running", _("Not finished")
        DONE = "done", _("Done")
        DRY_RUN = "dry_run", _("Tried out, nothing kept")
        UNDONE = "undone", _("Undone")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)  # "register:gmc", "organisations:etr", "member_list"
    # Null: what the file says is true for every community (organisations, registers).
    community = models.ForeignKey(
        Community, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    file_name = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the file
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    position = models.PositiveIntegerField(default=0)  # rows dealt with
    counts = models.JSONField(default=dict, blank=True)  # outcome of rows: how many
    notes = models.JSONField(default=list, blank=True)  # sentences about the file as a whole
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["kind", "community", "state"], name="import_runs_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} from {self.file_name}"

    @property
    def problem_count(self) -> int:
        """How many rows were kept out."""
        return int(self.counts.get("problem", 0))

    def as_dict(self) -> dict[str, object]:
        """The run as a program reads it."""
        return {
            "run": str(self.key),
            "kind": self.kind,
            "file": self.file_name,
            "state": self.state,
            "rows": self.position,
            "counts": self.counts,
            "notes": self.notes,
        }


class ImportProblem(models.Model):
    """A row that was kept out, and why; never what stood in it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField()  # as a spreadsheet counts: the header is row 1
    field = models.CharField(max_length=60, blank=True)
    message = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        about = f"{self.field}: " if self.field else ""
        return f"row {self.row}: {about}{self.message}"


class ImportChange(models.Model):
    """One change of a run, in order: enough to take it back, and to see whether it still stands."""

    class Verb(models.TextChoices):
        CREATE = "create", _("Created")
        UPDATE = "update", _("Changed")
        DELETE = "delete", _("Deleted")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="changes")
    label = models.CharField(max_length=60)  # "members.memberlistentry"
    object_pk = models.CharField(max_length=40)
    verb = models.CharField(max_length=6, choices=Verb.choices)
    before = models.JSONField(default=dict, blank=True)  # values taken away, by column
    after = models.CharField(max_length=32, blank=True)  # fingerprint of what was written

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.label} {self.object_pk}"
