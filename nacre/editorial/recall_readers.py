"""Who read a page, or was mailed it, and may still open it.

Nothing is kept for this when a page is opened. The activity has the keys of its readers; each
member's key is worked out anew and looked up there, so somebody who was forgotten is not found.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils import timezone

from nacre.audiences import rules
from nacre.communities.models import Community
from nacre.editorial.models import QuietReader
from nacre.insights.keys import member_key
from nacre.insights.readers import opened_by
from nacre.members.models import Membership
from nacre.members.viewer import Viewer
from nacre.pages.mailings import Mailed, mailed
from nacre.pages.models import BasePage

AT_A_TIME = 500


@dataclass(frozen=True)
class Reader:
    """A member and the pages that they know, as far as these are open to them now."""

    membership: Membership
    pages: tuple[BasePage, ...]


@dataclass(frozen=True)
class Pages:
    """Published pages of one community, with who was mailed them."""

    community: Community
    pages: dict[int, BasePage]
    sent: tuple[Mailed, ...]
    before: datetime | None = None  # who opened them later has seen what they are now

    @classmethod
    def of(cls, community: Community, ids: Iterable[int]) -> "Pages":
        """Those that are listed in the community at all."""
        return cls._found(community, BasePage.objects.listable_to(Viewer(community=community)), ids)

    @classmethod
    def changed(cls, community: Community, ids: Iterable[int], before: datetime) -> "Pages":
        """The same, withdrawn ones among them, as far as they were opened before a moment."""
        pages, viewer = BasePage.objects, Viewer(community=community)
        known = pages.listable_to(viewer) | pages.withdrawn_for(viewer)
        return cls._found(community, known, ids, before)

    @classmethod
    def _found(
        cls, community: Community, among: Any, ids: Iterable[int], before: datetime | None = None
    ) -> "Pages":
        pages = {page.pk: page for page in among.filter(pk__in=ids).select_related("audience")}
        for page in pages.values():
            page.community = community
        paths = {page.path_in_community: pk for pk, page in pages.items()}
        return cls(community, pages, tuple(mailed(community, paths)) if pages else (), before)

    def members(self) -> Iterator[Reader]:
        """Members who opened or were mailed one of the pages; a sponsor's people are left out."""
        if not self.pages:
            return
        names = {f"page:{pk}" for pk in self.pages}
        opened = opened_by(self.community.slug, names, before=self.before)
        known: dict[str, set[int]] = defaultdict(set)
        for name, keys in opened.items():
            for key in keys:
                known[key].add(int(name.removeprefix("page:")))
        for one in self.sent:
            if one.membership_id:
                known[member_key(one.membership_id)].add(one.page_id)
        yield from self._among(known)

    def _among(self, known: dict[str, set[int]]) -> Iterator[Reader]:
        """Those members whose key is known, with the pages that are open to them."""
        members = Membership.objects.of(self.community).signing_in().order_by("pk")
        everyone = members.values_list("pk", flat=True).iterator(chunk_size=10_000)
        concerned = (pk for pk in everyone if member_key(pk) in known) if known else iter(())
        while some := list(islice(concerned, AT_A_TIME)):
            for membership in members.for_viewers().filter(pk__in=some):
                viewer = Viewer.unfinished(membership, self.community)
                pages = [self.pages[pk] for pk in sorted(known[member_key(membership.pk)])]
                open_ones = tuple(p for p in pages if rules.admits(p.audience.rule, viewer))
                if open_ones and not viewer.is_sponsor:
                    yield Reader(membership, open_ones)

    def addresses(self) -> Iterator[Mailed]:
        """People without a membership who were mailed one of the pages."""
        return (one for one in self.sent if one.address and not one.membership_id)


@dataclass(frozen=True)
class ToTell:
    """How many would hear of a change now: a number, never a name."""

    members: int
    quiet: int
    addresses: int


def where_shown(page: BasePage) -> list[BasePage]:
    """The page, and where it is placed in other communities."""
    placements = BasePage.objects.filter(source=page.pk).select_related("community__site")
    return [page, *placements.order_by("pk")]


def who_would_hear(page: BasePage) -> ToTell:
    """How many know what a page says today, wherever it is shown, and may still open it."""
    now = timezone.now()
    places = [Pages.changed(shown.community, [shown.pk], before=now) for shown in where_shown(page)]
    people: dict[int, int] = {}  # somebody in two communities is told in the first
    for pages in places:
        for reader in pages.members():
            people.setdefault(reader.membership.user_id, reader.membership.pk)
    return ToTell(
        members=len(people),
        quiet=QuietReader.objects.filter(membership__in=people.values()).count(),
        addresses=len({one.address_hash for pages in places for one in pages.addresses()}),
    )
