"""How well a person is known follows from evidence that counts, to the second."""

from datetime import timedelta

import pytest

from nacre.members.actions import record_evidence
from nacre.members.levels import GRACE, VX, Known, level_from, outcome_of
from nacre.members.viewer import Viewer

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("sorts", "level"),
    [
        (set(), 0),
        ({"email"}, 1),
        ({"orcid", "email"}, 1),
        ({"sponsor_of_member", "email"}, 1),
        ({"email", "work_email"}, 2),
        ({"email", "document_seen"}, 2),
        ({"callback"}, 2),
        ({"body_list"}, 2),
        ({"email", "register_match"}, 1),
        ({"work_email", "register_match"}, 3),
        ({"callback", "register_match"}, 3),
        ({"document_seen", "register_match"}, 3),
        ({"body_list", "register_match"}, 4),
        ({"cis2"}, 4),
    ],
)
def test_each_finding_adds_what_it_proves(sorts, level):
    assert level_from(sorts) == level


@pytest.mark.parametrize("sorts", [{"work_email", "register_match"}, {"cis2"}])
def test_nobody_is_verified_who_has_not_accepted_the_rules(sorts):
    assert level_from(sorts, rules_accepted=False) == 2


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("practising", "match"), ("provisional", "match"), ("restricted", "match"),
        ("registered_not_practising", "not_practising"), ("lapsed", "not_practising"),
        ("suspended", "not_practising"), ("unknown", "not_practising"),
    ],
)  # fmt: skip
def test_only_acceptable_statuses_match(status, outcome):
    assert outcome_of(status) == outcome


def found(person, community, *sorts, **facts) -> None:
    for sort in sorts:
        here = None if sort in {"email", "work_email", "register_match", "cis2"} else community
        record_evidence(user=person.user, sort=sort, community=here, **facts)


@pytest.mark.parametrize(
    ("sorts", "level", "after"),
    [
        (("email",), 1, 1),
        (("email", "work_email"), 2, 1),
        (("email", "work_email", "register_match"), 3, 1),
        (("email", "body_list", "register_match"), 4, 1),
        (("email", "cis2"), 4, 1),
    ],
)
def test_each_level_stands_for_a_year_and_two_weeks_to_the_second(
    clock, ben, liver, sorts, level, after
):
    found(ben, liver, *sorts)
    begun = clock.now
    for moment, expected in (
        (begun, level),
        (begun + YEAR - SECOND, level),
        (begun + YEAR, level),
        (begun + YEAR + GRACE - SECOND, level),
        (begun + YEAR + GRACE, after),
    ):
        clock.now = moment
        assert ben.viewer.level == expected, moment


def test_a_renewal_keeps_the_level(clock, ben, liver):
    found(ben, liver, "work_email", "register_match")
    clock.on(days=360)
    found(ben, liver, "work_email", "register_match")
    clock.on(days=360)
    assert ben.viewer.level == 3


def test_a_loss_on_the_register_leaves_two_weeks(clock, amara, liver):
    found(amara, liver, "work_email", "register_match")
    clock.on(days=30)
    found(amara, liver, "register_match", outcome="not_practising", register_status="lapsed")
    assert amara.viewer.level == 3
    clock.on(days=14, seconds=-1)
    assert amara.viewer.level == 3
    assert amara.viewer.is_member
    clock.on(seconds=1)
    assert amara.viewer.level == 2
    assert not amara.viewer.is_member
    assert amara.viewer.status == "lapsed"


@pytest.mark.parametrize("status", ["suspended", "removed", "deceased"])
def test_a_suspension_counts_at_once_and_everywhere(clock, amara, liver, status):
    found(amara, liver, "work_email", "register_match", "callback")
    assert amara.viewer.is_member
    found(amara, liver, "register_match", outcome="not_practising", register_status=status)
    assert amara.viewer.level == VX
    assert amara.viewer.status == "suspended"
    assert not amara.viewer.is_member
    assert not amara.viewer.sees_people


def test_a_restriction_is_a_match_and_is_never_told(at, amara, ben, liver):
    found(amara, liver, "work_email")
    found(amara, liver, "register_match", register_status="restricted")
    assert amara.viewer.level == 3
    for page in (f"/members/{amara.membership.key}/", "/members/me/verification/"):
        assert "restricted" not in at("liver", amara).get(page).text


def test_what_expired_and_was_let_in_by_a_check_is_lapsed(clock, amara, liver):
    found(amara, liver, "callback", "work_email")
    clock.now += YEAR + GRACE
    assert amara.viewer.status == "lapsed"
    found(amara, liver, "work_email")
    assert amara.viewer.status == "active"


def test_who_is_on_the_bodys_list_stays_when_a_register_check_runs_out(clock, amara, liver):
    found(amara, liver, "register_match")
    clock.on(days=200)
    found(amara, liver, "body_list")
    clock.on(days=200)
    assert (amara.viewer.status, amara.viewer.level) == ("active", 2)


def test_evidence_of_one_community_is_none_in_another(dora, liver):
    record_evidence(user=dora.user, community=liver, sort="register_match")
    record_evidence(user=dora.user, sort="work_email")
    dora.membership.status = "pending"
    dora.membership.save()
    assert dora.viewer.level == 2


def test_what_does_not_match_proves_nothing(ben, liver):
    found(ben, liver, "register_match", outcome="mismatch")
    found(ben, liver, "callback", outcome="review")
    assert ben.viewer.level == 1


def test_who_the_operator_brought_in_is_verified_by_that(amara):
    assert amara.viewer.level == 3


def test_a_suspended_member_is_below_every_level(amara):
    amara.membership.status = "suspended"
    amara.membership.save()
    assert amara.viewer.level == VX


def test_nothing_is_read_from_nothing():
    assert Known.read(None) == Known.read("") == Known()


def test_a_viewer_is_one_query_however_much_is_known(ben, liver, django_assert_num_queries):
    for _ in range(5):
        found(ben, liver, "email", "work_email", "register_match", "callback")
    with django_assert_num_queries(2):  # the membership, and the audiences that include it
        Viewer.of(ben.user, liver)
