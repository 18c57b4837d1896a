"""What a learner says of a course: before it, after it, and weeks later from a letter."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from nacre.communities.request import Request, here
from nacre.learning import actions
from nacre.learning.evaluation_forms import ConfidenceForm, EvaluationForm, FollowUpForm
from nacre.learning.follow_ups import follow_up_in, to_stop
from nacre.learning.models import CoursePage, Enrolment, Evaluation
from nacre.learning.progress import progress_in
from nacre.learning.views.gate import learners_only
from nacre.members.refusals import Refused
from nacre.members.views.circle import attempt


def _course(request: Request, key: UUID) -> CoursePage:
    found: CoursePage = get_object_or_404(CoursePage.objects.visible_to(request.viewer), key=key)
    return found


def _own(request: Request, course: CoursePage) -> Enrolment | None:
    mine = Enrolment.objects.visible_to(request.viewer).filter(course=course)
    return mine.select_related("course").latest_first().first()


def _sent(request: Request) -> QueryDict | None:
    """What was sent, even if it is nothing."""
    return request.POST if request.method == "POST" else None


@learners_only
@require_POST
def before(request: Request, key: UUID) -> HttpResponse:
    """How confident a learner is before they begin; what is left out is skipped."""
    course = _course(request, key)
    enrolment = actions.start_course(course=course, by=request.viewer)
    form = ConfidenceForm(course.outcome_list, request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the five points for each, or none."))
        return redirect(course.url_of_start)
    if form.levels():
        try:
            actions.say_confidence(enrolment=enrolment, by=request.viewer, levels=form.levels())
        except Refused as why:
            messages.error(request, str(why))
    progress = progress_in(request.viewer, [course])[0]
    return redirect(progress.next.module.url_of_player if progress.next else course.url_of_start)


@never_cache
@learners_only
@require_http_methods(["GET", "HEAD", "POST"])
def after(request: Request, key: UUID) -> HttpResponse:
    """How it was, on one page, for whoever has completed the course."""
    course = _course(request, key)
    enrolment = _own(request, course)
    if enrolment is None or not enrolment.is_complete:
        messages.info(request, _(actions.evaluating.NOT_DONE))
        return redirect(course.url_of_start)
    context: dict[str, Any] = {"course": course}
    if Evaluation.objects.filter(enrolment=enrolment).exists():
        return render(request, "learning/evaluated.html", context)
    form = EvaluationForm(course.outcome_list, _sent(request))
    if form.is_valid() and attempt(form, lambda: _evaluate(request, enrolment, form)):
        return redirect(f"{course.url_of_start}evaluation/")
    context["form"] = form
    status = 422 if form.errors else 200
    return render(request, "learning/evaluation.html", context, status=status)


def _evaluate(request: Request, enrolment: Enrolment, form: EvaluationForm) -> Evaluation:
    return actions.evaluate_course(
        enrolment=enrolment, by=request.viewer, levels=form.levels(), said=form.said()
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: Request, token: str) -> HttpResponse:
    """What became of it: GET asks, POST answers; from the letter, signed in or not."""
    found = follow_up_in(token, here(request))
    if found is None:
        raise Http404
    context: dict[str, Any] = {"course": found.evaluation.enrolment.course}
    if found.answered_at is not None:
        return render(request, "learning/followed_up.html", context)
    form = FollowUpForm(_sent(request))
    if form.is_valid() and attempt(
        form, lambda: actions.answer_follow_up(follow_up=found, **form.said())
    ):
        return redirect(request.path)
    context["form"] = form
    status = 422 if form.errors else 200
    return render(request, "learning/follow_up.html", context, status=status)


@csrf_exempt  # mail programs post here without a session; the signed token does this one thing alone
@require_http_methods(["GET", "HEAD", "POST"])
def follow_ups_stop(request: Request, token: str) -> HttpResponse:
    """GET asks, POST stops these letters; signed in or not, and by the button of a mail program."""
    membership = to_stop(token, here(request))
    if membership is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        actions.stop_follow_ups(membership=membership)
    return render(request, "learning/follow_ups_stop.html", {"is_done": is_done})
