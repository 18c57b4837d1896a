"""Members take their data along, are forgotten, and say what they agree to."""

import re
import zipfile
from io import BytesIO

import pytest
from django.core import mail

from nacre.members.models import User
from nacre.privacy.consents import has_consent

pytestmark = pytest.mark.django_db
DATA = "/members/me/data/"


def code_in_the_last_letter() -> str:
    return re.search(r"^(\d{6})$", mail.outbox[-1].body, re.M)[1]


def test_a_member_sees_what_is_held_and_takes_it_along(at, amara, listed):
    browser = at("liver", amara)
    assert "Memberships" in browser.get(DATA).content.decode()
    answer = browser.post(f"{DATA}export/")
    assert answer["Cache-Control"] == "no-store"
    assert "data.json" in zipfile.ZipFile(BytesIO(answer.content)).namelist()


def test_nothing_is_erased_without_the_code_from_the_letter(at, amara, listed, committed):
    browser = at("liver", amara)
    browser.get(f"{DATA}erase/")
    with committed():
        browser.post(f"{DATA}erase/")
    assert "not the code" in browser.post(f"{DATA}erase/", {"code": "000000"}).content.decode()
    assert User.objects.filter(pk=amara.user.pk).exists()


def test_guessing_the_code_ends(at, amara, listed, committed):
    browser = at("liver", amara)
    with committed():
        browser.post(f"{DATA}erase/")
    code = code_in_the_last_letter()
    for _ in range(5):
        browser.post(f"{DATA}erase/", {"code": "999999" if code != "999999" else "1"})
    assert "run out" in browser.post(f"{DATA}erase/", {"code": code}).content.decode()


def test_with_the_code_the_account_is_gone_and_a_last_letter_says_so(at, amara, listed, committed):
    browser = at("liver", amara)
    with committed():
        browser.post(f"{DATA}erase/")
    with committed():
        page = browser.post(f"{DATA}erase/", {"code": code_in_the_last_letter()})
    assert "You are forgotten" in page.content.decode()
    assert not User.objects.filter(email="amara.osei@example.org").exists()
    assert mail.outbox[-1].to == ["amara.osei@example.org"]
    assert browser.get(DATA).status_code == 302


def test_the_directory_forgets_at_once(at, amara, chen, listed, committed):
    moderator = at("liver", chen)
    assert "Osei" in moderator.get("/members/?q=osei").content.decode()
    browser = at("liver", amara)
    with committed():
        browser.post(f"{DATA}erase/")
    with committed():
        browser.post(f"{DATA}erase/", {"code": code_in_the_last_letter()})
    assert "Amara Osei" not in moderator.get("/members/").content.decode()


def test_an_operator_cannot_be_erased_by_mistake(at, amara, listed):
    User.objects.filter(pk=amara.user.pk).update(is_staff=True)
    assert at("liver", amara).post(f"{DATA}erase/").status_code == 403


def test_nobody_has_agreed_until_they_say_so(at, amara, listed):
    assert not has_consent(amara.user.pk, amara.community, "newsletter")
    browser = at("liver", amara)
    browser.post(DATA, {"purposes": ["newsletter"]})
    assert has_consent(amara.user.pk, amara.community, "newsletter")
    browser.post(DATA, {})
    assert not has_consent(amara.user.pk, amara.community, "newsletter")
    assert amara.user.consents.count() == 2  # answers are added, never changed


def test_a_purpose_that_is_not_asked_is_refused(at, amara, listed):
    page = at("liver", amara).post(DATA, {"purposes": ["everything"]})
    assert page.status_code == 200
    assert amara.user.consents.count() == 0


def test_strangers_have_no_data_here(at, visitor, dora, liver):
    for person in (visitor, dora):
        for path in (DATA, f"{DATA}export/", f"{DATA}erase/"):
            assert at("liver", person).post(path).status_code == 302
