"""Joining that is broken off, repeated, disguised or attempted in masses."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nacre.members import throttle
from nacre.members.actions import Claim, begin_join, join_community
from nacre.members.actions.joining import address_to_prove
from nacre.members.actions.registers import load_register
from nacre.members.models import (
    Membership,
    UnfinishedApplication,
    User,
)
from tests.members.register_files import doctor, gmc_file
from tests.members.test_joining import ABOUT, WORK, code_from_mail, walk

pytestmark = pytest.mark.django_db
EMAIL = "grace.adeyemi@example.org"
DOCTOR = {"email": EMAIL, "name": "Ada Quill", "profession": "doctor"}
AT_WORK = {"role": "consultant", "organisation": "RAL", "registration": "7000001"}


def assert_same_words(one, other):
    """Two answers differ in nothing but what was typed, and in tokens."""
    assert bare(*one) == bare(*other)


def bare(status, url, page, typed):
    page = re.sub(r'csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"|\d{7}', "", page)
    return status, re.sub(r"d?7000\d+", "", url), page.replace(typed, "TYPED").replace("d@", "@")


def sign_in(client, email):
    asked = client.post("/accounts/login/code/", {"email": email, "next": "/join/"})
    return client.post(asked.url, {"code": code_from_mail(), "next": "/join/"}, follow=True)


def test_six_questions_come_before_the_first_page(at, visitor, liver, royal_free):
    """An invite code is no question: it is folded away for the few who have one."""
    client = at("liver", visitor)
    asked = set(client.get("/join/").context["form"].fields) - {"code"}
    client.post("/join/", ABOUT)
    asked |= set(client.get(reverse("members:join_work")).context["form"].fields)
    assert len(asked) <= 6


def test_on_another_device_the_code_brings_everything_back(at, visitor, liver, royal_free):
    first, second = at("liver", visitor), at("liver", visitor)
    first.post("/join/", ABOUT)
    first.post("/join/workplace/", WORK)
    page = sign_in(second, EMAIL).content.decode()
    assert "Grace Adeyemi, nurse" in page
    assert 'value="01A2345E"' in page
    assert not Membership.objects.exists()
    assert second.post("/join/workplace/", WORK, follow=True).status_code == 200
    assert Membership.objects.get().user.name == "Grace Adeyemi"
    assert not UnfinishedApplication.objects.exists()


def test_what_was_begun_is_shown_to_nobody_else(at, visitor, amara, ms, liver, royal_free):
    first = at("liver", visitor)
    first.post("/join/", ABOUT)
    first.post("/join/workplace/", WORK)
    for client in (at("liver", visitor), at("ms", amara)):
        assert "Adeyemi" not in client.get("/join/", follow=True).content.decode()


@pytest.mark.parametrize(
    "typed",
    ["GRACE.Adeyemi@Example.org", "grace.adeyemi+nacre@example.org", "grace.adeyemi@example.org"],
)
@pytest.mark.parametrize("held", [EMAIL, "grace.adeyemi+work@example.org"])
def test_one_mailbox_is_one_account(at, visitor, liver, royal_free, typed, held):
    user = User.objects.create_user(held, family_name="Adeyemi")
    EmailAddress.objects.create(user=user, email=held, verified=True, primary=True)
    client = at("liver", visitor)
    client.post("/join/", ABOUT | {"email": typed})
    asked = client.post("/join/workplace/", WORK)
    page = client.get(asked.url).content.decode()
    assert User.objects.count() == 1
    assert mail.outbox[-1].to == [held]  # never to an address that is not the account's own
    assert f"sent a code to {typed.lower()}" in page
    assert typed.lower() == held or held not in page


def test_a_stranger_reads_the_same_words_whether_or_not_there_is_an_account(
    at, visitor, dora, liver, royal_free
):
    def words(email):
        client = at("liver", visitor)
        client.post("/join/", ABOUT | {"email": email})
        asked = client.post("/join/workplace/", WORK)
        return asked.status_code, asked.url, client.get(asked.url).content.decode(), email

    known, plus, new = (
        words(email) for email in (dora.user.email, "dora.quill+x@example.org", "new@example.org")
    )
    assert_same_words(known, new)
    assert_same_words(plus, new)


def test_a_mailbox_that_only_looks_alike_never_gets_the_code(dora):
    user = begin_join("dora.quill+evil@example.org")
    assert user == dora.user
    assert address_to_prove(user, "dora.quill+evil@example.org") == "dora.quill@example.org"
    assert not EmailAddress.objects.filter(email__contains="evil").exists()


@pytest.mark.parametrize("name", ["Grаce Adeyemi", "Grace Αdeyemi", "Grace Ade\u0443emi"])
def test_letters_of_another_alphabet_are_refused_with_a_reason(at, visitor, liver, name):
    page = at("liver", visitor).post("/join/", ABOUT | {"name": name}).content.decode()
    assert "mixes letters of different alphabets" in page


@pytest.mark.parametrize("name", ["Łucja Núñez-Öztürk", "Анна Иванова", "Gr\u200bace Adeyemi", "李 明", "Ο’Brien".replace("Ο", "O") + " Siobhán"])  # fmt: skip
def test_names_of_one_alphabet_a_word_are_taken(at, visitor, liver, name):
    assert at("liver", visitor).post("/join/", ABOUT | {"name": name}).status_code == 302


def test_the_moderator_is_told_of_a_name_in_two_alphabets(at, visitor, chen, liver, royal_free):
    walk(at("liver", visitor), ABOUT | {"name": "Grace Адеуеми"})
    assert "several alphabets" in at("liver", chen).get("/moderation/").content.decode()


def test_the_applicant_never_learns_what_the_register_says(
    at, visitor, liver, royal_free, tmp_path, committed
):
    path = gmc_file(tmp_path, doctor("7000001", "Quill", "Ada"), doctor("7000002", "Osei", "Kwame"))
    load_register(regulator="gmc", path=path)
    told = []
    for number in ("7000001", "7000002", "7000003"):
        email = f"d{number}@example.org"
        about, work = DOCTOR | {"email": email}, AT_WORK | {"registration": number}
        with committed():
            page = walk(at("liver", visitor), about, work).content.decode()
        letter = mail.outbox[-1].body
        told.append((200, number, page + letter, email))
        assert "Kwame" not in page + letter
    assert_same_words(told[0], told[1])
    assert_same_words(told[0], told[2])


def test_known_and_unknown_numbers_cost_the_same_questions(liver, tmp_path):
    path = gmc_file(tmp_path, doctor("7000001", "Quill", "Ada"), doctor("7000002", "Osei", "Kwame"))
    load_register(regulator="gmc", path=path)
    asked = []
    for number in ("7000009", "7000001", "7000002", "7000003"):
        user = User.objects.create_user(f"d{number}@example.org")
        said = Claim(name="Ada Quill", profession="doctor", regulator="GMC", number=number)
        with CaptureQueriesContext(connection) as queries:
            join_community(user=user, community=liver, claim=said)
        asked.append(len(queries))
    assert len(set(asked[1:])) == 1


def test_ten_thousand_sign_ups_from_one_address_are_slowed_and_others_go_on(
    at, visitor, liver, royal_free, monkeypatch
):
    monkeypatch.setattr(throttle, "CODES", throttle.Limit("codes", 3, 6))
    monkeypatch.setattr("nacre.members.views.joining.CODES", throttle.Limit("codes", 3, 6))

    def sign_up(number, address):
        client = at("liver", visitor)
        client.defaults["REMOTE_ADDR"] = address
        client.post("/join/", ABOUT | {"email": f"p{number}@example.org"})
        return client, client.post("/join/workplace/", WORK)

    answers = [sign_up(number, "192.0.2.7")[1].status_code for number in range(12)]
    assert answers == [302] * 3 + [429] * 9
    client, slowed = sign_up(99, "192.0.2.7")
    page = slowed.content.decode()
    assert "Please wait a minute" in page
    assert slowed["Retry-After"] == "60"
    assert 'value="01A2345E"' in client.get("/join/workplace/").content.decode()  # nothing is lost
    assert sign_up(100, "192.0.2.8")[1].status_code == 302
    assert User.objects.filter(email__startswith="p").count() == 4


def test_an_address_where_somebody_confirmed_a_work_address_may_do_more(rf, settings):
    limit = throttle.Limit("codes", 2, 5)
    request = rf.post("/join/", REMOTE_ADDR="192.0.2.9")
    assert [throttle.may_go_on(request, limit) for _ in range(3)] == [True, True, False]
    throttle.trust(request, "somebody@gmail.com")
    assert not throttle.may_go_on(request, limit)
    throttle.trust(request, "somebody@royalfree.nhs.uk")
    assert throttle.may_go_on(request, limit)
    assert not throttle.may_go_on(request, limit)


def test_pages_are_slowed_before_anything_is_written(at, visitor, liver, monkeypatch):
    monkeypatch.setattr("nacre.members.views.joining.PAGES", throttle.Limit("pages", 2, 2))
    client = at("liver", visitor)
    answers = [client.post("/join/", {"email": "x"}).status_code for _ in range(4)]
    assert answers[-2:] == [429, 429]


def test_a_body_of_three_megabytes_is_refused(at, visitor, liver):
    client = at("liver", visitor)
    client.raise_request_exception = False
    assert client.post("/join/", ABOUT | {"name": "x" * 3_000_000}).status_code in {400, 413}
