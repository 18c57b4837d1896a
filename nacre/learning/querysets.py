"""Named questions about courses and who takes them."""

from typing import TYPE_CHECKING

from django.db import models

from nacre.pages.querysets import BasePageQuerySet

if TYPE_CHECKING:
    from nacre.communities.models import Community
    from nacre.learning.models import CoursePage
    from nacre.members.viewer import Viewer


class ModuleQuerySet(BasePageQuerySet):
    """Modules."""

    def in_course(self, course: "CoursePage"):
        """Those of one course, in its order."""
        return self.child_of(course).order_by("path")

    def in_courses(self, courses: "list[CoursePage]"):
        """Those of several courses, in their order."""
        within = models.Q(pk__in=())
        for course in courses:
            within |= models.Q(path__startswith=course.path, depth=course.depth + 1)
        return self.filter(within).order_by("path")


class EnrolmentQuerySet(models.QuerySet):
    """Enrolments."""

    def of(self, community: "Community"):
        """Those of one community."""
        return self.filter(membership__community=community)

    def visible_to(self, viewer: "Viewer"):
        """A learner's own, and nobody else's."""
        return self.filter(membership_id=viewer.membership_id or 0)

    def counted(self):
        """Without staff, sponsors and tests: what reports count."""
        return self.exclude(membership__tier__in=("staff", "sponsor_observer")).exclude(
            membership__user__is_staff=True
        )

    def latest_first(self):
        """The latest edition before the earlier ones."""
        return self.order_by("-edition")

    def learners(self) -> int:
        """Different people."""
        return self.values("membership").distinct().count()


class AttemptQuerySet(models.QuerySet):
    """Attempts."""

    def of(self, community: "Community"):
        """Those of one community."""
        return self.filter(enrolment__membership__community=community)

    def visible_to(self, viewer: "Viewer"):
        """A learner's own, and nobody else's."""
        return self.filter(enrolment__membership_id=viewer.membership_id or 0)

    def open(self):
        """Those that go on."""
        return self.filter(closed_at__isnull=True)

    def counting(self):
        """Without practice."""
        return self.filter(is_practice=False)

    def closed(self):
        """Those that ended."""
        return self.filter(closed_at__isnull=False)

    def for_closing(self):
        """Held until the end of the transaction, with what closing asks."""
        return self.select_for_update(of=("self",)).select_related(
            "module", "enrolment__course", "enrolment__membership__user"
        )

    def passed(self):
        """Those that ended well."""
        return self.counting().filter(is_passed=True)


class AnswerQuerySet(models.QuerySet):
    """Answers."""

    def of(self, community: "Community"):
        """Those given in one community."""
        return self.filter(attempt__enrolment__membership__community=community)
