"""What the demonstration's learners said of their courses, and weeks later what became of them."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from nacre.communities.models import Community
from nacre.launch.personas import PERSONAS
from nacre.learning.item_figures import count_community
from nacre.learning.models import Confidence, Enrolment, Evaluation, FollowUp

SAYS_HOW_IT_WAS, MAY_BE_ASKED, ANSWERS = 0.62, 0.7, 0.55
WISHES = (
    "One more case with an interpreter in the room, please.",
    "The doses on the third screen would be good to take along as one page.",
    "I would have liked to hear from a patient about the first weeks at home.",
    "Good length. Please keep it so.",
    "A film of the technique would say more than the drawing does.",
)
CHANGES = (
    "We now weigh every day and write it where the whole team sees it.",
    "We agreed a list with pharmacy, so that nobody waits for the first dose.",
    "I ask about sleep and driving at each visit.",
)


def let_learners_speak(community: Community) -> int:
    """Evaluations of completed courses, once; answers how many. Then answers are counted."""
    if Evaluation.objects.of(community).exists():
        return 0
    random = Random(f"evaluations of {community.slug}")  # noqa: S311 - a drawing, no secret
    done = Enrolment.objects.of(community).filter(completed_at__isnull=False)
    # What a visitor may be has not spoken yet, so that they can try it.
    done = done.exclude(membership__user__email__in=[persona.email for persona in PERSONAS])
    spoke = [
        _say(enrolment, random)
        for enrolment in done.select_related("course").order_by("pk")
        if random.random() < SAYS_HOW_IT_WAS
    ]
    for evaluation in spoke:
        _look_back(evaluation, random)
    count_community(community)
    return len(spoke)


def _say(enrolment: Enrolment, random: Random) -> Evaluation:
    at = enrolment.completed_at or timezone.now()
    for outcome in enrolment.course.outcome_list:
        was = random.choice((1, 2, 2, 3, 3, 4))
        now = min(5, was + random.choice((0, 1, 1, 2, 2)))
        for moment, level, said_at in (("before", was, enrolment.started_at), ("after", now, at)):
            Confidence.objects.create(
                enrolment=enrolment, moment=moment, outcome=outcome[:300], level=level,
                said_at=said_at,
            )  # fmt: skip
    return Evaluation.objects.create(
        enrolment=enrolment,
        relevant=random.choice((3, 4, 4, 5, 5, 5)),
        right_level=random.choice((3, 4, 4, 5, 5)),
        unbiased=random.choice((3, *(5,) * 10, *(4,) * 7)),
        easy=random.choice((3, 4, 4, 5, 5)),
        recommend=random.choice((6, 7, 8, 8, 9, 9, 10)),
        intention=random.choice(("yes", "yes", "planned", "planned", "planned", "already", "no")),
        to_change=random.choice((*WISHES, *("",) * 12)),
        may_ask=random.random() < MAY_BE_ASKED,
        said_at=at + timedelta(minutes=2),
    )


def _look_back(evaluation: Evaluation, random: Random) -> None:
    asked_at = evaluation.said_at + timedelta(weeks=6, hours=5)
    if not evaluation.may_ask or asked_at > timezone.now():
        return
    answers = {}
    if random.random() < ANSWERS:
        answers = {
            "answered_at": asked_at + timedelta(hours=random.randrange(1, 90)),
            "has_changed": random.choice(("yes", "yes", "planned", "planned", "already", "no")),
            "what": random.choice((*CHANGES, *("",) * 5)),
            "barriers": random.sample(
                ("time", "staffing", "formulary", "authority"), random.randrange(3)
            ),
        }
    FollowUp.objects.create(evaluation=evaluation, asked_at=asked_at, **answers)
