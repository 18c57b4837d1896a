"""The first page: how far one is, what waits, what stands; and the plan behind it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request
from nacre.cpd import actions
from nacre.cpd.forms import PlanForm
from nacre.cpd.lines import lines_of
from nacre.cpd.models import Entry
from nacre.cpd.progress import Progress, progress_of
from nacre.cpd.views.gate import own_only, own_plan
from nacre.members.refusals import Refused
from nacre.members.views.circle import attempt

SHOWN = 10
TILES = 3


@own_only
@require_safe
def overview(request: Request) -> HttpResponse:
    """Progress in each scheme, the newest proposals and the newest entries."""
    mine = Entry.objects.visible_to(request.viewer)
    plan = own_plan(request)
    progress = progress_of(request.viewer, plan, timezone.localdate())
    waiting = mine.proposed().newest()
    context = {
        "progress": progress,
        "tiles": _tiles(progress[0]),
        "plan": plan,
        "waiting": lines_of(waiting.for_list()[:SHOWN]),
        "waiting_count": waiting.count(),
        "latest": lines_of(mine.accepted().newest().for_list()[:SHOWN]),
        "shown": SHOWN,
    }
    return render(request, "cpd/overview.html", context)


def _tiles(progress: Progress) -> list[dict[str, object]]:
    """The first numbers of the first scheme; the first of them with its months as a line."""
    tiles: list[dict[str, object]] = [
        {"figure": one.shown, "label": one.label, "note": one.asked}
        for one in progress.measures[:TILES]
    ]
    if tiles and len(progress.months) > 1:
        tiles[0]["series"] = progress.months
    return tiles


@own_only
@require_POST
def decide(request: Request) -> HttpResponse:
    """Accept or turn down: one by its button, the ticked ones, or all that wait."""
    chosen = request.POST.getlist("chosen")
    try:
        if "reject" in request.POST:
            done = actions.reject_entries(by=request.viewer, keys=_keys([request.POST["reject"]]))
            said = ngettext("Left out.", "%(n)d left out.", done)
        elif "reject_chosen" in request.POST:
            done = actions.reject_entries(by=request.viewer, keys=_keys(chosen))
            said = ngettext("%(n)d left out.", "%(n)d left out.", done)
        else:
            done = actions.accept_entries(by=request.viewer, keys=_to_accept(request, chosen))
            said = ngettext("Accepted. It counts now.", "%(n)d accepted. They count now.", done)
    except Refused as why:
        messages.error(request, str(why))
    else:
        if done:
            messages.success(request, said % {"n": done} if "%" in said else said)
        else:
            messages.info(request, _("Tick one first."))
    return redirect("cpd:overview")


def _to_accept(request: Request, chosen: list[str]) -> list[str]:
    if "accept" in request.POST:
        return _keys([request.POST["accept"]])
    if "accept_all" in request.POST:
        waiting = Entry.objects.visible_to(request.viewer).proposed()
        return [str(key) for key in waiting.values_list("key", flat=True)]
    return _keys(chosen)


def _keys(said: list[str]) -> list[str]:
    """Those that could be keys at all."""
    return [key for key in said if len(key) == 36 and set(key) <= set("0123456789abcdef-")]


@own_only
@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: Request) -> HttpResponse:
    """Schemes, the renewal, and whether we propose."""
    plan = own_plan(request)
    initial = {
        "schemes": plan.schemes,
        "renewal_on": plan.renewal_on,
        "is_proposing": plan.is_proposing,
    }
    form = PlanForm(request.POST or None, initial=initial)
    if form.is_valid() and attempt(
        form, lambda: actions.change_plan(by=request.viewer, **form.cleaned_data)
    ):
        messages.success(request, _("Kept."))
        return redirect("cpd:overview")
    return render(request, "cpd/plan.html", {"form": form})
