"""Packages of foreign courses, the files they came from, attempts at them, and what each item keeps."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.members.models import Membership
from nacre.scorm.manifest import launchable
from nacre.scorm.querysets import (
    PackageAttemptQuerySet,
    PackageQuerySet,
    PackageUploadQuerySet,
    ScoStateQuerySet,
)


class Package(CommunityOwned):
    """A course in SCORM that passed every check; its files lie in storage below its key."""

    class Standard(models.TextChoices):
        SCORM_12 = "1.2", _("SCORM 1.2")
        SCORM_2004 = "2004", _("SCORM 2004")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    standard = models.CharField(max_length=4, choices=Standard.choices)
    edition = models.CharField(max_length=20, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    file_count = models.PositiveIntegerField()
    manifest = models.JSONField(default=dict)
    imported_at = models.DateTimeField(default=timezone.now)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PackageQuerySet.as_manager()

    class Meta:
        ordering = ["-imported_at", "-pk"]
        indexes = [models.Index(fields=["community", "-imported_at"], name="packages_by_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def folder(self) -> str:
        """Where its files lie in storage."""
        return folder_of(self.key)

    @property
    def scos(self) -> list[dict[str, Any]]:
        """What can be launched, in order."""
        return launchable(self.manifest)

    @property
    def notes(self) -> list[str]:
        """What the import had to say."""
        return self.manifest.get("notes", [])


def folder_of(key: uuid.UUID | str) -> str:
    """Where the files of a package lie in storage."""
    return f"packages/{key}"


class PackageUpload(CommunityOwned):
    """A file that an editor brought, until it is a package or was refused."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be checked")
        READING = "reading", _("Being checked and unpacked")
        DONE = "done", _("Taken in")
        REFUSED = "refused", _("Refused")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.TextField(blank=True)
    package = models.OneToOneField(
        Package, null=True, blank=True, on_delete=models.SET_NULL, related_name="upload"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = PackageUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_open(self) -> bool:
        """Whether it is still being looked at."""
        return self.state in {self.State.WAITING, self.State.READING}


class PackageAttempt(models.Model):
    """One member's way through a package: what is known of it, summed up over its items."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="attempts")
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="package_attempts"
    )
    number = models.PositiveIntegerField(default=1)
    is_tryout = models.BooleanField(default=False)
    started_at = models.DateTimeField(default=timezone.now)
    launch = models.PositiveIntegerField(default=0)  # how often it was opened; the latest one wins
    launched_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    is_complete = models.BooleanField(default=False)
    completed_at = models.DateTimeField(null=True, blank=True)
    is_passed = models.BooleanField(null=True)  # none: the content does not say
    score = models.FloatField(null=True, blank=True)  # 0 to 100
    seconds = models.PositiveIntegerField(default=0)
    current_sco = models.CharField(max_length=255, blank=True)
    sequencing = models.JSONField(default=dict, blank=True)

    objects = PackageAttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["package", "membership", "number"], name="package_attempt_once"
            )
        ]
        indexes = [models.Index(fields=["membership", "package"], name="package_attempts_of")]

    def __str__(self) -> str:
        return f"attempt {self.number} at {self.package_id}"

    @property
    def in_words(self) -> str:
        """What is known of it, for a person to read."""
        done = _("completed") if self.is_complete else _("not completed")
        passed = {True: _("passed"), False: _("not passed")}.get(self.is_passed)  # type: ignore[arg-type]  # None is neither
        score = (
            _("score %(score)g of 100") % {"score": self.score} if self.score is not None else ""
        )
        minutes = _("%(minutes)d min %(seconds)d s") % {
            "minutes": self.seconds // 60,
            "seconds": self.seconds % 60,
        }
        return ", ".join(str(word) for word in (done, passed, score, minutes) if word)

    @property
    def summary(self) -> tuple:
        """What listeners want to hear of when it changes."""
        return (self.is_complete, self.is_passed, self.score, self.seconds, self.current_sco)


class ScoState(models.Model):
    """What one item of a package keeps between launches, and up to which commit it is known."""

    attempt = models.ForeignKey(PackageAttempt, on_delete=models.CASCADE, related_name="states")
    sco = models.CharField(max_length=255)
    cmi = models.JSONField(default=dict)
    completion = models.CharField(max_length=13, default="unknown")
    success = models.CharField(max_length=7, default="unknown")
    score = models.FloatField(null=True, blank=True)  # 0 to 100
    seconds_before = models.PositiveIntegerField(default=0)
    seconds_now = models.PositiveIntegerField(default=0)  # of the session that is or was the last
    # The place of the last commit that was taken: launch, session of the item in it, its number.
    launch = models.PositiveIntegerField(default=0)
    run = models.PositiveIntegerField(default=0)
    commit = models.PositiveIntegerField(default=0)
    was_terminated = models.BooleanField(default=False)  # the content itself ended its session
    updated_at = models.DateTimeField(default=timezone.now)

    objects = ScoStateQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "sco"], name="one_state_an_item")]

    def __str__(self) -> str:
        return f"{self.sco} in {self.attempt_id}"

    @property
    def place(self) -> tuple[int, int, int]:
        """Where in the order of commits it stands."""
        return (self.launch, self.run, self.commit)

    @property
    def seconds(self) -> int:
        """All the time in it."""
        return self.seconds_before + self.seconds_now
