"""What members learn by discussing: a proposal for their CPD, one for each discussion and day."""

from datetime import date, timedelta

from nacre.cpd.actions import propose, withdraw
from nacre.cpd.schemes import MOST_A_DAY
from nacre.discussions.models import Post, Thread
from nacre.insights.periods import day_starts_at
from nacre.members.models import Membership

A_DAY = timedelta(days=1)
# A post is worth a reflection of ten minutes, with what was read before it: a quarter of an hour.
A_POST = timedelta(minutes=15)
SOURCE = "discussing"


def propose_discussing(*, thread_id: int, membership_id: int, day: date) -> None:
    """Propose what a member wrote below an article on a London day; nothing left of it, nothing."""
    membership = Membership.objects.select_related("community", "user").filter(pk=membership_id)
    thread = Thread.objects.select_related("page").filter(pk=thread_id).first()
    member = membership.first()
    if thread is None or member is None:
        return
    key = f"thread:{thread_id}:{day.isoformat()}"
    posts = _posts(thread, member, day)
    if not posts:
        withdraw(membership=member, source=SOURCE, source_key=key)
        return
    spans = [(post.created_at - A_POST, post.created_at) for post in posts]
    propose(
        membership=member,
        source=SOURCE,
        source_key=key,
        title=f"Discussion: {thread.page.title}",
        url=thread.url,
        provider=member.community.name,
        spans=spans,
        participatory_minutes=MOST_A_DAY if _is_shared(thread, member) else 0,
        evidence={"posts": len(posts), "answers": _answers(posts, member)},
        topics=sorted(topic.label for topic in thread.page.topics.all()),
        occurred_on=day,
        pages=[thread.page_id],
    )


def _posts(thread: Thread, member: Membership, day: date) -> list[Post]:
    start, end = day_starts_at(day), day_starts_at(day + A_DAY)
    mine = Post.objects.shown().filter(thread=thread, membership=member)
    return list(mine.filter(created_at__gte=start, created_at__lt=end).order_by("pk"))


def _answers(posts: list[Post], member: Membership) -> int:
    """How often colleagues answered: the evidence that others took part."""
    ids = [post.pk for post in posts]
    return Post.objects.shown().filter(answers__in=ids).exclude(membership=member).count()


def _is_shared(thread: Thread, member: Membership) -> bool:
    """Whether anybody else wrote here; alone below an article one discusses with nobody."""
    return Post.objects.shown().filter(thread=thread).exclude(membership=member).exists()
