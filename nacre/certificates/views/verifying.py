"""Anybody checks a certificate: by its link, by number and code from paper, or by a badge."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from nacre.certificates.checking import HEADINGS, check
from nacre.certificates.forms import BadgeForm, NumberForm
from nacre.certificates.models import Certificate
from nacre.certificates.public import face_of
from nacre.communities.request import Request, here
from nacre.members.throttle import Limit, may_begin, may_go_on

WRONG_CODES = Limit("certificate codes", 30, 300, seconds=600)
CHECKS = Limit("badges checked", 60, 600)
NOT_FOUND = "No certificate of ours has this number with this code. Compare both with the paper."
TOO_MANY = "That were many tries from your network. Please go on in ten minutes."


@never_cache
@require_safe
def certificate_check(request: Request, key: str) -> HttpResponse:
    """What may be known of a certificate by whoever has its link."""
    found = Certificate.objects.shown_to_anybody(here(request))
    certificate = found.filter(key=_uuid(key)).first()
    if certificate is None:
        return _quiet(render(request, "certificates/check_none.html", status=404))
    context = {"face": face_of(certificate)}
    return _quiet(render(request, "certificates/check.html", context))


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_form(request: Request) -> HttpResponse:
    """Ways to check one; POST looks, and changes nothing."""
    here(request)
    is_badge = "badge" in request.POST
    by_number = NumberForm(request.POST if request.method == "POST" and not is_badge else None)
    by_badge = BadgeForm(*((request.POST, request.FILES) if is_badge else (None,)))
    context: dict[str, object] = {"by_number": by_number, "by_badge": by_badge}
    if by_number.is_bound and by_number.is_valid():
        found = _of_paper(request, by_number)
        if found is not None:
            return redirect(found.public_path)
    if is_badge and by_badge.is_valid():
        if may_go_on(request, CHECKS):
            finding = check(by_badge.given)
            context |= {"finding": finding, "heading": HEADINGS[finding.verdict]}
            is_elsewhere = finding.community is not None and finding.community != request.community
            if is_elsewhere and finding.community:
                context["elsewhere"] = finding.community
                context["elsewhere_url"] = finding.community.url(finding.path)
        else:
            by_badge.add_error(None, _(TOO_MANY))
    context["form"] = by_badge if is_badge else by_number
    return _quiet(render(request, "certificates/check_form.html", context))


def _of_paper(request: Request, form: NumberForm) -> Certificate | None:
    """The certificate with this number and this code; why not stands in the form."""
    if not may_begin(request, WRONG_CODES):
        form.add_error(None, _(TOO_MANY))
        return None
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    kept = Certificate.objects.shown_to_anybody(request.community).filter(number=number).first()
    if constant_time_compare(kept.check_code if kept else "none", code) and kept:
        return kept
    may_go_on(request, WRONG_CODES)
    form.add_error(None, _(NOT_FOUND))
    return None


def _quiet(answer: HttpResponse) -> HttpResponse:
    """For no search engine and no cache."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
