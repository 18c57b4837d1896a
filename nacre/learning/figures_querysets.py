"""Named questions about figures of questions."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F

from nacre.communities.querysets import CommunityOwnedQuerySet

if TYPE_CHECKING:
    from nacre.communities.models import Community


class QuestionFiguresQuerySet(models.QuerySet):
    """Figures of questions."""

    def of(self, community: "Community"):
        """Those of one community."""
        return self.filter(question__bank__community=community)

    def current(self):
        """Of questions as they are asked now; figures of what they asked before are history."""
        return self.filter(fingerprint=F("question__fingerprint"))

    def doubtful(self):
        """Those that those who know more answer wrongly more often: the key may be wrong."""
        return self.filter(is_weak=True, r__lt=0)

    def weak(self):
        """Those that an editor should look at: current, weak, and still asked."""
        return self.current().filter(is_weak=True, question__is_suspended=False)

    def for_desk(self):
        """With what a list says of them; the hardest first."""
        return self.select_related("question__bank", "module").order_by(
            "module__path", "facility", "pk"
        )


class DeskLetterQuerySet(CommunityOwnedQuerySet):
    """Letters to editors."""

    def since(self, moment: datetime):
        """Those after a moment."""
        return self.filter(sent_at__gt=moment)
