"""Members flag posts; moderators decide and say why, and close discussions."""

from django.db import transaction
from django.utils.translation import gettext as _

from nacre.discussions.actions.writing import count_learning
from nacre.discussions.letters import tell
from nacre.discussions.limits import check_flags, check_identifiers, hold
from nacre.discussions.models import Flag, ModerationDecision, Post, Thread
from nacre.discussions.permissions import can_decide, can_discuss, can_lock
from nacre.discussions.versions import outdate
from nacre.insights.actions import record
from nacre.members.models import Membership
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer

Decision = ModerationDecision.Decision
MOST_TOLD = 10
QUEUE = "/moderation/posts/"


@transaction.atomic
def flag_post(*, by: Viewer, post: Post, kind: str, note: str = "") -> Flag:
    """A member brings a post to the moderators; what may identify a patient is hidden at once."""
    if not can_discuss(by):
        raise Refused(_("Discussions are for members whose registration we have verified."))
    if post.membership_id == by.membership_id:
        raise Refused(_("That is your own post. You can take it back."))
    check_identifiers(note)
    me = hold(by)
    check_flags(me)
    flag, is_new = Flag.objects.get_or_create(
        post=post, flagged_by=me, defaults={"kind": kind, "note": note.strip()[:500]}
    )
    if is_new:
        if kind == Flag.Kind.PATIENT and not post.is_hidden:
            post.hide(Post.Gone.HELD)
            outdate([post.thread.page_id])
        record("post.flagged", viewer=by, reason=kind)
        transaction.on_commit(lambda: _tell_moderators(post))
    return flag


def _tell_moderators(post: Post) -> None:
    here = Membership.objects.of(post.thread.community).active()
    moderators = here.filter(duty=Membership.Duty.MODERATOR).exclude(pk=post.membership_id)
    for moderator in moderators.select_related("user", "community__site")[:MOST_TOLD]:
        tell(moderator, "flagged", QUEUE)


@transaction.atomic
def decide_post(*, by: Viewer, post: Post, decision: str, reason: str) -> ModerationDecision:
    """A moderator decides about a post, flagged or not, and tells those concerned why."""
    if not can_decide(by, post):
        raise Refused(_("Another moderator decides about this one."))
    if decision not in Decision.values or not reason.strip():
        raise Refused(_("Choose a decision and say why: those concerned will read it."))
    check_identifiers(reason)

    was_held = post.hidden_because == Post.Gone.HELD
    made = ModerationDecision.objects.create(
        post=post, decided_by_id=by.membership_id, decision=decision, reason=reason.strip()[:500]
    )
    flags = list(post.flags.filter(decision__isnull=True).select_related("flagged_by"))
    Flag.objects.filter(pk__in=[flag.pk for flag in flags]).update(decision=made)
    _carry_out(post, decision)
    outdate([post.thread.page_id])
    count_learning(post)
    record("post.decided", viewer=by, decision=decision)
    author = post.membership if decision == Decision.HIDE or was_held else None
    transaction.on_commit(lambda: _tell_both(made, author, flags))
    return made


def _carry_out(post: Post, decision: str) -> None:
    if post.hidden_because == Post.Gone.AUTHOR:
        post.empty()  # it was kept for the moderator alone
    elif decision == Decision.HIDE:
        post.hide(Post.Gone.MODERATOR)
    elif post.is_hidden:
        post.show()


def _tell_both(made: ModerationDecision, author: Membership | None, flags: list[Flag]) -> None:
    path, page = made.post.url, made.post.thread.page
    if author:
        tell(author, "decided_author", path, decision=made, page=page)
    for flag in flags:
        if flag.flagged_by:
            tell(flag.flagged_by, "decided", path, decision=made, page=page)


@transaction.atomic
def lock_thread(*, by: Viewer, thread: Thread) -> None:
    """A moderator closes a discussion to new posts; what was said stays."""
    _set_locked(by, thread, is_locked=True)


@transaction.atomic
def unlock_thread(*, by: Viewer, thread: Thread) -> None:
    """A moderator opens a discussion again."""
    _set_locked(by, thread, is_locked=False)


def _set_locked(by: Viewer, thread: Thread, *, is_locked: bool) -> None:
    if not can_lock(by, thread):
        raise Refused(_("Only a moderator may close a discussion."))
    thread.is_locked = is_locked
    thread.save(update_fields=["is_locked"])
    outdate([thread.page_id])
    kind = "thread.locked" if is_locked else "thread.unlocked"
    record(kind, viewer=by, object=f"page:{thread.page_id}")
