"""What is said below an article: a thread a page, its posts, flags on them and decisions."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.discussions.querysets import (
    DecisionQuerySet,
    FollowQuerySet,
    PostQuerySet,
    ThreadQuerySet,
)
from nacre.members.models import Membership
from nacre.pages.models import BasePage

LONGEST = 5000
EDITABLE_FOR = timedelta(minutes=15)


class Thread(CommunityOwned):
    """The discussion of one page; it begins with the first post."""

    page = models.OneToOneField(BasePage, on_delete=models.CASCADE, related_name="thread")
    is_locked = models.BooleanField(default=False)
    started_at = models.DateTimeField(default=timezone.now)

    objects = ThreadQuerySet.as_manager()

    def __str__(self) -> str:
        return f"discussion of page {self.page_id}"

    @property
    def url(self) -> str:
        """Where all of it is read."""
        return discussion_url(self.page_id)


def discussion_url(page_id: int) -> str:
    """Where the whole discussion of a page is read."""
    return f"/discussions/{page_id}/"


class Post(models.Model):
    """What a member wrote: plain text, about the page or in answer to a post about it."""

    class Gone(models.TextChoices):
        AUTHOR = "author", _("Removed by its author.")
        MODERATOR = "moderator", _("A moderator took this post away.")
        HELD = "held", _("A moderator is looking at this post.")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="posts"
    )
    answers = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies"
    )
    text = models.TextField(blank=True)
    is_attested = models.BooleanField(default=False)  # its writer ticked: no patient is known by it
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_because = models.CharField(max_length=10, choices=Gone.choices, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_hidden_post_says_why",
                condition=Q(hidden_at__isnull=True, hidden_because="")
                | (Q(hidden_at__isnull=False) & ~Q(hidden_because="")),
            )
        ]
        indexes = [
            models.Index(fields=["thread", "id"], name="posts_in_order"),
            models.Index(fields=["membership", "created_at"], name="posts_by_day"),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def anchor(self) -> str:
        """Its place on a page."""
        return f"post-{self.key}"

    @property
    def url(self) -> str:
        """An address that leads to its place, wherever that is by now."""
        return f"/discussions/posts/{self.key}/"

    @property
    def is_hidden(self) -> bool:
        """Whether its text is not shown."""
        return self.hidden_at is not None

    @property
    def editable_until(self) -> datetime:
        """Until when its author may change it."""
        return self.created_at + EDITABLE_FOR

    def hide(self, because: str) -> None:
        """Take the text out of sight; the place stays."""
        self.hidden_at, self.hidden_because = timezone.now(), because
        self.save(update_fields=["hidden_at", "hidden_because"])

    def show(self) -> None:
        """Bring it back."""
        self.hidden_at, self.hidden_because = None, ""
        self.save(update_fields=["hidden_at", "hidden_because"])

    def empty(self) -> None:
        """Forget the text."""
        self.text = ""
        self.save(update_fields=["text"])


class ModerationDecision(models.Model):
    """What a moderator decided about a post, and why; kept for ever."""

    class Decision(models.TextChoices):
        KEEP = "keep", _("Keep the post")
        HIDE = "hide", _("Take the post away")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="decisions")
    decided_by = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decision = models.CharField(max_length=4, choices=Decision.choices)
    reason = models.CharField(max_length=500)
    decided_at = models.DateTimeField(default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at"]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: {self.post_id}"


class Flag(models.Model):
    """A member marks a post for the moderators."""

    class Kind(models.TextChoices):
        PATIENT = "patient", _("Could identify a patient")
        ADVERSE_EVENT = "adverse", _("A suspected side effect of a medicine, or a faulty product")
        UNSAFE = "unsafe", _("Advice that could harm")
        SELLING = "selling", _("Selling or advertising")
        UNKIND = "unkind", _("Unkind, harassing or discriminating")
        OTHER = "other", _("Something else")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="flags")
    flagged_by = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="post_flags"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    note = models.CharField(max_length=500, blank=True)
    flagged_at = models.DateTimeField(default=timezone.now)
    decision = models.ForeignKey(
        ModerationDecision, null=True, blank=True, on_delete=models.SET_NULL, related_name="flags"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "flagged_by"], name="one_flag_a_member_a_post")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.post_id}"


class ThreadFollow(models.Model):
    """A member hears by mail of new posts in a discussion, until they stop it."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="follows")
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="thread_follows"
    )
    since = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "membership"], name="once_a_discussion")
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} follows {self.thread_id}"
