"""One letter a member and community about who is new in their saved searches.

Whoever notes what was found writes the letter, in one transaction for all searches of a member: a
second run, or a second worker, finds nothing due. The letter goes to the queue after the commit. A
run killed before the commit has told nobody and begins again; killed in the moment after it, that
one letter is lost and never doubled, and the page of saved searches still says how many are new.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from nacre.communities.models import Community
from nacre.members.apart import kept_apart
from nacre.members.directory import who_fits
from nacre.members.models import Membership, SavedSearch
from nacre.members.models.saved_search import MOST_KNOWN
from nacre.members.permissions import can_save_searches
from nacre.members.saved_searches import question_in
from nacre.members.viewer import Viewer
from nacre.members.visibility import ShownProfile, profiles_of
from nacre.notifications.actions import send_mail

EVERY = timedelta(days=6, hours=12)  # a week, for a run that starts a little early
MOST_NAMED = 10
SALT = "members.search-alerts"


@dataclass(frozen=True)
class News:
    """Who is new in one search, as its owner may see them."""

    search: SavedSearch
    people: list[ShownProfile]
    since: datetime

    @property
    def named(self) -> list[ShownProfile]:
        """Those whom the letter names."""
        return self.people[:MOST_NAMED]

    @property
    def unnamed(self) -> int:
        """How many more there are."""
        return len(self.people) - len(self.named)

    @property
    def url(self) -> str:
        """The whole answer."""
        return self.search.community.url(self.search.url)


def send_alerts(now: datetime | None = None) -> int:
    """Write to every member who has a search that is due and somebody new in it; how many."""
    now = now or timezone.now()
    due = SavedSearch.objects.due(now - EVERY).values_list("membership_id", flat=True)
    return sum(_tell(pk, now) for pk in list(due.order_by("membership_id").distinct()))


@transaction.atomic
def _tell(membership_id: int, now: datetime) -> bool:
    """Look all weekly searches of a member through, so that one letter has them all."""
    wanted = SavedSearch.objects.filter(membership=membership_id).weekly()
    searches = list(wanted.select_for_update().order_by("name", "pk"))
    if not any(search.looked_at <= now - EVERY for search in searches):
        return False  # somebody else was here first
    membership = Membership.objects.with_evidence().for_profile().get(pk=membership_id)
    viewer = Viewer.of_membership(membership, membership.community)
    if not can_save_searches(viewer):
        return False
    apart = kept_apart(membership_id) | {membership_id}
    found = [_look(search, viewer, apart, now) for search in searches]
    news = [one for one in found if one.people]
    if news:
        transaction.on_commit(partial(_write_to, membership, news))
    return bool(news)


def _look(search: SavedSearch, viewer: Viewer, apart: set[int], now: datetime) -> News:
    fitted, keys = who_fits(viewer, question_in(search.query), MOST_KNOWN)
    new = set(keys) - set(search.known) - apart if fitted <= MOST_KNOWN else set()
    news = News(search, _shown(new, viewer), since=search.looked_at)
    search.look(fitted, keys, at=now, fresh=len(news.people))
    search.save(update_fields=["looked_at", "fitted", "fresh", "known"])
    return news


def _shown(keys: set[int], viewer: Viewer) -> list[ShownProfile]:
    found = Membership.objects.visible_to(viewer).filter(pk__in=keys).for_profile()
    by_name = found.order_by("user__family_name", "user__given_name", "pk")
    return [shown for shown in profiles_of(by_name, viewer) if shown] if keys else []


def _write_to(membership: Membership, news: list[News]) -> None:
    community = membership.community
    stop_url = community.url(stop_address(membership))
    context = {
        "user": membership.user,
        "news": news,
        "total": len({person.key for one in news for person in one.people}),
        "own_url": community.url(reverse("members:saved_searches", urlconf="nacre.config.urls")),
        "stop_url": stop_url,
    }
    send_mail(
        membership.user.email, "members/mail/search_alert", context, community, stop_url=stop_url
    )


def stop_address(membership: Membership) -> str:
    """The page that stops these letters, for whoever the letter was sent to."""
    token = signing.dumps(str(membership.key), salt=SALT, compress=False)
    return reverse("members:alerts_stop", args=[token], urlconf="nacre.config.urls")


def membership_to_stop(token: str, community: Community) -> Membership | None:
    """Whose letters a link of this community stops; None where it is not one of ours."""
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Membership.objects.of(community).filter(key=key).first()
