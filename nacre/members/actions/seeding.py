"""Fills a community with invented members, many at a time: for demonstrations and measurements."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.utils import timezone

from nacre.communities.models import Community
from nacre.members.actions.directory import list_members
from nacre.members.actions.evidence import Finding, record_many
from nacre.members.interests import interests_of
from nacre.members.models import Membership, Organisation, User, VerificationEvidence
from nacre.members.names import fold
from nacre.members.people import PEOPLE
from nacre.members.professions import PROFESSIONS

BATCH = 2000
YEAR = timedelta(days=365)
USUAL = {"doctor": 45, "nurse": 33, "pharmacist": 8, "dietitian": 4, "biomedical_scientist": 3,
         "physiotherapist": 3, "clinical_scientist": 2, "nhs_manager": 2}  # fmt: skip
SENIOR = {"doctor": ("consultant", "registrar"), "nurse": ("clinical_nurse_specialist", "anp")}


@dataclass
class Seed:
    """What the invented members of a community are drawn from."""

    community: Community
    random: Random
    since: datetime
    professions: list[str]
    places: list[Organisation]
    interests: list[str]
    learning_zone_only: int = 0
    taken: set[str] = field(default_factory=set)


def seed_members(
    community: Community,
    number: int,
    *,
    professions: dict[str, int] | None = None,
    learning_zone_only: int = 0,
    since: datetime | None = None,
    interests: list[str] | None = None,
    seed: int = 1,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Add invented active members, and nurses with the Learning Zone alone; answers how many.

    The same seed gives the same people. All addresses end in example.org and reach nobody.
    """
    random = Random(f"{community.slug}:{seed}")  # noqa: S311 - invented people, no secret
    plan = Seed(
        community=community,
        random=random,
        since=since or timezone.now() - YEAR * 1.5,
        professions=_dealt(professions or USUAL, number, random),
        places=list(Organisation.objects.exclude(kind="practice").order_by("ods_code")),
        interests=interests or list(interests_of(community)),
        learning_zone_only=learning_zone_only,
    )
    first = Membership.objects.of(community).filter(source="seeded").count()
    people = _people(plan, first, number + learning_zone_only)
    done = 0
    while batch := list(islice(people, BATCH)):
        _write(batch)
        done += len(batch)
        progress(done)
    return done


def _dealt(professions: dict[str, int], number: int, random: Random) -> list[str]:
    """As many professions as people: the counts given, or shares of them."""
    if sum(professions.values()) != number:
        return random.choices(list(professions), list(professions.values()), k=number)
    cards = [code for code, count in professions.items() for _ in range(count)]
    random.shuffle(cards)
    return cards


def _people(plan: Seed, first: int, number: int) -> Iterator[tuple[User, Membership]]:
    for index in range(number):
        is_learner = index >= number - plan.learning_zone_only
        profession = "nurse" if is_learner else plan.professions[index]
        user = _user(plan, first + index)
        yield user, _membership(plan, user, profession, is_learner=is_learner)


def _user(plan: Seed, place: int) -> User:
    given, family = _name(plan.random)
    address = fold(f"{given} {family}").replace(" ", ".")
    is_doctor = plan.random.random() < 0.3
    return User(
        email=f"{address}.{plan.community.slug}{place}@example.org",
        title="Dr" if is_doctor else "",
        given_name=given,
        family_name=family,
        password=f"{UNUSABLE_PASSWORD_PREFIX}seeded",
    )


def _name(random: Random) -> tuple[str, str]:
    """A plausible name: given and family name of one origin, mostly."""
    given, family = random.choices(PEOPLE, [origin.share for origin in PEOPLE], k=1)[0].names
    if random.random() < 0.12:
        family = random.choices(PEOPLE, [origin.share for origin in PEOPLE], k=1)[0].names[1]
    name = random.choice(family)
    if random.random() < 0.03:
        name = f"{name}-{random.choice(PEOPLE[0].names[1])}"
    return random.choice(given), name


def _membership(plan: Seed, user: User, profession: str, *, is_learner: bool) -> Membership:
    random = plan.random
    # The square root lets a community grow: more people joined lately than at first.
    joined = plan.since + (timezone.now() - plan.since) * random.random() ** 0.6
    roles = SENIOR.get(profession, ()) * 3 + PROFESSIONS[profession].roles
    user.title = "Dr" if profession == "doctor" else ""
    count = min(len(plan.interests), random.choice((0, 1, 2, 2, 3)))
    return Membership(
        community=plan.community,
        user=user,
        status=Membership.Status.ACTIVE,
        tier="learning_zone_only" if is_learner else "full",
        source="seeded",
        profession=profession,
        role=random.choice(roles) if roles else "",
        organisation=random.choice(plan.places) if plan.places else None,
        interests=random.sample(plan.interests, count),
        is_public=random.random() < 0.05,
        rules_version=plan.community.rules_version,
        rules_accepted_at=joined,
        joined_at=joined,
        activated_at=min(joined + timedelta(hours=random.randint(1, 40)), timezone.now()),
    )


@transaction.atomic
def _write(batch: list[tuple[User, Membership]]) -> None:
    users = User.objects.bulk_create([user for user, _ in batch])
    memberships = Membership.objects.bulk_create([membership for _, membership in batch])
    record_many(
        (
            Finding(
                user=user,
                community=membership.community,
                sort=VerificationEvidence.Sort.BODY_LIST,
                detail="invented member",
                checked_at=membership.activated_at or membership.joined_at,
                expires_at=timezone.now() + YEAR,
            )
            for user, membership in zip(users, memberships, strict=True)
        ),
        newcomers=True,
    )
    list_members([m for m in memberships if m.tier == "full"])
