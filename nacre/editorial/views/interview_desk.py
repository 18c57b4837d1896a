"""Interviews at the desk: whom we asked, what they answered, the draft, and the member's yes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.models import Community
from nacre.communities.request import Request
from nacre.editorial import actions
from nacre.editorial.interview_forms import AskForm, SectionForm
from nacre.editorial.member_chooser import chooser, members_here
from nacre.editorial.models import InterviewAsk
from nacre.editorial.permissions import can_ask_for_interview

A_PAGE = 30


def _here(request: Request) -> Community:
    """The community of the desk, for those who may ask."""
    if request.community is None:
        raise Http404
    if not can_ask_for_interview(request.viewer, request.community):
        raise PermissionDenied(_("Interviews are for the editors of the community."))
    return request.community


def _ask(request: Request, pk: int) -> InterviewAsk:
    return get_object_or_404(InterviewAsk.objects.for_desk(_here(request)), pk=pk)


@require_safe
def ask_list(request: Request) -> HttpResponse:
    """All that were asked, newest first."""
    asks = Paginator(InterviewAsk.objects.for_desk(_here(request)), A_PAGE)
    context = {"asks": asks.get_page(request.GET.get("p"))}
    return TemplateResponse(request, "editorial/admin/interview_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_new(request: Request) -> HttpResponse:
    """Ask a member."""
    _here(request)
    form = AskForm(
        request.POST or None, members=members_here(request), chooser=chooser.widget_class()
    )
    if request.method == "POST" and form.is_valid():
        ask = actions.ask_for_interview(by=request.viewer, **form.cleaned_data)
        messages.success(request, _("The member has a letter with your questions."))
        return redirect("interviews:detail", ask.pk)
    return TemplateResponse(request, "editorial/admin/interview_ask.html", {"form": form})


@require_safe
def ask_detail(request: Request, pk: int) -> HttpResponse:
    """How far it is, and what comes next. What the member has not sent yet is not shown."""
    ask = _ask(request, pk)
    context = {
        "ask": ask,
        "questions": ask.questions.all() if ask.answered_at else [],
        "approvals": ask.approvals.order_by("-pk"),
        "latest": ask.latest_approval,
        "form": SectionForm(community=ask.community),
    }
    return TemplateResponse(request, "editorial/admin/interview_detail.html", context)


@require_POST
def draft(request: Request, pk: int) -> HttpResponse:
    """Put the answers into a draft, and open it."""
    ask = _ask(request, pk)
    form = SectionForm(request.POST, community=ask.community)
    if form.is_valid():
        try:
            made = actions.draft_interview(
                ask=ask, by=request.viewer, user=request.user, **form.cleaned_data
            )
        except ValidationError as refused:
            return _refused(request, pk, refused)
        return redirect("wagtailadmin_pages:edit", made.pk)
    return redirect("interviews:detail", pk)


@require_POST
def send(request: Request, pk: int) -> HttpResponse:
    """Send the latest text to the member for their yes."""
    try:
        actions.send_text(ask=_ask(request, pk), by=request.viewer, user=request.user)
    except ValidationError as refused:
        return _refused(request, pk, refused)
    messages.success(request, _("The member has a letter with a link to this text."))
    return redirect("interviews:detail", pk)


def _refused(request: Any, pk: int, refused: ValidationError) -> HttpResponse:
    messages.error(request, " ".join(refused.messages))
    return redirect("interviews:detail", pk)
