"""What members do not know, by the questions they answer wrongly: for the educational-needs measure.

Nothing is said of fewer than 20 first answers or 8 learners. A question that is itself in doubt – it
is suspended, or those who know more answer it wrongly more often – says nothing of learners, and is
left out. A wrong answer is named only where 8 learners chose it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, QuerySet

from nacre.communities.models import Community
from nacre.insights.disclosure import FLOOR
from nacre.insights.periods import Month, Period
from nacre.learning.first_attempts import first_attempts
from nacre.learning.models import Answer, ModulePage, QuestionFigures
from nacre.pages.models import Topic
from nacre.questions.analysis import FEWEST_ATTEMPTS
from nacre.questions.asking import chosen_in, options_of
from nacre.questions.models import Question, QuestionVersion

WEAK_BELOW = 0.6  # facility: fewer than three in five answer rightly at first


@dataclass(frozen=True)
class WeakItem:
    """A question that many answer wrongly at first, and the wrong answer that draws most."""

    question: int
    title: str
    url: str  # at the desk
    topics: tuple[str, ...]  # slugs, of the modules that ask it
    facility: float
    n: int  # first answers
    learners: int
    popular_wrong: str = ""
    popular_wrong_share: float | None = None


@dataclass(frozen=True)
class TopicFacility:
    """How well the questions on a topic are answered at first."""

    topic: str
    label: str
    facility: float
    n: int
    learners: int


def weak_items(
    community: Community, period: Month | Period, *, below: float = WEAK_BELOW
) -> list[WeakItem]:
    """The questions answered worst in first attempts that ended in a period, the worst first."""
    answers = _sound_answers(community, period)
    found = answers.values("version__question").annotate(
        facility=Avg("fraction"),
        n=Count("pk"),
        learners=Count("attempt__enrolment__membership", distinct=True),
    )
    enough = found.filter(n__gte=FEWEST_ATTEMPTS, learners__gte=FLOOR, facility__lt=below)
    rows = {row["version__question"]: row for row in enough}
    if not rows:
        return []
    questions = Question.objects.in_bulk(rows)
    topics = _topics_of(answers, rows)
    wrong = dict(_popular_wrong(answers.filter(version__question__in=rows)))
    items = [_item(questions[pk], dict(row), topics[pk], wrong.get(pk)) for pk, row in rows.items()]
    return sorted(items, key=lambda item: (item.facility, item.question))


def facility_by_topic(community: Community, period: Month | Period) -> list[TopicFacility]:
    """How well each topic's questions were answered at first in a period; the worst first."""
    answers = _sound_answers(community, period).values_list(
        "attempt__module", "attempt__enrolment__membership", "fraction"
    )
    by_module = _topics_by_module(community)
    said: dict[str, list[float]] = defaultdict(list)
    people: dict[str, set[int]] = defaultdict(set)
    for module, learner, fraction in answers.iterator():
        for topic in by_module[module]:
            said[topic].append(fraction or 0.0)
            people[topic].add(learner)
    labels = dict(Topic.objects.filter(community=community).values_list("slug", "label"))
    found = [
        TopicFacility(topic, labels[topic], sum(all_) / len(all_), len(all_), len(people[topic]))
        for topic, all_ in said.items()
        if len(all_) >= FEWEST_ATTEMPTS and len(people[topic]) >= FLOOR
    ]
    return sorted(found, key=lambda one: (one.facility, one.topic))


def _sound_answers(community: Community, period: Month | Period) -> QuerySet[Answer]:
    firsts = first_attempts(community).filter(period.covers("closed_at"))
    in_doubt = QuestionFigures.objects.of(community).current().doubtful().values("question")
    return (
        Answer.objects.filter(attempt__in=firsts, version__isnull=False, fraction__isnull=False)
        .exclude(version__question__is_suspended=True)
        .exclude(version__question__in=in_doubt)
    )


def _item(
    question: Question, row: dict[str, Any], topics: set[str], wrong: tuple[str, float] | None
) -> WeakItem:
    label, share = wrong or ("", None)
    return WeakItem(
        question=question.pk,
        title=question.title,
        url=question.url,
        topics=tuple(sorted(topics)),
        facility=row["facility"],
        n=row["n"],
        learners=row["learners"],
        popular_wrong=label,
        popular_wrong_share=share,
    )


def _topics_of(answers: QuerySet[Answer], questions: Iterable[int]) -> dict[int, set[str]]:
    """The topics of the modules that asked each question."""
    asked = answers.filter(version__question__in=list(questions))
    pairs = set(asked.values_list("version__question", "attempt__module"))
    by_module = _topics_in({module for _question, module in pairs})
    found: dict[int, set[str]] = defaultdict(set)
    for question, module in pairs:
        found[question] |= by_module[module]
    return found


def _topics_by_module(community: Community) -> dict[int, set[str]]:
    return _topics_in(ModulePage.objects.of(community).values_list("pk", flat=True))


def _topics_in(modules: Iterable[int]) -> dict[int, set[str]]:
    """What each module is about; where nothing is said, what its course is about."""
    found: dict[int, set[str]] = defaultdict(set)
    pages = ModulePage.objects.filter(pk__in=list(modules)).prefetch_related("topics")
    bare: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        found[page.pk] = set(page.topic_slugs)
        if not found[page.pk]:
            bare[page.path[: -page.steplen]].append(page.pk)
    courses = Topic.objects.filter(pages__path__in=list(bare)).values_list("pages__path", "slug")
    for path, slug in courses:
        for pk in bare[path]:
            found[pk].add(slug)
    return found


def _popular_wrong(answers: QuerySet[Answer]) -> Iterator[tuple[int, tuple[str, float]]]:
    """Of each question the wrong option that most chose, and by what part, if 8 learners did."""
    keys = answers.values_list("version", flat=True).distinct()
    versions = QuestionVersion.objects.in_bulk(list(keys))
    wrong = {
        pk: {o.key: o.label for o in options_of(version) if not o.is_right}
        for pk, version in versions.items()
    }
    tally: dict[int, Counter[str]] = defaultdict(Counter)
    people: dict[tuple[int, str], set[int]] = defaultdict(set)
    total: Counter[int] = Counter()
    said = answers.values_list(
        "version__question", "version", "given", "attempt__enrolment__membership"
    )
    for question, version, given, learner in said.iterator():
        total[question] += 1
        for key in chosen_in(versions[version], given):
            label = wrong[version].get(key)
            if label:
                tally[question][label] += 1
                people[question, label].add(learner)
    for question, labels in tally.items():
        label, count = min(labels.items(), key=lambda pair: (-pair[1], pair[0]))
        if len(people[question, label]) >= FLOOR:
            yield question, (label, count / total[question])
