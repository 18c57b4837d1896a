"""The personal part of every page: the way in, or the menu; without a query."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from nacre.members.masthead import messages, person

pytestmark = pytest.mark.django_db


def asked_by(who, path="/news/"):
    request = RequestFactory().get(path)
    request.viewer = who.viewer
    request.community = who.community
    assert request.community.enabled  # a request's community comes with its components
    return request


def test_a_visitor_may_sign_in_and_come_back(visitor):
    told = person(asked_by(visitor))
    assert 'href="/accounts/login/?next=/news/"' in told
    assert 'href="/join/"' in told


@pytest.mark.parametrize(
    ("who", "shown", "hidden"),
    [
        ("amara", ["Amara Osei", "/members/me/"], ["/moderation/", "/cms/"]),
        ("chen", ["/moderation/"], ["/cms/"]),
        ("erin", ["/cms/", "/reports/"], ["/moderation/"]),
        ("faye", ["/reports/"], ["/cms/"]),
    ],
)
def test_each_menu_has_what_its_person_may_open(who, shown, hidden, request):
    told = person(asked_by(request.getfixturevalue(who)))
    assert all(words in told for words in shown)
    assert not any(words in told for words in hidden)


def test_the_menu_asks_the_database_nothing(amara):
    request = asked_by(amara)
    with CaptureQueriesContext(connection) as queries:
        person(request)
        messages(request)
    assert len(queries) == 0


def test_a_request_without_a_session_has_no_messages(visitor):
    assert messages(asked_by(visitor)) == ""


def test_a_name_is_text(amara):
    amara.user.given_name = "<b>Amara"
    amara.user.save()
    assert "<b>" not in person(asked_by(amara))
