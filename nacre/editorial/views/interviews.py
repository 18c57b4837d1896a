"""What a member who is asked for an interview sees: questions, the exact text, a way out.

The link in the letter leads here, and only the member who was asked gets in, signed in as
themselves. GET changes nothing.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request
from nacre.editorial import actions
from nacre.editorial.interview_forms import AnswersForm, ChangesForm, WithdrawForm
from nacre.editorial.interview_texts import file_of, text_of
from nacre.editorial.models import InterviewApproval, InterviewAsk
from nacre.members.views.joining import membership_required
from nacre.pages.models import CommunityDocument, CommunityRendition
from nacre.pages.views import send_file

View = Callable[..., HttpResponse | FileResponse]


def of_the_asked(view: View) -> View:
    """Find what a member was asked; for everybody else it is not there."""

    @membership_required
    @never_cache
    @wraps(view)
    def guarded(request: Request, key: str, **more: str) -> HttpResponse | FileResponse:
        ask = get_object_or_404(InterviewAsk.objects.to(request.viewer), key=key)
        response = view(request, ask, **more)
        response["Referrer-Policy"] = "same-origin"
        return response

    return guarded


@of_the_asked
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: Request, ask: InterviewAsk) -> HttpResponse:
    """The questions; POST keeps what was written so far, or sends it."""
    is_final = request.POST.get("then") == "send"
    form = AnswersForm(request.POST or None, ask=ask, is_final=is_final)
    if request.method == "POST" and form.is_valid() and _is_kept(request, ask, form):
        done = _("Thank you. The desk has your answers, and shows you the text before it appears.")
        messages.success(request, done if is_final else _("Saved. Nobody but you sees it yet."))
        return _to(ask)
    context = {"ask": ask, "form": form, "approval": ask.latest_approval}
    return render(request, "editorial/interviews/asked.html", context)


@of_the_asked
@require_POST
def decline(request: Request, ask: InterviewAsk) -> HttpResponse:
    """Rather not."""
    _is_done(request, lambda: actions.decline_interview(ask=ask, by=request.viewer))
    return _to(ask)


@of_the_asked
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: Request, ask: InterviewAsk) -> HttpResponse:
    """The exact text; POST approves what was shown."""
    approval = _approval(ask)
    if request.method == "POST":
        seen = request.POST.get("text", "")
        approve = actions.approve_text
        if _is_done(
            request,
            lambda: approve(approval=approval, by=request.viewer, user=request.user, seen=seen),
        ):
            messages.success(request, _("Approved. Thank you."))
        return _to(ask, "text/")
    return _text(request, approval, ChangesForm())


@of_the_asked
@require_POST
def changes(request: Request, ask: InterviewAsk) -> HttpResponse:
    """Not yet: what should change."""
    approval, form = _approval(ask), ChangesForm(request.POST)
    if not form.is_valid():
        return _text(request, approval, form)
    note = form.cleaned_data["note"]
    ask_for = actions.ask_for_changes
    if _is_done(
        request,
        lambda: ask_for(approval=approval, by=request.viewer, user=request.user, note=note),
    ):
        messages.success(request, _("Thank you. You get a new letter with the changed text."))
    return _to(ask, "text/")


@of_the_asked
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, ask: InterviewAsk) -> HttpResponse:
    """GET asks whether one is sure; POST takes the interview down."""
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note, go = form.cleaned_data["note"], actions.withdraw_interview
        if _is_done(request, lambda: go(ask=ask, by=request.viewer, user=request.user, note=note)):
            messages.success(request, _("You have withdrawn. Readers no longer find it."))
        return _to(ask)
    return render(request, "editorial/interviews/withdraw.html", {"ask": ask, "form": form})


@of_the_asked
@require_safe
def file(request: Request, ask: InterviewAsk, seal: str) -> FileResponse:
    """A picture or document of the text, while it can be approved."""
    approval = _approval(ask)
    named = file_of(approval, seal)
    if named is None or approval.problem:
        raise Http404
    sort, pk = named
    if sort == "images":
        return send_file(get_object_or_404(CommunityRendition, pk=pk).file, inline=True)
    return send_file(get_object_or_404(CommunityDocument, pk=pk).file, inline=False)


def _approval(ask: InterviewAsk) -> InterviewApproval:
    approval = ask.latest_approval
    if approval is None:
        raise Http404
    return approval


def _text(request: Request, approval: InterviewApproval, form: ChangesForm) -> HttpResponse:
    problem = approval.problem
    context = {
        "ask": approval.ask,
        "approval": approval,
        "problem": problem,
        "text": "" if problem else text_of(approval),
        "form": form,
    }
    return render(request, "editorial/interviews/text.html", context)


def _is_kept(request: Request, ask: InterviewAsk, form: AnswersForm) -> bool:
    return _is_done(
        request,
        lambda: actions.save_answers(
            ask=ask,
            by=request.viewer,
            answers=form.answers,
            said=form.said,
            is_final=form.is_final,
        ),
    )


def _is_done(request: Request, act: Callable[[], object]) -> bool:
    try:
        act()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return False
    return True


def _to(ask: InterviewAsk, where: str = "") -> HttpResponse:
    return redirect(f"/interviews/asked/{ask.key}/{where}")
