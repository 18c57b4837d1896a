"""A member is asked for an interview: questions, answers, and their yes to one exact text."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Revision

from nacre.communities.models import CommunityOwned
from nacre.editorial.fingerprints import fingerprint_of
from nacre.editorial.interview_querysets import InterviewApprovalQuerySet, InterviewAskQuerySet
from nacre.editorial.models.article import Declares
from nacre.editorial.models.interview import InterviewPage
from nacre.members.models import Membership

ANSWERS_WITHIN = timedelta(days=30)


class InterviewAsk(CommunityOwned):
    """One member, one interview, from the first letter to a withdrawal."""

    class State(models.TextChoices):
        SENT = "sent", gettext_lazy("waits for answers")
        ANSWERED = "answered", gettext_lazy("answered")
        DECLINED = "declined", gettext_lazy("declined")
        WITHDRAWN = "withdrawn", gettext_lazy("withdrawn")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    page = models.OneToOneField(
        InterviewPage, null=True, on_delete=models.SET_NULL, related_name="asked"
    )
    subject = models.CharField(max_length=160)
    message = models.TextField(blank=True)
    declares = models.CharField(max_length=4, choices=Declares.choices, blank=True)
    interests = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.SENT)
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)  # why it was withdrawn, if the member says so

    objects = InterviewAskQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.subject

    @property
    def name(self) -> str:
        """The member; empty once they were forgotten."""
        return self.membership.user.name if self.membership else ""

    @property
    def takes_answers(self) -> bool:
        """Whether the member can still answer."""
        return self.state == self.State.SENT and timezone.now() < self.expires_at

    @property
    def is_withdrawn(self) -> bool:
        """Whether the member withdrew."""
        return self.state == self.State.WITHDRAWN

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether there is something to withdraw from."""
        return self.state == self.State.ANSWERED

    @property
    def latest_approval(self) -> "InterviewApproval | None":
        """The text that was sent to the member last."""
        return self.approvals.select_related("revision").order_by("-pk").first()


class AskedQuestion(models.Model):
    """A question, and what the member has written so far."""

    ask = models.ForeignKey(InterviewAsk, on_delete=models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=300)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.question


class InterviewApproval(models.Model):
    """A member is asked to approve one exact text: good while the text is what it was."""

    class State(models.TextChoices):
        WAITING = "waiting", gettext_lazy("waits for the member")
        APPROVED = "approved", gettext_lazy("approved")
        CHANGES = "changes", gettext_lazy("changes asked for")
        VOID = "void", gettext_lazy("the text changed")
        WITHDRAWN = "withdrawn", gettext_lazy("withdrawn")

    ask = models.ForeignKey(InterviewAsk, on_delete=models.CASCADE, related_name="approvals")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    objects = InterviewApprovalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ask"],
                condition=models.Q(state="waiting"),
                name="one_waiting_text_an_interview",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ask}: {self.get_state_display()}"

    @property
    def has_changed(self) -> bool:
        """Whether the page says something else by now."""
        page = self.ask.page
        latest = page.get_latest_revision() if page else None
        return latest is None or fingerprint_of(latest) != self.fingerprint

    @property
    def problem(self) -> str:
        """Why it can no longer be answered, as the member is told; empty if it can."""
        if self.ask.is_withdrawn:
            return _("You have withdrawn from this interview.")
        if self.state in {self.State.APPROVED, self.State.CHANGES}:
            return _("You have answered this.")
        if self.state == self.State.VOID or self.has_changed:
            return _("The text has changed since. You get a new letter with the new one.")
        if timezone.now() >= self.expires_at:
            return _("This link has run out. Write to the desk and you get a new one.")
        return ""
