"""Named questions about what members learnt; whoever asks is given their own and nobody else's."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from nacre.communities.querysets import CommunityOwnedQuerySet

if TYPE_CHECKING:
    from nacre.members.models import Membership
    from nacre.members.viewer import Viewer


class OwnQuerySet(CommunityOwnedQuerySet):
    """Rows that are one member's and nobody else's."""

    day = "occurred_on"  # the field that says when it was

    def visible_to(self, viewer: "Viewer"):
        """A viewer's own: the one gate for reading. Staff who look as a member see none."""
        if viewer.membership_id is None or viewer.impersonated_by is not None:
            return self.none()
        return self.of(viewer.community).filter(membership=viewer.membership_id)

    def of_member(self, membership: "Membership"):
        """The same for a command that is given the member."""
        return self.filter(community=membership.community_id, membership=membership)

    def within(self, since: date | None, until: date | None):
        """Those of a span of days, both included; without an end it is open."""
        asked = Q()
        if since:
            asked &= Q(**{f"{self.day}__gte": since})
        if until:
            asked &= Q(**{f"{self.day}__lte": until})
        return self.filter(asked)

    def newest(self):
        """Latest first."""
        return self.order_by(f"-{self.day}", "-pk")

    def in_order(self):
        """Oldest first, as a log is read."""
        return self.order_by(self.day, "pk")


class EntryQuerySet(OwnQuerySet):
    """Entries of the ledger."""

    def proposed(self):
        """Those that wait for their member."""
        return self.filter(state="proposed")

    def accepted(self):
        """Those that count."""
        return self.filter(state="accepted")

    def keyed(self, keys):
        """Those with some keys."""
        return self.filter(key__in=keys)

    def for_list(self):
        """With what a list shows of each."""
        return self.prefetch_related("reflections")

    def about_pages(self, page_ids):
        """Those about any of some pages."""
        return self.filter(pages__in=page_ids).distinct()

    def decided_between(self, period):
        """Those that their members accepted in a period."""
        return self.accepted().filter(period.covers("decided_at"))

    def stale(self, unanswered: datetime, kept_since: date):
        """What is kept no longer: never answered or turned down, and what is very old."""
        idle = Q(state__in=("proposed", "rejected"), changed_at__lt=unanswered)
        return self.filter(idle | Q(occurred_on__lt=kept_since))


class ReflectionQuerySet(OwnQuerySet):
    """Reflections."""

    day = "written_on"

    def stale(self, kept_since: date):
        """Those that are kept no longer."""
        return self.filter(written_on__lt=kept_since)


class RecordQuerySet(OwnQuerySet):
    """Feedback, practice hours and discussions with a partner."""

    day = "happened_on"

    def of_sort(self, sort: str):
        """Those of one kind."""
        return self.filter(sort=sort)

    def stale(self, kept_since: date):
        """Those that are kept no longer."""
        return self.filter(happened_on__lt=kept_since)
