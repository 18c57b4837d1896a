"""What members wrote, reviewed and said here, gathered by itself for their profiles.

The board's records name the account of each editor; nobody is found by their name alone, since
two people may share one.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, Value
from django.utils.timezone import localtime

from nacre.editorial.interviewees import linked
from nacre.editorial.models import ClinicalEditor, JournalReviewPage, article_types
from nacre.members.contributions import MOST, Contribution, told_by
from nacre.members.models import Membership
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage


@told_by
def articles(membership: Membership, viewer: Viewer) -> list[Contribution]:
    """Published pages that an editor wrote, commented on or reviewed, as far as they are open."""
    seats = ClinicalEditor.objects.of(membership.community).filter(user_id=membership.user_id)
    found: dict[int, str] = {}
    for editor in seats:
        for model in written_types():
            found = _roles(model, editor) | found
    pages = BasePage.objects.visible_to(viewer).filter(pk__in=found).newest().for_cards()
    return [
        Contribution(
            found[page.pk], page.title, page.path_in_community, _day(page.first_published_at)
        )
        for page in pages[:MOST]
    ]


@told_by
def interviews(membership: Membership, viewer: Viewer) -> list[Contribution]:
    """Interviews with a member who agreed to be named, as far as they are open."""
    pages = BasePage.objects.visible_to(viewer).filter(pk__in=linked(membership).values("pk"))
    return [
        Contribution(
            "In conversation", page.title, page.path_in_community, _day(page.first_published_at)
        )
        for page in pages.newest().for_cards()[:MOST]
    ]


def written_types() -> list[Any]:
    """The kinds of article that gather on the profiles of their people."""
    return [model for model in article_types() if model.is_written]


def _day(at: datetime | None) -> date | None:
    return localtime(at).date() if at else None


def _roles(model: Any, editor: ClinicalEditor) -> dict[int, str]:
    """The newest pages of a type on which an editor had a part, and the part."""
    had_a_part = Q(reviewed_by=editor) | Q(author_name=editor.name)
    commented: Any = Value(0)
    if model is JournalReviewPage:
        had_a_part |= Q(commentary_by=editor)
        commented = F("commentary_by_id")
    rows = (
        model.objects.of(editor.community)
        .open_now()
        .filter(had_a_part)
        .annotate(commented=commented)
        .order_by("-first_published_at")
        .values_list("pk", "author_name", "commented")[:MOST]
    )
    return {pk: _role(author == editor.name, by == editor.pk) for pk, author, by in rows}


def _role(is_author: bool, is_commentator: bool) -> str:
    if is_author:
        return "Wrote"
    return "Commented on" if is_commentator else "Reviewed"
