"""The team of an organisation gets a lead, and its lead says something about it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.insights.actions import record
from nacre.members.models import Membership, Organisation, Team
from nacre.members.permissions import can_describe_team, can_moderate
from nacre.members.teams import people_at
from nacre.members.viewer import Viewer


@transaction.atomic
def appoint_lead(*, organisation: Organisation, lead: Membership | None, by: Viewer) -> Team:
    """A moderator says who speaks for the team of an organisation; nobody, if lead is None."""
    if not can_moderate(by):
        raise PermissionDenied(_("Only a moderator appoints who leads a team."))
    if lead is not None and not people_at(by, organisation).filter(membership=lead).exists():
        raise PermissionDenied(_("Only somebody who works there can lead the team."))

    team, _made = Team.objects.get_or_create(community=by.community, organisation=organisation)
    team.lead = lead
    team.save(update_fields=["lead"])
    record("team.lead_appointed", viewer=by, object=f"organisation:{organisation.ods_code}")
    return team


@transaction.atomic
def describe_team(
    *, organisation: Organisation, introduction: str, contacts: str, by: Viewer
) -> Team:
    """The lead of a team, or a moderator, says what the team does and how to reach it."""
    if not can_describe_team(by, organisation):
        raise PermissionDenied(
            _("Only who leads this team, or a moderator, writes here. Ask a moderator.")
        )

    said = {
        "introduction": introduction,
        "contacts": contacts,
        "described_at": timezone.now(),
    }
    team, _made = Team.objects.update_or_create(
        community=by.community, organisation=organisation, defaults=said
    )
    record("team.described", viewer=by, object=f"organisation:{organisation.ods_code}")
    return team
