"""Who of the demonstration's members works with which toolkit, and since when."""

from datetime import datetime, timedelta
from random import Random

from django.db.models import Q, QuerySet

from nacre.communities.models import Community
from nacre.editorial.models import ToolkitPage, ToolkitRegistration, UnitUse
from nacre.insights.periods import Month
from nacre.launch.scenario import scenario_of
from nacre.members.models import Membership

USE_IT = 0.2  # of those who registered
PURPOSES = ("Audit in our clinic", "Business case", "Teaching the team", "Service improvement", "")


def register_nurses(community: Community, until: Month) -> int:
    """Register as many nurses as the scenario says, each once, before the last month ended."""
    toolkit = ToolkitPage.objects.of(community).live().order_by("path").first()
    wanted = scenario_of(community.slug).toolkit_registrants
    if toolkit is None or ToolkitRegistration.objects.of(community).exists():
        return 0
    random = Random(f"toolkit of {community.slug}")  # noqa: S311 - a drawing, no secret
    nurses = list(_nurses(community, until))
    chosen = random.sample(nurses, min(wanted, len(nurses)))
    rows = [
        ToolkitRegistration(
            toolkit=toolkit,
            membership=nurse,
            registered_at=_moment(nurse, toolkit.first_published_at, until, random),
            purpose=random.choice(PURPOSES),
        )
        for nurse in chosen
    ]
    placed = [row for row in rows if row.membership.organisation_id]
    UnitUse.objects.bulk_create(_use(row, random) for row in placed if random.random() < USE_IT)
    return len(ToolkitRegistration.objects.bulk_create(rows))


def _use(row: ToolkitRegistration, random: Random) -> UnitUse:
    """One who registered says a little later that their unit uses it."""
    return UnitUse(
        page_id=row.toolkit_id,
        membership=row.membership,
        organisation_id=row.membership.organisation_id or 0,
        how=random.choice(UnitUse.How.values),
        said_at=row.registered_at + timedelta(days=3),
    )


def _nurses(community: Community, until: Month) -> QuerySet[Membership]:
    """Nurses with and without full membership who were in before the last month began."""
    return (
        Membership.objects.of(community)
        .active()
        .filter(Q(tier="full") | Q(tier="learning_zone_only"), profession="nurse", source="demo")
        .filter(activated_at__lt=until.ends_at - timedelta(days=5))
        .order_by("pk")
    )


def _moment(nurse: Membership, published_at: datetime, until: Month, random: Random) -> datetime:
    earliest = max(nurse.activated_at or published_at, published_at) + timedelta(hours=3)
    latest = until.ends_at - timedelta(days=1)
    return earliest + random.random() ** 1.5 * max(latest - earliest, timedelta())
