"""Keeps the directory in step with the memberships."""

from collections.abc import Callable, Iterable

from django.db import transaction

from nacre.communities.models import Community
from nacre.members.current_columns import bring_up_to_date
from nacre.members.models import DirectoryEntry, DirectoryWord, Membership
from nacre.members.models.directory import INTEREST
from nacre.members.names import sort_name, words_of
from nacre.members.visibility import as_community

BATCH = 2000


@transaction.atomic
def refresh_directory(membership: Membership) -> None:
    """List a member anew as they are now, or no longer. Every change to a membership calls it."""
    DirectoryEntry.objects.filter(membership=membership).delete()
    _list(Membership.objects.filter(pk=membership.pk))


def rebuild_directory(
    community: Community, progress: Callable[[int], None] = lambda done: None
) -> int:
    """List all members of a community anew; answers how many."""
    with transaction.atomic():
        _forget_all(community)
        pks = list(Membership.objects.of(community).listed().values_list("pk", flat=True))
        for start in range(0, len(pks), BATCH):
            _list(Membership.objects.filter(pk__in=pks[start : start + BATCH]))
            progress(min(start + BATCH, len(pks)))
    bring_up_to_date(community, anew=True)
    return len(pks)


def _forget_all(community: Community) -> None:
    # Row by row through the collector this would take minutes at 100,000 members.
    for model in (DirectoryWord, DirectoryEntry):
        found = model.objects.of(community)
        found._raw_delete(found.db)


def _list(memberships) -> None:
    rows = list(memberships.listed().select_related("user", "organisation", "profile"))
    list_members(rows)


def list_members(memberships: Iterable[Membership]) -> None:
    """Add entries for memberships that have none yet; load users, organisations and profiles."""
    entries = DirectoryEntry.objects.bulk_create([entry_of(m) for m in memberships])
    words = [
        DirectoryWord(community_id=entry.community_id, entry=entry, word=word)
        for entry in entries
        for word in words_for(entry.membership)
    ]
    DirectoryWord.objects.bulk_create(words, batch_size=BATCH * 2)


def entry_of(membership: Membership) -> DirectoryEntry:
    """What the directory shows and counts of a member: only what the whole community may see."""
    shown = as_community(membership)
    return DirectoryEntry(
        community_id=membership.community_id,
        membership=membership,
        sort_name=sort_name(membership.user.given_name, membership.user.family_name),
        profession=shown.profession,
        role=shown.role,
        region=shown.region,
        organisation=shown.organisation,
    )


def words_for(membership: Membership) -> set[str]:
    """The words of the name, and the interests; everything else is looked up when asked."""
    user = membership.user
    found = set(words_of(f"{user.given_name} {user.family_name}")[:12])
    found |= {f"{INTEREST}{slug}"[:60] for slug in as_community(membership).interests[:50]}
    return found
