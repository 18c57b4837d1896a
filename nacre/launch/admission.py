"""Who is let into a demonstration community at once: the body's own list and a rule for nurses."""

from random import Random

from nacre.communities.models import Client, Community
from nacre.launch.names import invented_name
from nacre.members.models import (
    AdmissionRule,
    MemberListEntry,
    Membership,
    ProfessionalRegistration,
)
from nacre.members.names import fold

ON_THE_LIST = 60  # of those who joined
NOT_JOINED_YET = 20
NEWCOMER = ("Hollis", "Merrick", "hollis.merrick@example.org")  # to try joining with
NUMBERS = {"doctor": ("GMC", "99{:05d}"), "nurse": ("NMC", "99Z{:04d}E")}


def settle_admission(community: Community) -> None:
    """Give a community its list, its rule and the numbers that people waiting gave; once."""
    random = Random(f"admission of {community.slug}")  # noqa: S311 - a drawing, no secret
    _numbers_of_waiting(community, random)
    if community.client.kind != Client.Kind.PROFESSIONAL_BODY:
        return
    AdmissionRule.objects.get_or_create(
        community=community,
        order=10,
        defaults={
            "when": {"professions": ["nurse"]},
            "tier": Membership.Tier.LEARNING_ZONE_ONLY,
            "explanation": f"Nurses who are not on the list of {community.client} "
            "ask for the Learning Zone.",
        },
    )
    if not MemberListEntry.objects.of(community).exists():
        MemberListEntry.objects.bulk_create(_lines(community, random))


def _lines(community: Community, random: Random) -> list[MemberListEntry]:
    members = Membership.objects.of(community).active().counted().select_related("user")
    joined = list(members.order_by("pk")[:ON_THE_LIST])
    people = [(m.user.given_name, m.user.family_name, m.user.email) for m in joined] + [NEWCOMER]
    for _ in range(NOT_JOINED_YET):
        given, family = invented_name(random)
        words = ".".join(fold(f"{given} {family}").split())
        people.append((given, family, f"{words}.{random.randrange(100, 1000)}@example.org"))
    return [
        MemberListEntry(
            community=community,
            membership_no=f"BHF-{4100 + 7 * place}",
            surname=family,
            surname_key=fold(family),
            forenames=given,
            email=email,
            category="Full",
        )
        for place, (given, family, email) in enumerate(people)
    ]


def _numbers_of_waiting(community: Community, random: Random) -> None:
    """Numbers in the form of the register, from ranges that no regulator has reached."""
    waiting = Membership.objects.of(community).pending().filter(profession__in=NUMBERS)
    for membership in waiting.filter(user__registrations__isnull=True):
        regulator, form = NUMBERS[membership.profession]
        most = 10_000 if regulator == "NMC" else 100_000
        ProfessionalRegistration.objects.create(
            user_id=membership.user_id,
            regulator=regulator,
            number=form.format(random.randrange(most)),
            given_at=membership.joined_at,
        )
