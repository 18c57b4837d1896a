"""Members say of which discussions they want to hear."""

from django.db import transaction
from django.utils.translation import gettext as _

from nacre.discussions.circle import own_key
from nacre.discussions.models import Thread, ThreadFollow
from nacre.discussions.permissions import can_discuss
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer


@transaction.atomic
def follow_thread(*, by: Viewer, thread: Thread) -> None:
    """A member wants to hear of new posts."""
    if not can_discuss(by):
        raise Refused(_("Discussions are for members whose registration we have verified."))
    ThreadFollow.objects.get_or_create(thread=thread, membership_id=own_key(by))


@transaction.atomic
def stop_following(*, thread_id: int, membership_id: int | None) -> None:
    """A member wants to hear no more; the link in a letter does the same."""
    ThreadFollow.objects.filter(thread=thread_id, membership=membership_id).delete()
