"""The whole way from a blueprint to a community that answers on its host."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.utils import timezone

from nacre.communities.models import Community
from nacre.insights.periods import Month
from nacre.launch import checks
from nacre.launch.content import Content
from nacre.launch.opening import open_community, remove_wagtail_welcome
from nacre.launch.people import Peopling
from nacre.launch.signals import community_launched
from nacre.members.actions.lists import load_organisations

ORGANISATIONS = Path(__file__).parent / "organisations.yaml"
Told = Callable[[str], None]


def launch_community(
    slug: str, *, until: Month | None = None, tell: Told = lambda step: None
) -> Community:
    """Open the community of a blueprint with its board, desk and pages; again, it adds what is new.

    Raises checks.BlueprintError before anything is written if the blueprint is not sound.
    """
    blueprint = checks.read(slug)
    now = datetime.now(UTC)
    until = until or Month.last_complete(now)
    remove_wagtail_welcome()
    tell("organisations")
    load_organisations(ORGANISATIONS)
    tell("sections, audiences and topics")
    community = open_community(blueprint, until)
    tell("editors")
    Peopling(blueprint, community, until, now).seat_editors()
    tell("pages and files")
    Content(blueprint, community, timezone.localdate()).place()
    community_launched.send_robust(sender=Community, community=community)
    return community
