"""How many proposals wait for a member: counted once, kept until something changes."""

from django.core.cache import caches
from django.db import transaction

from nacre.cpd.models import Entry
from nacre.members.viewer import Viewer

KEPT_FOR = 30 * 24 * 3600  # seconds; every change deletes the entry at once


def waiting_key(membership_id: int | None) -> str:
    """Where the number lies in the shared cache."""
    return f"cpd-waiting:{membership_id}"


def waiting_count(viewer: Viewer) -> int:
    """How many wait; asks the database only after a change."""
    shared, key = caches["default"], waiting_key(viewer.membership_id)
    found = shared.get(key)
    if found is None:
        found = Entry.objects.visible_to(viewer).proposed().count()
        shared.set(key, found, KEPT_FOR)
    return int(found)


def outdate(membership_id: int) -> None:
    """Count anew, once what changed is kept."""
    transaction.on_commit(lambda: caches["default"].delete(waiting_key(membership_id)))
