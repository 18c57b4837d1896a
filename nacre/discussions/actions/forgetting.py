"""What is left of somebody who asked to be forgotten: what they wrote, without who wrote it."""

import re
from typing import Any

from nacre.confidentiality import redact
from nacre.discussions.models import Post
from nacre.discussions.versions import outdate

REMOVED = "[name removed]"


def forget_author(user: Any) -> None:
    """Keep the posts of a person as those of a former member, and take their name out of the talk.

    The texts stay for those who answered them. Their own lose what the guard finds in them; their
    name goes from every post of the discussions they took part in.
    """
    own = Post.objects.filter(membership__user=user)
    threads = set(own.values_list("thread_id", flat=True))
    pages = set(own.values_list("thread__page_id", flat=True))
    name = _name_of(user)
    for post in Post.objects.filter(thread__in=threads).select_related("membership"):
        is_own = post.membership is not None and post.membership.user_id == user.pk
        text = name.sub(REMOVED, redact(post.text) if is_own else post.text)
        if text != post.text:
            Post.objects.filter(pk=post.pk).update(text=text)
    own.update(membership=None)
    outdate(pages)


def _name_of(user: Any) -> re.Pattern[str]:
    """The name as colleagues write it. A given name alone may be a word, so it counts where
    somebody is addressed by it."""
    given, family = re.escape(user.given_name), re.escape(user.family_name)
    ways = [re.escape(user.email)]
    if given and family:
        ways.append(rf"\b{given}\s+{family}\b")
    if family:
        ways.append(rf"\b{family}\b")
    if given:
        ways += [rf"(?<=@){given}\b", rf"(?m:^){given}(?=[,:])"]
        ways += [
            rf"(?<={word}){given}\b"
            for word in ("ear ", "hanks ", "hanks, ", "hank you ", "hank you, ", "ello ", "Hi ")
        ]
    return re.compile("|".join(ways))
