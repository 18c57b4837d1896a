"""Editors declare their interests, say when one has ended, and confirm the whole once a year."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.communities import tenancy
from nacre.editorial.models import ClinicalEditor, DeclarationOfInterest
from nacre.editorial.models.declaration import CONFIRMED_FOR, years_later
from nacre.notifications.actions import send_mail

NONE = DeclarationOfInterest.Category.NONE
ASKED_BEFORE = timedelta(days=30)  # so long before a declaration runs out
ASKED_EVERY = timedelta(days=14)


@transaction.atomic
def add_interest(*, editor: ClinicalEditor, said: dict[str, Any]) -> DeclarationOfInterest:
    """Declare one interest; it counts at once, and “none” is no longer said."""
    topics = said.pop("topics", [])
    editor.declarations.filter(category=NONE).delete()
    declared = DeclarationOfInterest.objects.create(
        community=editor.community, editor=editor, **said
    )
    declared.topics.set(topics)
    _tell(editor)
    return declared


@transaction.atomic
def end_interest(*, declared: DeclarationOfInterest) -> None:
    """Say that an interest has ended today; it still counts for three years."""
    if declared.period_to is None or declared.period_to > timezone.localdate():
        declared.period_to = timezone.localdate()
        declared.save(update_fields=["period_to"])
        _tell(declared.editor)


@transaction.atomic
def confirm_interests(*, editor: ClinicalEditor, says_none: bool = False) -> None:
    """Confirm that the declaration is complete as it stands; good for a year.

    Raises ValidationError where nothing is said, or “none” beside interests.
    """
    today = timezone.localdate()
    declared = list(editor.declarations.all())
    interests = [d for d in declared if d.is_interest and d.looked_back_on(today)]
    if says_none and interests:
        raise ValidationError(
            _("You have declared interests that still count, so “none” would not be true.")
        )
    if says_none and not any(not d.is_interest for d in declared):
        DeclarationOfInterest.objects.create(
            community=editor.community, editor=editor, category=NONE
        )
    elif not says_none and not interests and not any(not d.is_interest for d in declared):
        raise ValidationError(_("Declare an interest, or say that you have none."))
    editor.interests_confirmed_on = today
    editor.save(update_fields=["interests_confirmed_on"])
    _tell(editor)


@transaction.atomic
def reopen_declaration(*, editor: ClinicalEditor) -> None:
    """Somebody else changed what an editor declared: the editor has to confirm it anew."""
    editor.interests_confirmed_on = None
    editor.save(update_fields=["interests_confirmed_on"])
    _tell(editor)


def remind_of_interests(today: date | None = None) -> int:
    """Write to editors whose declaration is missing or runs out within 30 days; how many."""
    today = today or timezone.localdate()
    good_since = years_later(today + ASKED_BEFORE, -CONFIRMED_FOR)
    due = ClinicalEditor.objects.due_to_confirm(good_since, today - ASKED_EVERY)
    return sum(_remind(editor, today) for editor in due.select_related("user", "community__site"))


def _remind(editor: Any, today: date) -> bool:
    with transaction.atomic():
        # Whoever writes the day writes the letter: a second worker finds it written.
        waiting = ClinicalEditor.objects.filter(
            pk=editor.pk, interests_asked_on=editor.interests_asked_on
        )
        taken = waiting.update(interests_asked_on=today)
        if taken:
            context = {"editor": editor, "link": editor.community.url("/desk/interests/")}
            to = editor.user.email
            transaction.on_commit(
                lambda: send_mail(to, "editorial/mail/interests_due", context, editor.community)
            )
    return bool(taken)


def _tell(editor: ClinicalEditor) -> None:
    transaction.on_commit(lambda: tenancy.touch(editor.community))
