"""Mail scanners follow every link of a letter, hundreds of times. Only its reader changes anything."""

import hashlib
import re
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client

from nacre.members import still_here
from nacre.members.actions import decline_member, leave_community, verify_member
from nacre.members.models import MemberListEntry, Membership
from nacre.networking.actions import ask_to_connect, begin_conversation
from tests.cast import make_person
from tests.members.test_joining import ABOUT, WORK, code_from_mail, walk

pytestmark = pytest.mark.django_db
PREFETCHES = 200
LINK = re.compile(r"https?://[^\s<>\"]+")
# What a visit writes by its nature: sessions, and the queue of letters of the tests.
NOT_COMPARED = {"sessions.session", "django_tasks_db.dbtaskresult", "usersessions.usersession"}


def everything() -> dict[str, str]:
    """A fingerprint of each table."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label_lower not in NOT_COMPARED and model._meta.managed:
            rows = sorted(map(repr, model._base_manager.values_list()))
            found[model._meta.label_lower] = hashlib.sha256("".join(rows).encode()).hexdigest()
    return found


def scan(url: str) -> None:
    """200 requests for a link, as a scanner without cookies makes them."""
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    for number in range(PREFETCHES):
        scanner = Client(HTTP_HOST=parts.hostname, HTTP_USER_AGENT="Mail gateway")
        answer = scanner.head(path) if number % 2 else scanner.get(path)
        assert answer.status_code < 500, url


def links_in(letters) -> list[str]:
    """The addresses of letters, in text, HTML and headers, each once."""
    found = {}
    for letter in letters:
        said = [letter.body, *(part for part, _ in letter.alternatives)]
        said += letter.extra_headers.values()
        for link in LINK.findall(" ".join(said)):
            found[link.rstrip(".,)")] = None
    return list(found)


@pytest.fixture
def letters(at, liver, royal_free, amara, ben, chen, erin, committed):
    """What the cast finds in its letterboxes."""
    with committed():
        verify_member(membership=ben.membership, by=chen.viewer)
        grace = make_person(liver, "Grace", "Quill", profession="nurse", status="pending")
        decline_member(membership=grace.membership, by=chen.viewer, reason="No number.")
        leave_community(by=erin.viewer)
        ask_to_connect(by=amara.viewer, other=ben.membership)
        walk(at("liver"))
        MemberListEntry.objects.create(
            community=liver, membership_no="1", surname="Osei", email="kwame@example.org"
        )
        walk(
            at("liver"),
            ABOUT | {"email": "kwame@example.org"},
            WORK | {"registration": "01A2345S"},
        )
    with committed():
        still_here._write_to(amara.membership.pk)
        client = at("liver")
        client.post("/accounts/login/code/", {"email": "nobody@example.org"})
        client.post("/accounts/password/reset/", {"email": amara.user.email})
        begin_conversation(by=chen.viewer, to=[amara.membership], text="Good morning.")
    return list(mail.outbox)


@pytest.mark.walk
def test_two_hundred_prefetches_of_each_mailed_link_change_nothing(letters, amara, at):
    links = links_in(letters)
    assert len(letters) >= 9
    paths = {urlsplit(link).path for link in links}
    assert any(path.startswith("/still-here/") for path in paths), paths
    assert any(path.startswith("/messages/mail/stop/") for path in paths), paths
    assert any(path.startswith("/accounts/password/reset/key/") for path in paths), paths
    before = everything()
    for link in links:
        scan(link)
    after = everything()
    assert {table for table in before if before[table] != after[table]} == set()
    the_readers_own_click_works(at, amara, links)


def the_readers_own_click_works(at, amara, links) -> None:
    """Each kind of link still does what it is for. A new password comes first: signing in ends it."""
    of_passwords = [link for link in links if "/accounts/password/reset/key/" in link]
    for link in of_passwords:
        stranger = at("liver")
        page = stranger.get(urlsplit(link).path, follow=True)
        secret = {"password1": "a-long-new-secret-1", "password2": "a-long-new-secret-1"}
        done = stranger.post(page.redirect_chain[-1][0], secret)
        assert done.status_code == 302
        amara.user.refresh_from_db()
        assert amara.user.check_password("a-long-new-secret-1")
    for link in links:
        path, client = urlsplit(link).path, at("liver", amara)
        assert client.get(path, follow=True).status_code == 200, link
        if path.startswith(("/still-here/", "/messages/mail/stop/")):
            tables = everything()
            assert at("liver").post(path, {"answer": "yes"}).status_code in {200, 302}
            assert everything() != tables, link


def test_a_code_is_still_good_after_the_pages_around_it_were_prefetched(
    at, liver, royal_free, amara
):
    client = at("liver")
    client.post("/join/", ABOUT)
    asked = client.post("/join/workplace/", WORK)
    for path in ("/join/", "/join/workplace/", asked.url, "/accounts/login/code/"):
        scan(f"http://liver.nacre.localhost{path}")
        for _ in range(50):  # and the reader's own browser looks ahead
            client.get(path)
            client.head(path)
    assert not Membership.objects.filter(user__email="grace.adeyemi@example.org").exists()
    client.post(asked.url, {"code": code_from_mail()}, follow=True)
    assert Membership.objects.filter(user__email="grace.adeyemi@example.org").exists()
