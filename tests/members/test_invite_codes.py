"""Invite codes: good for one person, for 30 days, for nobody who is here for a company."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from nacre.insights.models import ReportRecipient
from nacre.insights.periods import Month
from nacre.members.actions import invites
from nacre.members.actions.invites import make_codes, take_code, withdraw_codes
from nacre.members.component import Members
from nacre.members.invite_codes import ALPHABET, GOOD_FOR, as_read, code_hash
from nacre.members.models import EmailDomain, InviteBatch, InviteCode, Membership
from nacre.members.work_email import PHARMA
from tests.cast import make_person
from tests.privacy.lives import traces_in_the_database

pytestmark = pytest.mark.django_db
OCCASION = {"tier": "guest", "label": "Autumn meeting, table 4", "number": 3}


@pytest.fixture
def made(chen) -> tuple[InviteBatch, list[str]]:
    """Three codes of chen's."""
    return make_codes(by=chen.viewer, **OCCASION)


@pytest.fixture
def grace(liver) -> Membership:
    """A nurse who asks to join."""
    return make_person(liver, "Grace", "Adeyemi", profession="nurse", status="pending").membership


def used(code: str, membership: Membership) -> bool:
    return take_code(sealed=code_hash(code), membership=membership)


def test_a_code_is_easy_to_type_and_kept_only_as_a_hash(made):
    _batch, codes = made
    assert len(set(codes)) == 3
    assert all(set(code) <= {*ALPHABET, "-"} and len(code) == 14 for code in codes)
    words = tuple(word.casefold() for code in codes for word in (code, as_read(code)))
    assert not traces_in_the_database(words)


@pytest.mark.parametrize("typed", ["O1IL-abcd-9999", "0111 ABCD 9999", "o1ilabcd9999"])
def test_case_dashes_and_lookalikes_do_not_matter(typed):
    assert code_hash(typed) == code_hash("0111-ABCD-9999")
    assert code_hash(typed) != code_hash("0111-ABCD-9998")


def test_who_uses_a_code_asks_for_its_tier_and_is_still_checked(made, grace):
    assert used(made[1][0], grace)
    grace.refresh_from_db()
    assert (grace.status, grace.tier, grace.source) == ("pending", "guest", "invite_code")
    found = grace.user.evidence.get()
    assert (found.sort, found.method) == ("sponsor_of_member", "invite code")
    assert "Autumn meeting, table 4" in found.source_name


def test_a_code_is_good_for_one(made, grace, ben):
    assert used(made[1][0], grace)
    assert not used(made[1][0], ben.membership)
    assert InviteCode.objects.get(used_at__isnull=False).membership == grace


def test_of_two_at_once_exactly_one_wins(made, grace, ben, monkeypatch):
    """The second comes between the moment when the first looked and the moment when it takes."""
    outcomes = []

    def meanwhile(membership):
        monkeypatch.undo()
        outcomes.append(used(made[1][0], ben.membership))
        return False

    monkeypatch.setattr(invites, "_is_of_company", meanwhile)
    outcomes.append(used(made[1][0], grace))
    assert outcomes == [True, False]
    grace.refresh_from_db()
    assert (grace.tier, grace.source) == ("full", "organic")
    assert not grace.user.evidence.exists()


def test_a_code_runs_out_after_thirty_days(made, grace):
    InviteBatch.objects.update(made_at=timezone.now() - GOOD_FOR + timedelta(minutes=1))
    assert used(made[1][0], grace)
    InviteBatch.objects.update(made_at=timezone.now() - GOOD_FOR)
    assert not used(made[1][1], grace)


def test_withdrawing_takes_back_what_nobody_used(made, grace, chen):
    batch, codes = made
    used(codes[0], grace)
    assert withdraw_codes(by=chen.viewer, batch=batch) == 2
    assert not used(codes[1], grace)
    row = InviteBatch.objects.for_list().get()
    assert (row.made, row.used, row.withdrawn, row.unused) == (3, 1, 2, 0)


def test_a_code_of_another_community_is_none(made, ms):
    priya = make_person(ms, "Priya", "Nair", profession="nurse", status="pending").membership
    assert not used(made[1][0], priya)


@pytest.mark.parametrize("way", ["profession", "address"])
def test_who_is_here_for_a_company_gets_nothing_by_a_code(made, liver, way):
    EmailDomain.objects.create(domain="alderley.example", sort=PHARMA)
    is_open = way == "profession"
    person = make_person(
        liver, "Pat", "Rowe", status="pending", profession="pharma_staff" if is_open else "nurse"
    )
    if not is_open:
        person.user.email = "pat.rowe@alderley.example"
        person.user.save()
    assert not used(made[1][0], person.membership)
    assert not InviteCode.objects.filter(used_at__isnull=False).exists()
    assert not person.user.evidence.exists()


def test_who_is_on_the_bodys_list_stays_a_full_member(made, amara):
    assert used(made[1][0], amara.membership)
    assert amara.membership.tier == "full"


@pytest.mark.parametrize("who", ["amara", "ben", "nadia", "faye", "dora", "visitor"])
def test_only_moderators_and_the_bodys_contacts_make_codes(request, made, liver, who):
    viewer = request.getfixturevalue(who).viewer
    with pytest.raises(PermissionDenied):
        make_codes(by=viewer, **OCCASION)
    with pytest.raises(PermissionDenied):
        withdraw_codes(by=viewer, batch=made[0])


def test_the_bodys_own_contact_makes_codes(amara, liver):
    ReportRecipient.objects.create(community=liver, user=amara.user, audience="body")
    _batch, codes = make_codes(by=amara.viewer, **OCCASION)
    assert len(codes) == 3


@pytest.mark.parametrize(
    "wrong",
    [{"tier": "staff"}, {"tier": "sponsor_observer"}, {"number": 0}, {"number": 501}, {"label": " "}],
)  # fmt: skip
def test_no_code_is_made_for_the_house_for_sponsors_or_without_a_reason(chen, wrong):
    with pytest.raises(ValidationError):
        make_codes(by=chen.viewer, **OCCASION | wrong)
    assert not InviteBatch.objects.exists()


def test_reports_count_by_occasion(made, grace, ben, liver):
    used(made[1][0], grace)
    used(made[1][1], ben.membership)
    month = Month.of(timezone.now()).period
    assert Members().invite_codes_used(liver, month) == 2
    assert Members().invite_codes_by_label(liver, month) == {"Autumn meeting, table 4": 2}
