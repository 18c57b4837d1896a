"""How pages come into the tree, and what a sign-off leaves on them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from nacre.communities import tenancy
from nacre.confidentiality import redact
from nacre.editorial.fingerprints import fingerprint_of
from nacre.editorial.learning import propose_sign_off
from nacre.editorial.models import Article, ClinicianApproval, DocumentVersion, SignOffAct
from nacre.editorial.models.sign_off_act import BLANK_PERSON


def place_page(*, page: Article, below: Page) -> Any:
    """Publish a page below another, dated as it says; one that is there already is left alone."""
    there = below.get_children().filter(slug=page.slug).first()
    if there:
        return there.specific
    published_at = page.first_published_at
    below.add_child(instance=page)
    page.topics.set(page.topics_when_placed)
    publish_placed(page=page)
    # Publishing stamps the present moment; the page says when it appeared.
    if published_at:
        type(page).objects.filter(pk=page.pk).update(
            first_published_at=published_at, last_published_at=published_at
        )
        DocumentVersion.objects.filter(page=page.pk).update(
            approved_at=published_at, published_at=published_at
        )
    page.refresh_from_db()
    return page


@transaction.atomic
def publish_placed(*, page: Article) -> None:
    """Publish a page as a blueprint gives it, reviewed by whom it says; the log says so too."""
    _publish_logged(page, SignOffAct.Kind.PLACED, user=None)


@transaction.atomic
def publish_without_sign_off(*, page: Article, by: Any, reason: str) -> None:
    """An operator publishes the latest draft although nobody signed it off; the reason stays.

    Raises PermissionDenied for anybody else, and without a reason.
    """
    if not by.is_superuser or not reason.strip():
        raise PermissionDenied(_("Only operators publish without a sign-off, and say why."))
    draft = page.get_latest_revision_as_object()
    _publish_logged(draft, SignOffAct.Kind.OVERRIDDEN, user=by, note=redact(reason.strip()))


def _publish_logged(page: Article, kind: str, *, user: Any, note: str = "") -> None:
    revision = page.save_revision(user=user)
    if page.needs_sign_off:
        SignOffAct.note_down(
            kind,
            page=page,
            revision_id=revision.pk,
            fingerprint=fingerprint_of(revision),
            user=user,
            note=note,
        )
        ClinicianApproval.objects.update_or_create(
            page_id=page.pk,
            fingerprint=fingerprint_of(revision),
            editor=page.reviewed_by,
            defaults={"kind": ClinicianApproval.Kind.PLACED},
        )
    revision.publish(user=user, skip_permission_checks=True)


def note_sign_off(*, page: Article, by: Any) -> None:
    """Say on a page who signed it off and when, once the sign-off has published it."""
    revision = Page.objects.select_related("live_revision").get(pk=page.pk).live_revision
    text = fingerprint_of(revision) if revision else ""
    given = ClinicianApproval.objects.for_text(page.pk, text)
    editors = list(dict.fromkeys(approval.editor for approval in given if approval.editor))
    first, second, *_more = [*editors, None, None]
    type(page).objects.filter(pk=page.pk).update(
        reviewed_by=first or page.reviewed_by,
        also_reviewed_by=second,
        reviewed_on=timezone.localdate(),
    )
    transaction.on_commit(lambda: tenancy.touch(page.community))
    transaction.on_commit(lambda: propose_sign_off(page=page, editors=editors), robust=True)


def forget_in_log(user: Any) -> None:
    """Take a person out of the log of sign-offs; its rows prove themselves still."""
    SignOffAct.objects.filter(user=user).blank_out(**BLANK_PERSON)
