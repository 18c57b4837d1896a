"""What must be so before an article appears, whoever publishes it (pages/publishing.py asks)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from nacre.editorial import certification, changes, interview_approvals
from nacre.editorial.fingerprints import fingerprint_of
from nacre.editorial.models import Article, InterviewPage, PlacedPage, SignOffAct, Tool
from nacre.editorial.models.approval import ClinicianApproval
from nacre.editorial.models.sign_off import authors_of
from nacre.editorial.second_opinion import problems_with, what_is_missing
from nacre.pages.publishing import before_publishing


@before_publishing
def interests_are_said(page: Any, revision: Any) -> None:
    """Authors say something of interests, editors have confirmed theirs, enough have approved."""
    if not isinstance(page, Article):
        return
    fingerprint = fingerprint_of(revision)
    if ClinicianApproval.objects.for_text(page.pk, fingerprint).placed().exists():
        return
    accounts = authors_of(page)
    for problem in problems_with(page, accounts):
        raise PermissionDenied(problem)
    if missing := what_is_missing(page, fingerprint, accounts):
        raise PermissionDenied(missing)


@before_publishing
def a_placement_has_its_text(page: Any, revision: Any) -> None:
    """What shows the text of another page appears only while that one is there, and no company's."""
    if isinstance(page, PlacedPage):
        if page.source is None or page.source.promotion_label:
            raise PermissionDenied(_("The text that was placed here is gone, or is a company's."))
        if any(funding.is_promotional for funding in page.section_funding):
            raise PermissionDenied(_("A company speaks in this section; nothing is placed there."))


@before_publishing
def changes_are_explained(page: Any, revision: Any) -> None:
    """Readers of an earlier text are told what changed, in words that were signed off with it."""
    if not isinstance(page, Article):
        return
    placed = SignOffAct.objects.placed(page.pk, fingerprint_of(revision))
    if not placed and (problem := changes.problem_with(page, revision)):
        raise PermissionDenied(problem)


@before_publishing
def a_company_s_words_are_certified(page: Any, revision: Any) -> None:
    """What a company says is certified in its final form, and for verified professionals alone."""
    if isinstance(page, Article) and page.is_promotional:
        for problem in certification.problems_with(page):
            raise PermissionDenied(problem)


@before_publishing
def a_new_file_has_a_new_number(page: Any, revision: Any) -> None:
    """Whoever holds version 2 of a file holds the same as everybody else who does."""
    if isinstance(page, Tool) and (problem := page.version_problem):
        raise PermissionDenied(problem)


@before_publishing
def whoever_was_asked_approved_it(page: Any, revision: Any) -> None:
    """Nobody is published in their own words without their yes to exactly these."""
    if isinstance(page, InterviewPage):
        missing = interview_approvals.what_is_missing(page, fingerprint_of(revision))
        if missing:
            raise PermissionDenied(missing)
