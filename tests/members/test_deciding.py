"""Moderators decide who comes in; nobody else does."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from nacre.members.actions import (
    Check,
    decline_member,
    record_evidence,
    reinstate_member,
    suspend_member,
    verify_chain,
    verify_exact_matches,
    verify_member,
)
from nacre.members.models import (
    Membership,
    MembershipDecision,
    ProfessionalRegistration,
    VerificationEvidence,
)
from nacre.members.viewer import Viewer
from tests.cast import make_person

pytestmark = pytest.mark.django_db
RANG = "Rang 020 7946 0000, the switchboard; pharmacy put me through to him"
BOTH = (Check("register_match"), Check("callback", note=RANG))


def test_verification_lets_a_member_in(ben, chen, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert verify_member(membership=ben.membership, by=chen.viewer, checks=BOTH)
    assert ben.viewer.is_member
    assert ben.viewer.level == 3
    assert ben.membership.directory_entry
    assert mail.outbox[-1].to == [ben.user.email]
    assert "you are in" in mail.outbox[-1].subject


@pytest.mark.parametrize("person", ["amara", "erin", "faye", "dora", "ben", "visitor"])
def test_only_a_moderator_of_this_community_may_verify(person, request, ben):
    by = request.getfixturevalue(person).viewer
    with pytest.raises(PermissionDenied):
        verify_member(membership=ben.membership, by=by)
    with pytest.raises(PermissionDenied):
        decline_member(membership=ben.membership, by=by, reason="no")
    assert Membership.objects.get(pk=ben.membership.pk).status == "pending"


def test_a_moderator_elsewhere_may_not(ben, ms):
    moderator = make_person(ms, "Mo", "Elsewhere", profession="editorial_staff", duty="moderator")
    with pytest.raises(PermissionDenied):
        verify_member(membership=ben.membership, by=moderator.viewer)


def test_nobody_verifies_themselves(liver, chen):
    chen.membership.status = "pending"
    chen.membership.save()
    by = Viewer(
        community=liver, user_id=chen.user.pk, status="active", duty="moderator", tier="staff"
    )
    with pytest.raises(PermissionDenied):
        verify_member(membership=chen.membership, by=by)


def test_what_is_decided_stays_decided(ben, chen):
    decline_member(membership=ben.membership, by=chen.viewer, reason="Not on the register.")
    with pytest.raises(PermissionDenied):
        verify_member(membership=ben.membership, by=chen.viewer)


def test_a_moderator_cannot_make_staff(ben, chen):
    with pytest.raises(PermissionDenied):
        verify_member(membership=ben.membership, by=chen.viewer, tier="staff")


def test_who_is_declined_reads_why_and_may_ask_again(
    at, ben, chen, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        decline_member(membership=ben.membership, by=chen.viewer, reason="Number not found.")
    assert "Number not found." in mail.outbox[-1].body
    assert "Number not found." in at("liver", ben).get("/join/").content.decode()


def test_a_decline_needs_a_reason(ben, chen):
    with pytest.raises(PermissionDenied):
        decline_member(membership=ben.membership, by=chen.viewer, reason="  ")


def test_exact_matches_come_in_together(liver, chen, ben, on_the_list):
    amina = make_person(liver, "Amina", "Farouk", profession="doctor", status="pending")
    ProfessionalRegistration.objects.create(user=amina.user, regulator="GMC", number="1234567")
    assert verify_exact_matches(by=chen.viewer) == 1
    assert amina.viewer.is_member
    assert amina.viewer.level == 2  # the body knows her; nobody looked at the register yet
    record_evidence(user=amina.user, sort="register_match", regulator="GMC")
    assert amina.viewer.level == 4
    assert not ben.viewer.is_member


def test_a_disputed_number_is_never_let_in_with_the_others(liver, chen, on_the_list):
    amina = make_person(liver, "Amina", "Farouk", profession="doctor", status="pending")
    ProfessionalRegistration.objects.create(
        user=amina.user, regulator="GMC", number="1234567", state="disputed"
    )
    assert verify_exact_matches(by=chen.viewer) == 0


def test_the_queue_shows_claim_and_evidence(at, chen, liver, on_the_list):
    amina = make_person(liver, "Amina", "Farouk", profession="doctor", status="pending")
    ProfessionalRegistration.objects.create(user=amina.user, regulator="GMC", number="1234567")
    page = at("liver", chen).get("/moderation/").content.decode()
    assert "GMC 1234567" in page
    assert "On the body&#x27;s list as Farouk, Amina, number BHF1" in page
    assert "No e-mail address is confirmed yet" in page
    preview = at("liver", chen).get("/moderation/matches/").content.decode()
    assert "Amina Farouk" in preview
    assert not amina.viewer.is_member


@pytest.mark.parametrize("person", ["amara", "ben", "dora", "faye", "erin"])
def test_the_queue_is_for_moderators(at, person, request, ben):
    client = at("liver", request.getfixturevalue(person))
    assert client.get("/moderation/").status_code == 403
    key = ben.membership.key
    assert client.post(f"/moderation/{key}/verify/", {"tier": "full"}).status_code == 403
    assert client.post("/moderation/matches/").status_code == 403
    assert not ben.viewer.is_member


def test_decisions_are_posted(at, chen, ben):
    client = at("liver", chen)
    key = ben.membership.key
    assert client.get(f"/moderation/{key}/verify/").status_code == 405
    client.post(f"/moderation/{key}/decline/", {"reason": ""})
    assert Membership.objects.get(pk=ben.membership.pk).status == "pending"
    client.post(f"/moderation/{key}/verify/", {"tier": "full"})
    assert not ben.viewer.is_member  # nothing was checked
    said = {"tier": "full", "callback": "on", "note": RANG}
    client.post(f"/moderation/{key}/verify/", said)
    assert ben.viewer.is_member
    assert VerificationEvidence.objects.filter(user=ben.user, sort="callback").exists()


def test_the_queue_of_another_community_is_not_here(at, chen, ms):
    other = make_person(ms, "Olu", "Elsewhere", profession="nurse", status="pending")
    answer = at("liver", chen).post(f"/moderation/{other.membership.key}/verify/")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("note", "says"),
    [
        ("", "switchboard number"),
        ("Spoke to the ward", "switchboard"),
        ("Rang 07700 900123", "mobile"),
    ],
)
def test_a_call_back_goes_through_the_switchboard(ben, chen, note, says):
    with pytest.raises(PermissionDenied, match=says):
        verify_member(membership=ben.membership, by=chen.viewer, checks=[Check("callback", note)])
    assert not VerificationEvidence.objects.exists()


def test_a_moderator_cannot_invent_evidence_of_another_kind(ben, chen):
    with pytest.raises(PermissionDenied):
        verify_member(membership=ben.membership, by=chen.viewer, checks=[Check("cis2")])


def test_what_a_moderator_did_is_in_the_chain_with_their_name(ben, chen):
    ProfessionalRegistration.objects.create(user=ben.user, regulator="GPhC", number="2071234")
    verify_member(membership=ben.membership, by=chen.viewer, checks=BOTH, reason="All clear.")
    rows = {row.sort: row for row in ben.user.evidence.all()}
    assert rows["callback"].note == RANG
    assert rows["register_match"].regulator == "GPhC"
    assert {row.checked_by for row in rows.values()} == {chen.user}
    decision = MembershipDecision.objects.get()
    assert (decision.kind, decision.by, decision.reason) == ("verified", chen.user, "All clear.")
    assert verify_chain() is None


@pytest.fixture
def second(liver):
    """Another moderator."""
    return make_person(
        liver, "Sam", "Okoro", profession="editorial_staff", tier="staff", duty="moderator"
    )


@pytest.fixture
def secure(liver):
    """The liver community as a secure place: overrides need two moderators."""
    liver.needs_two_moderators = True
    liver.save()
    return liver


def test_in_a_secure_place_a_second_moderator_confirms(secure, ben, chen, second):
    assert not verify_member(membership=ben.membership, by=chen.viewer, checks=BOTH)
    assert not verify_member(membership=ben.membership, by=chen.viewer, checks=BOTH)
    assert not ben.viewer.is_member
    assert verify_member(membership=ben.membership, by=second.viewer, checks=BOTH)
    assert ben.viewer.is_member
    kinds = MembershipDecision.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["proposed", "verified"]


def test_an_exact_match_needs_no_second(secure, chen, on_the_list):
    amina = make_person(secure, "Amina", "Farouk", profession="doctor", status="pending")
    ProfessionalRegistration.objects.create(user=amina.user, regulator="GMC", number="1234567")
    assert verify_exact_matches(by=chen.viewer, keys=[]) == 0
    assert verify_exact_matches(by=chen.viewer, keys=[str(amina.membership.key)]) == 1
    assert not MembershipDecision.objects.get().is_override


def test_a_member_is_suspended_and_comes_back(amara, chen, committed):
    with committed():
        suspend_member(membership=amara.membership, by=chen.viewer, reason="Impersonation.")
    assert amara.viewer.level == -1
    assert "Impersonation" not in mail.outbox[-1].body
    membership = Membership.objects.get(pk=amara.membership.pk)
    assert reinstate_member(membership=membership, by=chen.viewer, checks=BOTH)
    assert amara.viewer.is_member


def test_a_hold_is_lifted_by_a_human_who_looked(amara, chen):
    record_evidence(
        user=amara.user, sort="register_match", regulator="GMC", outcome="not_practising",
        register_status="suspended",
    )  # fmt: skip
    membership = Membership.objects.get(pk=amara.membership.pk)
    membership.status = "suspended"
    assert reinstate_member(membership=membership, by=chen.viewer, checks=BOTH)
    assert amara.viewer.is_member
    assert amara.viewer.level == 3


@pytest.mark.parametrize("person", ["amara", "erin", "faye", "dora", "ben", "visitor"])
def test_only_a_moderator_suspends_or_lets_back_in(person, request, nadia):
    by = request.getfixturevalue(person).viewer
    with pytest.raises(PermissionDenied):
        suspend_member(membership=nadia.membership, by=by, reason="no")
    with pytest.raises(PermissionDenied):
        reinstate_member(membership=nadia.membership, by=by, checks=BOTH)


def test_a_decision_is_never_rewritten(ben, chen):
    decline_member(membership=ben.membership, by=chen.viewer, reason="Not on the register.")
    decision = MembershipDecision.objects.get()
    with pytest.raises(TypeError):
        decision.save()
    with pytest.raises(TypeError):
        decision.delete()
