"""How far a learner is with a course, in a number of queries that does not grow."""

from collections import defaultdict
from dataclasses import dataclass, field

from nacre.learning.models import Attempt, CoursePage, Enrolment, ModulePage
from nacre.members.viewer import Viewer


@dataclass
class Step:
    """A module of a course, as far as a learner is with it."""

    module: ModulePage
    attempts: list[Attempt] = field(default_factory=list)
    is_locked: bool = False  # until the one before is done

    @property
    def is_done(self) -> bool:
        """Whether it was passed."""
        return any(a.is_passed and not a.is_practice for a in self.attempts)

    @property
    def running(self) -> Attempt | None:
        """The attempt that goes on."""
        return next((a for a in self.attempts if not a.is_closed), None)

    @property
    def best(self) -> float | None:
        """The best score."""
        scores = [a.score for a in self.attempts if a.score is not None and not a.is_practice]
        return max(scores, default=None)

    @property
    def state(self) -> str:
        """One of done, running, failed, locked, new."""
        if self.is_done:
            return "done"
        if self.running:
            return "running"
        if self.is_locked:
            return "locked"
        return "failed" if self.attempts else "new"


@dataclass
class Progress:
    """A course and its modules for one learner."""

    course: CoursePage
    enrolment: Enrolment | None
    steps: list[Step]

    @property
    def done(self) -> int:
        """How many modules are."""
        return sum(step.is_done for step in self.steps)

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.steps)

    @property
    def next(self) -> Step | None:
        """Where to go on: what runs, else the first that is not done."""
        waiting = [step for step in self.steps if not step.is_done and not step.is_locked]
        running = [step for step in waiting if step.running]
        return next(iter(running or waiting), None)

    @property
    def minutes_left(self) -> int:
        """What the rest takes."""
        return sum(step.module.minutes for step in self.steps if not step.is_done)

    @property
    def is_complete(self) -> bool:
        """Whether the course is completed."""
        return self.enrolment is not None and self.enrolment.is_complete


def progress_in(viewer: Viewer, courses: list[CoursePage]) -> list[Progress]:
    """A learner's progress in each of some courses that are open to them."""
    enrolments = Enrolment.objects.visible_to(viewer).filter(course__in=courses)
    latest = {each.course_id: each for each in enrolments.order_by("edition")}
    modules = ModulePage.objects.visible_to(viewer).in_courses(courses)
    attempts: dict[tuple[int, int], list[Attempt]] = defaultdict(list)
    for attempt in Attempt.objects.filter(enrolment__in=latest.values()).order_by("number"):
        attempts[attempt.enrolment_id, attempt.module_id].append(attempt)
    found = []
    for course in courses:
        own = latest.get(course.pk)
        steps = [
            Step(module, attempts[own.pk, module.pk] if own else [])
            for module in modules
            if module.path.startswith(course.path)
        ]
        found.append(Progress(course, own, _locked(steps) if course.is_in_order else steps))
    return found


def _locked(steps: list[Step]) -> list[Step]:
    """In order: what comes after the first that is not done waits."""
    is_open = True
    for step in steps:
        step.is_locked = not is_open
        is_open = is_open and step.is_done
    return steps
