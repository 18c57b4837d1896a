"""The desk of the in-house team for money: who pays for what, and what companies' pages need."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.log_actions import log

from nacre.communities.actions import answer_funding
from nacre.communities.models import FundingRelationship
from nacre.communities.request import Request, here
from nacre.editorial import actions, certification
from nacre.editorial.models import Article, ComplianceCertificate
from nacre.editorial.permissions import can_record_sponsorship
from nacre.editorial.rooms import ways_for
from nacre.editorial.sponsorship_forms import AnswersForm, CertificateForm, FundingForm
from nacre.pages.models import BasePage

A_PAGE = 30


def _desk_only(request: Request) -> None:
    if not can_record_sponsorship(request.viewer):
        raise Http404


@never_cache
@require_safe
def funding_list(request: Request) -> HttpResponse:
    """Everybody who pays for something here, with the label that follows from the answers."""
    _desk_only(request)
    paying = here(request).funding_relationships.select_related("sponsor").order_by("pk")
    page = Paginator(paying, A_PAGE).get_page(request.GET.get("page"))
    promoted = BasePage.objects.of(here(request)).exclude(promotion_label="").order_by("title")
    context = {"page": page, "promoted": promoted[:A_PAGE]}
    return render(request, "editorial/funding_list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def funding_edit(request: Request, pk: int | None = None) -> HttpResponse:
    """The questions about one sponsor's part; POST keeps a new version and makes the label."""
    _desk_only(request)
    paying = FundingRelationship.objects.filter(community=here(request))
    relationship = (
        get_object_or_404(paying, pk=pk) if pk else FundingRelationship(community=here(request))
    )
    versions = list(relationship.versions.all()) if pk else []
    answered = versions[0].answers if versions else {}
    terms = FundingForm(request.POST or None, instance=relationship, community=here(request))
    answers = AnswersForm(request.POST or None, initial=answered)
    if request.method == "POST" and terms.is_valid() and answers.is_valid():
        try:
            version = answer_funding(relationship=terms.save(), answers=answers.answers())
        except ValidationError as refused:
            _show(refused, answers)
        else:
            act = "wagtail.edit" if pk else "wagtail.create"
            log(version.relationship, act, user=request.user)
            messages.success(request, _("Kept. The label now says: %s") % version.statement)
            return redirect("editorial:funding_list")
    context = {
        "terms": terms,
        "answers": answers,
        "relationship": relationship,
        "versions": versions,
    }
    return render(request, "editorial/funding_edit.html", context)


def _show(refused: ValidationError, form: BaseForm) -> None:
    """Each sentence beside its question."""
    if hasattr(refused, "error_dict"):
        for field, sentences in refused.message_dict.items():
            for sentence in sentences:
                form.add_error(field if field in form.fields else None, sentence)
    else:
        form.add_error(None, refused)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: Request, page_id: int) -> HttpResponse:
    """The final form of a company's page with its hash; POST records who certified it."""
    _desk_only(request)
    ours = BasePage.objects.of(here(request)).exclude(promotion_label="")
    found = get_object_or_404(ours, pk=page_id).specific
    if not isinstance(found, Article):
        raise Http404
    page = found.get_latest_revision_as_object()
    seen = certification.hash_of(page)
    form = CertificateForm(request.POST or None, initial={"seen": seen})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            actions.record_certificate(page=page, seen=said.pop("seen"), said=said, by=request.user)
        except ValidationError as refused:
            _show(refused, form)
        else:
            messages.success(request, _("Recorded. Any change of the page voids it."))
            return redirect("editorial:certificate", page_id=page_id)
    kept = ComplianceCertificate.objects.filter(page_id=page_id)
    context = {
        "item": page,
        "ways": ways_for(page, request.viewer, "certificate"),
        "final_form": certification.final_form(page),
        "seen": seen,
        "form": form,
        "certificates": kept[:A_PAGE],
    }
    return render(request, "editorial/certificate.html", context)
