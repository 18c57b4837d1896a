"""Discussions as a component: what they bring to a community that switches them on."""

from typing import Any

from nacre.communities.models import Community
from nacre.components import Activity, Component, Urls, metric, panel
from nacre.discussions import personal  # it registers itself
from nacre.discussions.models import Post
from nacre.discussions.permissions import can_be_discussed
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage

REGISTERED = (personal,)


class Discussions(Component):
    """What members say to one another about an article."""

    slug = "discussions"
    name = "Discussions"
    urls = Urls("", "nacre.discussions.urls")
    activities = [
        Activity("thread.started", "A member wrote the first post below an article."),
        Activity("thread.locked", "A moderator closed a discussion to new posts."),
        Activity("thread.unlocked", "A moderator opened a discussion again."),
        Activity("post.written", "A member wrote below an article, or answered."),
        Activity("post.flagged", "A member brought a post to the moderators."),
        Activity("post.decided", "A moderator decided about a post."),
    ]

    @panel("Discussion", place="article", template="discussions/_article.html", order=90)
    def below_the_article(self, viewer: Viewer, page: BasePage) -> dict[str, Any] | None:
        """The discussion of an article; those outside learn at most how many take part."""
        if not can_be_discussed(page):
            return None
        if viewer.is_member:
            return {"is_inside": True, "is_funded": bool(page.funding)}
        _posts, people = Post.objects.of(viewer.community).below(page.pk).tally()
        return {"is_inside": False, "people": people} if people else None

    @panel("Flagged posts", place="moderation", template="discussions/_waiting.html")
    def flagged(self, viewer: Viewer) -> dict[str, Any]:
        """What waits for a moderator."""
        waiting = Post.objects.moderated_by(viewer).waiting().count()
        return {"url": "/moderation/posts/", "count": waiting}

    @metric("Posts written", code="posts_written", unit="posts")
    def posts_written(self, community: Community, period: Any) -> int:
        """Posts and answers written during the period, those taken away since included."""
        return Post.objects.of(community).filter(period.covers("created_at")).count()
