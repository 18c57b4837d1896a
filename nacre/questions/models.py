"""Banks of questions, the questions, what each asked at any time, and files that wait for a yes."""

import uuid

from django.db import models
from django.utils import timezone

from nacre.communities.models import CommunityOwned
from nacre.communities.querysets import CommunityOwnedQuerySet
from nacre.questions.content import LONGEST_TITLE, Content
from nacre.questions.kinds import CHOICES
from nacre.questions.querysets import (
    BankQuerySet,
    DeskQuerySet,
    QuestionQuerySet,
    VersionQuerySet,
)

DESK = "/desk/questions/"


class Bank(CommunityOwned):
    """Questions that belong together and are drawn from together."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    note = models.CharField(max_length=500, blank=True)

    objects = BankQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "name"], name="bank_once_a_community")
        ]
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """Its place at the desk."""
        return f"{DESK}banks/{self.key}/"


class Picture(CommunityOwned):
    """A picture that a question shows: drawn anew from what was uploaded, so it is nothing else.

    It is opened by its key, which only those know who were asked.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(upload_to="questions/")
    content_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    objects = CommunityOwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.key)


class Question(models.Model):
    """A question as it is now; what it asked before lies in its versions."""

    bank = models.ForeignKey(Bank, on_delete=models.CASCADE, related_name="questions")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=CHOICES)
    title = models.CharField(max_length=LONGEST_TITLE)
    stem = models.TextField()
    data = models.JSONField(default=dict)
    explanation = models.TextField(blank=True)
    reference = models.TextField(blank=True)
    tags = models.JSONField(default=list)
    tag_line = models.TextField(blank=True, editable=False)  # the tags, to be looked for
    picture = models.ForeignKey(
        Picture, null=True, blank=True, on_delete=models.PROTECT, related_name="questions"
    )
    picture_alt = models.CharField(max_length=500, blank=True)
    fingerprint = models.CharField(max_length=64)
    is_suspended = models.BooleanField(default=False)
    suspended_because = models.CharField(max_length=300, blank=True)
    edited_at = models.DateTimeField(default=timezone.now)
    current = models.ForeignKey(
        "QuestionVersion", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["bank", "title", "id"], name="questions_by_title")]
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """Its place at the desk."""
        return f"{DESK}{self.key}/"

    @property
    def content(self) -> Content:
        """All that is written about it."""
        picture = None
        if self.picture is not None:
            picture = {
                "key": str(self.picture.key),
                "alt": self.picture_alt,
                "width": self.picture.width,
                "height": self.picture.height,
            }
        return Content(
            kind=self.kind,
            title=self.title,
            stem=self.stem,
            data=self.data,
            explanation=self.explanation,
            reference=self.reference,
            tags=tuple(self.tags),
            picture=picture,
        )

    def write(self, content: Content) -> None:
        """Take on a content; the caller saves. The picture is set apart from it."""
        for name in ("kind", "title", "stem", "data", "explanation", "reference", "fingerprint"):
            setattr(self, name, getattr(content, name))
        self.tags, self.tag_line = list(content.tags), ", ".join(content.tags)
        self.edited_at = timezone.now()


class QuestionVersion(models.Model):
    """What a question asked, how it was marked and what was said about it, from one edit on.

    Answers point here, so they are read as they were given. Versions of the same fingerprint ask
    the same and may be counted together.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64, db_index=True)
    content = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="version_once_a_question")
        ]
        ordering = ["question", "number"]

    def __str__(self) -> str:
        return f"version {self.number} of question {self.question_id}"

    @property
    def asked(self) -> Content:
        """The content as it was."""
        return Content.of(self.content)

    @property
    def is_scored(self) -> bool:
        """Whether an answer counts for anything."""
        return self.asked.kind_of.is_scored


class Upload(CommunityOwned):
    """A file of questions that somebody looks at before any of them is kept."""

    bank = models.ForeignKey(Bank, on_delete=models.CASCADE, related_name="uploads")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    found = models.JSONField(default=list)  # line, title, content, notes, is_here
    left = models.JSONField(default=list)  # line, title, reason
    staged_at = models.DateTimeField(default=timezone.now)

    objects = DeskQuerySet.as_manager()

    def __str__(self) -> str:
        return self.file_name

    @property
    def url(self) -> str:
        """Where it is looked at."""
        return f"{DESK}files/{self.key}/"
