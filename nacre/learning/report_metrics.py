"""The metrics of learning, as reports ask for them; docs/reference/metrics.md defines each."""

from typing import Any

from nacre.communities.models import Community
from nacre.components import metric
from nacre.learning.report_figures import Learnt, told


class LearningMetrics:
    """A part of the component: each figure of everything, or of the part that a sponsor pays for."""

    @metric("Members who learnt", code="learners", unit="members", by_funding=True)
    def learners(self, community: Community, period: Any, part: str | None = None) -> Any:
        """Different members who began or ended an attempt; Learning Zone only is counted apart."""
        return told(community, period, part, lambda one: one.learners(with_zone_alone=False))

    @metric(
        "Learners with the Learning Zone alone",
        code="learners_zone_only",
        unit="people",
        by_funding=True,
    )
    def learners_zone_only(self, community: Community, period: Any, part: str | None = None) -> Any:
        """The same, of those who have nothing but the Learning Zone here."""
        return told(community, period, part, lambda one: one.learners(with_zone_alone=True))

    @metric("Courses started", code="courses_started", unit="courses", by_funding=True)
    def courses_started(self, community: Community, period: Any, part: str | None = None) -> Any:
        """Courses that learners began during the period."""
        return told(community, period, part, Learnt.started)

    @metric("Courses completed", code="courses_completed", unit="courses", by_funding=True)
    def courses_completed(self, community: Community, period: Any, part: str | None = None) -> Any:
        """Courses of which learners did the last module during the period."""
        return told(community, period, part, Learnt.completed)

    @metric(
        "Passed at the first attempt", code="first_attempt_pass_rate", unit="%", by_funding=True
    )
    def first_attempt_pass_rate(
        self, community: Community, period: Any, part: str | None = None
    ) -> Any:
        """Of first attempts at modules that ended during the period, the part that passed."""
        return told(community, period, part, Learnt.first_pass_rate)

    @metric("Minutes learnt", code="learning_minutes", unit="minutes", by_funding=True)
    def learning_minutes(self, community: Community, period: Any, part: str | None = None) -> Any:
        """Minutes worked on attempts that ended during the period, practice with them."""
        return told(community, period, part, Learnt.minutes)

    @metric("Change in confidence", code="confidence_change", unit="points of 5", by_funding=True)
    def confidence_change(self, community: Community, period: Any, part: str | None = None) -> Any:
        """After less before, over outcomes that a learner rated both times."""
        return told(community, period, part, Learnt.confidence_change)

    @metric("Evaluations of courses", code="evaluations", unit="evaluations", by_funding=True)
    def evaluations(self, community: Community, period: Any, part: str | None = None) -> Any:
        """Courses that learners evaluated during the period."""
        return told(community, period, part, Learnt.evaluations)

    @metric("Found free from commercial bias", code="free_of_bias", unit="%", by_funding=True)
    def free_of_bias(self, community: Community, period: Any, part: str | None = None) -> Any:
        """Of these, the part that gave 4 or 5 of five."""
        return told(community, period, part, Learnt.free_of_bias)
