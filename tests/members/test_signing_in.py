"""Signing in by code, and the pages around it."""

import re

import pytest
from django.core import mail

from nacre.members.adapter import SecondFactorAdapter

pytestmark = pytest.mark.django_db


def ask_for_code(client, email):
    answer = client.post("/accounts/login/code/", {"email": email, "next": "/members/"})
    return answer.url


def test_a_member_signs_in_by_code(at, visitor, amara):
    client = at("liver", visitor)
    page = ask_for_code(client, amara.user.email)
    letter = mail.outbox[-1]
    code = re.search(r"^([A-Z0-9]{3,5}-?[A-Z0-9]{3,5})$", letter.body, re.MULTILINE)[1]
    assert letter.from_email.startswith("Liver ")
    assert code in letter.alternatives[0][0]
    assert client.post(page, {"code": code, "next": "/members/"}).url == "/members/"
    assert client.session["_auth_user_id"] == str(amara.user.pk)


def test_asking_does_not_tell_whether_there_is_an_account(at, visitor, amara):
    known = at("liver", visitor).post("/accounts/login/code/", {"email": amara.user.email})
    unknown = at("liver", visitor).post("/accounts/login/code/", {"email": "no@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert "There is no account for it" in mail.outbox[-1].body


def test_opening_the_page_for_the_code_signs_nobody_in(at, visitor, amara):
    client = at("liver", visitor)
    page = ask_for_code(client, amara.user.email)
    client.get(page)
    client.head(page)
    assert "_auth_user_id" not in client.session


def test_a_passkey_is_bound_to_the_parent_domain():
    entity = SecondFactorAdapter().get_public_key_credential_rp_entity()
    assert entity["id"] == "nacre.localhost"


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/"]
)
@pytest.mark.parametrize("host", ["liver", ""])
def test_visitors_meet_our_own_pages(at, visitor, path, host):
    page = at(host, visitor).get(path).content.decode()
    assert 'class="page-head' in page
    assert "Menu:" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/",
        "/accounts/sessions/",
        "/accounts/logout/",
        "/accounts/email/",
    ],
)
def test_members_meet_our_own_pages(at, amara, path):
    answer = at("liver", amara).get(path, follow=True)
    assert answer.status_code == 200
    assert 'class="page-head' in answer.content.decode()


def test_editors_need_a_second_factor_where_it_is_required(at, erin, amara, settings):
    settings.NACRE_STAFF_NEED_SECOND_FACTOR = True
    assert at("liver", erin).get("/members/").url == "/accounts/2fa/"
    assert at("liver", amara).get("/members/").status_code == 200
