"""The place on a case's page that asks a member, or tells them what they answered."""

from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from bespoke.case_of_the_month.models import Answer, CasePage
from nacre.communities.request import Request
from nacre.ui.slots import fills


@fills("case_answer")
def case_answer(request: Request) -> str:
    """The form, the answer with its explanation, or a line for those who cannot answer."""
    route = getattr(request, "route", None)
    case = CasePage.objects.visible_to(request.viewer).filter(pk=route and route.page_id).first()
    if case is None:
        return ""
    given = Answer.objects.filter(case=case, membership=request.viewer.membership_id or 0).first()
    context = {
        "case": case,
        "given": given,
        "chosen": case.options[given.option] if given else "",
        "right": case.options[case.right_option],
        "may_answer": request.viewer.is_member,
        "token": get_token(request) if request.viewer.is_member else "",
    }
    return render_to_string("case_of_the_month/_answer.html", context)
