"""Inviting colleagues, and what an invited colleague sees."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nacre.communities.request import Request, here
from nacre.members import application
from nacre.members.actions.referrals import refer_colleague, want_quiet
from nacre.members.forms import ReferralForm
from nacre.members.models import Referral
from nacre.members.permissions import can_refer
from nacre.members.referral_items import item_at
from nacre.members.views.closed import closed
from nacre.members.views.joining import membership_required

PAGE_SIZE = 25


@never_cache
@membership_required
@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: Request) -> HttpResponse:
    """Invite a colleague, perhaps to something to read; below, whom one has invited."""
    viewer = request.viewer
    if not can_refer(viewer):
        return closed(request, _("Invite a colleague"), status=403)
    about = request.POST.get("path") or request.GET.get("about", "")
    item = item_at(here(request), about)
    form = ReferralForm(request.POST or None)
    if form.is_valid() and _is_sent(request, form, item.path if item else ""):
        messages.success(
            request, _("Thank you. If they can be written to, a letter is on its way.")
        )
        return redirect("members:refer")
    mine = Referral.objects.of(request.community).made_by(viewer)
    page = Paginator(mine, PAGE_SIZE).get_page(request.GET.get("page", ""))
    return render(request, "members/refer.html", {"form": form, "item": item, "page": page})


def _is_sent(request: Request, form: forms.Form, path: str) -> bool:
    said = form.cleaned_data
    try:
        refer_colleague(by=request.viewer, email=said["email"], note=said["note"], path=path)
    except (PermissionDenied, ValidationError) as refusal:
        form.add_error(None, str(refusal) if isinstance(refusal, PermissionDenied) else refusal)
        return False
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def referral_landing(request: Request, key: str) -> HttpResponse:
    """Who invites, and to what. GET changes nothing, however often a mail scanner comes."""
    referral = get_object_or_404(Referral.objects.of(request.community).for_landing(), key=key)
    if request.method == "POST" and referral.is_open:
        if "quiet" in request.POST:
            want_quiet(referral=referral)
            return render(request, "members/referral_quiet.html", {})
        application.keep(request, referral=str(referral.key), source="referral")
        return redirect("members:join")
    item = item_at(here(request), referral.item_path) if referral.item_path else None
    context = {"referral": referral, "item": item, "is_open": referral.is_open}
    return render(request, "members/referral_landing.html", context)
