"""What happens to a member list in the background: reading an upload, applying it, and the nights.

It puts actions together, so it stands above them and not in tasks.py.
"""

from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from nacre.communities.models import Community
from nacre.members import actions
from nacre.members.importing import ImportRefused, forget_old_journals
from nacre.members.member_list import read_table
from nacre.members.models import MemberListEdition
from nacre.members.permissions import can_keep_list
from nacre.members.viewer import Viewer

JOURNALS = timedelta(days=30)  # how long an import can be undone


def receive_upload(*, file: Any, by: Viewer) -> MemberListEdition:
    """Keep an uploaded list for as long as it takes to read it; a wrong header is refused now."""
    if by.community is None or not can_keep_list(by):
        raise PermissionDenied(_("Only those who keep the list may bring a new one."))
    folder = Path(settings.NACRE_HOME) / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"{by.community.slug}-{timezone.now():%Y%m%d%H%M%S%f}.csv"
    with kept.open("wb") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
    try:
        read_table(kept)
        edition = actions.begin_edition(
            by.community, path=kept, by=by.user_id, file_name=Path(file.name).name
        )
    except ImportRefused:
        kept.unlink()
        raise
    transaction.on_commit(partial(read_upload.enqueue, edition.pk, str(kept)))
    return edition


def approve_and_apply(*, edition: MemberListEdition, by: Viewer, lapses: bool) -> None:
    """Approve an edition and have it applied in the background."""
    actions.approve_edition(edition=edition, by=by, lapses=lapses)
    transaction.on_commit(partial(apply_approved.enqueue, edition.pk))


@task()
def read_upload(edition_pk: int, path: str) -> None:
    """Read an upload, compare it, and delete the file; told again, it goes on."""
    edition = MemberListEdition.objects.filter(pk=edition_pk).first()
    kept = Path(path)
    if edition is not None and kept.exists():
        with suppress(ImportRefused):
            actions.read_edition(edition, kept)
    kept.unlink(missing_ok=True)


@task()
def apply_approved(edition_pk: int) -> None:
    """Apply an edition that was approved; told again, it goes on."""
    edition = MemberListEdition.objects.filter(pk=edition_pk).first()
    if edition is not None and edition.state == edition.State.APPLYING:
        with suppress(ImportRefused):
            actions.apply_edition(edition)


@task()
def settle_lists() -> None:
    """Every night: days of grace end, newcomers are matched, old journals are forgotten."""
    for community in Community.objects.all():
        actions.settle_list(community)
    forget_old_journals(timezone.now() - JOURNALS)
