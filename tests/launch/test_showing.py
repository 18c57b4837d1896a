"""The demonstration shows a programme, a poll and a second version, once, and tells nobody."""

from datetime import UTC, datetime, timedelta

import pytest
import yaml
from django.utils import timezone

from nacre.confidentiality import is_clean
from nacre.editorial.actions import place_page
from nacre.editorial.blocks import body_from_blueprint
from nacre.editorial.models import ConferencePage, NewsPage, PollVote
from nacre.launch import checks
from nacre.launch.blueprint import slugs
from nacre.launch.showing import SHOWN, hold_meeting, vote
from nacre.pages.models import SectionPage
from tests.cast import make_person

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PRINTED = ("title", "speakers", "summary")
SAID = yaml.safe_load(SHOWN.read_text())


def test_what_it_names_is_in_the_blueprints_and_could_identify_nobody():
    assert set(SAID) <= set(slugs())
    for slug, said in SAID.items():
        found = checks.read(slug)
        words = [s.get(part, "") for s in said["meeting"]["sessions"] for part in PRINTED]
        assert all(map(is_clean, words))
        reports = {item["slug"] for item in found.reports}
        assert {s["report"] for s in said["meeting"]["sessions"] if "report" in s} <= reports
        (page,) = [item for item in found.news if item["slug"] == said["poll"]["page"]]
        (poll,) = [block["poll"] for block in page["body"] if "poll" in block]
        assert len(poll["options"]) == len(said["poll"]["votes"])
        (tool,) = [item for item in found.resources if item["slug"] == said["version"]["page"]]
        headings = [part["heading"] for part in tool["document"]["parts"]]
        assert said["version"]["below"] in headings


@pytest.mark.django_db
def test_a_meeting_has_its_sessions_once(liver):
    below = SectionPage.objects.of(liver).get(slug="news")
    said, day = SAID["liver"]["meeting"], timezone.localdate()
    page = ConferencePage(
        title="Days", slug=said["page"], community=liver, starts_on=day,
        ends_on=day + timedelta(days=2),
    )  # fmt: skip
    meeting = place_page(page=page, below=below)
    assert hold_meeting(said, liver) == len(said["sessions"])
    assert hold_meeting(said, liver) == 0
    assert meeting.sessions.filter(is_cancelled=True).count() == 1


@pytest.mark.django_db
def test_the_crowd_votes_once_and_each_answer_keeps_its_votes(liver, mailoutbox):
    said = SAID["liver"]["poll"] | {"votes": [2, 1]}
    poll = {"poll": {"question": "Who works it out?", "options": ["The laboratory", "Nobody"]}}
    page = NewsPage(
        title="A question", slug=said["page"], community=liver, body=body_from_blueprint([poll])
    )
    place_page(page=page, below=SectionPage.objects.of(liver).get(slug="news"))
    for number in range(3):
        make_person(liver, f"Crowd{number}", "Lind", profession="doctor", source="demo")
    assert vote(said, liver, NOW) == 3
    assert vote(said, liver, NOW) == 0
    assert sorted(PollVote.objects.of(liver).by_option().values()) == [1, 2]
    assert not mailoutbox
