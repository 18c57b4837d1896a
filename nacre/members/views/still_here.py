"""The page behind the mailed question: opening it changes nothing, its buttons do."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nacre.communities.request import Request, here
from nacre.members import actions
from nacre.members.still_here import asked_by
from nacre.members.viewer import Viewer
from nacre.members.views.joining import membership_required


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def still_here(request: Request, token: str) -> HttpResponse:
    """GET shows what colleagues see of whoever was asked; POST answers yes, or no longer."""
    membership = asked_by(token, here(request))
    if membership is None:
        return render(request, "members/still_here.html", {}, status=404)
    answer = request.POST.get("answer", "") if request.method == "POST" else ""
    if answer:
        by = Viewer.of(membership.user, here(request))
        if answer == "left":
            membership = actions.move_to(by=by, organisation=None)
        else:
            membership = actions.confirm_profile(by=by)
    context = {"membership": membership, "answer": answer}
    response = render(request, "members/still_here.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


@membership_required
@require_POST
def profile_confirm(request: Request) -> HttpResponse:
    """The same yes, from one's own profile."""
    actions.confirm_profile(by=request.viewer)
    messages.success(request, _("Thank you. Colleagues see that your profile is up to date."))
    return redirect("members:profile_edit")
