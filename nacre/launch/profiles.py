"""What some of the demonstration's members say of themselves beyond their post."""

from datetime import datetime, timedelta
from random import Random

from nacre.communities.models import Community
from nacre.members.models import Membership, Profile

SPECIALTY = {
    "gastro": "Gastroenterology", "haematology": "Haematology", "liver": "Hepatology",
    "immunology": "Clinical immunology", "ms": "Neurology",
}  # fmt: skip
CAN_HELP = (
    "setting up a nurse-led clinic",
    "writing a business case for a second specialist nurse",
    "auditing against national standards with a spreadsheet and no money",
    "shared-care agreements with general practice",
    "getting a homecare service through pharmacy",
    "teaching registrars without a rota gap",
    "patient information that people read",
    "telephone advice lines that do not break the team",
)
LANGUAGES = ("Welsh", "Polish", "Urdu", "Punjabi", "Bengali", "Arabic", "Portuguese", "Igbo")
OPEN_TO_ALL = ("post", "organisation", "specialty", "interests", "biography", "contributions")


def enrich(community: Community, now: datetime, labels: dict[str, str]) -> int:
    """Give a part of the members a fuller profile, the same each time; answers how many."""
    random = Random(f"profiles of {community.slug}")  # noqa: S311 - a drawing, no secret
    members = list(Membership.objects.of(community).active().order_by("pk"))
    have = set(Profile.objects.of(community).values_list("membership_id", flat=True))
    specialty = SPECIALTY.get(community.slug, "")
    made = [_profile(m, specialty, random, labels) for m in members if _says_more(m, random)]
    new = [profile for profile in made if profile.membership_id not in have]
    Profile.objects.bulk_create(new, batch_size=500)
    for membership in members:
        membership.confirmed_at = _confirmed(membership, random, now)
        if membership.is_public:
            membership.visibility = dict.fromkeys(OPEN_TO_ALL, "public")
    Membership.objects.bulk_update(members, ["confirmed_at", "visibility"], batch_size=500)
    return len(new)


def _says_more(membership: Membership, random: Random) -> bool:
    """Everyone with a biography, and some of the others; staff say little."""
    drawn = random.random() < 0.12
    return membership.tier != Membership.Tier.STAFF and bool(membership.biography or drawn)


def _profile(
    membership: Membership, specialty: str, random: Random, labels: dict[str, str]
) -> Profile:
    known = [labels[slug] for slug in membership.interests if slug in labels]
    speaks = random.random() < 0.15
    return Profile(
        community_id=membership.community_id,
        membership=membership,
        specialty=specialty,
        subspecialties=known[: random.choice((1, 2))],
        languages=[random.choice(LANGUAGES)] if speaks else [],
        can_help_with=random.choice(CAN_HELP) if random.random() < 0.5 else "",
    )


def _confirmed(membership: Membership, random: Random, now: datetime) -> datetime | None:
    """Some time in the last months, but never before they came."""
    drawn = now - timedelta(days=random.uniform(2, 170))
    came = membership.activated_at
    return drawn if came and came < drawn else membership.confirmed_at
