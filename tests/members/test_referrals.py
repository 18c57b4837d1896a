"""Members invite colleagues, once and politely, and nothing closed leaks out with it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from nacre.insights.periods import Month
from nacre.members.actions.referrals import A_DAY, refer_colleague, take_referral
from nacre.members.component import Members
from nacre.members.invitations import tend_referrals
from nacre.members.models import Membership, QuietAddress, Referral
from nacre.members.referral_items import item_at
from tests.cast import SECRET, make_person

pytestmark = pytest.mark.django_db
COLLEAGUE = "imogen.hale@example.org"


@pytest.fixture
def invited(amara, committed) -> Referral:
    """Amara's invitation to Imogen, with its letter."""
    with committed():
        return refer_colleague(by=amara.viewer, email=COLLEAGUE, note="Come and see.")


def link_in(letter) -> str:
    return re.search(r"https?://[^/]+(/refer/\S+)", letter.body)[1]


def age(referral: Referral, days: int) -> None:
    Referral.objects.filter(pk=referral.pk).update(sent_at=timezone.now() - timedelta(days=days))


def test_the_letter_says_who_invites_and_why(invited):
    letter = mail.outbox[-1]
    assert letter.to == [COLLEAGUE]
    assert "Amara Osei" in letter.body
    assert "Come and see." in letter.body


def test_two_hundred_scanners_open_the_link_and_nothing_happens(at, visitor, invited):
    browser, link = at("liver", visitor), link_in(mail.outbox[-1])
    for number in range(200):
        answer = browser.head(link) if number % 2 else browser.get(link)
        assert answer.status_code == 200
    invited.refresh_from_db()
    assert (invited.joined_at, invited.refused_at, invited.email) == (None, None, COLLEAGUE)
    assert browser.post(link).url == "/join/"


def test_who_joins_by_it_is_hers_and_has_one_point_of_evidence(liver, invited, amara):
    imogen = make_person(liver, "Imogen", "Hale", profession="nurse", status="pending")
    take_referral(key=str(invited.key), membership=imogen.membership)
    invited.refresh_from_db()
    assert invited.membership == imogen.membership
    assert invited.email == ""
    assert imogen.user.evidence.filter(sort="sponsor_of_member").count() == 1
    assert Membership.objects.get(pk=imogen.membership.pk).status == "pending"  # still checked


def test_an_invitation_is_good_for_one(liver, invited, amara):
    first = make_person(liver, "Imogen", "Hale", profession="nurse")
    second = make_person(liver, "Iris", "Hart", profession="nurse")
    take_referral(key=str(invited.key), membership=first.membership)
    take_referral(key=str(invited.key), membership=second.membership)
    invited.refresh_from_db()
    assert invited.membership == first.membership


def test_a_member_is_not_told_who_is_here(at, amara, erin, listed):
    browser = at("liver", amara)
    texts = set()
    for address in ("erin.shaw@example.org", "nobody.here@example.org"):
        page = browser.post("/members/refer/", {"email": address}, follow=True).content.decode()
        texts.add(re.search(r"Thank you\. If they[^<]*", page)[0])
    assert len(texts) == 1


def test_nobody_is_invited_twice_by_whomever(amara, erin, invited):
    assert refer_colleague(by=erin.viewer, email=COLLEAGUE.upper()) is None


def test_quiet_is_for_good_and_for_every_community(at, visitor, dora, invited):
    page = at("liver", visitor).post(link_in(mail.outbox[-1]), {"quiet": "1"})
    assert "do not write to you again" in page.content.decode()
    assert QuietAddress.objects.count() == 1
    assert not Referral.objects.filter(email=COLLEAGUE).exists()
    assert refer_colleague(by=dora.viewer, email=COLLEAGUE) is None


def test_one_reminder_and_then_the_address_is_erased(invited, committed):
    age(invited, 8)
    for _ in range(3):
        with committed():
            tend_referrals()
    assert sum(COLLEAGUE in letter.to for letter in mail.outbox) == 2  # the letter, the reminder
    age(invited, 28)
    tend_referrals()
    invited.refresh_from_db()
    assert invited.email == ""


def test_there_is_a_limit_a_day(amara):
    for number in range(A_DAY):
        refer_colleague(by=amara.viewer, email=f"colleague{number}@example.org")
    with pytest.raises(PermissionDenied, match="another day"):
        refer_colleague(by=amara.viewer, email="one.more@example.org")


@pytest.mark.parametrize("who", ["faye", "nadia", "ben", "visitor"])
def test_companies_guests_and_strangers_invite_nobody(request, who, liver):
    with pytest.raises(PermissionDenied):
        refer_colleague(by=request.getfixturevalue(who).viewer, email=COLLEAGUE)


def test_no_patient_goes_into_a_note(amara):
    with pytest.raises(ValidationError):
        refer_colleague(
            by=amara.viewer, email=COLLEAGUE, note="My patient, NHS no 943 476 5919, liked it."
        )
    assert not Referral.objects.exists()


def test_what_is_sent_along_leaks_no_closed_text(at, amara, visitor, liver, closed_page, committed):
    path = closed_page.get_url().split("nacre.localhost")[-1].split(":8000")[-1]
    with committed():
        referral = refer_colleague(by=amara.viewer, email=COLLEAGUE, path=path)
    page = at("liver", visitor).get(f"/refer/{referral.key}/").content.decode()
    assert "Cirrhosis bundle" in page
    assert SECRET not in page
    assert SECRET not in mail.outbox[-1].body


@pytest.mark.parametrize(
    "path", ["//evil.example.org/", "https://evil.example.org", "/nowhere/", "x"]
)
def test_only_what_is_ours_is_sent_along(liver, path):
    assert item_at(liver, path) is None


def test_an_invitation_of_one_community_does_not_exist_in_another(at, visitor, ms, invited):
    assert at("ms", visitor).get(f"/refer/{invited.key}/").status_code == 404


def test_others_do_not_see_whom_one_invited(at, erin, listed, invited):
    assert COLLEAGUE not in at("liver", erin).get("/members/refer/").content.decode()


def test_the_growth_is_counted_by_month(liver, invited, amara):
    imogen = make_person(liver, "Imogen", "Hale", profession="nurse")
    take_referral(key=str(invited.key), membership=imogen.membership)
    month = Month.of(timezone.now()).period
    component = Members()
    assert component.referrals_sent(liver, month) == 1
    assert component.referrals_joined(liver, month) == 1
    assert component.referrals_verified(liver, month) == 1
    assert component.referrals_active_30(liver, month) == 0
