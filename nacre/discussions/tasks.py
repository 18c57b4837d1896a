"""Background work of discussions: tell those who want to hear of a post, propose CPD."""

from datetime import date, timedelta

from django.utils import timezone
from django_tasks import task

from nacre.discussions.learning import propose_discussing
from nacre.discussions.letters import tell
from nacre.discussions.models import Post, Thread, ThreadFollow
from nacre.members.apart import kept_apart
from nacre.members.models import Membership
from nacre.members.viewer import Viewer

QUIET_FOR = timedelta(hours=24)  # one letter a day about one discussion, besides answers to oneself


@task()
def propose_cpd(thread_id: int, membership_id: int, day: str) -> None:
    """Propose, or bring up to date, what a member's posts of a day are worth as CPD."""
    propose_discussing(
        thread_id=thread_id, membership_id=membership_id, day=date.fromisoformat(day)
    )


@task()
def tell_of_post(post_id: int) -> None:
    """Write to whoever was answered, and to those who follow the discussion."""
    found = Post.objects.shown().filter(pk=post_id)
    post = found.select_related(
        "thread__page", "thread__community__site", "membership__user", "answers"
    ).first()
    if post is None or post.membership is None:
        return
    apart = kept_apart(post.membership.pk)
    for follow in ThreadFollow.objects.to_tell(post, timezone.now() - QUIET_FOR):
        reader = Membership.objects.for_viewers().get(pk=follow.membership_id)
        if reader.pk not in apart and _may_read(reader, post):
            ThreadFollow.objects.filter(pk=follow.pk).update(told_at=timezone.now())
            _tell(reader, post, follow)


def _may_read(reader: Membership, post: Post) -> bool:
    viewer = Viewer.of_membership(reader, post.thread.community)
    return Thread.objects.visible_to(viewer).filter(pk=post.thread_id).exists()


def _tell(reader: Membership, post: Post, follow: ThreadFollow) -> None:
    is_answer = post.answers is not None and post.answers.membership_id == reader.pk
    name = post.membership.user.name if post.membership else ""
    template = "answered" if is_answer else "written"
    tell(reader, template, post.url, follow, name=name, page=post.thread.page)
