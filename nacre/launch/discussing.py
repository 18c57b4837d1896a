"""Fills the demonstration with two discussions below articles; what is said stands in `discussing.yaml`.

All of it is dated back, so nobody is told and nothing counts as done today.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from nacre.communities.models import Community
from nacre.discussions.circle import TIERS
from nacre.discussions.models import Post, Thread, ThreadFollow
from nacre.launch.personas import persona
from nacre.members.models import Membership
from nacre.pages.models import BasePage

SAID = Path(__file__).parent / "discussing.yaml"


@transaction.atomic
def discuss(community: Community, now: datetime) -> int:
    """Write a community's discussion; answers how many posts there are."""
    said = yaml.safe_load(SAID.read_text()).get(community.slug)
    page = BasePage.objects.of(community).live().filter(slug=said["page"]).first() if said else None
    if page is not None and not Thread.objects.of(community).exists():
        _write(page, said["posts"], _Writers(community), now)
    return Post.objects.of(community).count()


class _Writers:
    """Who may be meant: a persona by code, or one of the crowd by number."""

    def __init__(self, community: Community) -> None:
        found = Membership.objects.of(community).active().filter(tier__in=TIERS)
        members = list(found.exclude(profession="pharma_staff").select_related("user"))
        self.by_email = {member.user.email: member for member in members}
        crowd = [m for m in members if m.source == "demo" and m.tier == "full"]
        self.crowd = sorted(crowd, key=lambda member: member.pk)

    def find(self, said: str | int) -> Membership | None:
        """The member, if the demonstration has them."""
        if isinstance(said, int):
            return self.crowd[said] if said < len(self.crowd) else None
        person = persona(said)
        return self.by_email.get(person.email) if person else None


def _write(page: BasePage, lines: list[dict[str, Any]], writers: _Writers, now: datetime) -> None:
    began = now - timedelta(hours=lines[0]["hours_ago"])
    thread = Thread.objects.create(page=page, community=page.community, started_at=began)
    written: list[Post] = []
    for line in lines:
        post = Post.objects.create(
            thread=thread,
            membership=writers.find(line["by"]),
            answers=written[line["to"]] if "to" in line else None,
            text=line["text"],
            created_at=now - timedelta(hours=line["hours_ago"]),
        )
        written.append(post)
    authors = {post.membership_id for post in written if post.membership_id}
    ThreadFollow.objects.bulk_create(
        ThreadFollow(thread=thread, membership_id=pk, told_at=now) for pk in sorted(authors)
    )
