"""Fills REF's database: 20,000 people, 5,000 articles, 50,000 comments, 199 sessions."""

import json
import os
import random
import sys
from datetime import timedelta
from importlib import import_module

import django
from django.core.management import call_command

PEOPLE, ARTICLES, COMMENTS, SESSIONS = 20_000, 5_000, 50_000, 199
WORDS = [
    "patients",
    "liver",
    "clinic",
    "study",
    "follow",
    "service",
    "nurses",
    "audit",
    "trial",
    "results",
    "data",
    "care",
    "team",
]


def fill(path: str) -> None:
    """Make tables and rows once, and write the session keys to a file."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - after django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from bench.ref.models import Article, Comment, Notice  # noqa: PLC0415

    call_command("migrate", "auth", verbosity=0)  # unmigrated apps are made first: give them people
    call_command("migrate", run_syncdb=True, verbosity=0)
    user_model, chance, now = get_user_model(), random.Random(1), timezone.now()
    if not user_model.objects.exists():
        text = lambda n: " ".join(chance.choices(WORDS, k=n)).capitalize()  # noqa: E731
        user_model.objects.bulk_create(
            [
                user_model(
                    username=f"u{n}", first_name="Person", last_name=f"Number {n}", password="!"
                )
                for n in range(PEOPLE)
            ],
            batch_size=2000,
        )
        people = list(user_model.objects.values_list("pk", flat=True))
        pick = lambda: chance.choice(people)  # noqa: E731
        Article.objects.bulk_create(
            [
                Article(
                    title=text(8),
                    summary=text(90),
                    author_id=pick(),
                    published_at=now - timedelta(minutes=n),
                )
                for n in range(ARTICLES)
            ],
            batch_size=1000,
        )
        articles = list(Article.objects.values_list("pk", flat=True))
        Comment.objects.bulk_create(
            [
                Comment(
                    article_id=chance.choice(articles),
                    author_id=pick(),
                    text=text(40),
                    written_at=now - timedelta(seconds=n),
                )
                for n in range(COMMENTS)
            ],
            batch_size=2000,
        )
        Notice.objects.bulk_create(
            [Notice(user_id=p, text=text(9)) for p in people[:SESSIONS] for _ in range(3)]
        )
    engine = import_module("django.contrib.sessions.backends.db")
    keys = []
    for user in user_model.objects.order_by("pk")[:SESSIONS]:
        session = engine.SessionStore()
        session["_auth_user_id"] = str(user.pk)
        session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
        session["_auth_user_hash"] = user.get_session_auth_hash()
        session.save()
        keys.append(session.session_key)
    with open(path, "w") as out:
        json.dump(keys, out)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.ref.settings")
    django.setup()
    fill(sys.argv[1])
