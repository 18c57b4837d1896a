"""How much a member may write and flag in a day, and what no post may say."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.confidentiality.forms import why_not
from nacre.discussions.circle import own_key
from nacre.discussions.models import LONGEST, Flag, Post
from nacre.members.models import Membership
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer

DAY = timedelta(hours=24)
NEW_FOR = timedelta(days=14)
# For members, and for those who joined less than two weeks ago.
POSTS_A_DAY = (40, 10)
FLAGS_A_DAY = (20, 10)


def hold(by: Viewer) -> Membership:
    """The acting member's own row, held until the transaction ends, so that two cannot count as one."""
    return Membership.objects.select_for_update().get(pk=own_key(by))


def check_text(text: str, *, is_checked: bool) -> None:
    """Refuse an empty text, a long one, and one that could identify a patient."""
    if not text:
        raise Refused(_("Write something first."))
    if len(text) > LONGEST:
        raise Refused(
            _("That is longer than %(most)d characters. Write it in two.") % {"most": LONGEST}
        )
    check_identifiers(text, is_checked=is_checked)


def check_identifiers(text: str, *, is_checked: bool = True) -> None:
    """Refuse what could identify a patient; what only might, unless its writer checked."""
    if reason := why_not(text, is_checked=is_checked):
        raise Refused(reason)


def check_posts(member: Membership, text: str) -> None:
    """Refuse what goes beyond a day's number, and the same words twice."""
    today = Post.objects.by_since(member, timezone.now() - DAY)
    if today.count() >= POSTS_A_DAY[_is_new(member)]:
        raise Refused(_("That is as many as one person may write in a day. Please go on tomorrow."))
    if today.shown().filter(text=text).exists():
        raise Refused(_("You have written this already."))


def check_flags(member: Membership) -> None:
    """Refuse more flags than a day's number."""
    today = Flag.objects.filter(flagged_by=member, flagged_at__gt=timezone.now() - DAY)
    if today.count() >= FLAGS_A_DAY[_is_new(member)]:
        raise Refused(_("That is as many as one person may flag in a day. Write to a moderator."))


def _is_new(member: Membership) -> bool:
    return member.activated_at is None or member.activated_at > timezone.now() - NEW_FOR
