"""What members do with one another: they follow, write, introduce, and keep each other away."""

from nacre.networking.models.boundary import Block, Choices
from nacre.networking.models.conversation import Attachment, Conversation, Message, Participant
from nacre.networking.models.flag import MessageFlag
from nacre.networking.models.following import Follow
from nacre.networking.models.introduction import Introduction
from nacre.networking.models.suggestion import Dismissal

__all__ = [
    "Attachment",
    "Block",
    "Choices",
    "Conversation",
    "Dismissal",
    "Follow",
    "Introduction",
    "Message",
    "MessageFlag",
    "Participant",
]
