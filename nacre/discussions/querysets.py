"""Named questions about discussions."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, Min, Q, Value, When
from django.db.models.functions import Coalesce

from nacre.communities.querysets import CommunityOwnedQuerySet
from nacre.discussions.circle import is_in_circle
from nacre.pages.models import BasePage

if TYPE_CHECKING:
    from nacre.communities.models import Community
    from nacre.members.viewer import Viewer


def pages_discussed_by(viewer: "Viewer"):
    """Pages below which a viewer may read and write; where a company speaks, nobody does."""
    if not is_in_circle(viewer):
        return BasePage.objects.none()
    return BasePage.objects.visible_to(viewer).without_promotion().pieces()


class ThreadQuerySet(CommunityOwnedQuerySet):
    """Discussions."""

    def visible_to(self, viewer: "Viewer"):
        """Those of pages that a viewer may open now: the one gate for reading."""
        pages = pages_discussed_by(viewer).order_by()
        return self.of(viewer.community).filter(page__in=pages.values("pk"))


class PostQuerySet(models.QuerySet):
    """Posts."""

    def of(self, community: "Community | None"):
        """The posts of one community."""
        return self.filter(thread__community=community)

    def visible_to(self, viewer: "Viewer"):
        """What a viewer may read, with what was taken away as an empty place."""
        threads = apps.get_model("discussions", "Thread").objects.visible_to(viewer)
        return self.filter(thread__in=threads)

    def below(self, page_id: int):
        """The posts of one page's discussion."""
        return self.filter(thread__page_id=page_id)

    def shown(self):
        """Those that nobody took away."""
        return self.filter(hidden_at__isnull=True)

    def in_order(self):
        """Oldest first, each with the answers to it."""
        return self._with_root().order_by("root", "pk")

    def up_to(self, post):
        """A post and all that stand before it in its discussion."""
        root = post.answers_id or post.pk
        before = Q(root__lt=root) | Q(root=root, pk__lte=post.pk)
        return self.filter(thread_id=post.thread_id)._with_root().filter(before)

    def _with_root(self):
        return self.annotate(root=Coalesce("answers_id", "pk"))

    def for_list(self):
        """With what a list shows of each."""
        return self.select_related("membership__user", "thread")

    def by_since(self, member, since: datetime):
        """What a member wrote since a moment."""
        return self.filter(membership=member, created_at__gt=since)

    def tally(self) -> tuple[int, int]:
        """How many posts there are, and how many members wrote those that are shown."""
        shown = Q(hidden_at__isnull=True)
        writers = Count("membership", filter=shown, distinct=True)
        counted = self.aggregate(posts=Count("pk"), writers=writers)
        return counted["posts"], counted["writers"]

    def moderated_by(self, viewer: "Viewer"):
        """Posts of the community for its moderators, whoever may open the page; never their own."""
        if viewer.membership_id is None or not viewer.is_moderator:
            return self.none()
        return self.of(viewer.community).exclude(membership_id=viewer.membership_id)

    def waiting(self):
        """Those with a flag that nobody has decided about: what may identify a patient first."""
        still_open = Q(flags__decision__isnull=True, flags__isnull=False)
        urgent = Case(When(flags__kind="patient", then=Value(0)), default=Value(1))
        return (
            self.filter(still_open)
            .annotate(urgency=Min(urgent), flagged_at=Min("flags__flagged_at"))
            .order_by("urgency", "flagged_at")
        )

    def for_queue(self):
        """With what a moderator weighs."""
        return self.select_related("membership__user", "thread__page").prefetch_related(
            "flags__flagged_by__user", "decisions__decided_by__user"
        )


class DecisionQuerySet(models.QuerySet):
    """What moderators decided."""

    def visible_to(self, viewer: "Viewer"):
        """Decisions of the community for its moderators, latest first."""
        if viewer.membership_id is None or not viewer.is_moderator:
            return self.none()
        here = self.filter(post__thread__community=viewer.community)
        return here.select_related("post__thread__page", "decided_by__user").order_by("-decided_at")


class FollowQuerySet(models.QuerySet):
    """Who wants to hear of new posts."""

    def to_tell(self, post, since: datetime):
        """Who hears of a post: whoever it answers, and the others if not told since a moment."""
        answered = post.answers.membership_id if post.answers else None
        due = Q(told_at__isnull=True) | Q(told_at__lt=since)
        own = Q(membership_id=answered or 0, told_at__lt=post.created_at)
        others = self.filter(thread=post.thread).exclude(membership_id=post.membership_id)
        return others.filter(due | own).order_by("pk")
