"""One's own registration numbers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nacre.communities.request import Request
from nacre.members.actions.registrations import add_registration, give_up_registration
from nacre.members.models import ProfessionalRegistration
from nacre.members.registration_forms import RegistrationForm
from nacre.members.views.joining import membership_required


@membership_required
@require_http_methods(["GET", "HEAD", "POST"])
def registrations(request: Request) -> HttpResponse:
    """The numbers somebody gave, and a form for one more."""
    form = RegistrationForm(request.POST or None)
    if form.is_valid() and form.claimed:
        add_registration(by=request.viewer, claimed=form.claimed, profession=form.profession)
        messages.success(request, _("Thank you. We compare the number with the register."))
        return redirect("members:registrations")
    context = {"form": form, "numbers": _own(request).order_by("given_at")}
    return render(request, "members/registrations.html", context)


@membership_required
@require_POST
def registration_give_up(request: Request, pk: int) -> HttpResponse:
    """Give one of one's own numbers up."""
    registration = get_object_or_404(_own(request), pk=pk)
    give_up_registration(by=request.viewer, registration=registration)
    messages.success(request, _("%(number)s is given up.") % {"number": registration})
    return redirect("members:registrations")


def _own(request: Request):
    return ProfessionalRegistration.objects.exclude(state="released").filter(
        user_id=request.viewer.user_id or 0
    )
