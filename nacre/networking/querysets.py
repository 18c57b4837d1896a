"""Named questions about what members do with one another."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from nacre.communities.querysets import CommunityOwnedQuerySet
from nacre.networking.tiers import is_linked_up, own_key

if TYPE_CHECKING:
    from nacre.members.viewer import Viewer


class BlockQuerySet(CommunityOwnedQuerySet):
    """Who keeps whom away."""

    def by(self, member_id: int | None):
        """The members whom somebody keeps away, for an `in`."""
        return self.filter(blocked_by=member_id).values("blocked_id")

    def of_viewer(self, viewer: "Viewer"):
        """The blocks that a viewer made, latest first."""
        mine = self.of(viewer.community).filter(blocked_by=viewer.membership_id)
        return mine.select_related("blocked__user", "blocked__organisation").order_by("-at")

    def between(self, a: int | None, b: int | None):
        """Blocks of either of the other."""
        return self.filter(Q(blocked_by=a, blocked=b) | Q(blocked_by=b, blocked=a))

    def around(self, member_id: int | None) -> set[int]:
        """Everyone who keeps a member away, or whom they keep away."""
        found = self.filter(Q(blocked_by=member_id) | Q(blocked=member_id))
        pairs = found.values_list("blocked_by_id", "blocked_id")
        return {end for pair in pairs for end in pair if end != member_id}


class ConversationQuerySet(CommunityOwnedQuerySet):
    """Conversations."""

    def visible_to(self, viewer: "Viewer"):
        """Those that a viewer takes part in: the one gate for reading."""
        if not is_linked_up(viewer):
            return self.none()
        joined = apps.get_model("networking", "Participant").objects.filter(
            membership_id=own_key(viewer), left_at__isnull=True
        )
        return self.of(viewer.community).filter(pk__in=joined.values("conversation_id"))

    def for_list(self, viewer: "Viewer"):
        """Latest first, with the last message's number and how far the viewer has read."""
        last = (
            apps.get_model("networking", "Message")
            .objects.filter(conversation=OuterRef("pk"))
            .not_from_blocked(viewer)
            .order_by("-id")
        )
        own = apps.get_model("networking", "Participant").objects.filter(
            conversation=OuterRef("pk"), membership_id=own_key(viewer)
        )
        return (
            self.annotate(
                last_id=Subquery(last.values("id")[:1]),
                read_to=Subquery(own.values("last_read")[:1]),
            )
            .prefetch_related("participants__membership__user")
            .order_by("-last_message_at", "-pk")
        )


class ParticipantQuerySet(models.QuerySet):
    """Members in conversations."""

    def present(self):
        """Those who have not left."""
        return self.filter(left_at__isnull=True)

    def in_reach_of(self, conversation):
        """Whom a message reaches: all who have not left; a pair's two always."""
        here = self.filter(conversation=conversation)
        here = here if conversation.is_pair else here.present()
        return here.select_related("membership__user", "membership__community__site")


class MessageQuerySet(models.QuerySet):
    """Messages."""

    def not_from_blocked(self, viewer: "Viewer"):
        """Without the words of members whom a viewer keeps away."""
        blocked = apps.get_model("networking", "Block").objects.by(viewer.membership_id)
        return self.exclude(author_id__in=blocked)

    def visible_to(self, viewer: "Viewer"):
        """What a viewer may read: messages of their conversations."""
        mine = apps.get_model("networking", "Conversation").objects.visible_to(viewer)
        return self.filter(conversation__in=mine).not_from_blocked(viewer)

    def unread_by(self, viewer: "Viewer"):
        """Messages of others that a viewer has not read yet."""
        own = Q(
            conversation__participants__membership_id=own_key(viewer),
            conversation__participants__left_at__isnull=True,
            conversation__participants__last_read__lt=F("id"),
        )
        others = ~Q(author_id=viewer.membership_id) | Q(author_id=None)
        return self.filter(own, others, hidden_at__isnull=True).not_from_blocked(viewer)

    def for_page(self):
        """With what a conversation shows of each."""
        return self.select_related("author__user").prefetch_related("attachments")

    def around(self, message, reach: int) -> list:
        """A message with its neighbours in the conversation, oldest first."""
        here = self.filter(conversation_id=message.conversation_id).for_page()
        before = list(here.filter(pk__lt=message.pk).order_by("-pk")[:reach])
        after = list(here.filter(pk__gte=message.pk).order_by("pk")[: reach + 1])
        return before[::-1] + after


class AttachmentQuerySet(models.QuerySet):
    """Files sent with messages."""

    def visible_to(self, viewer: "Viewer"):
        """Files of messages that a viewer may read and that no moderator took away."""
        readable = apps.get_model("networking", "Message").objects.visible_to(viewer)
        return self.filter(message__in=readable.filter(hidden_at__isnull=True))


class MessageFlagQuerySet(CommunityOwnedQuerySet):
    """Flags on messages."""

    def visible_to(self, viewer: "Viewer"):
        """Flags of the community for its moderators, without those about themselves."""
        if viewer.membership_id is None or not viewer.is_moderator:
            return self.none()
        own = Q(message__author_id=viewer.membership_id) | Q(flagged_by_id=viewer.membership_id)
        return self.of(viewer.community).exclude(own)

    def waiting(self):
        """Those without a decision, oldest first."""
        return self.filter(decided_at__isnull=True).order_by("flagged_at")

    def for_queue(self):
        """With what a moderator weighs."""
        return self.select_related("message__author__user", "flagged_by__user", "decided_by__user")


class FollowQuerySet(CommunityOwnedQuerySet):
    """Who follows what."""

    def visible_to(self, viewer: "Viewer"):
        """What a viewer follows; nobody sees what others follow."""
        if not is_linked_up(viewer):
            return self.none()
        return self.of(viewer.community).filter(member=viewer.membership_id)

    def for_list(self):
        """With what a list shows, newest first."""
        return self.select_related("person__user", "organisation", "topic").order_by("-since")


class IntroductionQuerySet(CommunityOwnedQuerySet):
    """Wishes to be introduced."""

    def open(self):
        """Those that somebody has to answer."""
        return self.filter(state__in=("asked", "passed_on"))

    def asked_by_viewer(self, viewer: "Viewer"):
        """Those that a viewer asked for and that are not answered."""
        mine = self._here(viewer).filter(asked_by=viewer.membership_id)
        # A "no" is quiet: it looks like waiting until the asker takes the wish back.
        return mine.filter(state__in=("asked", "passed_on", "declined")).for_list()

    def to_pass_on(self, viewer: "Viewer"):
        """Those that a viewer is asked to pass on."""
        return self._here(viewer).filter(contact=viewer.membership_id, state="asked").for_list()

    def offered_to(self, viewer: "Viewer"):
        """Those that were passed on to a viewer."""
        return self._here(viewer).filter(to_meet=viewer.membership_id, state="passed_on").for_list()

    def concerning(self, viewer: "Viewer"):
        """Those that a viewer may answer or take back."""
        me = viewer.membership_id
        mine = Q(asked_by=me) | Q(contact=me, state="asked")
        return self._here(viewer).filter(mine | Q(to_meet=me, state="passed_on")).for_list()

    def for_list(self):
        """With the three people, newest first."""
        return self.select_related(
            "asked_by__user",
            "asked_by__organisation",
            "contact__user",
            "to_meet__user",
            "to_meet__organisation",
            "contact__community__site",
            "asked_by__community__site",
            "to_meet__community__site",
        ).order_by("-asked_at")

    def _here(self, viewer: "Viewer"):
        return self.of(viewer.community) if is_linked_up(viewer) else self.none()
