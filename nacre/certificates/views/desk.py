"""The desk: what was issued, found by number, title or name; revoked or issued again with a reason."""

from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from nacre.certificates import actions
from nacre.certificates.cards import card_of, rows_of
from nacre.certificates.forms import ReissueForm, RevokeForm
from nacre.certificates.models import Certificate
from nacre.certificates.permissions import can_change
from nacre.certificates.views.gate import editors_only
from nacre.communities.request import Request
from nacre.members.views.circle import attempt

PAGE_SIZE = 30
LONGEST_QUESTION = 100


@never_cache
@editors_only
@require_safe
def issued_list(request: Request) -> HttpResponse:
    """All that was issued here, the latest first."""
    asked = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUESTION].strip()
    found = Certificate.objects.issued(request.viewer).about(asked).prefetch_related("badges")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page", ""))
    rows = [
        {"certificate": one, "card": card_of(one), "name": one.facts.get("learner", "")}
        for one in page
    ]
    query = urlencode({"q": asked}) if asked else ""
    context = {"page": page, "rows": rows, "asked": asked, "query": query}
    return render(request, "certificates/issued_list.html", context)


@never_cache
@editors_only
@require_safe
def issued_detail(request: Request, key: str) -> HttpResponse:
    """One certificate with all that was decided about it."""
    certificate = _issued(request, key)
    context = {
        "certificate": certificate,
        "card": card_of(certificate),
        "rows": rows_of(certificate),
        "pdf_url": f"{certificate.path}pdf/",
        "replaces": getattr(certificate, "replaces", None),
        "may_change": can_change(request.viewer, certificate) and card_of(certificate).is_printed,
    }
    return render(request, "certificates/issued_detail.html", context)


@never_cache
@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_revoke(request: Request, key: str) -> HttpResponse:
    """Take a certificate back."""
    certificate = _issued(request, key)
    form = RevokeForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: actions.revoke(by=request.viewer, certificate=certificate, **form.cleaned_data),
    ):
        messages.success(request, _("Revoked. Its page says so from now on."))
        return redirect("certificates:issued_detail", key)
    return render(request, "certificates/revoke.html", {"certificate": certificate, "form": form})


@never_cache
@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_reissue(request: Request, key: str) -> HttpResponse:
    """Issue a certificate again with the name or the number put right."""
    certificate = _issued(request, key)
    said = certificate.facts
    initial = {"learner": said.get("learner"), "registration": said.get("registration")}
    form = ReissueForm(request.POST or None, initial=initial)
    made: list[Certificate] = []
    if form.is_valid() and attempt(
        form, lambda: made.append(_again(request, certificate, form.cleaned_data))
    ):
        messages.success(request, _("Issued again. The old one says that it was replaced."))
        return redirect("certificates:issued_detail", made[0].key)
    return render(request, "certificates/reissue.html", {"certificate": certificate, "form": form})


def _again(request: Request, certificate: Certificate, typed: dict[str, str]) -> Certificate:
    facts = replace(certificate.said, learner=typed["learner"], registration=typed["registration"])
    return actions.reissue(
        certificate=certificate, by=request.viewer, why=typed["why"], facts=facts
    )


def _issued(request: Request, key: str) -> Certificate:
    found = Certificate.objects.issued(request.viewer).select_related(
        "revoked_by__user", "reissued_by__user", "replaced_by", "replaces"
    )
    return get_object_or_404(found, key=key)
