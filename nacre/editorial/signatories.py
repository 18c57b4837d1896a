"""Who is asked to sign a page off: whoever may, knows the subject and is here; else the lead."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from nacre.editorial.models import ClinicalEditor, ClinicalSignOffTask, EditorAbsence


@dataclass(frozen=True)
class Asked:
    """Somebody to write to, and for whom they stand in."""

    user: Any
    instead_of: ClinicalEditor | None = None


def whom_to_ask(task: ClinicalSignOffTask, page: Any) -> list[Asked]:
    """Those who get a letter about a page today; empty if nobody may sign it off.

    Editors whose remit covers a topic of the page come before all others. Whoever is away passes
    the letter to their substitute. The lead is asked if nobody else is left.
    """
    may = {user.pk: user for user in task.signatories(page)}
    board = ClinicalEditor.objects.of(page.community).in_office().filter(user__in=may)
    seats = {seat.user_id: seat for seat in board.prefetch_related("remit")}
    lead = {pk for pk, seat in seats.items() if seat.is_lead}
    absences = _absences(page)
    fitting = [pk for pk in _fitting(seats, page) if pk not in lead]
    others = [pk for pk in may if pk not in lead]
    for people in (fitting, others, list(lead)):
        found = {asked.user.pk: asked for pk in people for asked in _here(pk, may, seats, absences)}
        if found:
            return list(found.values())
    return []


def lead_of(task: ClinicalSignOffTask, page: Any) -> Any | None:
    """The account of the lead, if the lead may sign the page off."""
    seat = ClinicalEditor.objects.of(page.community).in_office().filter(is_lead=True).first()
    return seat.user if seat and seat.user and task.may_sign_off(seat.user, page) else None


def _absences(page: Any) -> dict[int, EditorAbsence]:
    today = EditorAbsence.objects.of(page.community).on(timezone.localdate())
    return {absence.editor_id: absence for absence in today.select_related("editor", "substitute")}


def _fitting(seats: dict[int, ClinicalEditor], page: Any) -> list[int]:
    topics = {topic.pk for topic in page.topics.all()}
    return [pk for pk, seat in seats.items() if topics & {topic.pk for topic in seat.remit.all()}]


def _here(
    pk: int, may: dict[int, Any], seats: dict[int, ClinicalEditor], away: dict[int, EditorAbsence]
) -> Iterator[Asked]:
    """The person, or who stands in for them; nobody twice removed."""
    seat = seats.get(pk)
    absence = away.get(seat.pk) if seat else None
    if absence is None:
        yield Asked(may[pk])
        return
    other = absence.substitute
    if other and other.pk not in away and other.user_id in seats:
        yield Asked(may[other.user_id], absence.editor)
