"""What a company says here: certified in its final form, marked in every list, taken down in time."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from nacre.communities.funding import label_of
from nacre.communities.models import Community, FundingRelationship
from nacre.editorial import certification
from nacre.editorial.models import Article, ComplianceCertificate, article_types
from nacre.editorial.models.declaration import years_later
from nacre.pages.models import BasePage

LONGEST = 2  # years


@transaction.atomic
def record_certificate(
    *, page: Article, said: dict[str, Any], seen: str, by: Any
) -> ComplianceCertificate:
    """Keep who certified the final form of a page's latest text; an earlier certificate is void.

    `seen` is the hash of the form that was on the screen. Raises ValidationError where that is not
    what the page is now, or the certificate would run for more than two years.
    """
    certificate = ComplianceCertificate(page_id=page.pk, **said)
    if certificate.expires_on > years_later(certificate.certified_on, LONGEST):
        raise ValidationError({"expires_on": _("A certificate is good for two years at the most.")})
    if certificate.expires_on <= certificate.certified_on:
        raise ValidationError({"expires_on": _("A certificate ends after it began.")})
    if seen != certification.hash_of(page):
        raise ValidationError(
            _("The page has changed since you opened it. Look at it again, then record it.")
        )
    _void(page, _("Replaced by a new certificate"), by)
    certificate.final_form = certification.hash_of(page, certificate)
    certificate.save()
    log(
        page, "nacre.certificate.recorded", user=by,
        data={"job_code": certificate.job_code, "final_form": certificate.final_form},
    )  # fmt: skip
    return certificate


def _void(page: Page, because: str, by: Any = None) -> bool:
    standing = ComplianceCertificate.objects.standing().filter(page_id=page.pk)
    voided = standing.update(voided_at=timezone.now(), voided_because=because)
    if voided:
        log(page, "nacre.certificate.voided", user=by, data={"because": because})
    return bool(voided)


@transaction.atomic
def void_if_changed(*, page: Article) -> bool:
    """A changed comma voids the certificate and takes the page down; whether it did."""
    standing = ComplianceCertificate.objects.standing().filter(page_id=page.pk).first()
    if standing is None or standing.final_form == certification.hash_of(page, standing):
        return False
    _void(page, _("The text was changed"))
    # Wagtail writes the page once more after its revision, and has it in memory as published.
    transaction.on_commit(lambda: _take_down(page))
    return True


def _take_down(page: Page) -> None:
    live = Page.objects.get(pk=page.pk).specific
    if live.live:
        live.unpublish(log_action="nacre.certificate.taken_down")


def check_certificates(community: Community | None = None) -> list[dict[str, str]]:
    """Take down what a company says without a certificate that fits and runs; says which and why.

    Swept once a day, and asked at every publishing: what stands around a text (a statement, a
    template) may change without the page, and rendering at every view would cost readers time.
    """
    taken_down = []
    promoted = BasePage.objects.live().exclude(promotion_label="")
    if community is not None:
        promoted = promoted.of(community)
    for page in promoted.specific().iterator(chunk_size=50):
        why = next(certification.problems_with(page), "")
        if not why:
            continue
        with transaction.atomic():
            _void(page, why[:200])
            _take_down(page)
        taken_down.append({"page": page.path_in_community, "title": page.title, "why": why})
    return taken_down


@transaction.atomic
def relabel_pages(*, community: Community) -> None:
    """Write anew beside which titles a company's name stands, after a funding changed."""
    pages = BasePage.objects.of(community)
    pages.exclude(promotion_label="").update(promotion_label="")
    home = community.site.root_page
    paying = list(community.funding_relationships.select_related("sponsor"))
    for relationship in paying:
        label = label_of(relationship)
        if not label or relationship.scope == FundingRelationship.Scope.MODULE:
            continue
        area = Page.objects.child_of(home).filter(slug=relationship.area).first()
        if relationship.area and area is None:
            continue
        pages.descendant_of(area or home, inclusive=bool(area)).update(promotion_label=label)
    for model in article_types():
        for relationship in paying:
            own = model.objects.filter(community=community, funded_by=relationship)
            pages.filter(pk__in=own.values("pk")).update(promotion_label=label_of(relationship))
