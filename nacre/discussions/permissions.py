"""Who takes part in discussions, and who decides about posts."""

from django.utils import timezone

from nacre.discussions.circle import is_in_circle
from nacre.discussions.models import Post, Thread
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage


def can_discuss(by: Viewer) -> bool:
    """Whether somebody may read and write in discussions here."""
    return is_in_circle(by)


def can_be_discussed(page: BasePage) -> bool:
    """Whether a page has a discussion: articles have, unless a company speaks there."""
    return page.specific_class.is_discussed and not page.promotion_label


def can_edit(by: Viewer, post: Post) -> bool:
    """Whether somebody may still change a post: their own, for a quarter of an hour."""
    return (
        can_remove(by, post)
        and not post.is_hidden
        and not post.thread.is_locked
        and timezone.now() < post.editable_until
    )


def can_remove(by: Viewer, post: Post) -> bool:
    """Whether somebody may take a post back: their own, unless a moderator did."""
    is_own = by.membership_id is not None and post.membership_id == by.membership_id
    return can_discuss(by) and is_own and post.hidden_because in {"", Post.Gone.HELD}


def can_moderate(by: Viewer) -> bool:
    """Whether somebody decides about posts here."""
    return by.membership_id is not None and by.impersonated_by is None and by.is_moderator


def can_decide(by: Viewer, post: Post) -> bool:
    """Whether somebody may decide about this post: never about their own words or flag."""
    return (
        can_lock(by, post.thread)
        and post.membership_id != by.membership_id
        and not post.flags.filter(flagged_by=by.membership_id, decision__isnull=True).exists()
    )


def can_lock(by: Viewer, thread: Thread) -> bool:
    """Whether somebody may close a discussion to new posts."""
    return can_moderate(by) and by.community is not None and thread.community_id == by.community.pk
