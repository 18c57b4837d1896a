"""Invite codes: made for an occasion, shown once, counted, withdrawn."""

import csv
import io
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nacre.communities.models import absolute_url
from nacre.communities.request import Request, here
from nacre.members.actions.invites import make_codes, withdraw_codes
from nacre.members.invite_codes import MOST, code_hash
from nacre.members.invite_forms import CodesForm
from nacre.members.list_report import safe_cell
from nacre.members.models import InviteBatch
from nacre.members.permissions import can_hand_out_codes

PAGE_SIZE = 25
HEADER = ("code", "link", "joins_as", "for", "good_until")


def maker_required(view: Callable) -> Callable:
    """Closed to everyone who does not hand out codes here."""

    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        if not request.viewer.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not can_hand_out_codes(request.viewer):
            raise PermissionDenied(_("Only moderators and the body's own contacts make codes."))
        return view(request, *args, **kwargs)

    return guarded


@never_cache
@maker_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite_batches(request: Request) -> HttpResponse:
    """The form for new codes, and what became of earlier ones. New codes are the answer itself."""
    form = CodesForm(request.POST or None)
    if form.is_valid():
        batch, codes = make_codes(by=request.viewer, **form.cleaned_data)
        told = {"batch": batch, "codes": codes, "all_codes": " ".join(codes)}
        return render(request, "members/invite_codes_made.html", told)
    batches = InviteBatch.objects.visible_to(request.viewer).for_list()
    page = Paginator(batches, PAGE_SIZE).get_page(request.GET.get("page", ""))
    return render(request, "members/invite_batches.html", {"form": form, "page": page})


@never_cache
@maker_required
@require_POST
def invite_codes(request: Request, key: str) -> HttpResponse:
    """The codes on the page that was just shown, as a file: we have only their hashes."""
    batch = _batch(request, key)
    shown = request.POST.get("codes", "").split()[:MOST]
    known = set(batch.codes.typed(shown).values_list("code_hash", flat=True))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for code in shown:
        if code_hash(code) in known:
            link = absolute_url(here(request).host, f"/join/?code={code}")
            about = batch.get_tier_display(), batch.label, f"{batch.good_until:%Y-%m-%d}"
            writer.writerow(safe_cell(str(cell)) for cell in (code, link, *about))
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{here(request).slug}-codes.csv"'
    return answer


@maker_required
@require_POST
def invite_withdraw(request: Request, key: str) -> HttpResponse:
    """Take back those that nobody has used."""
    count = withdraw_codes(by=request.viewer, batch=_batch(request, key))
    told = ngettext("%(count)d code is withdrawn.", "%(count)d codes are withdrawn.", count)
    messages.success(request, told % {"count": count})
    return redirect("members:invite_batches")


def _batch(request: Request, key: str) -> InviteBatch:
    return get_object_or_404(InviteBatch.objects.visible_to(request.viewer), key=key)
