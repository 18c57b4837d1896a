"""How many messages wait for somebody: counted once, kept until something changes."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.core.cache import caches
from django.db import transaction
from django.dispatch import receiver
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nacre.communities.request import Request
from nacre.members.models import Membership, User
from nacre.members.viewer import Viewer
from nacre.networking.models import Message
from nacre.networking.tiers import is_offered_to
from nacre.ui.icons import icon
from nacre.ui.slots import fills

KEPT_FOR = 30 * 24 * 3600  # seconds; every change deletes the entry at once
MOST_SHOWN = 99


def unread_key(membership_id: int | None) -> str:
    """Where the number lies in the shared cache."""
    return f"unread:{membership_id}"


def unread_count(viewer: Viewer) -> int:
    """How many messages wait; asks the database only after a change."""
    shared = caches["default"]
    key = unread_key(viewer.membership_id)
    found = shared.get(key)
    if found is None:
        found = Message.objects.unread_by(viewer)[: MOST_SHOWN + 1].count()
        shared.set(key, found, KEPT_FOR)
    return found


@receiver(user_logged_in)
def count_at_sign_in(sender: type, user: User, **kwargs: Any) -> None:
    """Count once when somebody signs in, so that no page of theirs has to."""
    for membership in Membership.objects.filter(user=user, status="active").select_related(
        "community__site", "user", "organisation"
    ):
        unread_count(Viewer.of_membership(membership, membership.community))


def outdate(membership_ids: Iterable[int | None]) -> None:
    """Count anew for these members, once what changed is kept."""
    keys = [unread_key(pk) for pk in membership_ids]
    transaction.on_commit(lambda: caches["default"].delete_many(keys))


@fills("unread")
def unread(request: Request) -> str | SafeString:
    """The envelope in the head of every page, with the number of what waits."""
    viewer = request.viewer
    if not is_offered_to(viewer):
        return ""
    number = unread_count(viewer)
    if not number:
        return format_html(
            '<a class="envelope" href="/messages/">{}<span class="visually-hidden">Messages'
            "</span></a>",
            icon("mail"),
        )
    shown = f"{MOST_SHOWN}+" if number > MOST_SHOWN else number
    return format_html(
        '<a class="envelope envelope--waiting" href="/messages/">{}<span class="envelope__count">{}'
        '<span class="visually-hidden"> unread messages</span></span></a>',
        icon("mail"),
        shown,
    )
