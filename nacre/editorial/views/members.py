"""Registering for a toolkit, and answering about an interview."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nacre.communities.request import Request
from nacre.editorial import actions
from nacre.editorial.interviewees import naming
from nacre.editorial.models import ToolkitPage


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
def interview_answer(request: Request, pk: int) -> HttpResponse:
    """Agree that an interview leads to one's profile, decline, or take the yes back."""
    interview = get_object_or_404(naming(request.viewer), pk=pk)
    is_given = request.POST.get("answer") == "yes"
    actions.answer_interview(interview=interview, by=request.viewer, is_given=is_given)
    told = _("It is linked to your profile.") if is_given else _("It is not linked.")
    messages.success(request, told)
    return redirect("members:profile_edit")
