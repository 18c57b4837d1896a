"""A member's own page of what we know of them, and how they renew it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nacre.communities.request import Request
from nacre.members import actions, sign_in_providers
from nacre.members.models import Membership, VerificationEvidence
from nacre.members.moderation_forms import DocumentForm
from nacre.members.views.joining import membership_required


@membership_required
@require_http_methods(["GET", "HEAD", "POST"])
def verification(request: Request) -> HttpResponse:
    """What is known, until when, and a document for a moderator to see."""
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.show_document(by=request.viewer, **form.cleaned_data)
        except (ValidationError, PermissionDenied) as problem:
            form.add_error(None, " ".join(getattr(problem, "messages", [str(problem)])))
        else:
            messages.success(request, _("Thank you. A moderator will look at it, then delete it."))
            return redirect("members:verification")
    membership = _own(request)
    known = VerificationEvidence.objects.about(membership.user_id, membership.community)
    return render(
        request,
        "members/verification.html",
        {
            "membership": membership,
            "status": request.viewer.status,
            "rows": known.newest().filter(outcome="match"),
            "form": form,
            "providers": sign_in_providers.offered(reverse("members:verification")),
        },
    )


@membership_required
@require_POST
def review_ask(request: Request) -> HttpResponse:
    """Ask a moderator to look again."""
    membership = _own(request)
    if membership.is_active:
        actions.ask_for_review(membership, Membership.Review.ASKED)
    messages.success(request, _("A moderator will look within two working days."))
    return redirect("members:verification")


def _own(request: Request) -> Membership:
    return get_object_or_404(Membership.objects.own(request.viewer).select_related("community"))
