"""Feedback, practice hours and the discussion with a partner: kept, changed, deleted."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.cpd.actions.deciding import own_membership
from nacre.cpd.models import Record
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer


@transaction.atomic
def keep_record(
    *, by: Viewer, sort: str, happened_on: date, facts: dict[str, Any], record: Record | None = None
) -> Record:
    """Keep a record, or change one; its texts come from a guarded form (record_forms.py)."""
    me = own_membership(by)
    if happened_on > timezone.localdate():
        raise Refused(_("Write it down once it is over: the day is still to come."))
    kept = _own(by, record) if record else Record(sort=Record.Sort(sort))
    kept.community, kept.membership = me.community, me
    kept.happened_on, kept.facts = happened_on, facts
    kept.save()
    return kept


@transaction.atomic
def delete_record(*, by: Viewer, record: Record) -> None:
    """Delete it for good."""
    own_membership(by)
    _own(by, record).delete()


def _own(by: Viewer, record: Record) -> Record:
    found: Record | None = (
        Record.objects.visible_to(by).select_for_update().filter(pk=record.pk).first()
    )
    if found is None:
        raise Refused(_("This record is no longer here."))
    return found
