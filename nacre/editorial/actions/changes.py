"""A page changes after readers have seen it: its log says so, and whoever must know is told once."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from nacre.communities import tenancy
from nacre.confidentiality.scanning import BLOCK, scan
from nacre.editorial.actions.placing import follow_source
from nacre.editorial.actions.telling import tell_those_who_know
from nacre.editorial.fingerprints import fingerprint_of
from nacre.editorial.models import Article, PageChange
from nacre.editorial.permissions import can_withdraw
from nacre.editorial.recall_readers import Pages, where_shown
from nacre.members.models import User
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage
from nacre.pages.search import index

WITHDRAWN = "nacre.page.withdrawn"
Kind = PageChange.Kind


@transaction.atomic
def note_change(*, page: Article, revision: Revision) -> PageChange | None:
    """The notice that was signed off with a text is in the log, now that the text is published.

    A withdrawn page is open again with it. Publishing the same revision again adds nothing.
    """
    is_known = PageChange.objects.filter(revision_after=revision).exists()
    if is_known or not (page.change_kind and page.change_of):
        return None
    before = Revision.objects.for_instance(page).filter(pk=page.change_of).first()
    change = _add(
        page,
        made_by=revision.user,
        kind=page.change_kind,
        is_material=page.change_is_material,
        words=page.correction.strip(),
        means=page.change_means.strip(),
        revision_before=before,
        revision_after=revision,
    )
    if change.is_material:
        moments: dict[str, Any] = {"changed_at": change.made_at, "withdrawn_at": None}
        if change.kind == Kind.CORRECTION:
            moments["corrected_at"] = change.made_at
        was_withdrawn = page.withdrawn_at is not None
        BasePage.objects.filter(pk=page.pk).update(**moments)
        if was_withdrawn:
            index.index_page(BasePage.objects.get(pk=page.pk).specific)
    transaction.on_commit(partial(tenancy.touch, page.community))
    return change


@transaction.atomic
def withdraw_page(*, page: Article, words: str, by: Viewer, means: str = "") -> PageChange:
    """Take the text from readers at once; the address keeps title, day and reason.

    Raises PermissionDenied or ValidationError with a sentence.
    """
    if not can_withdraw(by, page):
        raise PermissionDenied(_("A clinical editor of this community withdraws a page."))
    held = BasePage.objects.select_for_update().get(pk=page.pk)
    if not held.live or held.withdrawn_at:
        raise ValidationError(_("Readers do not have this page now."))
    if not words.strip():
        raise ValidationError({"words": _("Say in readers' words why it is withdrawn.")})
    if BLOCK in {scan(words).decision, scan(means).decision}:
        raise ValidationError({"words": _("Take out what could identify a patient.")})
    user = User.objects.filter(pk=by.user_id or 0).first()
    change = _add(
        page,
        made_by=user,
        kind=Kind.WITHDRAWAL,
        is_material=True,
        words=words.strip(),
        means=means.strip(),
        revision_before=held.live_revision,
    )
    at = change.made_at
    BasePage.objects.filter(pk=page.pk).update(withdrawn_at=at, changed_at=at)
    index.forget_page(page.pk)
    follow_source(source=BasePage.objects.get(pk=page.pk))
    log(instance=page, action=WITHDRAWN, user=user, data={"reason": change.words})
    transaction.on_commit(partial(tenancy.touch, page.community))
    return change


def _add(page: Article, **said: Any) -> PageChange:
    held = BasePage.objects.select_for_update().get(pk=page.pk)  # numbers follow one another
    latest = PageChange.objects.filter(page=held).first()
    for side in ("before", "after"):
        revision = said.get(f"revision_{side}")
        said[f"fingerprint_{side}"] = fingerprint_of(revision) if revision else ""
    return PageChange.objects.create(
        page=held,
        community_id=held.community_id,
        number=latest.number + 1 if latest else 1,
        **said,
    )


def tell_of_changes() -> int:
    """Tell whoever knows an earlier text of what changed and was not told yet; how many changes."""
    told = list(PageChange.objects.to_tell().select_related("page__community__site"))
    for change in told:
        for page in where_shown(change.page):
            pages = Pages.changed(page.community, [page.pk], before=change.made_at)
            tell_those_who_know(pages=pages, by_page={page.pk: [change]})
        PageChange.objects.filter(pk=change.pk).update(told_at=timezone.now())
    return len(told)
