"""What people are asked to agree to, and what they said."""

from dataclasses import dataclass

from nacre.communities.models import Community
from nacre.privacy.models import Consent


@dataclass(frozen=True)
class Purpose:
    """One question of consent; nobody has agreed until they say so."""

    code: str
    label: str
    question: str


_purposes: dict[str, Purpose] = {}


def ask_consent(code: str, label: str, question: str) -> None:
    """Declare a purpose, in an app's personal_data.py."""
    _purposes[code] = Purpose(code, label, question)


def purposes() -> list[Purpose]:
    """All questions that are asked in each community."""
    return [_purposes[code] for code in sorted(_purposes)]


def has_consent(user_id: int, community: Community, purpose: str) -> bool:
    """Whether a person agreed to a purpose in a community, and has not withdrawn it."""
    said = Consent.objects.latest_of(user_id, community).get(purpose)
    return said is not None and said.is_given


def answers_of(user_id: int, community: Community) -> list[tuple[Purpose, Consent | None]]:
    """Each question with what the person last said."""
    said = Consent.objects.latest_of(user_id, community)
    return [(purpose, said.get(purpose.code)) for purpose in purposes()]
