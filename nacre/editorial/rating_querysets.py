"""Named questions about harvested papers, who rates them and what they said."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone

from nacre.communities.querysets import CommunityOwnedQuerySet
from nacre.evidence.models import TAKEN_BACK
from nacre.members.professions import PROFESSIONS

if TYPE_CHECKING:
    from nacre.members.viewer import Viewer

PRACTISING = sorted(code for code, one in PROFESSIONS.items() if one.is_hcp)
OFFERED_FOR = timedelta(days=60)


def is_of_a_profession() -> Q:
    """Memberships of people who practise, company staff left out."""
    return Q(profession__in=PRACTISING) & ~Q(tier__in=("sponsor_observer", "staff"))


def start_of_week() -> datetime:
    """Monday, midnight in London."""
    now = timezone.localtime()
    monday = now - timedelta(days=now.weekday())
    return monday.replace(hour=0, minute=0, second=0, microsecond=0)


class TriagedPaperQuerySet(CommunityOwnedQuerySet):
    """Editors' words on harvested papers."""

    def kept(self):
        """Those that members may rate."""
        return self.filter(verdict="kept")

    def for_desk(self):
        """With what the list of papers shows."""
        return self.select_related("review", "assigned_to__user", "decided_by")

    def offered_to(self, viewer: "Viewer"):
        """What a rater is asked about: kept lately, not retracted, not rated by them.

        What the fewest have rated comes first, so that no paper waits for its eighth word.
        """
        lately = (
            self.of(viewer.community).kept().filter(decided_at__gte=timezone.now() - OFFERED_FOR)
        )
        theirs = Q(citation__ratings__membership_id=viewer.membership_id or 0)
        here = Q(citation__ratings__community=viewer.community)
        standing = lately.exclude(citation__status__in=TAKEN_BACK).exclude(
            pk__in=lately.filter(theirs).values("pk")
        )
        counted = standing.annotate(rated=Count("citation__ratings", filter=here))
        return counted.select_related("citation").order_by("rated", "-decided_at", "-pk")

    def open_to(self, viewer: "Viewer"):
        """What a rater may still rate, or rate again."""
        return self.of(viewer.community).kept().select_related("citation")


class RaterQuerySet(CommunityOwnedQuerySet):
    """Members who rate."""

    def own(self, viewer: "Viewer"):
        """The row of whoever is looking."""
        return self.of(viewer.community).filter(membership_id=viewer.membership_id or 0)


class PaperRatingQuerySet(CommunityOwnedQuerySet):
    """Members' words on papers."""

    def own(self, viewer: "Viewer"):
        """Those of whoever is looking, the latest first."""
        mine = self.of(viewer.community).filter(membership_id=viewer.membership_id or 0)
        return mine.select_related("citation").order_by("-rated_at", "-pk")

    def this_week(self):
        """Papers rated for the first time since Monday: rating one again costs nothing."""
        return self.filter(first_rated_at__gte=start_of_week())

    def about(self, citations: "list[int]"):
        """The words on some papers, in no order that tells when each came."""
        return self.filter(citation__in=citations).order_by("profession", "relevance")
