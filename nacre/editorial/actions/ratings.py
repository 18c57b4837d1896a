"""Members offer to rate papers, and rate them; never more a week than they said."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.communities import tenancy
from nacre.editorial.learning import propose_rating
from nacre.editorial.models import PaperRating, Rater, TriagedPaper
from nacre.editorial.permissions import can_rate
from nacre.evidence.models import Citation
from nacre.insights.actions import record
from nacre.insights.periods import london_day
from nacre.members.models import Membership
from nacre.members.viewer import Viewer

PAPER_RATED = "paper.rated"


@transaction.atomic
def offer_to_rate(*, per_week: int, by: Viewer) -> Rater:
    """Become a rater, or change how many papers a week."""
    membership = Membership.objects.own(by).first()
    if membership is None or not can_rate(by):
        raise PermissionDenied(_("Verified clinicians rate papers."))
    rater, is_new = Rater.objects.update_or_create(
        membership=membership,
        defaults={"community": membership.community, "per_week": Rater.Load(per_week)},
    )
    if is_new:
        transaction.on_commit(lambda: tenancy.touch(rater.community))
    return rater


@transaction.atomic
def stop_rating(*, by: Viewer) -> None:
    """Be asked no more; what was rated stays."""
    for rater in Rater.objects.own(by).select_related("community"):
        rater.delete()
        transaction.on_commit(lambda community=rater.community: tenancy.touch(community))  # type: ignore[misc]


@transaction.atomic
def rate_paper(
    *,
    citation: Citation,
    relevance: int,
    newsworthiness: int,
    changes_practice: bool,
    comment: str = "",
    by: Viewer,
) -> PaperRating:
    """Say what one thinks of a paper; saying it again replaces what one said.

    Raises ValidationError once the papers of this week are rated.
    """
    # The row is held, so that two windows of one member do not pass the week's end together.
    rater = Rater.objects.own(by).select_for_update().first()
    is_offered = TriagedPaper.objects.open_to(by).filter(citation=citation).exists()
    if not (rater and can_rate(by) and is_offered):
        raise PermissionDenied(_("This paper is not among those that you were asked about."))
    own = PaperRating.objects.own(by)
    if not own.filter(citation=citation).exists() and left_this_week(rater, by) < 1:
        raise ValidationError(_("You have rated as many papers this week as you wanted to."))
    rating, _created = PaperRating.objects.update_or_create(
        citation=citation,
        membership_id=rater.membership_id,
        defaults={
            "community_id": rater.community_id,
            "profession": by.profession,
            "relevance": relevance,
            "newsworthiness": newsworthiness,
            "changes_practice": changes_practice,
            "comment": comment.strip(),
            "rated_at": timezone.now(),
        },
    )
    record(PAPER_RATED, viewer=by)
    day, rater_id = london_day(rating.rated_at), rater.membership_id
    transaction.on_commit(lambda: propose_rating(membership_id=rater_id, day=day), robust=True)
    return rating


def left_this_week(rater: Rater, by: Viewer) -> int:
    """How many papers a rater may still rate until Sunday."""
    return max(0, rater.per_week - PaperRating.objects.own(by).this_week().count())
