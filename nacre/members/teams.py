"""Who works at an organisation, as one viewer may see it, and who may say something about it."""

from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db.models import Count

from nacre.members.models import DirectoryEntry, Organisation, Team
from nacre.members.organisation_search import organisations_under
from nacre.members.professions import profession_label
from nacre.members.querysets import DirectoryQuerySet
from nacre.members.viewer import Viewer

PAGE_SIZE = 25
MOST_LEADS = 300


@dataclass
class Shown:
    """The people of an organisation on one page, and what is said of their team."""

    page: Page
    total: int
    professions: list[dict] = field(default_factory=list)
    team: Team | None = None
    lead: DirectoryEntry | None = None


def people_at(viewer: Viewer, place: Organisation) -> DirectoryQuerySet:
    """Those whom a viewer may find at an organisation, its sites and what went into it."""
    here = organisations_under([place.ods_code])
    return DirectoryEntry.objects.visible_to(viewer).at(here)


def team_shown(
    viewer: Viewer, place: Organisation, *, profession: str = "", page: str = ""
) -> Shown | None:
    """The team of an organisation, for those who see people; None for all others."""
    if not viewer.sees_people:
        return None
    entries = people_at(viewer, place)
    rows = entries.values_list("profession").annotate(n=Count("id")).order_by("-n", "profession")
    counts = dict(rows)
    chosen = entries.filter(profession=profession) if profession in counts else entries
    team = Team.objects.visible_to(viewer).at(place).first()
    return Shown(
        page=Paginator(chosen.for_list(), PAGE_SIZE).get_page(page),
        total=sum(counts.values()),
        professions=[
            {
                "label": f"{profession_label(code)} {number:,}",
                "url": "?" if code == profession else f"?profession={code}",
                "selected": code == profession,
            }
            for code, number in counts.items()
        ],
        team=team,
        lead=lead_of(team, entries),
    )


def lead_of(team: Team | None, entries: DirectoryQuerySet) -> DirectoryEntry | None:
    """Who leads a team and is still found among its people; who has moved on leads no more."""
    if team is None or team.lead_id is None:
        return None
    return entries.filter(membership=team.lead_id).for_list().first()


def is_lead(viewer: Viewer, place: Organisation) -> bool:
    """Whether a viewer leads the team of an organisation, and works there still."""
    if viewer.membership_id is None or not viewer.sees_people:
        return False
    leads = Team.objects.visible_to(viewer).filter(organisation=place, lead=viewer.membership_id)
    return leads.exists() and viewer.organisation_id in organisations_under([place.ods_code])
