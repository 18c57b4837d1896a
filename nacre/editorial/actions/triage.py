"""Editors sort what was harvested: keep it for rating, dismiss it, have it reviewed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from nacre.editorial.models import JournalReviewPage, TriagedPaper
from nacre.editorial.permissions import can_triage
from nacre.evidence.models import Citation
from nacre.members.models import Membership
from nacre.members.viewer import Viewer
from nacre.notifications.actions import send_mail
from nacre.pages.models import SectionPage

LONGEST_TITLE, LONGEST_SLUG = 250, 80
Verdict, Reason = TriagedPaper.Verdict, TriagedPaper.Reason


def keep_for_rating(*, citation: Citation, by: Viewer) -> TriagedPaper:
    """Let the members who rate say what they think of a paper; of one that stands."""
    if citation.is_retracted:
        raise PermissionDenied(_("It was retracted: nobody is asked to rate it."))
    return _decide(citation, by, verdict=Verdict.KEPT, reason="", note="")


def dismiss_paper(*, citation: Citation, reason: str, note: str = "", by: Viewer) -> TriagedPaper:
    """Put a paper out of the list, and say why."""
    return _decide(citation, by, verdict=Verdict.DISMISSED, reason=Reason(reason), note=note)


@transaction.atomic
def commission_review(
    *, citation: Citation, below: SectionPage, member: Membership | None = None, by: Viewer
) -> JournalReviewPage:
    """Begin the draft of a journal review about a paper, and ask a member to write it.

    A paper whose review is begun already gets no second one.
    """
    known = TriagedPaper.objects.of(by.community).filter(citation=citation).first()
    if known and known.review:
        return known.review
    kept = _decide(citation, by, verdict=Verdict.KEPT, reason="", note="")
    citation.shelves.add(below.community)
    page = _draft(citation, below, member, by)
    kept.review, kept.assigned_to = page, member
    kept.save(update_fields=["review", "assigned_to"])
    if member:
        context = {"citation": citation, "member": member, "by": by}
        to = member.user.email
        transaction.on_commit(
            lambda: send_mail(to, "editorial/mail/review_asked", context, below.community)
        )
    return page


def _decide(citation: Citation, by: Viewer, **said: Any) -> TriagedPaper:
    if not can_triage(by):
        raise PermissionDenied(_("The editors of the community sort its papers."))
    decided, _created = TriagedPaper.objects.update_or_create(
        community=by.community,
        citation=citation,
        defaults=said | {"decided_by_id": by.user_id, "decided_at": timezone.now()},
    )
    return decided


def _draft(
    citation: Citation, below: SectionPage, member: Membership | None, by: Viewer
) -> JournalReviewPage:
    page = JournalReviewPage(
        title=citation.title[:LONGEST_TITLE],
        slug=f"{slugify(citation.title)[:LONGEST_SLUG].strip('-') or 'paper'}-{citation.pk}",
        citation=citation,
        community=below.community,
        live=False,
        owner_id=by.user_id,
        author_name=member.user.name if member else "",
        author_role=member.role_label if member else "",
    )
    below.add_child(instance=page)
    page.save_revision(user=page.owner, clean=False)  # what it says is still to be written
    return page
