"""The discussion below an article, for the one who reads it."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nacre.communities.request import Request
from nacre.discussions.drawing import READER, DrawnPost, draw, join, with_token
from nacre.discussions.forms import PostForm
from nacre.discussions.models import Post, discussion_url
from nacre.discussions.permissions import can_discuss
from nacre.discussions.versions import kept
from nacre.members.viewer import Viewer
from nacre.ui.slots import fills

SHOWN = 20  # posts below an article; the rest on a page of its own


@dataclass(frozen=True)
class Kept:
    """A discussion as all who take part see it."""

    head: str
    posts: tuple[DrawnPost, ...]
    foot: str


@fills("discussion")
def discussion(request: Request) -> str | SafeString:
    """The first posts and the box to write in; nothing for whoever does not take part."""
    route, viewer = getattr(request, "route", None), request.viewer
    if route is None or not can_discuss(viewer):
        return ""
    found = kept(route.page_id, "article", lambda: _draw(viewer, route.page_id))
    return format_html(
        "{}{}{}",
        SafeString(found.head),
        join(found.posts, viewer) if found.posts else "",
        with_token(found.foot, request),
    )


def _draw(viewer: Viewer, page_id: int) -> Kept:
    posts = Post.objects.visible_to(viewer).below(page_id)
    first = list(posts.in_order().for_list()[: SHOWN + 1])
    thread = first[0].thread if first else None
    total, people = posts.tally() if first else (0, 0)
    context = {
        "total": total,
        "people": people,
        "has_more": len(first) > SHOWN,
        "url": discussion_url(page_id),
        "is_locked": thread is not None and thread.is_locked,
        "form": PostForm(),
        "token": SafeString(READER),
    }
    return Kept(
        head=render_to_string("discussions/_head.html", context),
        posts=draw(first[:SHOWN]),
        foot=render_to_string("discussions/_foot.html", context),
    )


def place_of(post: Post) -> str:
    """Where a post stands now: below the article, or on a page of the whole discussion."""
    before = Post.objects.up_to(post).count()
    if before <= SHOWN:
        return f"{post.thread.page.path_in_community}#{post.anchor}"
    return f"{post.thread.url}?page={(before - 1) // SHOWN + 1}#{post.anchor}"
