"""What is derived from organisations so that any word, old name or merger finds them at once.

`index_organisations` brings three things in step with the organisations: names that follow from
others (initials, town), the words of all names, and who is kin: a trust of today with its sites
and all that went into it. It writes differences only, so it may run as often as one likes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from nacre.members.models import (
    Organisation,
    OrganisationKin,
    OrganisationName,
    OrganisationWord,
    Succession,
)
from nacre.members.names import initials_of, organisation_key, words_of

Sort = OrganisationName.Sort
DERIVED = (Sort.INITIALS, Sort.TOWN)
LOOKED_UP_WHOLE = {Sort.INITIALS}  # initials are no beginnings: "sam" is a person, too
ABBREVIATED = {"trust", "board"}
CHUNK = 1000


@transaction.atomic
def index_organisations() -> None:
    """Bring words, derived names and kin in step with organisations, names and successions."""
    pks = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), CHUNK):
        chunk = pks[start : start + CHUNK]
        _derive_names(chunk)
        _derive_words(chunk)
    _derive_kin()


@transaction.atomic
def forget_derived() -> None:
    """Take everything derived away, so that organisations of an import can be taken back."""
    for rows in (
        OrganisationWord.objects.all(),
        OrganisationKin.objects.all(),
        OrganisationName.objects.filter(sort__in=DERIVED),
    ):
        rows._raw_delete(rows.db)


def _derive_names(pks: list[int]) -> None:
    places = Organisation.objects.filter(pk__in=pks).prefetch_related("names")
    stale, missing = [], []
    for place in places:
        given = {n.key for n in place.names.all() if n.sort not in DERIVED}
        there = {(n.key, n.sort, n.name): n.pk for n in place.names.all() if n.sort in DERIVED}
        wanted = {row for row in _derived_names(place) if row[0] and row[0] not in given}
        stale += [pk for row, pk in there.items() if row not in wanted]
        missing += [
            OrganisationName(organisation=place, key=key, sort=sort, name=name)
            for key, sort, name in wanted - there.keys()
        ]
    OrganisationName.objects.filter(pk__in=stale).delete()
    OrganisationName.objects.bulk_create(missing, batch_size=CHUNK)


def _derived_names(place: Organisation) -> set[tuple[str, str, str]]:
    """Key, sort and name of what follows from an organisation; each key once."""
    found = {}
    if place.kind in ABBREVIATED:
        called = [n.name for n in place.names.all() if n.sort in {Sort.CURRENT, Sort.FORMER}]
        for letters in (found for name in (place.name, *called) for found in initials_of(name)):
            found[organisation_key(letters)] = (Sort.INITIALS, letters)
    if place.town:
        found[organisation_key(place.town)] = (Sort.TOWN, place.town)
    return {(key, str(sort), name) for key, (sort, name) in found.items()}


def _derive_words(pks: list[int]) -> None:
    names = OrganisationName.objects.filter(organisation__in=pks).prefetch_related("words")
    stale, missing = [], []
    for name in names:
        there = {row.word: row.pk for row in name.words.all()}
        wanted = set() if name.sort in LOOKED_UP_WHOLE else set(words_of(name.key))
        stale += [pk for word, pk in there.items() if word not in wanted]
        missing += [OrganisationWord(name=name, word=word) for word in wanted - there.keys()]
    OrganisationWord.objects.filter(pk__in=stale).delete()
    OrganisationWord.objects.bulk_create(missing, batch_size=CHUNK)


# --- Kin --------------------------------------------------------------------------------------------


def _derive_kin() -> None:
    wanted = kin_pairs()
    there = {
        (head, place): pk
        for pk, head, place in OrganisationKin.objects.values_list(
            "pk", "head_id", "organisation_id"
        ).iterator()
    }
    stale = [pk for pair, pk in there.items() if pair not in wanted]
    for start in range(0, len(stale), CHUNK):
        OrganisationKin.objects.filter(pk__in=stale[start : start + CHUNK]).delete()
    OrganisationKin.objects.bulk_create(
        (
            OrganisationKin(head_id=head, organisation_id=place)
            for head, place in sorted(wanted - there.keys())
        ),
        batch_size=CHUNK,
    )


def kin_pairs() -> set[tuple[int, int]]:
    """Head and organisation, for each organisation: sites go with their trust, the closed with
    whoever took over. An organisation that goes with nobody is its own head.
    """
    today = timezone.localdate()
    parents = dict(Organisation.objects.values_list("pk", "parent_id"))
    closed = set(Organisation.objects.filter(closed_on__lte=today).values_list("pk", flat=True))
    heirs: dict[int, list[int]] = defaultdict(list)
    for before, after, on in Succession.objects.values_list(
        "predecessor_id", "successor_id", "effective_on"
    ):
        if before in closed and (on is None or on <= today):
            heirs[before].append(after)
    pairs = set()
    for place in parents:
        for head in _heads(_top(place, parents), heirs):
            pairs |= {(head, place), (head, head)}
    return pairs


def _top(place: int, parents: Mapping[int, int | None]) -> int:
    seen = {place}
    while (above := parents.get(place)) is not None and above not in seen:
        seen.add(above)
        place = above
    return place


def _heads(place: int, heirs: dict[int, list[int]]) -> Iterable[int]:
    """Who stands in for an organisation today; itself if nobody took over. Rings end somewhere."""
    found, waiting, seen = [], [place], {place}
    while waiting:
        here = waiting.pop()
        further = [heir for heir in heirs.get(here, ()) if heir not in seen]
        seen.update(further)
        waiting += further
        if not further:
            found.append(here)
    return found
