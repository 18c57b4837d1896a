"""Letters: written once, sent as text and in the community's look."""

import pytest

from nacre.notifications.actions import send_letter, send_mail

pytestmark = pytest.mark.django_db


def test_a_letter_is_text_and_html_in_the_name_of_the_community(liver, ben, mailoutbox):
    send_mail(
        "ben@example.org",
        "members/mail/received",
        {"user": ben.user, "membership": ben.membership},
        liver,
    )
    letter = mailoutbox[0]
    assert letter.subject == "Liver: yours is with a moderator"
    assert letter.from_email.startswith("Liver <")
    assert "Dear Ben Hart" in letter.body
    assert "Dear Ben Hart" in letter.alternatives[0][0]


def test_names_are_text_in_html_and_themselves_in_text(liver, ben, mailoutbox):
    ben.user.given_name, ben.user.family_name = "Bén <b>", "O'Hart"
    send_mail(
        "ben@example.org",
        "members/mail/received",
        {"user": ben.user, "membership": ben.membership},
        liver,
    )
    assert "Bén <b> O'Hart" in mailoutbox[0].body
    assert "<b>" not in mailoutbox[0].alternatives[0][0].replace("<body", "")


def test_a_subject_is_one_line(liver, mailoutbox):
    send_letter("a@example.org", "One\nTwo", "Text", liver)
    assert mailoutbox[0].subject == "One Two"


def test_the_hub_writes_too(mailoutbox):
    send_letter("a@example.org", "Hello", "Text", None)
    assert mailoutbox[0].from_email.startswith("Nacre <")
