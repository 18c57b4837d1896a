"""A course of one module and a crowd of signed-in nurses for `bench.learners`; and what became of them."""

import json
import os
import sys

import django

QUESTIONS = 5


def fill(path: str, number: int) -> None:
    """Make what is missing; write the module's key and the sessions to a file."""
    from django.conf import settings  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from nacre.communities.models import Community  # noqa: PLC0415
    from nacre.members.models import Membership, User  # noqa: PLC0415

    liver = Community.objects.get(slug="liver")
    module = course_of_the_bench(liver)
    there = set(User.objects.filter(email__startswith="learner").values_list("email", flat=True))
    emails = [f"learner{n}@example.org" for n in range(number)]
    User.objects.bulk_create(
        User(email=email, given_name="Learner", family_name=f"Number {n}", password="!")
        for n, email in enumerate(emails)
        if email not in there
    )
    users = User.objects.filter(email__in=emails).in_bulk(field_name="email")
    have = set(Membership.objects.of(liver).values_list("user_id", flat=True))
    now = timezone.now()
    Membership.objects.bulk_create(
        Membership(
            community=liver, user=users[email], status="active", tier="learning_zone_only",
            profession="nurse", interests=["hepatology-nursing"], source="bench",
            activated_at=now, rules_accepted_at=now,
        )
        for email in emails
        if users[email].pk not in have
    )  # fmt: skip
    found = {
        "module": module.pk,
        "cookie": settings.SESSION_COOKIE_NAME,
        "sessions": [session_of(users[email]) for email in emails],
    }
    with open(path, "w") as out:
        json.dump(found, out)


def session_of(user) -> str:
    """A session in which somebody is signed in."""
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.cached_db import SessionStore  # noqa: PLC0415

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def course_of_the_bench(community):
    """One module of five questions, each on a screen, every answer of which passes."""
    from datetime import UTC, datetime  # noqa: PLC0415

    from nacre.editorial.actions import place_page  # noqa: PLC0415
    from nacre.editorial.from_blueprint import Material  # noqa: PLC0415
    from nacre.learning.from_blueprint import Banks, course_page, module_page  # noqa: PLC0415
    from nacre.learning.models import CoursePage, ModulePage  # noqa: PLC0415
    from nacre.pages.models import SectionPage  # noqa: PLC0415

    there = CoursePage.objects.of(community).filter(slug="course-of-the-bench").first()
    if there is not None:
        return ModulePage.objects.child_of(there).get()
    said = {
        "slug": "course-of-the-bench", "title": "Course of the bench", "outcomes": ["Answer"],
        "pass_mark": 0, "standfirst": "For the bench.",
    }  # fmt: skip
    body = []
    for number in range(QUESTIONS):
        options = [{"text": f"Option {n}", "right": n == 0, "feedback": "Said."} for n in range(5)]
        body += [
            {"screen": f"Screen {number + 1}"},
            {"p": "A paragraph of some length about what a nurse would look at first. " * 6},
            {"question": {"kind": "sba", "stem": f"Question {number + 1}?", "options": options}},
        ]
    unit = {"slug": "module", "title": "Module of the bench", "minutes": 5, "body": body}
    material = Material(community, datetime.now(UTC).date())
    below = SectionPage.objects.of(community).get(slug="learning")
    course = place_page(page=course_page(said, material), below=below)
    page = module_page(unit, said, material, Banks(community))
    return place_page(page=page, below=course)


def check(path: str) -> None:
    """Print what is not as it must be after the server was killed: JSON of counts."""
    from django.db.models import Count  # noqa: PLC0415

    from nacre.certificates.models import Certificate  # noqa: PLC0415
    from nacre.cpd.models import Entry  # noqa: PLC0415
    from nacre.learning.models import Answer, Enrolment  # noqa: PLC0415

    with open(path) as kept:
        accepted = [tuple(row) for row in json.load(kept)]
    rows = Answer.objects.filter(attempt__enrolment__course__slug="course-of-the-bench")
    there = {
        (email, "a-" + item.replace(":", "-")): given["choice"]
        for email, item, given in rows.values_list(
            "attempt__enrolment__membership__user__email", "item", "given"
        )
    }
    lost = [r for r in accepted if there.get((f"learner{r[0]}@example.org", r[1])) != r[2]]
    enrolments = Enrolment.objects.filter(course__slug="course-of-the-bench")
    done = enrolments.filter(completed_at__isnull=False)
    certificates = Certificate.objects.filter(subject__in={e.course.subject for e in done[:1]})
    twice = certificates.values("membership").annotate(n=Count("pk")).filter(n__gt=1)
    courses = Entry.objects.filter(source="course", membership__in=done.values("membership"))
    doubled = courses.values("membership").annotate(n=Count("pk")).filter(n__gt=1)
    told = {
        "accepted": len(accepted), "lost": len(lost), "answers": rows.count(),
        "completed": done.count(), "certificates": certificates.count(),
        "certificates twice": twice.count(), "cpd entries": courses.count(),
        "cpd entries twice": doubled.count(),
    }  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nacre.config.settings")
    django.setup()
    if sys.argv[1] == "fill":
        fill(sys.argv[2], int(sys.argv[3]))
    else:
        check(sys.argv[2])
