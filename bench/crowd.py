"""Fills a community with a crowd of invented members, straight into the tables: a million in minutes.

Family names are those of the demonstration and some forty thousand put together from parts of
English place names, so that names are about as rare as real ones.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from random import Random
from typing import Any

from django.db import connection, models
from django.utils import timezone

from bench.hospitals import community_of_the_bench, open_hospitals
from nacre.communities.models import Community
from nacre.members.actions.seeding import SENIOR, USUAL
from nacre.members.models import DirectoryEntry, DirectoryWord, Membership, Organisation, User
from nacre.members.models.directory import INTEREST
from nacre.members.names import sort_name, words_of
from nacre.members.people import PEOPLE
from nacre.members.professions import PROFESSIONS

FIRST = ["Ash", "Ald", "Bar", "Beck", "Ben", "Black", "Bram", "Brad", "Bur", "Cal", "Car", "Chat", "Clay", "Cob", "Col", "Crom", "Dal", "Den", "Dun", "East", "Ed", "Elm", "Fair", "Farn", "Fen", "Ful", "Gar", "Glen", "Gran", "Had", "Hal", "Ham", "Hart", "Haw", "Hazel", "Hen", "High", "Hol", "Hor", "Hurst", "Ing", "Kel", "Ken", "Kil", "Kirk", "Lang", "Law", "Lid", "Lin", "Long", "Lyn", "Mal", "Mar", "Mel", "Mid", "Mor", "Nor", "North", "Oak", "Old", "Os", "Pem", "Pen", "Pick", "Rad", "Ram", "Raven", "Red", "Rid", "Roth", "Row", "Rush", "Sal", "Sand", "Sedg", "Shel", "Sher", "South", "Staf", "Stan", "Stock", "Strat", "Sut", "Tad", "Tar", "Thorn", "Til", "Tor", "Under", "Upp", "Wad", "Wal", "War", "Wed", "Wel", "West", "Whit", "Wick", "Win", "Wood", "Wor", "Wyn", "Yar", "Yel"]  # fmt: skip
MIDDLE = ("", "er", "en", "ing", "le", "a", "er", "es", "in", "ar")
LAST = ["bourne", "bridge", "brook", "burn", "bury", "by", "church", "cliffe", "combe", "cote", "croft", "dale", "den", "don", "field", "ford", "gate", "grave", "ham", "hill", "holme", "hurst", "land", "ley", "low", "man", "more", "ness", "over", "ridge", "sall", "shaw", "stead", "stock", "stone", "stow", "thorpe", "ton", "tree", "wall", "ward", "water", "way", "well", "wick", "wood", "worth"]  # fmt: skip
INTERESTS = [f"subject-{n}" for n in range(40)]
BATCH = 20_000


def family_names(random: Random) -> list[str]:
    """Many family names, the usual ones several times as often."""
    made = [f"{a}{b}{c}" for a in FIRST for b in MIDDLE for c in LAST]
    random.shuffle(made)
    usual = [name for origin in PEOPLE for name in origin.names[1] for _ in range(origin.share)]
    return made[:40_000] + usual * 12


def fill(community: Community, number: int, interests: list[str]) -> None:
    """Add as many members as are missing."""
    there = Membership.objects.of(community).count()
    random = Random(f"{community.slug}:{there}")
    people = _people(community, number - there, there, interests, random)
    while batch := list(islice(people, BATCH)):
        _pour(User, [person["user"] for person in batch])
        _pour(Membership, [person["membership"] for person in batch])
        _pour(DirectoryEntry, [person["entry"] for person in batch])
        _pour(DirectoryWord, [word for person in batch for word in person["words"]])
    with connection.cursor() as cursor:
        _count_on(cursor)
        cursor.execute("ANALYZE")


def _people(
    community: Community, number: int, there: int, interests: list[str], random: Random
) -> Iterator[dict[str, Any]]:
    given = [name for o in PEOPLE for name in o.names[0] for _ in range(o.share)]
    family = family_names(random)
    places = list(Organisation.objects.exclude(kind="practice").values_list("pk", "region"))
    sizes = [random.paretovariate(1.2) for _ in places]
    first = {model: _next(model) for model in (User, Membership, DirectoryEntry, DirectoryWord)}
    word_key = first[DirectoryWord]
    now = timezone.now()
    where = random.choices(places, sizes, k=max(number, 0))
    kinds = random.choices(list(USUAL), list(USUAL.values()), k=max(number, 0))
    for i in range(number):
        called, surname = random.choice(given), random.choice(family)
        place, region = where[i]
        profession = kinds[i]
        role = random.choice(
            SENIOR.get(profession, ()) * 3 + PROFESSIONS[profession].roles or ("",)
        )
        chosen = random.sample(interests, random.choice((0, 1, 2, 2, 3)))
        person, entry = first[Membership] + i, first[DirectoryEntry] + i
        words = {*words_of(f"{called} {surname}"), *(f"{INTEREST}{slug}" for slug in chosen)}
        own = {"community_id": community.pk, "membership_id": person}
        yield {
            "user": {"id": first[User] + i, "email": f"crowd{there + i}.{community.slug}@example.org",
                     "given_name": called, "family_name": surname, "password": "!crowd"},
            "membership": {"id": person, "community_id": community.pk, "user_id": first[User] + i,
                           "status": "active", "tier": "full", "source": "seeded",
                           "profession": profession, "role": role, "organisation_id": place,
                           "interests": chosen, "activated_at": now},
            "entry": {"id": entry, **own, "sort_name": sort_name(called, surname), "role": role,
                      "profession": profession, "region": region, "organisation_id": place},
            "words": [{"id": word_key + n, "community_id": community.pk, "entry_id": entry,
                       "word": word} for n, word in enumerate(sorted(words))],
        }  # fmt: skip
        word_key += len(words)


def _next(model: type[models.Model]) -> int:
    return (model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0) + 1


def _pour(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """Write rows past the ORM; what a row does not say is the field's default."""
    fields = [f for f in model._meta.concrete_fields if f.db_default is models.NOT_PROVIDED]
    names = ", ".join(f'"{f.column}"' for f in fields)
    table = model._meta.db_table
    values = (
        [
            f.get_db_prep_save(row[f.attname] if f.attname in row else f.get_default(), connection)
            for f in fields
        ]
        for row in rows
    )
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values))
            return
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for value in values:
                copy.write_row(value)


def _count_on(cursor) -> None:
    """PostgreSQL's sequences go on after the rows that were poured in."""
    if connection.vendor == "postgresql":
        for model in (User, Membership, DirectoryEntry, DirectoryWord):
            table = model._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )


def prepare(number: int) -> Community:
    """The community with its hospitals and as many members as asked."""
    community = community_of_the_bench()
    open_hospitals(family_names(Random(3)))
    fill(community, number, INTERESTS)
    return community
