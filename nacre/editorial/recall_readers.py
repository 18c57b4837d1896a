"""Who read a page, or was mailed it, and may still open it.

Nothing is kept for this when a page is opened. The activity has the keys of its readers; each
member's key is worked out anew and looked up there, so somebody who was forgotten is not found.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from nacre.audiences import rules
from nacre.communities.models import Community
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

    @classmethod
    def of(cls, community: Community, ids: Iterable[int]) -> "Pages":
        """Those that are listed in the community at all."""
        listed = BasePage.objects.listable_to(Viewer(community=community)).filter(pk__in=ids)
        pages = {page.pk: page for page in listed.select_related("audience")}
        paths = {page.path_in_community: pk for pk, page in pages.items()}
        return cls(community, pages, tuple(mailed(community, paths)) if pages else ())

    def members(self) -> Iterator[Reader]:
        """Members who opened or were mailed one of the pages; a sponsor's people are left out."""
        if not self.pages:
            return
        opened = opened_by(self.community.slug, {f"page:{pk}" for pk in self.pages})
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
