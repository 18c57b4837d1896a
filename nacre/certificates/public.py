"""What a stranger sees of a certificate: its state, initials, title and date; more if allowed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from nacre.certificates.models import Certificate
from nacre.certificates.models.certificate import State
from nacre.certificates.wording import accreditation_of, credits_line, day, duration, score_line
from nacre.insights.periods import london_day
from nacre.ui.templatetags.patterns import initials

TONES = {
    State.VALID: "good", State.AHEAD: "info", State.EXPIRED: "warning", State.REPLACED: "warning",
    State.REVOKED: "danger", State.ALTERED: "danger", State.GONE: "info",
}  # fmt: skip
WORDS = {
    State.VALID: ("Valid", "It holds until %(last)s."),
    State.AHEAD: ("Renewed", "It begins on %(begins)s, when the one before it ends."),
    State.EXPIRED: ("Expired", "It was issued here and held until %(last)s."),
    State.REPLACED: ("Replaced", "It was corrected and issued again. Ask for the new one."),
    State.REVOKED: ("Revoked", "It was revoked on %(revoked)s. Do not rely on it."),
    State.ALTERED: (
        "Altered",
        "This record no longer says what was sealed when it was issued. Do not rely on it.",
    ),
    State.GONE: (
        "No longer available",
        "This certificate was issued here. Its holder has asked us to forget them.",
    ),
}
FOR_GOOD = "It was issued here and has no end date."
TOLD = {State.GONE, State.ALTERED}  # of these nothing is shown but what they are


@dataclass(frozen=True)
class Face:
    """A certificate as it is shown to whoever has its link."""

    state: str
    tone: str
    heading: str
    text: str
    title: str = ""
    name: str = ""
    completed_on: date | None = None
    replaced_path: str = ""
    shared: list[dict[str, str]] = field(default_factory=list)

    @property
    def rows(self) -> list[dict[str, str]]:
        """What is shown, as terms with their values."""
        if not self.title:
            return []
        first = [
            {"term": _("For"), "value": self.title},
            {"term": _("Held by"), "value": self.name},
        ]
        when = day(self.completed_on) if self.completed_on else ""
        return [*first, {"term": _("Completed"), "value": when}, *self.shared]


def face_of(certificate: Certificate, now: datetime | None = None) -> Face:
    """What may be shown of a certificate at a moment."""
    state = certificate.state(now)
    heading, text = _words(certificate, state)
    shown: dict[str, Any] = {}
    if state not in TOLD:
        shown = {
            "title": certificate.title,
            "name": name_of(certificate),
            "completed_on": london_day(certificate.completed_at),
            "shared": _shared(certificate) if state != State.REVOKED else [],
        }
    if state == State.REPLACED and certificate.replaced_by:
        shown["replaced_path"] = certificate.replaced_by.public_path
    return Face(state=state, tone=TONES[state], heading=heading, text=text, **shown)


def name_of(certificate: Certificate) -> str:
    """The holder as they want to be named: A. O., or in full."""
    learner = certificate.said.learner
    if certificate.shows_name == Certificate.Name.FULL:
        return learner
    return " ".join(f"{letter}." for letter in initials(learner))


def _shared(certificate: Certificate) -> list[dict[str, str]]:
    said, shared = certificate.said, []
    if certificate.shows_credits:
        time = duration(said.minutes)
        shared.append({"term": _("CPD"), "value": credits_line(said) or time})
        shared.append({"term": _("Approval"), "value": accreditation_of(said)})
    if certificate.shows_score and said.score is not None:
        shared.append({"term": _("Score"), "value": score_line(said)})
    return shared


def _words(certificate: Certificate, state: State) -> tuple[str, str]:
    """A heading and a sentence for each state."""
    last, revoked_at = certificate.last_day, certificate.revoked_at
    days = {
        "last": day(last) if last else "",
        "begins": day(london_day(certificate.starts_at)),
        "revoked": day(london_day(revoked_at)) if revoked_at else "",
    }
    heading, text = WORDS[state]
    if state == State.VALID and last is None:
        text = FOR_GOOD
    return _(heading), _(text) % days
