"""What a completed course is worth, and what its certificate says. Reads, and changes nothing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from nacre.certificates.facts import Approval, Facts
from nacre.cpd.counting import minutes_of_credit
from nacre.insights.periods import london_day
from nacre.learning.models import Attempt, CoursePage, Enrolment, ModulePage

FILM, QUESTION, DRAW, CASE = "video", "question", "draw", "case"
LONGEST_LINE, LONGEST_STATEMENT, MOST_OUTCOMES = 200, 600, 8


@dataclass(frozen=True)
class Worth:
    """What a course is worth to anybody who completes it today, and who pays for it."""

    minutes: int
    funding: str
    pages: tuple[int, ...]


def worth_of(course: CoursePage) -> Worth:
    """What completing a course is worth today."""
    modules = list(ModulePage.objects.of(course.community).open_now().in_course(course))
    for module in modules:
        module.course = course
    pages = (course.pk, *(module.pk for module in modules))
    return Worth(minutes_of(course, modules), funding_of(course, modules), pages)


def minutes_of(course: CoursePage, modules: list[ModulePage]) -> int:
    """What the course is worth, in minutes: as an editor says, else by words, films and questions.

    The rule is that of domain 5.2, to the nearest quarter of an hour; one quarter at the least.
    """
    if course.cpd_minutes:
        return course.cpd_minutes
    words, films, asked = 0, 0, 0
    for module in modules:
        words += len(module.words().split())
        for block in module.body:
            films += (block.value.get("minutes") or 0) if block.block_type == FILM else 0
            asked += _asked(block)
    return max(15, minutes_of_credit(words=words, media_minutes=films, items=asked))


def _asked(block) -> int:
    if block.block_type == DRAW:
        return int(block.value["number"])
    if block.block_type == CASE:
        return sum(1 for stage in block.value["stages"] if stage["choices"])
    return int(block.block_type == QUESTION)


def spans_of(enrolment: Enrolment) -> list[tuple[datetime, datetime]]:
    """The time really spent: of each attempt, from its start as long as it was worked on."""
    attempts = Attempt.objects.filter(enrolment=enrolment).closed()
    spans = []
    for started, closed, seconds in attempts.values_list("started_at", "closed_at", "seconds"):
        spans.append((started, min(closed, started + timedelta(seconds=seconds))))
    return spans


def score_of_course(enrolment: Enrolment) -> int | None:
    """The mean over its modules of the best score in each; None where nothing is scored."""
    best: dict[int, float] = defaultdict(float)
    scored = Attempt.objects.filter(enrolment=enrolment).passed().exclude(score=None)
    for module, score in scored.values_list("module", "score"):
        best[module] = max(best[module], score or 0)
    return round(sum(best.values()) / len(best)) if best else None


def funding_of(course: CoursePage, modules: list[ModulePage]) -> str:
    """Who paid, in the words that stand before the course and on each screen."""
    paying = [f for page in (course, *modules) for f in page.funding]
    said = dict.fromkeys(f.statement for f in paying)
    return " ".join(said)[:LONGEST_STATEMENT] or str(course.funding_statement)


def facts_of(enrolment: Enrolment, completed_at: datetime, worth: Worth) -> Facts:
    """Everything that the certificate says, as it is at this moment."""
    course, user = enrolment.course, enrolment.membership.user
    community = course.community
    reviewer = course.reviewed_by
    return Facts(
        learner=user.name or user.email,
        provider=community.name,
        controller=community.client.name,
        issuer=community.name,
        signatory=reviewer.name if reviewer else "",
        signatory_role=reviewer.post if reviewer else "",
        started_on=london_day(enrolment.started_at),
        completed_on=london_day(completed_at),
        minutes=worth.minutes,
        funding=worth.funding,
        outcomes=tuple(line[:LONGEST_LINE] for line in course.outcome_list[:MOST_OUTCOMES]),
        approval=approval_of(course),
        score=score_of_course(enrolment),
        pass_mark=course.pass_mark,
        content_version=f"{london_day(course.last_published_at or enrolment.started_at):%Y-%m-%d}",
        reviewed_on=course.reviewed_on,
        activity_path=course.url_of_start,
    )


def approval_of(course: CoursePage) -> Approval | None:
    """What a college approved, if one did; whether it stands on the day, the certificate decides."""
    from_, until, credits = course.approved_from, course.approved_until, course.approved_credits
    if not course.approval_code or from_ is None or until is None or credits is None:
        return None
    return Approval(
        body=course.approved_by,
        code=course.approval_code,
        credits=credits,
        category=course.approval_category,
        starts_on=from_,
        ends_on=until,
    )
