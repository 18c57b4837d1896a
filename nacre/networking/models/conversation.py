"""Private conversations between two members, or a few."""

import uuid

from django.db import models
from django.utils import timezone

from nacre.communities.models import CommunityOwned
from nacre.members.models import Membership
from nacre.networking.querysets import (
    AttachmentQuerySet,
    ConversationQuerySet,
    MessageQuerySet,
    ParticipantQuerySet,
)

MOST_PEOPLE = 8
LONGEST = 5000


class Conversation(CommunityOwned):
    """Who writes with whom; two people have one conversation, however often they begin."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pair = models.CharField(max_length=44, null=True, blank=True, unique=True)
    started_by = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="conversations_started"
    )
    is_to_stranger = models.BooleanField(default=False)
    started_at = models.DateTimeField(default=timezone.now)
    last_message_at = models.DateTimeField(default=timezone.now)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["started_by", "started_at"], name="conversations_by_day")]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def is_pair(self) -> bool:
        """Whether it is between two."""
        return self.pair is not None


def pair_of(a: int, b: int) -> str:
    """The one name of two members' conversation."""
    return f"{min(a, b)}-{max(a, b)}"


class Participant(models.Model):
    """A member in a conversation, and how far they have read."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="participants"
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="conversations_joined"
    )
    last_read = models.BigIntegerField(default=0)  # the number of the last message they saw
    told_at = models.DateTimeField(null=True, blank=True)  # by mail, of what they have not read
    left_at = models.DateTimeField(null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "membership"], name="once_in_a_conversation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} in {self.conversation_id}"


class Message(models.Model):
    """What somebody wrote: plain text. A moderator may take it away from everybody."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
    )
    author = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="messages_written"
    )
    text = models.TextField(blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["conversation", "id"], name="messages_in_order"),
            models.Index(fields=["author", "sent_at"], name="messages_by_day"),
        ]

    def __str__(self) -> str:
        return str(self.key)


def attachment_path(attachment: "Attachment", name: str) -> str:
    """Where a file lies: by a random name; what it was called is kept in the row alone."""
    return f"conversations/{attachment.key.hex[:2]}/{attachment.key.hex}"


class Attachment(models.Model):
    """A file sent with a message; only those in the conversation open it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    file = models.FileField(upload_to=attachment_path, max_length=120)

    objects = AttachmentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether it is shown in the conversation itself."""
        return self.content_type.startswith("image/")
