"""A clinical editor is asked to sign off one text, by letter; and what they say about it."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Revision, TaskState

from nacre.communities.models import CommunityOwned
from nacre.editorial.fingerprints import fingerprint_of
from nacre.editorial.models.editor import ClinicalEditor
from nacre.editorial.querysets import SignOffRequestQuerySet
from nacre.pages.models import BasePage

DUE_AFTER = timedelta(days=7)
CODE_GOOD_FOR = timedelta(minutes=10)
CODE_TRIES = 5
CODE_EVERY = timedelta(minutes=1)
MOST_CODES = 10  # for one request


class SignOffRequest(CommunityOwned):
    """One person, one text: good while the text is what it was, and for a while only."""

    class State(models.TextChoices):
        WAITING = "waiting", gettext_lazy("waits")
        APPROVED = "approved", gettext_lazy("signed off")
        RETURNED = "returned", gettext_lazy("changes asked for")
        CLOSED = "closed", gettext_lazy("a colleague answered")
        VOID = "void", gettext_lazy("the text changed")
        EXPIRED = "expired", gettext_lazy("the link ran out")

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="sign_off_requests")
    task_state = models.ForeignKey(TaskState, on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    instead_of = models.ForeignKey(
        ClinicalEditor, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    sent_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    lead_told_at = models.DateTimeField(null=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    codes_sent = models.PositiveSmallIntegerField(default=0)

    objects = SignOffRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task_state", "user"],
                condition=models.Q(state="waiting"),
                name="one_waiting_request_a_person",
            )
        ]
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"{self.page} → {self.user}"

    @property
    def has_changed(self) -> bool:
        """Whether the page says something else by now."""
        latest = self.page.latest_revision
        return latest is None or fingerprint_of(latest) != self.fingerprint

    @property
    def problem(self) -> str:
        """Why it can no longer be answered, as the editor is told; empty if it can."""
        if self.state not in {self.State.WAITING, self.State.VOID, self.State.EXPIRED}:
            return _("This has been answered.")
        if self.state == self.State.EXPIRED or timezone.now() >= self.expires_at:
            return _("This link has run out. You find the page at the desk, and in a new letter.")
        if self.task_state.status != TaskState.STATUS_IN_PROGRESS:
            return _("This page no longer waits for a sign-off.")
        if self.state == self.State.VOID or self.has_changed:
            return _("This text has changed since; a new letter is on its way.")
        task: Any = self.task_state.task.specific
        may = task.may_sign_off(self.user, self.page)
        return "" if may else _("You may not sign this page off: your term ended, or you wrote it.")

    @property
    def has_code(self) -> bool:
        """Whether a code that was mailed is still good."""
        return bool(
            self.code_hash
            and self.code_sent_at
            and self.code_tries < CODE_TRIES
            and timezone.now() < self.code_sent_at + CODE_GOOD_FOR
        )


class SignOffLetter(models.Model):
    """A letter of ours with its own link; a reminder's link does not end the first one's."""

    request = models.ForeignKey(SignOffRequest, on_delete=models.CASCADE, related_name="letters")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"letter of {self.sent_at:%d %b %Y %H:%M}"


class PassageComment(models.Model):
    """What an editor says about one passage of the page as it was shown; sent with the answer."""

    request = models.ForeignKey(SignOffRequest, on_delete=models.CASCADE, related_name="comments")
    passage = models.PositiveSmallIntegerField()
    quote = models.CharField(max_length=300)
    text = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["passage", "pk"]

    def __str__(self) -> str:
        return f"[{self.passage}] “{self.quote}”: {self.text}"
