"""How words become organisations: by name, former name, abbreviation, code, town or merger.

The longest run of words that is a name, a code or a town as a whole is what was meant: "Poole
Hospital" is not everything in Poole. Otherwise words may begin any word of one name, or of one
name and its town. Who works at one organisation of a trust is found with all of the trust, its
sites and what went into it (`OrganisationKin`): that is what people who type a name expect.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from nacre.members.models import (
    Organisation,
    OrganisationKin,
    OrganisationName,
)
from nacre.members.names import words_of
from nacre.members.querysets import END

Row = tuple[int, str, str]  # organisation, key, sort of name
TOWN, INITIALS, CODE = OrganisationName.Sort.TOWN, OrganisationName.Sort.INITIALS, "code"
NAMES = "SELECT n.organisation_id, n.key, n.sort FROM members_organisationname"
CODES = "SELECT id, lower(ods_code), 'code' FROM members_organisation"
WORDS = "members_organisationword"
MOST_ROWS = 8000
MOST_WORDS = 24
MOST_LIKELY = 200
SMALL = {Organisation.Kind.PRACTICE, Organisation.Kind.COMMISSIONER}
LONGEST_RUN = 14
SHORTEST_CODE = 3
# Words of thousands of names: alone they mean no organisation, beside others they count.
GENERIC = {"surgery", "medical", "practice", "centre", "center", "health", "healthcare", "care",
           "clinic", "group", "house", "community", "services", "service", "university", "general",
           "national", "partnership", "partners", "board", "nurse", "nurses", "doctor"}  # fmt: skip

# Words that are in no person's name.
INSTITUTION = {"nhs", "trust", "foundation", "hospital", "hospitals", "infirmary", "university"}


@dataclass(frozen=True)
class Fit:
    """Which words of a question fit one organisation, and how well: less is better."""

    words: frozenset[str]
    rank: int
    organisation: int = 0


class Matching(NamedTuple):
    """For each word the organisations whose people it may mean; whether the text names just these."""

    by_word: dict[str, set[int]]
    is_name: bool = False


def organisations_matching(text: str, words: Sequence[str]) -> Matching:
    """The organisations that `words` (of the text, folded) may mean.

    Two queries, however long the text and however many organisations there are. "Burton" may be
    a person, but "Burton Hospitals NHS Trust", where it is the whole of a name, is nobody else's.
    """
    asked = words_of(text)[:MOST_WORDS]
    found: dict[str, set[int]] = {word: set() for word in words}
    runs = _runs(asked, frozenset(words))
    telling = [word for word in words if len(word) > 1 and word not in GENERIC]
    rows = _rows(runs, telling, meant=[run for run in runs if len(runs[run].words) == len(found)])
    fits = _whole(rows, runs)
    if all(len(fit.words) < len(found) for fit in fits):  # else no beginning can fit as well
        fits += _begun(rows, words)
    for fit in _best(fits):
        for word in fit.words:
            found[word].add(fit.organisation)
    is_of_an_institution = "&" in text or not INSTITUTION.isdisjoint(asked)
    is_name = is_of_an_institution and any(fit.rank == -len(asked) for fit in fits)
    return Matching(_with_kin(found), is_name)


def organisations_suggested(text: str, most: int) -> list[Organisation]:
    """Those that all words of a text may mean, best first; where people choose where they work."""
    words = list(dict.fromkeys(words_of(text)[:MOST_WORDS]))
    runs = _runs(words, frozenset(words))
    telling = [w for w in words if len(w) > 1 and w not in GENERIC]
    rows = _rows(runs, telling or [w for w in words if len(w) > 1])
    ranks: dict[int, int] = {}
    for fit in [*_whole(rows, runs), *_begun(rows, words)]:
        if len(fit.words) == len(words):
            ranks[fit.organisation] = min(fit.rank, ranks.get(fit.organisation, fit.rank))
    likely = sorted(ranks, key=lambda pk: (ranks[pk], pk))[:MOST_LIKELY]
    found = Organisation.objects.filter(pk__in=likely).for_page()
    return sorted(found, key=lambda o: (o.is_closed, ranks[o.pk], o.kind in SMALL, o.name))[:most]


def organisations_under(codes: Iterable[str]) -> set[int]:
    """The organisations with these codes, their sites and what went into them."""
    found = set(
        Organisation.objects.filter(
            Q(ods_code__in=codes) | Q(parent__ods_code__in=codes)
        ).values_list("pk", flat=True)
    )
    kin = OrganisationKin.objects.filter(head__ods_code__in=codes)
    return found | set(kin.values_list("organisation_id", flat=True))


def _runs(asked: list[str], words: frozenset[str]) -> dict[str, Fit]:
    """Each run of words that a whole name may be, with how well that would fit: longer is better."""
    return {
        " ".join(run): Fit(words.intersection(run), -len(run))
        for start in range(len(asked))
        for end in range(start + 1, min(start + LONGEST_RUN, len(asked)) + 1)
        if words.intersection(run := asked[start:end])
    }


def _rows(runs: Collection[str], words: list[str], meant: Sequence[str] = ()) -> list[Row]:
    """Organisation, key and sort of the names and codes that a question may touch: one query.

    Where a name is one of those `meant` as a whole, the database does not look for beginnings.
    Every search asks this, so it is plain SQL: the ORM would take longer than the database.
    """
    if not runs:
        return []
    codes = [run.upper() for run in runs if len(run) >= SHORTEST_CODE]
    begun = [f"{w.upper()}%" for w in words if len(w) >= SHORTEST_CODE and not w.isalpha()]
    is_code = [*["ods_code = %s"] * len(codes), *["ods_code LIKE %s"] * len(begun)]
    parts = [f"{NAMES} n WHERE n.key IN ({_marks(runs)})"]
    values = [*runs]
    if is_code:
        parts.append(f"{CODES} WHERE {' OR '.join(is_code)}")
        values += codes + begun
    if words:
        begins = " OR ".join(["w.word >= %s AND w.word < %s"] * len(words))
        parts.append(f"{NAMES} n JOIN {WORDS} w ON w.name_id = n.id WHERE ({begins})")
        values += [bound for word in words for bound in (word, word + END)]
    if words and meant:
        parts[-1] += f" AND NOT EXISTS ({NAMES} n WHERE n.key IN ({_marks(meant)}))"
        values += meant
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(parts)} LIMIT {MOST_ROWS}", values)
        return cursor.fetchall()


def _marks(values: Collection[str]) -> str:
    return ", ".join(["%s"] * len(values))


def _whole(rows: list[Row], runs: dict[str, Fit]) -> list[Fit]:
    """Fits of runs of words that are a code, a name or a town as a whole."""
    return [replace(runs[key], organisation=place) for place, key, _ in rows if key in runs]


def _begun(rows: list[Row], words: Sequence[str]) -> list[Fit]:
    """Fits of words that begin words of one name (rank 1), or of a name and its town (rank 2)."""
    by_name: dict[int, set[frozenset[str]]] = defaultdict(set)
    by_town: dict[int, frozenset[str]] = {}
    for place, key, sort in rows:
        fitting = _words_in(words, key)
        if sort == TOWN:
            by_town[place] = fitting
        elif sort != INITIALS:
            by_name[place].add(fitting)
    fits = [Fit(fitting, 1, pk) for pk, each in by_name.items() for fitting in each]
    fits += [
        Fit(fitting | town, 2, pk)
        for pk, town in by_town.items()
        for fitting in by_name.get(pk, {frozenset()})
    ]
    return [fit for fit in fits if fit.words]


def _words_in(words: Sequence[str], key: str) -> frozenset[str]:
    parts = key.split()
    return frozenset(word for word in words if any(part.startswith(word) for part in parts))


def _best(fits: list[Fit]) -> list[Fit]:
    """Where one name has "royal" and "free", names that have but one of them were not meant."""
    best: dict[frozenset[str], int] = {}
    for fit in fits:
        best[fit.words] = min(fit.rank, best.get(fit.words, fit.rank))
    longest = {words for words in best if not any(words < other for other in best)}
    return [fit for fit in fits if fit.words in longest and fit.rank == best[fit.words]]


def _with_kin(found: dict[str, set[int]]) -> dict[str, set[int]]:
    """Each organisation with all that its people are found together with: one query."""
    meant = set().union(*found.values())
    if not meant:
        return found
    kin: dict[int, set[int]] = defaultdict(set)
    pairs = OrganisationKin.objects.filter(organisation__in=meant)
    for place, relative in pairs.values_list("organisation_id", "head__kin__organisation_id"):
        kin[place].add(relative)
    return {
        word: places.union(*(kin[place] for place in places if place in kin))
        for word, places in found.items()
    }
