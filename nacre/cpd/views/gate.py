"""Who opens a ledger, and what everybody else is told."""

from datetime import date

from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache

from nacre.communities.request import Request
from nacre.cpd.models import Entry, Plan
from nacre.cpd.permissions import can_read_own
from nacre.members.models import Membership
from nacre.members.views.circle import Circle

CIRCLE = Circle(
    title="Your CPD",
    for_members="A CPD ledger is kept for each member of this community, and for its member alone.",
    for_full_members="A CPD ledger is kept by its member alone.",
    not_for_companies="Members are promised that no company sees what they learn.",
    not_for_staff="A member's CPD and reflections are theirs alone. They are closed while you look as a member.",
)


def own_only(view):
    """The view for whoever keeps a ledger here, never from a cache; the reason for all others."""
    return never_cache(CIRCLE.only(can_read_own)(view))


def own_entry(request: Request, key: str) -> Entry:
    """One of the viewer's own entries."""
    found: Entry = get_object_or_404(
        Entry.objects.visible_to(request.viewer).select_related("membership"), key=key
    )
    return found


def own_plan(request: Request) -> Plan:
    """The viewer's plan, or what their profession suggests."""
    membership = Membership.objects.own(request.viewer).get()
    return Plan.of_membership(membership)


def day_asked(request: Request, name: str) -> date | None:
    """A day of the query; what is none is left out."""
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None
