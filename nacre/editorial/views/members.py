"""Registering for a toolkit, answering about an interview, and what became of papers."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from nacre.communities.request import Request, here
from nacre.editorial import actions
from nacre.editorial.interviewees import naming
from nacre.editorial.models import Article, ReaderNotice, ToolkitPage
from nacre.editorial.recall_letters import is_quiet, membership_of
from nacre.pages.models import BasePage


@require_POST
def register(request: Request, pk: int) -> HttpResponse:
    """Say that one works with a toolkit."""
    if not request.viewer.is_authenticated:
        raise Http404
    toolkit = get_object_or_404(ToolkitPage.objects.visible_to(request.viewer), pk=pk)
    is_new = actions.register_for_toolkit(
        toolkit=toolkit, by=request.viewer, purpose=request.POST.get("purpose", "")
    )
    thanks = _("Thank you. You are registered; we will send you corrections and new versions.")
    messages.success(request, thanks if is_new else _("You are registered already."))
    return redirect(toolkit.path_in_community)


@require_POST
def poll_vote(request: Request, pk: int) -> HttpResponse:
    """Answer the question of an article."""
    page = get_object_or_404(BasePage.objects.visible_to(request.viewer), pk=pk).specific
    option = as_uuid(request.POST.get("option", ""))
    if option is None or not isinstance(page, Article):
        raise Http404
    actions.vote_in_poll(page=page, option=option, by=request.viewer)
    messages.success(request, _("Your answer is kept."))
    return redirect(f"{page.path_in_community}#poll")


def as_uuid(text: str) -> UUID | None:
    """What a form says as an identifier; None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


@require_POST
def interview_answer(request: Request, pk: int) -> HttpResponse:
    """Agree that an interview leads to one's profile, decline, or take the yes back."""
    interview = get_object_or_404(naming(request.viewer), pk=pk)
    is_given = request.POST.get("answer") == "yes"
    actions.answer_interview(interview=interview, by=request.viewer, is_given=is_given)
    told = _("It is linked to your profile.") if is_given else _("It is not linked.")
    messages.success(request, told)
    return redirect("members:profile_edit")


@require_POST
def recall_seen(request: Request, pk: int) -> HttpResponse:
    """Put away what one was told about a paper."""
    if not request.viewer.is_member:
        raise Http404
    own = ReaderNotice.objects.of(request.community).to_see(request.viewer)
    actions.put_away(notice=get_object_or_404(own, pk=pk))
    return redirect("/")


@csrf_exempt  # mail programs post here without a session; the signed token does this one thing alone
@require_http_methods(["GET", "HEAD", "POST"])
def recall_letters(request: Request, token: str) -> HttpResponse:
    """GET asks, POST stops the letters of whoever the link was sent to, or begins them again."""
    membership = membership_of(token, here(request))
    if membership is None:
        raise Http404
    if request.method == "POST":
        is_wanted = request.POST.get("letters") == "again"
        actions.choose_letters(membership=membership, is_wanted=is_wanted)
    said = {"is_quiet": is_quiet(membership)}
    return render(request, "editorial/recall_letters.html", said)
