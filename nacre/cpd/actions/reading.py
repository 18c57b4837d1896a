"""What members read is proposed to them: one entry a day, its pages with their minutes."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from django.utils import timezone

from nacre.communities.models import Community
from nacre.cpd.actions.proposing import propose
from nacre.cpd.counting import seconds_in
from nacre.cpd.models import Entry
from nacre.cpd.permissions import is_kept_for
from nacre.cpd.reading import DayOfReading, days_of_reading
from nacre.insights.actions import compact_activity
from nacre.insights.keys import member_key
from nacre.members.models import Membership
from nacre.pages.models import BasePage

AT_A_TIME = 200
TIERS = (Membership.Tier.FULL, Membership.Tier.LEARNING_ZONE_ONLY, Membership.Tier.GUEST)


def propose_reading(
    *,
    since: date | None = None,
    on_progress: Callable[[], object] = lambda: None,
) -> int:
    """Propose what was read since a day, yesterday if none is said; answers how many entries stand.

    Today is left for tomorrow. A second run finds the same entries and changes nothing.
    """
    compact_activity()
    until = timezone.localdate() - timedelta(days=1)
    first = min(since or until, until)
    done = 0
    for community in Community.objects.order_by("pk"):
        if "cpd" in community.enabled:
            for day in _proposable(community, first, until):
                done += _propose_day(*day)
                on_progress()
    return done


Proposable = tuple[Membership, DayOfReading, dict[int, BasePage]]


def _proposable(community: Community, since: date, until: date) -> Iterator[Proposable]:
    members = {member_key(pk): pk for pk in _readers(community)}
    days = (d for d in days_of_reading(community.slug, since, until) if d.member in members)
    while some := list(islice(days, AT_A_TIME)):
        pages = _pages(community, {pk for day in some for pk in day.pages})
        people = Membership.objects.in_bulk({members[day.member] for day in some})
        for one in people.values():
            one.community = community  # fetched already, with its components
        for day in some:
            read = day.only(set(pages))
            if read.is_worth_it:
                yield people[members[day.member]], read, pages


def _readers(community: Community) -> Iterable[int]:
    members = Membership.objects.of(community).signing_in().filter(tier__in=TIERS)
    keys: Iterable[int] = members.order_by("pk").values_list("pk", flat=True)
    return keys


def _pages(community: Community, ids: set[int]) -> dict[int, BasePage]:
    """What can be learnt from: pages that are read, in which no company speaks."""
    found = BasePage.objects.of(community).without_promotion().pieces().filter(pk__in=ids)
    found = found.exclude(source__promotion_label__gt="")
    return {page.pk: page for page in found.prefetch_related("topics")}


def _propose_day(membership: Membership, day: DayOfReading, pages: dict[int, BasePage]) -> bool:
    if not is_kept_for(membership):
        return False
    read = sorted(day.pages, key=lambda pk: (-seconds_in(day.pages[pk]), pk))
    told = [
        {
            "title": pages[pk].title,
            "url": pages[pk].path_in_community,
            "minutes": max(1, round(seconds_in(day.pages[pk]) / 60)),
        }
        for pk in read
    ]
    topics = {topic.label for pk in read for topic in pages[pk].topics.all()}
    is_one = len(read) == 1
    entry = propose(
        membership=membership,
        source=Entry.Source.READING,
        source_key=f"reading:{day.day.isoformat()}",
        title=pages[read[0]].title if is_one else f"Reading: {len(read)} articles",
        url=pages[read[0]].path_in_community if is_one else "",
        provider=membership.community.name,
        spans=day.spans,
        evidence={"read": told},
        topics=sorted(topics),
        occurred_on=day.day,
        pages=read,
    )
    return entry is not None
