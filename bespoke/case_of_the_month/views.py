"""Answering."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from bespoke.case_of_the_month import actions
from bespoke.case_of_the_month.models import CasePage
from nacre.communities.request import Request


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """Keep the answer and go back to the case."""
    case = get_object_or_404(CasePage.objects.visible_to(request.viewer), pk=pk)
    option = request.POST.get("option", "")
    chosen = int(option) if option.isdecimal() and len(option) < 4 else -1
    actions.answer_case(case=case, option=chosen, by=request.viewer)
    return redirect(case.path_in_community)
