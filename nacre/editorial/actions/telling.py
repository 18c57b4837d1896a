"""Whoever read a page, or was mailed it, is told what became of it or of its paper: once.

Each telling is kept under a unique key in the transaction in which its letter is queued. Done again
after a kill, it goes on where it stopped and writes to nobody twice.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice

from django.db import transaction

from nacre.communities import tenancy
from nacre.communities.models import Community
from nacre.editorial.models import QuietReader, ReaderNotice
from nacre.editorial.recall_letters import Matter, News, write_to_address, write_to_member
from nacre.editorial.recall_readers import Pages, Reader
from nacre.members.models import Membership
from nacre.pages.models import BasePage

PEOPLE_AT_A_TIME = 100
Matters = dict[int, list[Matter]]  # by page


def tell_those_who_know(*, pages: Pages, by_page: Matters) -> None:
    """One notice a person and event, whatever they read of it and however often; letters in one."""
    readers = pages.members()
    while chunk := list(islice(readers, PEOPLE_AT_A_TIME)):
        _tell_members(chunk, by_page, pages.community)
    _tell_addresses(pages, by_page)
    tenancy.touch(pages.community)


@transaction.atomic
def _tell_members(readers: list[Reader], by_page: Matters, community: Community) -> None:
    people = [reader.membership.user_id for reader in readers]
    # Locked, so that two runs at once do not write to one person twice.
    list(Membership.objects.filter(user__in=people).select_for_update().values_list("pk"))
    told = _told(user__in=people)
    quiet = set(
        QuietReader.objects.filter(membership__user__in=people).values_list(
            "membership_id", flat=True
        )
    )
    rows = []
    for reader in readers:
        member = reader.membership
        news = _news(reader.pages, by_page, told[member.user_id])
        rows += [
            ReaderNotice(
                community=community, **one.told_of, page=one.page,
                membership=member, user_id=member.user_id,
            )
            for one in news
        ]  # fmt: skip
        if news and member.pk not in quiet:
            write_to_member(member, news, community)
    ReaderNotice.objects.bulk_create(rows)


@transaction.atomic
def _tell_addresses(pages: Pages, by_page: Matters) -> None:
    told = _told(address_hash__in={one.address_hash for one in pages.addresses()})
    for one in pages.addresses():
        news = _news((pages.pages[one.page_id],), by_page, told[one.address_hash])
        for item in news:
            told[one.address_hash].add(item.matter)
            ReaderNotice.objects.create(
                community=pages.community, **item.told_of, page=item.page,
                address_hash=one.address_hash,
            )  # fmt: skip
        if news:
            write_to_address(one, news, pages.community)


def _told(**who: object) -> dict[object, set[Matter]]:
    """What people have been told already."""
    told: dict[object, set[Matter]] = defaultdict(set)
    for one in ReaderNotice.objects.filter(**who).select_related("notice", "change"):
        told[one.user_id or one.address_hash].add(one.about)
    return told


def _news(pages: Sequence[BasePage], by_page: Matters, told: set[Matter]) -> list[News]:
    """Each matter once, with the first of the pages that a person knows it from."""
    found: dict[Matter, News] = {}
    for page in pages:
        for matter in by_page[page.pk]:
            if matter not in told:
                found.setdefault(matter, News(matter, page))
    return list(found.values())
