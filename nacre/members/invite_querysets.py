"""Named questions about invite codes."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Q

from nacre.communities.querysets import CommunityOwnedQuerySet
from nacre.members.invite_codes import code_hash

if TYPE_CHECKING:
    from nacre.communities.models import Community

UNUSED = Q(used_at=None, withdrawn_at=None)


class InviteBatchQuerySet(CommunityOwnedQuerySet):
    """Batches of codes."""

    def visible_to(self, viewer):
        """Those of the viewer's community; `can_hand_out_codes` says who may look at all."""
        return self.of(viewer.community) if viewer.community else self.none()

    def for_list(self):
        """With who made them, and what became of the codes."""
        counted = self.select_related("made_by").annotate(
            made=Count("codes"),
            used=Count("codes", filter=Q(codes__used_at__isnull=False)),
            withdrawn=Count("codes", filter=Q(codes__withdrawn_at__isnull=False)),
            unused=Count("codes", filter=Q(codes__used_at=None, codes__withdrawn_at=None)),
        )
        return counted.order_by("-made_at", "-pk")


class InviteCodeQuerySet(models.QuerySet):
    """Codes, as hashes."""

    def of(self, community: "Community | None"):
        """Those of one community."""
        return self.filter(batch__community=community)

    def unused(self):
        """Those that nobody has used or withdrawn; they may have run out."""
        return self.filter(UNUSED)

    def typed(self, codes: list[str]):
        """Those that somebody typed, or was shown."""
        return self.filter(code_hash__in=[code_hash(code) for code in codes])

    def for_joining(self):
        """With what says whether it is good."""
        return self.select_related("batch__community")

    def used_in(self, period):
        """Those by which somebody asked to join during a period."""
        return self.filter(period.covers("used_at"))
