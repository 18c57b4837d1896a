"""Members write below an article, answer, put right and take back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.discussions.circle import own_key
from nacre.discussions.limits import check_posts, check_text, hold
from nacre.discussions.models import Post, Thread, ThreadFollow
from nacre.discussions.permissions import can_be_discussed, can_discuss, can_edit, can_remove
from nacre.discussions.querysets import pages_discussed_by
from nacre.discussions.tasks import propose_cpd, tell_of_post
from nacre.discussions.versions import outdate
from nacre.insights.actions import record
from nacre.insights.periods import london_day
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage

NOT_FOR_YOU = "Discussions are for members whose registration we have verified."
NOT_HERE = "This page is not discussed."
IS_LOCKED = "A moderator has closed this discussion to new posts."
IS_GONE = "This post is no longer here."


@transaction.atomic
def write_post(*, by: Viewer, page: BasePage, text: str, is_checked: bool = False) -> Post:
    """A member writes below an article; the first post starts its discussion."""
    _check_place(by, page)
    me, text = hold(by), _plain(text)
    check_text(text, is_checked=is_checked)
    check_posts(me, text)
    thread, is_new = Thread.objects.get_or_create(page=page, defaults={"community": page.community})
    _check_open(thread)

    post = Post.objects.create(thread=thread, membership=me, text=text, is_attested=is_checked)
    if is_new:
        record("thread.started", viewer=by, object=f"page:{page.pk}")
    _note_written(by, post)
    return post


@transaction.atomic
def answer_post(*, by: Viewer, post: Post, text: str, is_checked: bool = False) -> Post:
    """A member answers a post; an answer to an answer stands below the same post."""
    _check_place(by, post.thread.page)
    me, text = hold(by), _plain(text)
    check_text(text, is_checked=is_checked)
    check_posts(me, text)
    _check_open(post.thread)
    if post.is_hidden:
        raise Refused(_(IS_GONE))

    root = post.answers or post
    reply = Post.objects.create(
        thread=post.thread, membership=me, answers=root, text=text, is_attested=is_checked
    )
    _note_written(by, reply)
    return reply


def _check_place(by: Viewer, page: BasePage) -> None:
    if not can_discuss(by):
        raise Refused(_(NOT_FOR_YOU))
    may_open = pages_discussed_by(by).filter(pk=page.pk).exists()
    if not may_open or not can_be_discussed(page):
        raise Refused(_(NOT_HERE))


def _check_open(thread: Thread) -> None:
    if thread.is_locked:
        raise Refused(_(IS_LOCKED))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _note_written(by: Viewer, post: Post) -> None:
    thread = post.thread
    ThreadFollow.objects.get_or_create(thread=thread, membership_id=own_key(by))
    outdate([thread.page_id])
    record("post.written", viewer=by, object=f"page:{thread.page_id}")
    transaction.on_commit(lambda: tell_of_post.enqueue(post.pk))
    count_learning(post)
    if post.answers is not None:
        count_learning(post.answers)  # that a colleague answered is evidence


def count_learning(post: Post) -> None:
    """The day's posts below an article are proposed as CPD, to their writer alone."""
    if post.membership_id is None:
        return
    day = london_day(post.created_at).isoformat()
    about = (post.thread_id, post.membership_id, day)
    transaction.on_commit(lambda: propose_cpd.enqueue(*about), robust=True)


@transaction.atomic
def edit_post(*, by: Viewer, post: Post, text: str, is_checked: bool = False) -> None:
    """An author puts a post right, for a quarter of an hour; it says that it was edited."""
    if not can_edit(by, post):
        raise Refused(_("A post can be changed for 15 minutes. Write another one below it."))
    text = _plain(text)
    check_text(text, is_checked=is_checked)

    post.text, post.is_attested, post.edited_at = text, is_checked, timezone.now()
    post.save(update_fields=["text", "is_attested", "edited_at"])
    outdate([post.thread.page_id])


@transaction.atomic
def remove_post(*, by: Viewer, post: Post) -> None:
    """An author takes a post back; its place stays, its text goes.

    A text that a moderator has still to look at is kept out of sight until they have decided.
    """
    if not can_remove(by, post):
        raise Refused(_(IS_GONE))
    post.hide(Post.Gone.AUTHOR)
    if not post.flags.filter(decision__isnull=True).exists():
        post.empty()
    outdate([post.thread.page_id])
    count_learning(post)
