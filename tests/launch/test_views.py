"""The hub, the enquiry form and the doors of the demonstration."""

import pytest
from django.core import mail

from nacre.communities.models import Enquiry
from nacre.launch import mailbox
from nacre.members.models import User

ENQUIRY = {
    "name": "Una Whitfield",
    "organisation": "Society of Respiratory Nurses",
    "email": "una@example.org",
    "therapy_area": "Respiratory medicine",
    "message": "We would like one.",
}


def test_the_hub_lists_communities_with_live_figures(at, amara, dora):
    page = at("").get("/").content.decode()
    assert amara.community.name in page
    assert dora.community.url() in page
    assert 'href="/enquire/"' in page


def test_each_community_has_its_own_look_on_the_hub(at, amara):
    assert f".look--{amara.community.slug}" in at("").get("/communities.css").content.decode()
    drawing = at("").get(f"/communities/{amara.community.slug}.svg")
    assert drawing["Content-Type"] == "image/svg+xml"
    assert at("").get("/communities/nobody.svg").status_code == 404


def test_an_enquiry_is_kept_mailed_and_answered_with_thanks(at, db, committed, settings):
    with committed():
        answer = at("").post("/enquire/", ENQUIRY)
    assert answer["Location"] == "/enquire/thanks/"
    assert Enquiry.objects.get().therapy_area == "Respiratory medicine"
    assert {m.to[0] for m in mail.outbox} == {"una@example.org", settings.NACRE_OPERATOR_EMAIL}
    assert "We would like one." in mail.outbox[0].body


def test_an_enquiry_without_an_address_is_asked_for_it(at, db):
    answer = at("").post("/enquire/", {**ENQUIRY, "email": "una"})
    assert answer.status_code == 422
    assert not Enquiry.objects.exists()
    assert "Una Whitfield" in answer.content.decode()


def test_a_machine_that_fills_every_field_leaves_nothing_behind(at, db):
    answer = at("").post("/enquire/", {**ENQUIRY, "website": "https://spam.example.org"})
    assert answer["Location"] == "/enquire/thanks/"
    assert not Enquiry.objects.exists()
    assert not mail.outbox


def test_the_sixth_enquiry_within_an_hour_has_to_wait(at, db):
    browser = at("")
    statuses = [browser.post("/enquire/", ENQUIRY).status_code for _ in range(6)]
    assert statuses == [302] * 5 + [429]
    assert Enquiry.objects.count() == 5


def test_a_subject_cannot_be_broken_by_a_line_break(at, db, committed):
    with committed():
        at("").post("/enquire/", {**ENQUIRY, "organisation": "Society\nBcc: all@example.org"})
    for letter in mail.outbox:
        assert "\n" not in letter.subject
        assert len(letter.recipients()) == 1


def test_enquiries_are_for_staff(at, amara):
    assert at("", amara).get("/enquiries/").status_code == 302
    User.objects.filter(pk=amara.user.pk).update(is_staff=True)
    enquiry = Enquiry.objects.create(**{**ENQUIRY, "message": "<script>alert(1)</script>"})
    amara.user.refresh_from_db()
    browser = at("", amara)
    page = browser.get("/enquiries/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert browser.get(f"/enquiries/{enquiry.pk}/answered/").status_code == 405
    browser.post(f"/enquiries/{enquiry.pk}/answered/")
    enquiry.refresh_from_db()
    assert enquiry.answered_at


def test_the_personas_are_one_button_each(at, db):
    page = at("").get("/demo/")
    text = page.content.decode()
    for code in ("consultant", "nurse", "gp", "clinical-editor", "journalist", "body-client"):
        assert f'value="{code}"' in text
    assert "*.nacre.localhost" in page["Content-Security-Policy"]


def test_signing_in_as_somebody_takes_a_form(at, amara):
    assert at("").get("/demo/sign-in/").status_code == 405
    assert at("").post("/demo/sign-in/", {"persona": "nobody"}).status_code == 400


def test_a_persona_is_signed_in_and_led_to_their_community(at, amara, monkeypatch):
    monkeypatch.setattr("nacre.launch.actions.user_of", lambda persona: amara.user)
    browser = at("")
    answer = browser.post("/demo/sign-in/", {"persona": "consultant"})
    assert answer["Location"].startswith("http://liver.nacre.localhost")
    assert browser.session["_auth_user_id"] == str(amara.user.pk)


def test_outside_demo_mode_nobody_is_signed_in(at, amara, settings, monkeypatch):
    monkeypatch.setattr("nacre.launch.actions.user_of", lambda persona: amara.user)
    settings.NACRE_DEMO = False
    assert at("").post("/demo/sign-in/", {"persona": "consultant"}).status_code == 400


def test_the_demonstration_is_not_on_the_hosts_of_communities(at, amara):
    assert at("liver").get("/demo/").status_code == 404
    assert at("liver").get("/demo/mail/").status_code == 404


@pytest.fixture
def mailed(settings, tmp_path):
    """A home with two letters in one file."""
    settings.NACRE_HOME = tmp_path
    folder = tmp_path / "mail"
    folder.mkdir()
    first = "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\nFrom: a@example.org\nTo: b@example.org\n"
    first += "Date: Sun, 22 Nov 2026 10:00:00 -0000\n\nHello <b>you</b>\n"
    second = first.replace("10:00", "11:00").replace("Hello", "Again")
    line = "-" * 79
    (folder / "20261122-100000-1.log").write_text(f"{first}\n{line}\n{second}\n{line}\n")
    return folder


def test_letters_are_read_newest_first_and_escaped(at, db, mailed):
    found = mailbox.letters()
    assert [letter.text.split()[0] for letter in found] == ["Again", "Hello"]
    page = at("").get(f"/demo/mail/{found[0].key}/").content.decode()
    assert "Again &lt;b&gt;you" in page
    assert "Grüße" in at("").get("/demo/mail/").content.decode()


@pytest.mark.parametrize("key", ["../demo-secret:0", "20261122-100000-1.log:7", "x", "..%2Fx:0"])
def test_only_letters_can_be_read(at, db, mailed, key):
    assert mailbox.letter(key) is None
    assert at("").get(f"/demo/mail/{key}/").status_code == 404


def test_the_hub_asks_few_questions(at, amara, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        at("").get("/")
