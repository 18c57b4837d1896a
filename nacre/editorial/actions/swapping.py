"""A preprint has appeared: the drafts that cite it cite the paper."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nacre.editorial.permissions import can_swap
from nacre.evidence.models import Citation
from nacre.members.models import User
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage


@transaction.atomic
def swap_preprint(*, preprint: Citation, pages: Iterable[BasePage], by: Viewer) -> int:
    """Put the paper in the place of its preprint in the latest drafts of some pages; in how many.

    What readers see stays as it was signed off, until the draft is. A draft that names it no more is
    left alone.
    """
    paper, pages = preprint.version_of, list(pages)
    if paper is None or not all(can_swap(by, page) for page in pages):
        raise PermissionDenied(
            _("The editors of a page put the paper in its place, once it appeared.")
        )
    user = User.objects.get(pk=by.user_id or 0)
    swapped = 0
    for page in pages:
        swapped += _swap(page.get_latest_revision_as_object(), preprint, paper, user)
        paper.shelves.add(page.community)
    return swapped


def _swap(draft: BasePage, preprint: Citation, paper: Citation, user: User) -> bool:
    named = list(draft.papers.all())
    if preprint not in named:
        return False
    draft.papers.set(list(dict.fromkeys(paper if one == preprint else one for one in named)))
    if not draft.live:
        draft.save()
    draft.save_revision(user=user, log_action=True)
    return True
