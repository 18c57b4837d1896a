"""A published page keeps the versions of its file, and whoever works with it is told of a new one."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from nacre.editorial.fingerprints import fingerprint_of
from nacre.editorial.models import DocumentVersion, SignOffAct, Tool, VersionNotice
from nacre.members.models import Membership
from nacre.members.viewer import Viewer
from nacre.notifications.actions import send_mail
from nacre.pages.models import BasePage

MOST_AT_ONCE = 20  # versions told of in one run


@transaction.atomic
def keep_version(*, page: Tool, revision: Any) -> DocumentVersion | None:
    """Note which file a page was published with; publishing the same again changes nothing.

    Answers the version if it is new.
    """
    current = DocumentVersion.objects.of_page(page.pk).current().select_for_update(of=["self"])
    held = current.first()
    if held and held.document_id == page.document_id and held.number == page.number:
        return None
    number, now = page.number, timezone.now()
    if held:
        held.superseded_at = now
        held.save(update_fields=["superseded_at"])
    if page.document is None:
        return None
    answered = SignOffAct.objects.answers_for(page.pk, fingerprint_of(revision)).first()
    is_first = not DocumentVersion.objects.of_page(page.pk).exists()
    return DocumentVersion.objects.create(
        page_id=page.pk,
        number=number,
        document=page.document,
        file_hash=page.document.file_hash,
        what_changed=page.what_changed,
        approved_at=answered and answered.happened_at,
        published_at=now,
        told_at=now if is_first else None,
    )


def tell_of_versions() -> int:
    """Write once to everyone who works with a file of which there is a new version.

    A version under embargo waits until its page opens. Answers the number of letters.
    """
    told = 0
    for version in DocumentVersion.objects.to_tell().order_by("pk")[:MOST_AT_ONCE]:
        page = version.page.specific
        told += sum(_tell(version, page, membership) for membership in _working_with(version))
        DocumentVersion.objects.filter(pk=version.pk).update(told_at=timezone.now())
    return told


def _working_with(version: DocumentVersion) -> QuerySet[Membership]:
    """Members who had registered, or said that their unit uses it, when it was published."""
    before = version.published_at
    registered = Q(
        toolkit_registrations__toolkit=version.page_id,
        toolkit_registrations__registered_at__lte=before,
    )
    using = Q(unit_uses__page=version.page_id, unit_uses__said_at__lte=before)
    here = Membership.objects.of(version.page.community).signing_in().filter(registered | using)
    return here.distinct().for_viewers().order_by("pk")


def _tell(version: DocumentVersion, page: Any, membership: Membership) -> bool:
    """One letter to one member, if the page is open to them and they have none yet."""
    viewer = Viewer.of_membership(membership, page.community)
    if not BasePage.objects.visible_to(viewer).filter(pk=page.pk).exists():
        return False
    with transaction.atomic():
        _notice, is_new = VersionNotice.objects.get_or_create(
            version=version, membership=membership
        )
        if is_new:
            link = page.community.url(page.path_in_community)
            context = {"user": membership.user, "version": version, "page": page, "link": link}
            letter = "editorial/mail/new_version"
            to = membership.user.email
            transaction.on_commit(lambda: send_mail(to, letter, context, page.community))
    return is_new
