"""Fills the demonstration with a programme, votes and a second version; what is in them stands in `showing.yaml`.

All of it is dated back, so nobody is told and nothing counts as done today.
"""

from copy import deepcopy
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import yaml
from django.core.files.base import ContentFile
from django.db import transaction

from nacre.communities.models import Community
from nacre.editorial.actions import publish_placed
from nacre.editorial.models import (
    Article,
    ConferencePage,
    ConferenceSession,
    DocumentVersion,
    NewsPage,
    PollVote,
    ResourcePage,
    UnitUse,
)
from nacre.editorial.polls import poll_block
from nacre.launch.blueprint import Blueprint, Said
from nacre.launch.documents import Look, make_document
from nacre.launch.personas import persona
from nacre.members.models import Membership
from nacre.pages.models import BasePage, CommunityDocument, library_of

SHOWN = Path(__file__).parent / "showing.yaml"


@transaction.atomic
def show_more(blueprint: Blueprint, community: Community, now: datetime) -> None:
    """What the file says for this community, once; what people changed since stays."""
    said = yaml.safe_load(SHOWN.read_text()).get(community.slug)
    if not said:
        return
    hold_meeting(said["meeting"], community)
    vote(said["poll"], community, now)
    renew_file(said["version"], blueprint, community, now)


def hold_meeting(said: Said, community: Community) -> int:
    """Put the sessions into the programme of a meeting; how many there are."""
    meeting = ConferencePage.objects.of(community).filter(slug=said["page"]).first()
    if meeting is None or meeting.sessions.exists():
        return 0
    ConferencePage.objects.filter(pk=meeting.pk).update(time_zone=said["time_zone"])
    reports = {page.slug: page.pk for page in meeting.get_children()}
    reporter = _desk_member(said["reporter"], community)
    rows = [
        _session(number, line, meeting, reports, said["time_zone"])
        for number, line in enumerate(said["sessions"], 1)
    ]
    for row in rows:
        row.reporter = reporter if row.report_id else None
    return len(ConferenceSession.objects.bulk_create(rows))


def _desk_member(code: str, community: Community) -> Membership | None:
    found = persona(code)
    members = Membership.objects.of(community)
    return members.filter(user__email=found.email).first() if found else None


def _session(
    number: int, line: Said, meeting: ConferencePage, reports: dict[str, int], zone: str
) -> ConferenceSession:
    day = meeting.starts_on + timedelta(days=line["day"])
    starts, ends = (
        datetime.combine(day, time.fromisoformat(at), ZoneInfo(zone))
        for at in line["at"].split("-")
    )
    plain = ("title", "kind", "room", "speakers", "summary")
    return ConferenceSession(
        community=meeting.community,
        conference=meeting,
        uid=f"demo-{number}",
        starts_at=starts,
        ends_at=ends,
        abstract_number=line.get("number", ""),
        is_cancelled=line.get("is_cancelled", False),
        report_id=reports.get(line.get("report", "")),
        **{name: line.get(name, "") for name in plain},
    )


def _crowd(community: Community) -> Any:
    found = Membership.objects.of(community).active().filter(source="demo", tier="full")
    return found.exclude(profession="pharma_staff").order_by("pk")


def vote(said: Said, community: Community, now: datetime) -> int:
    """Let the crowd answer the question of an article; how many did."""
    page = NewsPage.objects.of(community).live().filter(slug=said["page"]).first()
    asked = poll_block(page) if page else None
    if page is None or asked is None or PollVote.objects.of(community).exists():
        return 0
    options = [UUID(child.id) for child in asked.value["options"].bound_blocks]
    drawn = [key for key, votes in zip(options, said["votes"], strict=True) for _ in range(votes)]
    voters = _crowd(community)[: len(drawn)]
    rows = [
        PollVote(
            community=community, page_id=page.pk, poll=UUID(asked.id), option=key,
            membership=voter, voted_at=now - timedelta(hours=30 + place),
        )
        for place, (voter, key) in enumerate(zip(voters, drawn, strict=False))
    ]  # fmt: skip
    return len(PollVote.objects.bulk_create(rows))


def renew_file(said: Said, blueprint: Blueprint, community: Community, now: datetime) -> bool:
    """Publish a tool with a newer file, and let units say that they use it; whether it was done."""
    page = ResourcePage.objects.of(community).live().filter(slug=said["page"]).first()
    item = next((item for item in blueprint.resources if item["slug"] == said["page"]), None)
    if page is None or item is None or page.version == said["number"]:
        return False
    moment = now - timedelta(days=said["days_ago"])
    kept = {"last_published_at": page.last_published_at}
    page.document = _newer(item, said, community)
    page.version, page.what_changed = said["number"], said["what_changed"]
    publish_placed(page=page)
    BasePage.objects.filter(pk=page.pk).update(**kept)
    versions = DocumentVersion.objects.of_page(page.pk)
    versions.superseded().update(superseded_at=moment)
    versions.current().update(published_at=moment, approved_at=moment, told_at=moment)
    _use(page, community, said["used_by"], moment)
    return True


def _newer(item: Said, said: Said, community: Community) -> CommunityDocument:
    """The file of an item with one more line below a heading."""
    changed = deepcopy(item) | {"version": said["number"]}
    part = next(p for p in changed["document"]["parts"] if p.get("heading") == said["below"])
    part["checklist"].append(said["line"])
    file = make_document(changed, Look.of(community))
    title = f"{changed['document']['title']}, version {said['number']}"
    document = CommunityDocument(title=title, collection=library_of(community))
    document.file.save(file.name, ContentFile(file.content), save=False)
    document._set_document_file_metadata()
    document.save()
    return document


def _use(page: Article, community: Community, number: int, since: datetime) -> None:
    """One member each of so many units says that the unit uses it."""
    firsts: dict[int, int] = {}
    for pk, unit in _crowd(community).values_list("pk", "organisation_id"):
        if unit and len(firsts) < number:
            firsts.setdefault(unit, pk)
    UnitUse.objects.bulk_create(
        UnitUse(
            page_id=page.pk, membership_id=pk, organisation_id=unit, said_at=since,
            how=UnitUse.How.ADAPTED if place % 3 else UnitUse.How.ADOPTED,
        )
        for place, (unit, pk) in enumerate(firsts.items())
    )  # fmt: skip
