"""Signs members of the liver community in, and counts the queries of the pages measured."""

import json
import os
import sys

import django

SESSIONS = 199


def prepare(path: str) -> None:
    """Write session keys, the article's address and query counts to a file."""
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.cached_db import SessionStore  # noqa: PLC0415

    from nacre.communities.models import Community  # noqa: PLC0415
    from nacre.members.models import Membership  # noqa: PLC0415
    from nacre.pages.models import BasePage  # noqa: PLC0415

    liver = Community.objects.get(slug="liver")
    members = Membership.objects.of(liver).active().filter(tier="full").select_related("user")
    keys = []
    for membership in members.order_by("pk")[:SESSIONS]:
        session = SessionStore()
        session[SESSION_KEY] = str(membership.user_id)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = membership.user.get_session_auth_hash()
        session.save()
        keys.append(session.session_key)
    pages = BasePage.objects.of(liver).live().filter(content_type__model="newspage")
    article = pages.filter(audience__slug="members").first() or pages.first()
    public = pages.filter(audience__slug="public").first() or pages.first()
    others = pages.exclude(pk__in=[article.pk, public.pk]).filter(promotion_label="")
    discussed = others.exclude(slug="cirrhosis-care-bundle-first-day").first()
    discuss(discussed, list(members.order_by("pk")[:20]))
    paths = {
        "home": "/",
        "article": article.path_in_community,
        "article with 20 posts": discussed.path_in_community,
        "directory": "/members/",
    }
    found = {
        "cookie": settings.SESSION_COOKIE_NAME,
        "sessions": keys,
        "paths": {**paths, "public": public.path_in_community},
        "queries": {name: count_queries(path, keys) for name, path in paths.items()},
    }
    with open(path, "w") as out:
        json.dump(found, out)


def discuss(page, members: list) -> None:
    """Twenty posts of twenty members below an article, once; every third answers the one before."""
    from nacre.communities.models import EnabledComponent  # noqa: PLC0415
    from nacre.discussions.models import Post, Thread  # noqa: PLC0415

    EnabledComponent.objects.get_or_create(community=page.community, slug="discussions")
    thread, is_new = Thread.objects.get_or_create(page=page, community=page.community)
    words = "We changed the order of the morning round and counted again after a month. "
    before = None
    for number, member in enumerate(members if is_new else [], 1):
        post = Post.objects.create(
            thread=thread,
            membership=member,
            answers=before if number % 3 == 0 else None,
            text=f"Post number {number}. {words * 3}",
        )
        before = post if post.answers is None else before


def count_queries(path: str, keys: list[str]) -> int:
    """Queries of a page for a second member after a first has warmed it."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    for key in (keys[0], keys[1], keys[1]):
        client = Client(HTTP_HOST=f"liver.{settings.NACRE_BASE_HOST}")
        client.cookies[settings.SESSION_COOKIE_NAME] = key
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
    return len(queries)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nacre.config.settings")
    django.setup()
    prepare(sys.argv[1])
