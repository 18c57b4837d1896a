"""Who must answer for a page before it appears, and what is still missing.

Asked where a clinician approves and, below the admin, at every publishing: no button, command or
API goes round it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.editorial.changes import problem_with
from nacre.editorial.companies import subject_medicines
from nacre.editorial.conflicts import conflicts_of
from nacre.editorial.fingerprints import fingerprint_of
from nacre.editorial.models.approval import ClinicianApproval
from nacre.editorial.models.editor import ClinicalEditor
from nacre.editorial.reference_checks import what_stops

if TYPE_CHECKING:
    from nacre.editorial.models import Article


def text_of(page: Any) -> "Article":
    """What an editor answers for: the page, or the article that it shows in this community."""
    return getattr(page, "text", page)


def seat_of(user: Any, page: "Article") -> ClinicalEditor | None:
    """The seat of an account on the board of a page's community, while it is in office."""
    seats = ClinicalEditor.objects.of(page.community).in_office()
    return seats.filter(user_id=user.pk).prefetch_related("declarations").first()


def writers_of(page: "Article", accounts: set[int]) -> list[ClinicalEditor]:
    """Editors who wrote a page or speak in it."""
    seats = ClinicalEditor.objects.of(page.community).in_office()
    board = list(seats.prefetch_related("declarations"))
    speaking = {editor.pk for editor in page.commentators}
    return [
        editor
        for editor in board
        if editor.user_id in accounts
        or editor.pk in speaking
        or editor.name in {page.author_name, page.declaring_name}
    ]


def why_no_word(user: Any, page: "Article") -> str:
    """Why somebody's approval of a page would not count, and what helps; empty if it counts."""
    seat = seat_of(user, page)
    if seat is None:
        return _("A page is approved by a clinical editor in office. Ask the lead editor.")
    return seat.why_not(timezone.localdate())


def problems_with(page: "Article", accounts: set[int]) -> Iterator[str]:
    """What about the interests of whoever wrote a page keeps it from appearing: sentences."""
    writers = writers_of(page, accounts)
    is_editors = page.declaring_name in {editor.name for editor in writers}
    if page.declaring_name and not page.author_declares and not is_editors:
        yield _(
            "%(name)s has not said anything about interests. "
            "Ask, and choose “None” or “Some” in the byline."
        ) % {"name": page.declaring_name}
    for editor in writers:
        if why := editor.why_not(timezone.localdate()):
            yield why


def clinicians_needed(page: "Article", has_conflict: bool) -> int:
    """How many clinicians answer for a page: two where it teaches, guides drug use or touches one."""
    if has_conflict or page.clinicians_needed > 1:
        return 2
    is_drug_reference = page.is_kept_up_to_date and subject_medicines(page.claims(), page.words())
    return 2 if is_drug_reference else 1


def what_is_missing(page: "Article", fingerprint: str, accounts: set[int]) -> str:
    """Why the approvals of a text are not enough yet; empty where they are."""
    given = list(ClinicianApproval.objects.for_text(page.pk, fingerprint))
    page = text_of(page)
    if any(approval.kind == ClinicianApproval.Kind.PLACED for approval in given):
        return ""
    today = timezone.localdate()
    touched = any(approval.conflicts for approval in given)
    written_with = any(conflicts_of(e, page, today) for e in writers_of(page, accounts))
    needed = clinicians_needed(page, touched or written_with)
    if not given:
        return _("“%(title)s” waits for a clinical editor.") % {"title": page.title}
    if not any(not approval.conflicts for approval in given):
        return _(
            "%(name)s has an interest that touches “%(title)s”. "
            "It waits for a clinical editor without one."
        ) % {"name": given[0].editor, "title": page.title}
    if len(given) < needed:
        return _("“%(title)s” waits for a second clinical editor.") % {"title": page.title}
    return ""


def take_word(page: "Article", user: Any, accounts: set[int]) -> str:
    """Keep a clinician's approval of the latest text; answers what is still missing, if anything.

    Raises PermissionDenied, with the sentence, where it does not count or the page may not appear.
    """
    seat = seat_of(user, page)
    if seat is None or (why := seat.why_not(timezone.localdate())):
        raise PermissionDenied(why_no_word(user, page) if seat is None else why)
    revision = page.get_latest_revision()
    text, draft = text_of(page), text_of(revision.as_object())
    problems = [*problems_with(text, accounts), problem_with(page, revision), *what_stops(draft)]
    for problem in problems:
        if problem:
            raise PermissionDenied(problem)
    fingerprint = fingerprint_of(revision)
    found = conflicts_of(seat, text, timezone.localdate())
    ClinicianApproval.objects.get_or_create(
        page_id=page.pk,
        fingerprint=fingerprint,
        editor=seat,
        defaults={
            "user": user,
            "conflicts": "\n".join(dict.fromkeys(conflict.said for conflict in found)),
        },
    )
    return what_is_missing(page, fingerprint, accounts)


def approvals_of(page: Any) -> list[ClinicianApproval]:
    """The approvals of the latest text of a page, with whoever gave them."""
    revision = page.get_latest_revision()
    if revision is None:
        return []
    return list(ClinicianApproval.objects.for_text(page.pk, fingerprint_of(revision)))


def has_given_word(page: Any, user: Any) -> bool:
    """Whether somebody has approved the latest text of a page already."""
    return any(approval.user_id == user.pk for approval in approvals_of(page))
