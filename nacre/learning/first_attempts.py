"""First attempts: what analyses and pass rates are made of (domain 5.5). Practice never counts."""

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from nacre.communities.models import Community
from nacre.learning.evaluation_querysets import HOUSE
from nacre.learning.models import Attempt, ModulePage
from nacre.learning.querysets import AttemptQuerySet


def counted_attempts(community: Community) -> AttemptQuerySet:
    """All attempts of a community's learners, without staff, sponsors and tests."""
    counted: AttemptQuerySet = (
        Attempt.objects.of(community)
        .exclude(enrolment__membership__tier__in=HOUSE)
        .exclude(enrolment__membership__user__is_staff=True)
    )
    return counted


def first_attempts(community: Community, module: ModulePage | None = None) -> AttemptQuerySet:
    """Of each learner the first attempt that counted at each module, once it has ended.

    Whoever took a course again when it expired had their first attempt years ago.
    """
    attempts = counted_attempts(community).counting()
    if module is not None:
        attempts = attempts.filter(module=module)
    turn = Window(
        RowNumber(),
        partition_by=[F("module"), F("enrolment__membership")],
        order_by=[F("enrolment__edition").asc(), F("number").asc()],
    )
    firsts = attempts.annotate(turn=turn).filter(turn=1)
    ended: AttemptQuerySet = Attempt.objects.filter(pk__in=firsts.values("pk")).closed()
    return ended
