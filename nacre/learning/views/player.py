"""A module, screen by screen: begun, answered, gone on with anywhere, ended."""

from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request
from nacre.learning import actions
from nacre.learning.actions.enrolling import goes_of
from nacre.learning.models import Attempt, Enrolment, ModulePage
from nacre.learning.player import Player
from nacre.learning.progress import progress_in
from nacre.learning.syncing import read_sync
from nacre.learning.taught import module_open_to
from nacre.learning.views.gate import learners_only
from nacre.members.refusals import Refused
from nacre.scorm.models import PackageAttempt
from nacre.scorm.playing import frame_policy, frame_url

WORKER = Path(__file__).parents[1] / "static" / "learning" / "worker.js"


@require_safe
def worker(request: Request) -> HttpResponse:
    """What shows a kept module without a connection; it looks after what lies below its address."""
    answer = HttpResponse(WORKER.read_text(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


def _module(request: Request, pk: int) -> ModulePage:
    found = module_open_to(request, pk)
    if found is None:
        raise Http404
    return found


def _running(request: Request, module: ModulePage) -> Attempt | None:
    mine = Attempt.objects.visible_to(request.viewer).filter(module=module)
    found = mine.open().select_related("enrolment", "package_attempt__package").first()
    if found is not None:
        found.module = module
    return found


@learners_only
@require_http_methods(["GET", "HEAD", "POST"])
def module(request: Request, pk: int) -> HttpResponse:
    """The screen where the learner is; POST answers it, or goes on."""
    page = _module(request, pk)
    attempt = _running(request, page)
    if attempt is not None and attempt.package_attempt is not None:
        return _package(request, page, attempt.package_attempt)
    if attempt is None or not page.screens:
        return _between(request, page)
    player = Player(attempt, page, request.GET.get("screen", ""))
    if request.method == "POST":
        player = Player(attempt, page, request.POST.get("screen", ""))
        answer = _post(request, player)
        if answer is not None:
            return answer
    context = {
        "player": player,
        "blocks": player.shown(),
        "module": page,
        "course": page.course,
        "attempt": attempt,
    }
    status = 422 if player.errors else 200
    return render(request, "learning/player.html", context, status=status)


def _package(request: Request, page: ModulePage, played: PackageAttempt) -> HttpResponse:
    """A SCORM package, played on a host of its own."""
    context = {"module": page, "course": page.course, "frame": frame_url(played)}
    return frame_policy(render(request, "learning/package.html", context))


def _post(request: Request, player: Player) -> HttpResponse | None:
    page = player.module
    if player.waiting:
        given = player.read(request.POST)
        if player.errors:
            return None
        items = {item.name: item for item in player.waiting}
        actions.answer_screen(attempt=player.attempt, by=request.viewer, given=given, items=items)
        return redirect(f"{page.url_of_player}#feedback")
    actions.go_on(attempt=player.attempt, by=request.viewer, screen=player.screen.key)
    return redirect(page.url_of_player)


def _between(request: Request, page: ModulePage) -> HttpResponse:
    """Before the first attempt and after each: how it went, and what can be done now."""
    progress = progress_in(request.viewer, [page.course])[0]
    step = next(step for step in progress.steps if step.module.pk == page.pk)
    last = step.attempts[-1] if step.attempts else None
    own = (
        Enrolment.objects.visible_to(request.viewer)
        .filter(course=page.course)
        .latest_first()
        .first()
    )
    context = {
        "module": page,
        "course": page.course,
        "progress": progress,
        "step": step,
        "last": last,
        "result": _said_of(last, page) if last else "",
        "next_label": _("Next: %(title)s") % {"title": progress.next.module.title}
        if progress.next
        else "",
        "goes": goes_of(page, own) if own else None,
    }
    return render(request, "learning/between.html", context)


def _said_of(attempt: Attempt, page: ModulePage) -> str:
    if attempt.score is None:
        return _("You have been through it.")
    said = {"score": f"{attempt.score:g}", "mark": page.course.pass_mark}
    return _("%(score)s per cent; the pass mark is %(mark)s.") % said


@learners_only
@require_POST
def module_start(request: Request, pk: int) -> HttpResponse:
    """Begin an attempt, or a practice."""
    page: ModulePage = get_object_or_404(ModulePage.objects.visible_to(request.viewer), pk=pk)
    is_practice = request.POST.get("practice") == "yes"
    try:
        actions.start_module(module=page, by=request.viewer, is_practice=is_practice)
    except Refused as why:
        messages.error(request, str(why))
    return redirect(page.url_of_player)


@learners_only
@require_safe
def module_offline(request: Request, pk: int) -> HttpResponse:
    """All that is left of an attempt on one page, for a device to keep; without a word of feedback."""
    page = _module(request, pk)
    attempt = _running(request, page)
    if attempt is None or not page.screens:
        raise Http404
    players = [Player(attempt, page, key, is_ahead=True) for key in Player(attempt, page).ahead]
    context = {
        "screens": [(player, player.shown()) for player in players if not player.screen.case],
        "has_case": any(player.screen.case for player in players),
        "module": page,
        "course": page.course,
        "attempt": attempt,
    }
    return render(request, "learning/offline.html", context)


@learners_only
@require_POST
def module_answers(request: Request, pk: int) -> JsonResponse:
    """Take what was answered without a connection: each answer once, however often it is sent."""
    page = _module(request, pk)
    try:
        sent = read_sync(request.body)
        key = UUID(request.GET.get("attempt", ""))
    except ValueError as problem:
        return JsonResponse({"problem": str(problem)}, status=400)
    own = Attempt.objects.visible_to(request.viewer).select_related("enrolment")
    attempt = get_object_or_404(own, key=key, module=page)
    told = actions.sync_answers(attempt=attempt, by=request.viewer, sent=sent)
    said = {"kept": told.kept, "known": told.known, "refused": told.refused}
    return JsonResponse({**said, "url": page.url_of_player})


@learners_only
@require_POST
def module_contact(request: Request, pk: int) -> JsonResponse:
    """The learner is still there; answers how many seconds are left, if time is limited."""
    attempt = _running(request, _module(request, pk))
    if attempt is None:
        return JsonResponse({"is_closed": True})
    attempt = actions.keep_contact(attempt=attempt, by=request.viewer)
    left = Player(attempt, attempt.module).seconds_left
    return JsonResponse({"is_closed": attempt.is_closed, "seconds_left": left})
