"""Documents that somebody shows to a moderator, and that nobody keeps."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.insights.actions import record
from nacre.members.actions.queueing import ask_for_review
from nacre.members.models import Membership, SeenDocument, User
from nacre.members.viewer import Viewer

KEPT_FOR = timedelta(days=90)
LARGEST = 10 * 1024 * 1024
OPEN_AT_ONCE = 5
# What a file begins with, and what it therefore is; anything else is refused.
FORMS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


@transaction.atomic
def show_document(*, by: Viewer, sort: str, file: Any) -> SeenDocument:
    """Somebody sends a document for a moderator to see; it is deleted after 90 days at the latest."""
    if by.community is None or by.membership_id is None:
        raise PermissionDenied(_("Ask to join first: the document belongs to your application."))
    form = _form_of(file)
    membership = Membership.objects.of(by.community).get(pk=by.membership_id)
    if membership.documents.filter(deleted_at__isnull=True).count() >= OPEN_AT_ONCE:
        raise ValidationError(
            _("You have sent five documents. A moderator will look at them first.")
        )

    file.name = f"document{ENDINGS[form]}"
    document = SeenDocument.objects.create(
        community=by.community,
        membership=membership,
        sort=sort,
        file=file,
        content_type=form,
        sent_at=timezone.now(),
    )
    if membership.is_active:
        ask_for_review(membership, Membership.Review.ASKED)
    record("member.document_sent", viewer=by, object=f"membership:{membership.pk}")
    return document


def _form_of(file: Any) -> str:
    if file.size > LARGEST:
        raise ValidationError(
            _("The file is larger than 10 MB. A photograph of the document will do.")
        )
    start = file.read(16)
    file.seek(0)
    for sign, form in FORMS.items():
        if start.startswith(sign):
            return form
    raise ValidationError(_("Send a PDF, or a photograph as JPEG or PNG."))


def delete_documents(membership: Membership) -> int:
    """Delete what a person sent, once it was weighed; the rows say that it was there."""
    return _delete(membership.documents.filter(deleted_at__isnull=True))


def forget_documents(user: User) -> None:
    """Delete every document of a person, the rows too."""
    rows = SeenDocument.objects.filter(membership__user=user)
    _delete(rows.filter(deleted_at__isnull=True))
    rows.delete()


def delete_old_documents(now: datetime) -> int:
    """Delete what nobody weighed for 90 days."""
    return _delete(
        SeenDocument.objects.filter(deleted_at__isnull=True, sent_at__lte=now - KEPT_FOR)
    )


def _delete(documents: Any) -> int:
    """The file goes after the row says so; one that is gone already is no trouble."""
    gone = list(documents)
    for document in gone:
        path = document.file.name
        document.file, document.deleted_at = "", timezone.now()
        document.save(update_fields=["file", "deleted_at"])
        if path:
            transaction.on_commit(partial(SeenDocument.file.field.storage.delete, path))
    return len(gone)
