"""Named questions about the editorial board and its tools."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from nacre.communities.querysets import CommunityOwnedQuerySet

if TYPE_CHECKING:
    from nacre.communities.models import Community


class ClinicalEditorQuerySet(CommunityOwnedQuerySet):
    """Clinical editors of a community."""

    def in_office(self):
        """Those whose term has not ended, the lead first."""
        today = timezone.localdate()
        serving = self.filter(Q(term_ends_on__isnull=True) | Q(term_ends_on__gte=today))
        return serving.order_by("-is_lead", "name")

    def for_board(self):
        """With what a portrait on the page of the board shows."""
        return (
            self.in_office()
            .select_related("organisation", "photo")
            .prefetch_related("declarations", "remit")
        )


class DeclarationQuerySet(CommunityOwnedQuerySet):
    """Declarations of interest."""


class InterviewAnswerQuerySet(models.QuerySet):
    """What members said about interviews with them."""

    def agreed(self):
        """The yeses of those whom the interviews name now."""
        return self.filter(is_given=True, membership=F("interview__interviewee"))

    def for_link(self):
        """Of published interviews, with what a profile shows."""
        return self.filter(interview__live=True).select_related(
            "membership__user",
            "membership__organisation__parent",
            "membership__profile__second_organisation",
            "membership__community",
        )


class ToolkitRegistrationQuerySet(models.QuerySet):
    """Who works with which toolkit."""

    def of(self, community: "Community"):
        """Registrations for the toolkits of one community."""
        return self.filter(toolkit__community=community)

    def members(self) -> int:
        """How many different members have registered."""
        return self.values("membership").distinct().count()
