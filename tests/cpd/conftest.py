"""A ledger with a fixed history, and reading written straight into the activity."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from nacre.cpd import actions
from nacre.cpd.models import Plan
from nacre.insights import spool
from nacre.insights.keys import member_key

DAY = date(2026, 3, 4)
NINE = datetime(2026, 3, 4, 9, tzinfo=UTC)


def span(start: int, minutes: int) -> tuple[datetime, datetime]:
    """Minutes of the fourth of March from a number of minutes after nine."""
    begins = NINE + timedelta(minutes=start)
    return begins, begins + timedelta(minutes=minutes)


@pytest.fixture
def home(settings, tmp_path):
    """A home of its own, so that no other test's activity is read."""
    settings.NACRE_HOME = tmp_path
    return tmp_path


@pytest.fixture
def read(home):
    """`read(nadia, page, minutes=6)`: the lines of one page view, heartbeat by heartbeat."""
    count = iter(range(1, 10_000))

    def write(who, page, minutes, at=None, **more):
        opened = at or timezone.now() - timedelta(days=1)
        view = f"view-{next(count)}"
        common = {
            "community": who.community.slug, "member": member_key(who.membership.pk),
            "object": f"page:{page.pk}",
        }  # fmt: skip
        lines = [
            {
                "id": view,
                "time": opened,
                "kind": "page.opened",
                "title": page.title,
                **common,
                **more,
            }
        ]
        lines += [
            {
                "id": f"{view}-{n}", "time": opened + timedelta(seconds=15 * n),
                "kind": "page.engaged", "view": view, "seconds": 15, **common, **more,
            }
            for n in range(1, minutes * 4 + 1)
        ]  # fmt: skip
        for line in lines:
            spool.append((json.dumps(line | {"time": line["time"].isoformat()}) + "\n").encode())

    return write


@pytest.fixture
def yesterday_at_nine():
    """A moment of yesterday that is far from midnight."""
    day = timezone.localdate() - timedelta(days=1)
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@pytest.fixture
def proposed(nadia):
    """`proposed("course", "c1", minutes=30)`: a proposal to nadia."""

    def make(source="course", key="c1", who=nadia, **more):
        more.setdefault("title", "Ascites in ten minutes")
        more.setdefault("occurred_on", DAY)
        return actions.propose(membership=who.membership, source=source, source_key=key, **more)

    return make


@pytest.fixture
def history(nadia, proposed):
    """A fixed year: overlapping reading and discussion, a course, a meeting, an account, feedback."""
    Plan.objects.create(
        community=nadia.community, membership=nadia.membership, schemes=["nmc"],
        renewal_on=date(2027, 9, 30),
    )  # fmt: skip
    entries = [
        proposed(
            "reading", "reading:2026-03-04", title="Reading: 2 articles", spans=[span(0, 40)],
            evidence={"read": [
                {"title": "Varices again", "url": "/news/varices-again/", "minutes": 25},
                {"title": "=HYPERLINK(1)", "url": "/news/x/", "minutes": 15},
            ]}, topics=["Varices"], provider="Liver",
        ),
        proposed(
            "discussing", "thread:1:2026-03-04", title="Discussion: Varices again",
            spans=[span(30, 15)], participatory_minutes=15, evidence={"posts": 1, "answers": 2},
            url="/discussions/1/", provider="Liver",
        ),
        proposed(
            "course", "course:7", title="Ascites in ten minutes", minutes=60, spans=[span(120, 35)],
            occurred_on=date(2026, 3, 5), provider="Liver", certificate_number="LIV-0007",
            approval={"code": "123456", "body": "the Federation", "category": "external"},
        ),
    ]  # fmt: skip
    actions.accept_entries(by=nadia.viewer, keys=[entry.key for entry in entries])
    actions.edit_entry(
        by=nadia.viewer,
        entry=entries[2],
        said={"claimed": 75, "participatory": 10, "themes": ["effectively", "safety"]},
    )
    own = actions.add_entry(
        by=nadia.viewer,
        said={
            "title": "=Regional nurses' day", "source": "event", "occurred_on": date(2026, 4, 20),
            "claimed": 300, "participatory": 180, "category": "external",
            "method": "Meeting or course day", "provider": "Society of nurses",
        },
    )  # fmt: skip
    account = actions.write_reflection(
        by=nadia.viewer, entry=own, template="nmc", themes=["people"],
        answers={"nature": "A day about ascites.", "learnt": "Tap early.", "changed": "We tap early.",
                 "relevance": "Prioritise people."},
    )  # fmt: skip
    type(account).objects.update(written_on=date(2026, 4, 21))
    actions.keep_record(
        by=nadia.viewer, sort="feedback", happened_on=date(2026, 2, 1),
        facts={"source": "A colleague", "kind": "Spoken", "content": "Clear teaching."},
    )  # fmt: skip
    return [*entries, own]
