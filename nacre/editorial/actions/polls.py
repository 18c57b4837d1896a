"""Members answer the question of an article."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.editorial.models import Article, PollVote
from nacre.editorial.permissions import can_vote
from nacre.editorial.polls import option_keys, poll_block
from nacre.members.viewer import Viewer


@transaction.atomic
def vote_in_poll(*, page: Article, option: UUID, by: Viewer) -> None:
    """Keep what a member answers; an earlier answer of theirs is replaced.

    Raises PermissionDenied for whoever may not vote, and for an answer that is not offered.
    """
    asked = poll_block(page)
    if asked is None or by.membership_id is None or not can_vote(by, page):
        raise PermissionDenied(_("Members vote here, except on pages in which a company speaks."))
    if option not in option_keys(page):
        raise PermissionDenied(_("This answer is no longer offered. Open the page again."))
    PollVote.objects.update_or_create(
        poll=UUID(asked.id),
        membership_id=by.membership_id,
        defaults={
            "community": page.community,
            "page_id": page.pk,
            "option": option,
            "voted_at": timezone.now(),
        },
    )
