"""The body's member list: bring an edition, read the difference, approve it, take it back."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request
from nacre.members import actions, list_work
from nacre.members.importing import ImportRefused
from nacre.members.list_forms import UploadForm
from nacre.members.list_report import LISTED, as_csv
from nacre.members.models import MemberListEdition, Membership, StagedLine
from nacre.members.permissions import can_keep_list

PAGE_SIZE = 50
WORDS = dict(StagedLine.Verdict.choices)


def keeper_required(view: Callable) -> Callable:
    """Closed to everyone who does not keep this community's list."""

    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        if not request.viewer.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not can_keep_list(request.viewer):
            raise PermissionDenied(_("Only moderators and the body's own contacts see its list."))
        try:
            return view(request, *args, **kwargs)
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("members:body_lists")

    return guarded


@keeper_required
@require_http_methods(["GET", "HEAD", "POST"])
def edition_list(request: Request) -> HttpResponse:
    """The form for a new edition, and what became of the earlier ones."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            edition = list_work.receive_upload(file=form.cleaned_data["file"], by=request.viewer)
        except ImportRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("members:body_list", key=edition.key)
    editions = MemberListEdition.objects.visible_to(request.viewer).for_history()
    page = Paginator(editions, PAGE_SIZE).get_page(request.GET.get("page", ""))
    return render(request, "members/body_lists.html", {"form": form, "page": page})


@keeper_required
@require_safe
def edition_detail(request: Request, key: str) -> HttpResponse:
    """What an edition changes, row by row."""
    edition = _edition(request, key)
    wanted = request.GET.get("outcome", "")
    outcome = wanted if wanted in LISTED else ""
    lines = edition.lines.for_page().filter(verdict__in=[outcome] if outcome else LISTED)
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page", ""))
    pks = {pk for line in page for pk in (*line.candidates, line.membership_id) if pk}
    owners = Membership.objects.of(edition.community).for_profile().in_bulk(pks)
    for line in page:
        line.owners = [owners[pk] for pk in line.candidates if pk in owners]
    counts = [(WORDS[v], n, v) for v, n in edition.counts.items()]
    told = {"edition": edition, "page": page, "counts": counts, "outcome": outcome}
    return render(request, "members/body_list.html", told)


@keeper_required
@require_safe
def edition_rows(request: Request, key: str) -> HttpResponse:
    """The difference as a file for a spreadsheet."""
    edition = _edition(request, key)
    answer = HttpResponse("\ufeff" + as_csv(edition), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{edition.community.slug}-list.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@keeper_required
@require_POST
def edition_approve(request: Request, key: str) -> HttpResponse:
    """Apply it, in the background."""
    edition = _edition(request, key)
    list_work.approve_and_apply(
        edition=edition, by=request.viewer, lapses=request.POST.get("lapses") == "yes"
    )
    messages.success(request, _("The list is being applied."))
    return redirect("members:body_list", key=key)


@keeper_required
@require_POST
def edition_discard(request: Request, key: str) -> HttpResponse:
    """Give it up; nothing has changed."""
    actions.discard_edition(_edition(request, key))
    messages.success(request, _("Discarded. Nothing was changed."))
    return redirect("members:body_lists")


@keeper_required
@require_POST
def edition_undo(request: Request, key: str) -> HttpResponse:
    """Take it back."""
    actions.undo_edition(edition=_edition(request, key), by=request.viewer)
    messages.success(request, _("Taken back. The list is as it was before."))
    return redirect("members:body_list", key=key)


@keeper_required
@require_POST
def line_decide(request: Request, key: str, pk: int) -> HttpResponse:
    """Take a row that was held in, or leave it out."""
    held = _edition(request, key).lines.judged(StagedLine.Verdict.AMBIGUOUS)
    line = get_object_or_404(held.for_page(), pk=pk)
    choice = request.POST.get("choice", "")
    owner = int(choice) if choice.isdecimal() and len(choice) < 19 else None
    actions.decide_line(line=line, by=request.viewer, take=choice != "leave", owner=owner)
    messages.success(request, _("Decided."))
    return redirect("members:body_list", key=key)


def _edition(request: Request, key: str) -> MemberListEdition:
    editions = MemberListEdition.objects.visible_to(request.viewer)
    return get_object_or_404(editions.select_related("community", "reading", "applying"), key=key)
