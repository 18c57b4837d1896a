"""What somebody completed, and how it becomes a certificate."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from nacre.certificates import actions
from nacre.certificates.facts import Approval, Facts

SUBJECT = "course:3f1c0c5e"
TITLE = "Decompensated cirrhosis: the first 24 hours"
YEAR = timedelta(days=365)
APPROVAL = Approval(
    body="Federation of the Royal Colleges of Physicians of the UK",
    code="148233",
    credits=Decimal(1),
    category="category 1 (external)",
    starts_on=date(2026, 4, 1),
    ends_on=date(2027, 3, 31),
)


def facts_of(person, **said) -> Facts:
    """What stands on a certificate of somebody in the cast."""
    return Facts(
        **{
            "learner": person.user.name,
            "provider": "Liver Society",
            "controller": "Nacre Communities",
            "issuer": "Liver",
            "signatory": "Dr Erin Shaw",
            "signatory_role": "clinical editor",
            "completed_on": date(2026, 11, 22),
            "minutes": 60,
            "funding": "Alderley Therapeutics provided a grant. It had no influence.",
            "outcomes": ("Recognise decompensation on the ward",),
            "score": 92,
            "pass_mark": 80,
            "content_version": "2.1",
            "reviewed_on": date(2026, 9, 1),
            "activity_path": "/learning/decompensated/",
            **said,
        }
    )


def award_to(person, *, ago=timedelta(minutes=5), title=TITLE, facts=None, **how):
    """The certificate of somebody; `ago` is how long since it was completed."""
    how.setdefault("subject", SUBJECT)
    how.setdefault("valid_for", YEAR)
    how.setdefault("completed_at", timezone.now() - ago)
    return actions.award(
        membership=person.membership, title=title, facts=facts or facts_of(person), **how
    )


@pytest.fixture
def earn():
    """`earn(amara)`: the certificate."""
    return award_to


@pytest.fixture
def clock(monkeypatch):
    """`clock(moment)`: what time it is from now on."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to
