"""The moderators' queue, the log of what was decided, and the documents that people showed."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.panels import panels
from nacre.communities.request import Request, here
from nacre.members import actions
from nacre.members.models import Membership, MembershipDecision, SeenDocument
from nacre.members.moderation_forms import ChecksForm, ReasonForm
from nacre.members.permissions import can_moderate
from nacre.members.queue import Case, cases, exact_matches, pace_of, proven_by_evidence

PAGE_SIZE = 20


def moderator_required(view: Callable) -> Callable:
    """Closed to everyone who does not moderate this community."""

    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        if not request.viewer.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not can_moderate(request.viewer):
            raise PermissionDenied(_("Only moderators see who waits."))
        return never_cache(view)(request, *args, **kwargs)

    return guarded


@moderator_required
@require_safe
def queue(request: Request) -> HttpResponse:
    """Who waits, longest first: each claim beside the evidence."""
    return _queue_page(request)


def _queue_page(request: Request, refused: Form | None = None, key: str = "") -> HttpResponse:
    """A page of the queue; `refused` stands with the case of `key`, with what was typed."""
    waiting = Membership.objects.of(request.community).to_look_at().for_queue()
    page = Paginator(waiting.order_by("review_due_at", "joined_at"), PAGE_SIZE).get_page(
        request.POST.get("page") or request.GET.get("page", "")
    )
    found = cases(list(page), here(request))
    context = {
        "page": page,
        "cases": [(case, *_forms_of(case, refused, key)) for case in found],
        "exact": sum(case.is_exact for case in found),
        "pace": pace_of(here(request)),
        "refused": refused,
        "panels": list(panels("moderation", request)),
    }
    return render(request, "members/queue.html", context, status=422 if refused else 200)


def _forms_of(case: Case, refused: Form | None, key: str) -> tuple[Form, Form]:
    """The two forms of a case: letting in, and saying no."""
    own = str(case.membership.key)
    checks, reason = ChecksForm(auto_id=f"%s-{own}"), ReasonForm(auto_id=f"why-%s-{own}")
    if refused is not None and own == str(key):
        checks = refused if isinstance(refused, ChecksForm) else checks
        reason = refused if isinstance(refused, ReasonForm) else reason
    return checks, reason


@moderator_required
@require_POST
def member_verify(request: Request, key: str) -> HttpResponse:
    """Let one person in, or back in."""
    membership = _waiting(request, key)
    form = ChecksForm(request.POST, auto_id=f"%s-{key}")
    if not form.is_valid():
        return _queue_page(request, form, key)
    try:
        is_in = _let_in(membership, request, form)
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
        return redirect(_queue_url(request))
    name = {"name": membership.user.name or membership.user.email}
    if is_in:
        actions.delete_documents(membership)
        messages.success(request, _("%(name)s is in.") % name)
    else:
        messages.info(request, _("%(name)s waits for a second moderator.") % name)
    return redirect(_queue_url(request))


def _let_in(membership: Membership, request: Request, form: ChecksForm) -> bool:
    by, checks, reason = request.viewer, form.checks, form.cleaned_data["reason"]
    if membership.status != Membership.Status.PENDING:
        return actions.reinstate_member(membership=membership, by=by, checks=checks, reason=reason)
    tier = form.cleaned_data["tier"]
    return actions.verify_member(
        membership=membership, by=by, checks=checks, reason=reason, tier=tier
    )


@moderator_required
@require_POST
def member_decline(request: Request, key: str) -> HttpResponse:
    """Say no to one person, with the reason."""
    membership = _waiting(request, key)
    form = ReasonForm(request.POST, auto_id=f"why-%s-{key}")
    if not form.is_valid():
        return _queue_page(request, form, key)
    if membership.status == Membership.Status.PENDING:
        actions.decline_member(membership=membership, by=request.viewer, **form.cleaned_data)
    else:
        actions.suspend_member(membership=membership, by=request.viewer, **form.cleaned_data)
    actions.delete_documents(membership)
    messages.success(request, _("%(name)s was told.") % {"name": membership.user})
    return redirect(_queue_url(request))


@moderator_required
@require_http_methods(["GET", "HEAD", "POST"])
def matches_verify(request: Request) -> HttpResponse:
    """Everyone who waits and stands on the body's list: look, then let them in together."""
    if request.method == "POST":
        count = actions.verify_exact_matches(by=request.viewer, keys=request.POST.getlist("key"))
        told = ngettext("%(count)d person is in.", "%(count)d people are in.", count)
        messages.success(request, told % {"count": count})
        return redirect("members:queue")
    waiting = list(Membership.objects.of(request.community).pending().for_queue())
    lines, proven = exact_matches(waiting, here(request)), proven_by_evidence(waiting)
    found = [(m, lines.get(m.pk)) for m in waiting if m.pk in lines or m.pk in proven]
    return render(request, "members/matches.html", {"matches": found})


@moderator_required
@require_safe
def decision_log(request: Request) -> HttpResponse:
    """What was decided, by whom, why: newest first, never rewritten."""
    rows = MembershipDecision.objects.of(request.community).for_log()
    page = Paginator(rows, 50).get_page(request.GET.get("page", ""))
    context = {"page": page, "pace": pace_of(here(request))}
    return render(request, "members/decision_log.html", context)


@moderator_required
@require_safe
def document(request: Request, key: str) -> FileResponse:
    """A document that somebody showed: to moderators of this community, while it exists."""
    shown = get_object_or_404(SeenDocument.objects.of(request.community), key=key)
    if not shown.file or shown.membership.user_id == request.viewer.user_id:
        raise Http404
    answer = FileResponse(shown.file.open(), content_type=shown.content_type)
    answer["Content-Disposition"] = 'inline; filename="document"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer


def _queue_url(request: Request) -> str:
    """The queue at the page where the moderator was."""
    page = request.POST.get("page", "")
    return f"/moderation/?page={page}" if page.isdigit() else "/moderation/"


def _waiting(request: Request, key: str) -> Membership:
    waiting = Membership.objects.of(request.community).to_look_at().for_queue()
    return get_object_or_404(waiting, key=key)
