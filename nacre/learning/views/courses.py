"""A learner's courses: what they take, how far they are, where to begin."""

from collections.abc import Collection
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nacre.communities.request import Request, here
from nacre.learning import actions
from nacre.learning.asking_learners import asked_before, is_asked_after
from nacre.learning.models import CoursePage
from nacre.learning.progress import progress_in
from nacre.learning.views.gate import learners_only

WAYS = (
    ("learning", "Courses", "/learn/"),
    ("certificates", "Certificates", "/certificates/"),
    ("cpd", "CPD", "/cpd/"),
)


def ways_of_a_learner(enabled: Collection[str]) -> list[dict[str, object]]:
    """The ways between what a learner has here."""
    return [
        {"label": label, "url": url, "current": component == "learning"}
        for component, label, url in WAYS
        if component in enabled
    ]


@learners_only
@require_safe
def mine(request: Request) -> HttpResponse:
    """What a learner takes and what else is open to them."""
    courses = list(CoursePage.objects.visible_to(request.viewer).newest())
    progress = progress_in(request.viewer, courses)
    context = {
        "ways": ways_of_a_learner(here(request).enabled),
        "running": [p for p in progress if p.enrolment and not p.is_complete],
        "complete": [p for p in progress if p.is_complete],
        "others": [p for p in progress if p.enrolment is None],
    }
    return render(request, "learning/mine.html", context)


@learners_only
@require_http_methods(["GET", "HEAD", "POST"])
def course(request: Request, key: UUID) -> HttpResponse:
    """A course as a learner takes it: who pays, the modules, what is done; POST begins it."""
    found = get_object_or_404(CoursePage.objects.visible_to(request.viewer), key=key)
    if request.method == "POST":
        actions.start_course(course=found, by=request.viewer)
        progress = progress_in(request.viewer, [found])[0]
        if progress.next is None or asked_before(progress) is not None:
            return redirect(found.url_of_start)
        return redirect(progress.next.module.url_of_player)
    progress = progress_in(request.viewer, [found])[0]
    context = {
        "course": found,
        "progress": progress,
        "before": asked_before(progress),
        "is_asked_after": is_asked_after(progress),
    }
    return render(request, "learning/course.html", context)
