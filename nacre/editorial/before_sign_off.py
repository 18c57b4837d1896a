"""What to put right before a draft is sent for sign-off: what stops it, and what is only advised."""

from dataclasses import dataclass
from typing import Any

from nacre.editorial.accessible import problems_in_article
from nacre.editorial.changes import problem_with
from nacre.editorial.interview_approvals import what_is_missing_of
from nacre.editorial.models import Article, InterviewPage
from nacre.editorial.models.sign_off import authors_of
from nacre.editorial.reference_checks import what_stops, what_to_look_at
from nacre.editorial.second_opinion import problems_with


@dataclass(frozen=True)
class Advice:
    """What stands in the way of a sign-off, what to look at, and what some readers could not use."""

    stops: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    access: tuple[str, ...] = ()


def advice_on(page: Any) -> Advice:
    """The advice on a draft as it stands in memory; a page without a text of its own gets none."""
    if not (isinstance(page, Article) and page.needs_sign_off):
        return Advice()
    unsaid = problem_with(page, page.get_latest_revision())
    is_interview = isinstance(page, InterviewPage)
    missing = what_is_missing_of(page) if is_interview else ""
    stops = [*problems_with(page, authors_of(page)), unsaid, missing, *what_stops(page)]
    return Advice(
        tuple(filter(None, stops)),
        tuple(what_to_look_at(page)),
        tuple(problems_in_article(page)),
    )
