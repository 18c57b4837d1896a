"""The posts as HTML: drawn once for everybody, with each reader's own buttons put between them.

What a reader may do with a post depends on whose it is, so the list is kept cut after each post;
joining it costs no query and no template.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nacre.communities.request import Request
from nacre.discussions.models import Post
from nacre.discussions.permissions import can_moderate
from nacre.members.models import Membership
from nacre.members.viewer import Viewer
from nacre.members.visibility import as_line, is_listed

READER = "\x01"  # where the reader's own token goes in a form that is kept
BUTTONS = SafeString("\x02")  # where a reader's buttons go in a post


@dataclass(frozen=True)
class DrawnPost:
    """One post around its buttons, and the buttons for whoever it may be."""

    before: str
    after: str
    author_id: int | None
    editable_until: datetime
    reply: str
    flag: str
    edit: str
    remove: str
    moderate: str

    def buttons(self, viewer: Viewer, now: datetime, *, moderates: bool) -> str:
        """What this reader may do with it."""
        if self.author_id == viewer.membership_id:
            edit = self.edit if now < self.editable_until else ""
            return f"{self.reply}{edit}{self.remove}"
        return f"{self.reply}{self.flag}{self.moderate if moderates else ''}"


def draw(posts: Iterable[Post]) -> tuple[DrawnPost, ...]:
    """The posts of a list, in its order; `for_list()` has fetched what they need."""
    return tuple(_draw(post) for post in posts)


def join(drawn: Iterable[DrawnPost], viewer: Viewer) -> SafeString:
    """The list for one reader."""
    now, moderates = timezone.now(), can_moderate(viewer)
    pieces = ['<ol class="posts">']
    for post in drawn:
        buttons = post.buttons(viewer, now, moderates=moderates)
        pieces += ("<li>", post.before, buttons, post.after, "</li>")
    pieces.append("</ol>")
    return mark_safe("".join(pieces))  # noqa: S308 - templates and format_html made each piece


def with_token(html: str, request: Request) -> SafeString:
    """A kept form with the token of the one who reads it."""
    token = format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request)
    )
    return mark_safe(html.replace(READER, token))  # noqa: S308 - our own form


def _draw(post: Post) -> DrawnPost:
    is_open = not post.is_hidden and not post.thread.is_locked
    by_name = named(post)
    context = {"post": shown(post), "actions": BUTTONS}
    before, _mark, after = render_to_string("discussions/_post.html", context).rpartition(BUTTONS)
    return DrawnPost(
        before=before,
        after=after,
        author_id=post.membership_id or 0,
        editable_until=post.editable_until,
        reply=_button(post, "reply", _("Reply"), by_name) if is_open else "",
        flag=_button(post, "flag", _("Flag"), by_name) if not post.is_hidden else "",
        edit=_button(post, "edit", _("Edit"), _("your post")) if is_open else "",
        remove=_button(post, "remove", _("Remove"), _("your post")) if not post.is_hidden else "",
        moderate=format_html(
            '<a class="post__action" href="/moderation/posts/{}/">{}</a>', post.key, _("Moderate")
        ),
    )


def _button(post: Post, what: str, label: str, whose: str) -> str:
    return format_html(
        '<a class="post__action" href="{}{}/">{}<span class="visually-hidden">: {}</span></a>',
        post.url, what, label, whose,
    )  # fmt: skip


def named(post: Post) -> str:
    """Who wrote it, as everybody in the discussion reads it."""
    return post.membership.user.name if post.membership else _("Former member")


def shown(post: Post) -> dict[str, object]:
    """What every reader sees of a post: of its author, what all members of the community may."""
    author: Membership | None = post.membership
    line = as_line(author) if author and is_listed(author) else None
    return {
        "anchor": post.anchor,
        "name": named(post),
        "href": line.url if line else "",
        "role": line.headline if line else "",
        "picture": line.photograph.at(96) if line and line.photograph else None,
        "text": post.text,
        "at": post.created_at,
        "edited_at": post.edited_at,
        "gone": post.get_hidden_because_display() if post.is_hidden else "",
        "is_reply": post.answers_id is not None,
    }
