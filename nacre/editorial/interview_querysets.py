"""Named questions about interviews that members were asked for."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone

from nacre.communities.querysets import CommunityOwnedQuerySet
from nacre.editorial.querysets import SHOWN_FOR

if TYPE_CHECKING:
    from nacre.communities.models import Community
    from nacre.members.viewer import Viewer


class InterviewAskQuerySet(CommunityOwnedQuerySet):
    """Who was asked for an interview."""

    def to(self, viewer: "Viewer"):
        """What this member was asked here; what they write is theirs alone until they send it."""
        if viewer.impersonated_by:
            return self.none()
        mine = self.of(viewer.community).filter(membership=viewer.membership_id or 0)
        return mine.select_related("community", "membership__user", "page")

    def of_page(self, page_id: int):
        """That which a page was made of."""
        return self.filter(page=page_id).select_related("membership__user")

    def going_on(self):
        """Those that can still be answered, approved or withdrawn."""
        can_be_answered = Q(state="sent", expires_at__gt=timezone.now())
        return self.filter(can_be_answered | Q(state="answered"))

    def for_desk(self, community: "Community"):
        """All of a community with what a list shows, newest first."""
        return (
            self.of(community)
            .select_related("membership__user", "asked_by", "page")
            .prefetch_related("approvals")
        )

    def with_the_desk(self):
        """Those that wait for the desk, and those withdrawn of late."""
        withdrawn = Q(state="withdrawn", withdrawn_at__gt=timezone.now() - SHOWN_FOR)
        approvals = apps.get_model("editorial", "InterviewApproval").objects
        asked = approvals.waiting().order_by().values("ask")
        answered = Q(state="answered") & ~Q(pk__in=asked)
        return self.filter(withdrawn | answered).exclude(page__live=True)


class InterviewApprovalQuerySet(models.QuerySet):
    """Texts that members were asked to approve."""

    def waiting(self):
        """Those that nobody has answered."""
        return self.filter(state="waiting")

    def approved(self):
        """The yeses."""
        return self.filter(state="approved")

    def of_page(self, page_id: int):
        """Those about one page."""
        return self.filter(ask__page=page_id).select_related("ask__page")

    def given_to(self, page_id: int, fingerprint: str):
        """The yeses to exactly one text of a page."""
        return self.approved().filter(ask__page=page_id, fingerprint=fingerprint)

    def for_member(self, viewer: "Viewer"):
        """Those that this member answers."""
        mine = self.filter(
            ask__community=viewer.community, ask__membership=viewer.membership_id or 0
        )
        return mine.select_related("ask__community", "ask__membership__user", "ask__page")
