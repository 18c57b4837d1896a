"""What a member reads of conversations: rows of the list, and a window of one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.members.viewer import Viewer
from nacre.networking.cards import cards_of
from nacre.networking.models import Attachment, Conversation, Message, Participant

WINDOW = 30
BEFORE_UNREAD = 5  # messages that stand before the first unread one, for the thread of it
SNIPPET = 90


def others_in(conversation: Conversation, viewer: Viewer) -> list[Participant]:
    """Everyone else in a conversation, from what was fetched with it."""
    return [
        place
        for place in sorted(conversation.participants.all(), key=lambda place: place.pk)
        if place.membership_id != viewer.membership_id
    ]


def title_of(people: list[Participant]) -> str:
    """With whom, in a line."""
    names = [place.membership.user.name for place in people]
    if len(names) > 3:
        return _("%(names)s and %(more)d more") % {
            "names": ", ".join(names[:2]),
            "more": len(names) - 2,
        }
    return _(" and ").join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def rows_of(conversations: list[Any], viewer: Viewer) -> list[dict]:
    """The rows of a list: with whom, the last words, and whether they are new."""
    last_ids = [c.last_id for c in conversations if c.last_id]
    last = {m.pk: m for m in Message.objects.filter(pk__in=last_ids).for_page()}
    return [_row(c, last.get(c.last_id), viewer) for c in conversations]


def _row(conversation: Any, message: Message | None, viewer: Viewer) -> dict:
    people = others_in(conversation, viewer)
    is_mine = message is not None and message.author_id == viewer.membership_id
    is_unread = message is not None and not is_mine and message.pk > (conversation.read_to or 0)
    return {
        "href": f"/messages/{conversation.key}/{'#unread' if is_unread else ''}",
        "name": title_of(people) if people else _("Nobody else"),
        "people": [{"name": place.membership.user.name} for place in people],
        "snippet": _snippet(message),
        "is_mine": is_mine,
        "at": conversation.last_message_at,
        "is_unread": is_unread,
    }


def _snippet(message: Message | None) -> str:
    if message is None:
        return ""
    if message.hidden_at:
        return _("A moderator took this message away.")
    words = " ".join(message.text.split())
    if not words:
        return _("Sent a file: %(names)s") % {
            "names": ", ".join(file.name for file in message.attachments.all())
        }
    return words if len(words) <= SNIPPET else f"{words[:SNIPPET].rsplit(' ', 1)[0]} …"


@dataclass(frozen=True)
class Window:
    """Part of a conversation, oldest first, and what lies around it."""

    title: str
    people: list[dict]
    bubbles: list[dict]
    earlier: int  # the message before which there are more; 0 where there are none
    later: int
    last: int
    has_unread: bool


def window_of(
    conversation: Conversation, viewer: Viewer, *, before: str = "", after: str = ""
) -> Window:
    """A window of a conversation: by default from the first unread message, else the newest."""
    messages = Message.objects.filter(conversation=conversation).not_from_blocked(viewer)
    own = next(
        p for p in conversation.participants.all() if p.membership_id == viewer.membership_id
    )
    unread = messages.filter(pk__gt=own.last_read, hidden_at__isnull=True)
    first_unread = (
        unread.exclude(author=viewer.membership_id).order_by("pk").values_list("pk", flat=True)
    ).first()
    shown = _chosen(messages, _number(before), _number(after), first_unread)
    first, last = (shown[0].pk, shown[-1].pk) if shown else (0, 0)
    places = others_in(conversation, viewer)
    cards = cards_of([place.membership for place in places], viewer)
    return Window(
        title=title_of(places) if places else _("Nobody else"),
        people=[
            card | {"has_left": not conversation.is_pair and place.left_at is not None}
            for card, place in zip(cards, places, strict=True)
        ],
        bubbles=_bubbles(shown, viewer, first_unread),
        earlier=first if messages.filter(pk__lt=first).exists() else 0,
        later=last if messages.filter(pk__gt=last).exists() else 0,
        last=last,
        has_unread=first_unread is not None and first_unread <= last,
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _chosen(messages: Any, before: int, after: int, first_unread: int | None) -> list[Message]:
    listed = messages.for_page()
    if after:
        return list(listed.filter(pk__gt=after).order_by("pk")[:WINDOW])
    if before:
        return list(listed.filter(pk__lt=before).order_by("-pk")[:WINDOW])[::-1]
    if first_unread:
        lead = list(listed.filter(pk__lt=first_unread).order_by("-pk")[:BEFORE_UNREAD])[::-1]
        return lead + list(listed.filter(pk__gte=first_unread).order_by("pk")[:WINDOW])
    return list(listed.order_by("-pk")[:WINDOW])[::-1]


def _bubbles(
    messages: Iterable[Message], viewer: Viewer, first_unread: int | None = None
) -> list[dict]:
    """Each message with what its place among the others says: a new day, a new voice."""
    found: list[dict] = []
    day: date | None = None
    voice: int | None = -1
    for message in messages:
        on = timezone.localdate(message.sent_at)
        is_new_day = on != day
        found.append(
            _bubble(message, viewer)
            | {
                "day": on if is_new_day else None,
                "starts": is_new_day or message.author_id != voice or message.pk == first_unread,
                "is_first_unread": message.pk == first_unread,
            }
        )
        day, voice = on, message.author_id
    return found


def _bubble(message: Message, viewer: Viewer) -> dict:
    author = message.author
    is_mine = author is not None and author.pk == viewer.membership_id
    is_hidden = message.hidden_at is not None
    can_flag = author is not None and not is_mine and not is_hidden
    return {
        "message": message,
        "name": author.user.name if author else _("Somebody who is no longer here"),
        "href": author.profile_url if author else "",
        "is_mine": is_mine,
        "is_hidden": is_hidden,
        "files": [] if is_hidden else [_file(file) for file in message.attachments.all()],
        "flag_url": f"/messages/flags/{message.key}/" if can_flag else "",
    }


def _file(file: Attachment) -> dict:
    return {
        "name": file.name,
        "url": f"/messages/files/{file.key}/",
        "is_picture": file.is_picture,
        "size": filesizeformat(file.size),
    }


def neighbours_of(message: Message, viewer: Viewer, reach: int) -> list[dict]:
    """A message and what stands around it, for a moderator; nothing else of the conversation."""
    shown = _bubbles(Message.objects.around(message, reach), viewer)
    # Its files, its writer's page and its own flag are not what a moderator needs from here.
    return [
        bubble | {"is_mine": False, "flag_url": "", "is_marked": bubble["message"].pk == message.pk}
        for bubble in shown
    ]
