"""A member says what they keep the ledger for, and whether we propose."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nacre.cpd.actions.deciding import NOT_YOURS
from nacre.cpd.models import Entry, Plan
from nacre.cpd.permissions import can_keep
from nacre.cpd.schemes import SCHEMES
from nacre.cpd.waiting import outdate
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer


@transaction.atomic
def change_plan(
    *, by: Viewer, schemes: Sequence[str], renewal_on: date | None, is_proposing: bool
) -> Plan:
    """Keep to what the member says; without proposals those that wait go, too."""
    if not can_keep(by) or by.membership_id is None or by.community is None:
        raise Refused(_(NOT_YOURS))
    plan, _is_new = Plan.objects.update_or_create(
        membership_id=by.membership_id,
        defaults={
            "community": by.community,
            "schemes": [code for code in schemes if code in SCHEMES],
            "renewal_on": renewal_on,
            "is_proposing": is_proposing,
        },
    )
    if not is_proposing:
        Entry.objects.visible_to(by).proposed().delete()
        outdate(by.membership_id)
    return plan
