"""Named questions about questions."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Q

from nacre.communities.querysets import CommunityOwnedQuerySet

if TYPE_CHECKING:
    from nacre.communities.models import Community
    from nacre.members.viewer import Viewer
    from nacre.questions.models import Bank


class DeskQuerySet(CommunityOwnedQuerySet):
    """What the desk of a community keeps."""

    def visible_to(self, viewer: "Viewer"):
        """For the editors of the community; a learner is shown a version, by whoever asks."""
        is_at_the_desk = viewer.is_editor and not viewer.is_sponsor and not viewer.impersonated_by
        return self.of(viewer.community) if is_at_the_desk else self.none()


class BankQuerySet(DeskQuerySet):
    """Banks of questions."""

    def with_counts(self):
        """With how many questions each has, and how many of them are suspended."""
        suspended = Count("questions", filter=Q(questions__is_suspended=True))
        return self.annotate(held=Count("questions"), suspended=suspended).order_by("name", "pk")


class QuestionQuerySet(models.QuerySet):
    """Questions."""

    def of(self, community: "Community | None"):
        """The questions of one community; none where there is no community."""
        return self.filter(bank__community=community)

    def visible_to(self, viewer: "Viewer"):
        """For the editors of the community: the one gate of the desk."""
        is_at_the_desk = viewer.is_editor and not viewer.is_sponsor and not viewer.impersonated_by
        return self.of(viewer.community) if is_at_the_desk else self.none()

    def usable(self):
        """Those that may be asked: not suspended."""
        return self.filter(is_suspended=False)

    def in_bank(self, bank: "Bank"):
        """The questions of a bank."""
        return self.filter(bank=bank)

    def with_versions(self):
        """With what each asks now, in the same query."""
        return self.select_related("current", "bank")

    def containing(self, words: str):
        """Those in whose title, stem or tags the words stand."""
        found = Q(title__icontains=words) | Q(stem__icontains=words) | Q(tag_line__icontains=words)
        return self.filter(found)


class VersionQuerySet(models.QuerySet):
    """What questions asked at one time."""

    def of(self, community: "Community | None"):
        """Those of one community."""
        return self.filter(question__bank__community=community)
