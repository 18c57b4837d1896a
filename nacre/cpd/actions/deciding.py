"""A member says yes or no to what was proposed, to one or to several at once."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.cpd.models import Entry
from nacre.cpd.permissions import can_keep
from nacre.cpd.waiting import outdate
from nacre.insights.actions import record
from nacre.members.models import Membership
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer

NOT_YOURS = "A CPD ledger is kept by its member alone."


def accept_entries(*, by: Viewer, keys: Iterable[Any]) -> int:
    """Count these proposals, also ones turned down before; answers how many."""
    done = _decide(by, keys, Entry.State.ACCEPTED)
    for _one in range(done):
        record("cpd.accepted", viewer=by)
    return done


def reject_entries(*, by: Viewer, keys: Iterable[Any]) -> int:
    """Leave these out; they are not proposed again. Answers how many."""
    return _decide(by, keys, Entry.State.REJECTED)


def own_membership(by: Viewer) -> Membership:
    """The membership of whoever keeps a ledger; a sentence for everybody else."""
    if not can_keep(by):
        raise Refused(_(NOT_YOURS))
    return Membership.objects.select_related("community", "user").get(pk=by.membership_id or 0)


@transaction.atomic
def _decide(by: Viewer, keys: Iterable[Any], state: str) -> int:
    if not can_keep(by):
        raise Refused(_(NOT_YOURS))
    mine = Entry.objects.visible_to(by).keyed(list(keys)).exclude(state=state)
    now = timezone.now()
    done: int = mine.update(state=state, decided_at=now, changed_at=now)
    outdate(by.membership_id or 0)
    return done
