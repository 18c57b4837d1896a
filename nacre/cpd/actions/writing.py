"""A member writes an entry of their own, puts one right, or deletes one for good."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.confidentiality.forms import why_not
from nacre.cpd.actions.deciding import own_membership
from nacre.cpd.actions.proposing import mark_of
from nacre.cpd.models import Entry, StruckOut
from nacre.cpd.waiting import outdate
from nacre.insights.actions import record
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer

WRITABLE = frozenset(
    {
        "title", "provider", "occurred_on", "ended_on", "source", "claimed", "participatory",
        "category", "is_clinical", "themes", "domain", "method", "topics",
    }
)  # fmt: skip
OF_OWN_ALONE = frozenset({"occurred_on", "ended_on", "source", "provider"})
LONGEST = timedelta(days=31)
OLDEST = timedelta(days=366 * 7)


@transaction.atomic
def add_entry(*, by: Viewer, said: dict[str, Any], is_checked: bool = False) -> Entry:
    """Write down something that happened elsewhere; it counts at once, by the member's word."""
    me = own_membership(by)
    entry = Entry(community=me.community, membership=me, state=Entry.State.ACCEPTED)
    entry.decided_at = timezone.now()
    _write(entry, said, is_checked=is_checked)
    record("cpd.added", viewer=by)
    return entry


@transaction.atomic
def edit_entry(
    *, by: Viewer, entry: Entry, said: dict[str, Any], is_checked: bool = False
) -> Entry:
    """Put an entry right and count it; what was measured stays beside what is claimed."""
    own_membership(by)
    entry = _own(by, entry)
    if entry.source_key is not None:
        said = {name: value for name, value in said.items() if name not in OF_OWN_ALONE}
    is_new = entry.state != Entry.State.ACCEPTED
    entry.state, entry.decided_at = Entry.State.ACCEPTED, entry.decided_at or timezone.now()
    _write(entry, said, is_checked=is_checked)
    if is_new:
        record("cpd.accepted", viewer=by)
    outdate(entry.membership_id)
    return entry


@transaction.atomic
def delete_entry(*, by: Viewer, entry: Entry) -> None:
    """Delete an entry with its reflections; a proposal of ours is never made again."""
    own_membership(by)
    entry = _own(by, entry)
    strike_out(entry)
    entry.delete()
    outdate(entry.membership_id)


def strike_out(entry: Entry) -> None:
    """Remember, without a word of it, that an entry is not to be proposed again."""
    if entry.source_key is not None:
        StruckOut.objects.get_or_create(
            membership=entry.membership,
            mark=mark_of(entry.membership, entry.source, entry.source_key),
            defaults={"community_id": entry.community_id},
        )


def _own(by: Viewer, entry: Entry) -> Entry:
    found = Entry.objects.visible_to(by).select_for_update().filter(pk=entry.pk).first()
    if found is None:
        raise Refused(_("This entry is no longer in your ledger."))
    return found


def _write(entry: Entry, said: dict[str, Any], *, is_checked: bool) -> None:
    for name, value in said.items():
        if name in WRITABLE:
            setattr(entry, name, value)
    for text in (entry.title, entry.provider, entry.method):
        if reason := why_not(text, is_checked=is_checked):
            raise Refused(reason)
    _check_days(entry)
    if entry.claimed <= 0:
        raise Refused(_("Say how long it took: one minute at least."))
    if entry.claimed > entry.most:
        most = entry.most // 60
        raise Refused(_("At most %(most)d hours count, eight for each day.") % {"most": most})
    if entry.participatory > entry.claimed:
        raise Refused(_("The participatory part cannot be longer than the whole."))
    entry.save()


def _check_days(entry: Entry) -> None:
    today = timezone.localdate()
    if entry.ended_on and entry.ended_on < entry.occurred_on:
        raise Refused(_("The last day cannot be before the first."))
    if (entry.ended_on or entry.occurred_on) > today:
        raise Refused(_("Write it down once it is over: the day is still to come."))
    if entry.occurred_on < today - OLDEST:
        raise Refused(_("That is more than seven years ago, and no scheme asks for it any more."))
    if entry.ended_on and entry.ended_on - entry.occurred_on > LONGEST:
        raise Refused(_("One entry goes over a month at the most. Write two."))
