"""Asking outside addresses whether somebody still answers there: slowly, and saying who asks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urlsplit

from django.conf import settings

from nacre.evidence.clients.asking import Pace
from nacre.evidence.clients.outside import Answer, NoAnswerError, look

A_SECOND = 1.0  # questions to one host
# Answers of a host that is there and does not want programs: they say nothing about the page.
GUARDED = frozenset({401, 402, 403, 406, 407, 425, 429, 451, 999})
RESOLVERS = frozenset({"doi.org", "dx.doi.org", "www.doi.org"})
PROBE = "https://doi.org/"
Look = Callable[..., Answer]


class Verdict(Enum):
    """What an answer means for the link."""

    GOOD = "good"
    UNSURE = "unsure"
    FAILED = "failed"
    SILENT = "silent"  # nobody answered: it failed, if there is a network at all


@dataclass(frozen=True)
class Told:
    """A verdict, and what a person reads of it."""

    verdict: Verdict
    said: str


def agent() -> str:
    """Who asks: this installation, and whom to write to about it."""
    where, whom = settings.NACRE_BASE_HOST, settings.NACRE_OPERATOR_EMAIL
    return f"Nacre link check (+https://{where}; mailto:{whom})"


@dataclass
class Asker:
    """Asks one address after the other, each host at most once a second."""

    look: Look = look
    new_pace: Callable[[], Pace] = lambda: Pace(A_SECOND)
    paces: dict[str, Pace] = field(default_factory=dict)

    def ask(self, url: str) -> Told:
        """HEAD, and where that is not understood, GET. A DOI is good when doi.org knows it."""
        host = urlsplit(url).hostname or ""
        follows = host not in RESOLVERS
        try:
            answer = self._look(url, host, "HEAD", follows)
            # Many answer HEAD with an error for a page that is there; who said “slower” is left alone.
            is_final = answer.status < 400 or answer.status == 429
            if not is_final and not (answer.status == 404 and not follows):
                answer = self._look(url, host, "GET", follows)
        except NoAnswerError as silent:
            return Told(Verdict.SILENT, str(silent))
        return told_of(answer.status)

    def has_network(self) -> bool:
        """Whether anybody outside answers at all."""
        return self.ask(PROBE).verdict is not Verdict.SILENT

    def _look(self, url: str, host: str, method: str, follows: bool) -> Answer:
        self.paces.setdefault(host, self.new_pace()).wait()
        return self.look(url, agent=agent(), method=method, follows=follows)


def told_of(status: int) -> Told:
    """What a status means: below 400 it is there."""
    if status < 400:
        return Told(Verdict.GOOD, str(status))
    if status in GUARDED:
        return Told(Verdict.UNSURE, f"It lets no program look ({status}).")
    if status in {404, 410}:
        return Told(Verdict.FAILED, f"It is gone ({status}).")
    return Told(Verdict.FAILED, f"It answers with an error ({status}).")
