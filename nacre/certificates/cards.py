"""A certificate as its holder sees it in a list, and whole, for a program."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nacre.certificates.models import Certificate
from nacre.certificates.models.certificate import State
from nacre.certificates.public import TONES, face_of
from nacre.certificates.validity import REMINDED
from nacre.certificates.wording import accreditation_of, day, duration, score_line
from nacre.communities.models import Community
from nacre.insights.periods import london_day

PRINTED = {State.VALID, State.AHEAD, State.EXPIRED}
SOON = timedelta(days=max(REMINDED))


@dataclass(frozen=True)
class Card:
    """What a list shows of one certificate."""

    title: str
    path: str
    number: str
    state: str
    tone: str
    heading: str
    text: str
    completed_on: date
    days_left: int | None  # only where it ends soon
    again_path: str
    is_printed: bool
    has_badge: bool
    may_have_badge: bool
    because: str

    @property
    def pdf_url(self) -> str:
        """Where it is fetched as PDF, if it may be."""
        return f"{self.path}pdf/" if self.is_printed else ""

    @property
    def ends(self) -> str:
        """How soon it ends, in a sentence."""
        days = self.days_left or 0
        left = ngettext("That is in %(n)d day.", "That is in %(n)d days.", days) % {"n": days}
        return f"{self.text} {left if days else _('That is today.')}"

    @property
    def look(self) -> int:
        """Which crop of the pattern it wears, 1 to 6."""
        return sum(map(ord, self.number)) % 6 + 1


def card_of(certificate: Certificate, now: datetime | None = None) -> Card:
    """A certificate for its holder's list."""
    now = now or timezone.now()
    face = face_of(certificate, now)
    state = State(face.state)
    return Card(
        title=certificate.title,
        path=certificate.path,
        number=certificate.number,
        state=state,
        tone=TONES[state],
        heading=face.heading,
        text=face.text,
        completed_on=london_day(certificate.completed_at),
        days_left=_days_left(certificate, state, now),
        again_path=certificate.said.activity_path,
        is_printed=state in PRINTED,
        has_badge=any(badge.withdrawn_at is None for badge in certificate.badges.all()),
        may_have_badge=state in {State.VALID, State.AHEAD},
        because=certificate.revoked_because,
    )


def _days_left(certificate: Certificate, state: State, now: datetime) -> int | None:
    """How many days are left, where that is few and nothing has taken its place."""
    if state != State.VALID or certificate.expires_at is None:
        return None
    left = certificate.expires_at - now
    return left.days if left <= SOON else None


def rows_of(certificate: Certificate) -> list[dict[str, str]]:
    """What the desk reads of one, as terms with their values."""
    if not certificate.facts:
        return []
    said = certificate.said
    rows = [
        (_("Holder"), said.learner),
        (_("Registration"), said.registration),
        (_("Completed"), day(said.completed_on)),
        (_("Time"), duration(said.minutes)),
        (_("Score"), score_line(said)),
        (_("Approval"), accreditation_of(said)),
        (_("Funding"), said.funding),
    ]
    return [{"term": term, "value": value} for term, value in rows if value]


def whole(certificate: Certificate, community: Community) -> dict[str, Any]:
    """Everything that it says, for its holder's own programs."""
    return {
        "number": certificate.number,
        "check_code": certificate.check_code,
        "verify": community.url(certificate.public_path),
        "state": str(certificate.state()),
        "community": community.name,
        "subject": certificate.subject,
        "edition": certificate.edition,
        "title": certificate.title,
        "completed_at": certificate.completed_at,
        "awarded_at": certificate.awarded_at,
        "starts_at": certificate.starts_at,
        "expires_at": certificate.expires_at,
        "accreditation": accreditation_of(certificate.said),
        **{name: value for name, value in certificate.facts.items() if name != "activity_path"},
        "seal": {"signature": certificate.seal, "key": certificate.sealed_with.jwk},
    }
