"""Fills the demonstration's communities with people: editors, staff, personas and members.

Everyone is invented and drawn from the community's slug, so that each machine has the same people.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from nacre.communities.models import Community
from nacre.editorial.actions import open_desk, seat_editor, sync_desk
from nacre.insights.periods import Month
from nacre.launch.blueprint import Blueprint, Said
from nacre.launch.growth import Growth, Stay, stays, turnover
from nacre.launch.names import invented_name
from nacre.launch.opening import opened_on
from nacre.launch.personas import PERSONAS, Persona
from nacre.launch.profiles import enrich
from nacre.launch.scenario import scenario_of
from nacre.launch.traits import Traits
from nacre.members.actions.directory import rebuild_directory
from nacre.members.models import Membership, Organisation, User
from nacre.members.names import fold, split_name
from nacre.members.professions import role_label
from nacre.pages.models import Topic

LEAVERS_SHARE = 0.06
STAFF = {
    "gastro": (("Nadine Cawthorne", "journalist"), ("Idris Penhale", "moderator")),
    "haematology": (("Nell Garrity", "journalist"), ("Edmund Rusbridge", "moderator")),
    "immunology": (("Tilda Ravensworth", "journalist"), ("Kieran Osgood", "moderator")),
    "liver": (("Bryony Latham", "moderator"),),
    "ms": (("Hattie Lowick", "journalist"), ("Anselm Greaves", "moderator")),
}


@dataclass(frozen=True)
class Person:
    """Somebody to be written to the database with their place in the community."""

    user: User
    membership: Membership


class Peopling:
    """The people of one community in the making."""

    def __init__(self, blueprint: Blueprint, community: Community, until: Month, now: datetime):
        self.blueprint, self.community = blueprint, community
        self.until, self.now = until, now
        self.random = Random(f"people of {community.slug}")  # noqa: S311 - a drawing, no secret
        self.traits = Traits(
            self.random,
            list(Topic.objects.of(community).order_by("pk")),
            list(Organisation.objects.order_by("ods_code")),
        )
        day = opened_on(community)
        self.opened = Month(day.year, day.month)
        self.password = make_password(None)
        self.places = {place.ods_code: place for place in self.traits.organisations}

    @transaction.atomic
    def seat_editors(self) -> None:
        """Give the blueprint's editors accounts, their place on the board and a desk."""
        editors = self.blueprint.community.get("editors", [])
        people = [self._editor(said, self._before_launch) for said in editors]
        _write(_new(people))
        open_desk(self.community)
        for said, person in zip(editors, people, strict=True):
            user = User.objects.get(email=person.user.email)
            seat_editor(community=self.community, said=said, user=user)
            sync_desk(self._membership_of(user, person.membership))
        rebuild_directory(self.community)

    def _membership_of(self, user: User, wanted: Membership) -> Membership:
        """The membership of an editor, who may have an account from another community."""
        found = Membership.objects.of(self.community).filter(user=user).first()
        if found is None:
            wanted.user = user
            wanted.save()
        return found or wanted

    @transaction.atomic
    def fill(self) -> int:
        """Write everyone else who is not there yet; answers how many members count."""
        named = list(self._named())
        _write(_new(named))
        for membership in Membership.objects.of(self.community).exclude(duty=""):
            sync_desk(membership)
        if not self._is_filled():
            _write(self._crowd(list(Membership.objects.of(self.community).active().counted())))
            enrich(self.community, self.now, {t.slug: t.label for t in self.traits.topics})
        rebuild_directory(self.community)
        return Membership.objects.of(self.community).active().counted().count()

    @property
    def _before_launch(self) -> datetime:
        return self.opened.starts_at - timedelta(days=60)

    def _is_filled(self) -> bool:
        return Membership.objects.of(self.community).filter(source="demo").exists()

    # --- People with a name ----------------------------------------------------------------------

    def _named(self) -> Iterator[Person]:
        """Staff, those whom the interviews are with, and the personas who belong here."""
        start = self._before_launch
        for said in self.blueprint.interviews:
            yield self._interviewee(said, start)
        for name, duty in STAFF.get(self.community.slug, ()):
            yield self._staff(name, duty, start)
        for persona in PERSONAS:
            if persona.community == self.community.slug and persona.family_name:
                yield self._persona(persona, start)

    def _editor(self, said: Said, at: datetime) -> Person:
        return self._person(
            split_name(said["name"]),
            at,
            profession=said["profession"],
            role=said.get("role", ""),
            post=said.get("title", ""),
            biography=" ".join((said.get("biography") or "").split()),
            interests=list(said.get("remit", [])),
            organisation=self.places.get(said.get("organisation_ods", "")),
            duty=Membership.Duty.CLINICAL_EDITOR,
            is_public=True,
            source="operator",
        )

    def _interviewee(self, said: Said, at: datetime) -> Person:
        return self._person(
            split_name(said["name"]),
            at,
            profession=said["profession"],
            post=role_label(said["role"]),
            interests=list(said.get("topics", []))[:3],
            organisation=self.places.get(said.get("organisation_ods", "")),
            source="operator",
        )

    def _staff(self, name: str, duty: str, at: datetime) -> Person:
        return self._person(
            split_name(name),
            at,
            profession="editorial_staff",
            role=duty,
            post=duty.capitalize(),
            tier=Membership.Tier.STAFF,
            duty=duty,
            source="operator",
        )

    def _persona(self, persona: Persona, at: datetime) -> Person:
        person = self._person(
            (persona.title, persona.given_name, persona.family_name),
            at,
            email=persona.email,
            profession=persona.profession,
            role=persona.role,
            grade=persona.grade,
            post=persona.post,
            biography=persona.biography,
            interests=list(persona.interests) or self.traits.interests(),
            organisation=self.places.get(persona.organisation_ods),
            tier=persona.tier,
            duty=persona.duty,
            source="operator",
        )
        person.user.is_staff = person.user.is_superuser = persona.is_operator
        return person

    def _person(
        self, name: tuple[str, str, str], at: datetime, email: str = "", **place: Any
    ) -> Person:
        title, given, family = name
        words = "-".join(fold(f"{given} {family}").split())
        user = User(
            email=email or f"{words}@example.org",
            title=title,
            given_name=given,
            family_name=family,
            password=self.password,
            date_joined=at,
        )
        place.setdefault("status", Membership.Status.ACTIVE)
        membership = Membership(
            community=self.community, user=user, joined_at=at, activated_at=at, **place
        )
        return Person(user, membership)

    # --- The crowd ---------------------------------------------------------------------------------

    def _crowd(self, counted: list[Membership]) -> list[Person]:
        """As many as the blueprint says, of each profession, beside those who count already."""
        professions = self._professions(counted)
        people = []
        for stay in self._stays(len(counted), len(professions)):
            profession = professions.pop() if professions else self._usual_profession()
            people.append(self._member(profession, stay))
        people += [self._member("nurse", stay, "learning_zone_only") for stay in self._nurses()]
        return people + [self._waiting() for _ in range(5)]

    def _professions(self, counted: list[Membership]) -> list[str]:
        wanted = dict(self.blueprint.community["membership"]["professions"])
        for membership in counted:
            is_wanted = wanted.get(membership.profession, 0) > 0
            wanted[
                membership.profession if is_wanted else max(wanted, key=lambda code: wanted[code])
            ] -= 1
        found = [code for code, count in wanted.items() for _ in range(count)]
        self.random.shuffle(found)
        return found

    def _usual_profession(self) -> str:
        wanted = self.blueprint.community["membership"]["professions"]
        return self.random.choices(list(wanted), list(wanted.values()))[0]

    def _stays(self, named: int, unnamed: int) -> list[Stay]:
        """Who belongs today comes first, as many as there are professions to give out."""
        total = named + unnamed
        at_launch = scenario_of(self.community.slug).at_launch(total)
        growth = Growth(
            self.opened,
            self.until,
            at_launch=at_launch - named,
            at_end=unnamed,
            leavers=round(total * LEAVERS_SHARE),
            turnover=turnover(self.now, self.until),
            now=self.now,
        )
        return sorted(stays(growth, self.random), key=lambda stay: stay.left_at is not None)

    def _nurses(self) -> list[Stay]:
        """Nurses who came for the Learning Zone alone; no figure of members counts them."""
        count = self.blueprint.community["membership"].get("learning_zone_only", 0)
        if not count:
            return []
        growth = Growth(self.opened, self.until, 0, count, 0, 0, self.now)
        return stays(growth, self.random)

    def _member(self, profession: str, stay: Stay, tier: str = "full") -> Person:
        role = self.traits.role(profession)
        given, family = invented_name(self.random)
        place = self.traits.organisation(role)
        interests = self.traits.interests()
        person = self._person(
            (self._title(profession, role), given, family),
            stay.came_at,
            email=self._email(given, family),
            profession=profession,
            role=role,
            grade=self.traits.grade(role),
            organisation=place,
            interests=interests,
            biography=self.traits.biography(given, place, interests),
            tier=tier,
            source="demo",
        )
        if stay.left_at:
            person.membership.status = Membership.Status.LEFT
            person.membership.ended_at = stay.left_at
        person.membership.joined_at = stay.came_at - timedelta(hours=self.random.uniform(1, 40))
        return person

    def _waiting(self) -> Person:
        """Somebody whom a moderator has not looked at yet."""
        asked = self.now - timedelta(hours=self.random.uniform(2, 60))
        person = self._member(self._usual_profession(), Stay(asked))
        person.membership.status = Membership.Status.PENDING
        person.membership.joined_at, person.membership.activated_at = asked, None
        return person

    def _title(self, profession: str, role: str) -> str:
        if profession == "doctor":
            is_prof = role == "clinical_academic" and self.random.random() < 0.5
            return "Prof" if is_prof else "Dr"
        return "Dr" if profession in {"clinical_scientist", "practitioner_psychologist"} else ""

    def _email(self, given: str, family: str) -> str:
        number = self.random.randrange(10_000, 100_000)
        words = ".".join(fold(f"{given} {family}").split())
        return f"{words}.{number}@example.org"


def _new(people: list[Person]) -> list[Person]:
    have = set(User.objects.values_list("email", flat=True))
    return [person for person in people if person.user.email not in have]


def _write(people: list[Person]) -> None:
    """A few statements for thousands of rows; addresses count as confirmed."""
    taken = set(User.objects.values_list("email", flat=True))
    for number, person in enumerate(people):
        if person.user.email in taken:
            local, _, host = person.user.email.partition("@")
            person.user.email = f"{local}{number}@{host}"
        taken.add(person.user.email)
    User.objects.bulk_create([person.user for person in people], batch_size=500)
    for person in people:
        person.membership.user = person.user
    Membership.objects.bulk_create([person.membership for person in people], batch_size=500)
    addresses = [
        EmailAddress(user=p.user, email=p.user.email, verified=True, primary=True) for p in people
    ]
    EmailAddress.objects.bulk_create(addresses, batch_size=500)
