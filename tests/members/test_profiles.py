"""Members change their own profile, and leave."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from nacre.members.actions import change_profile, leave_community
from nacre.members.models import Membership

pytestmark = pytest.mark.django_db

WORK = {"role": "consultant", "post": "Lead hepatologist", "organisation": "RAL"}


def test_a_profile_changes_section_by_section_and_is_found_anew(at, amara, listed, hepatitis):
    client = at("liver", amara)
    name = {"title": "Dr", "given_name": "Amara", "family_name": "Osei-Bonsu"}
    assert client.post("/members/me/name/", name).url == "/members/me/#name"
    client.post("/members/me/workplace/", WORK)
    client.post("/members/me/practice/", {"interests": ["hepatitis-d"]})
    client.post("/members/me/visibility/", {"is_public": "on"})
    page = client.get("/members/?q=bonsu+hepatitis").content.decode()
    assert "Dr Amara Osei-Bonsu" in page
    assert "Lead hepatologist" in page
    assert Membership.objects.get(pk=amara.membership.pk).is_public


def test_a_section_leaves_the_others_alone(at, amara, listed, royal_free):
    at("liver", amara).post("/members/me/about/", {"biography": "Ascites."})
    membership = Membership.objects.get(pk=amara.membership.pk)
    assert (membership.biography, membership.organisation) == ("Ascites.", royal_free)


def test_a_form_cannot_change_what_is_not_on_it(at, amara, listed):
    at("liver", amara).post("/members/me/workplace/", WORK | {"tier": "staff", "duty": "moderator"})
    membership = Membership.objects.get(pk=amara.membership.pk)
    assert (membership.tier, membership.duty) == ("full", "")


def test_an_interest_that_is_not_offered_is_refused_and_the_error_leads_to_it(
    at, amara, listed, hepatitis
):
    page = at("liver", amara).post("/members/me/practice/", {"interests": ["zzz"]})
    assert page.status_code == 200
    assert "There is something to put right" in page.text
    assert 'href="#id_interests' in page.text


def test_nothing_else_can_be_changed(amara):
    with pytest.raises(PermissionDenied):
        change_profile(by=amara.viewer, tier="staff")


def test_a_visitor_is_led_to_sign_in_and_a_stranger_to_join(at, visitor, dora, liver):
    assert at("liver", visitor).get("/members/me/").url.startswith("/accounts/login/")
    assert at("liver", dora).get("/members/me/").url == "/join/"


def test_leaving_is_asked_first_and_then_done(
    at, amara, erin, listed, django_capture_on_commit_callbacks
):
    client = at("liver", amara)
    assert "out of the directory" in client.get("/members/me/leave/").content.decode()
    assert amara.viewer.is_member
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/members/me/leave/")
    assert not amara.viewer.is_member
    assert "Osei" not in at("liver", erin).get("/members/").content.decode()
    assert "you have left" in mail.outbox[-1].subject
    assert client.get("/members/me/").url == "/join/"


def test_who_left_may_come_back_through_a_moderator(at, amara, listed, royal_free):
    leave_community(by=amara.viewer)
    client = at("liver", amara)
    client.post("/join/", {"profession": "doctor"})
    work = {"role": "consultant", "organisation": "RAL", "registration": "1234567"}
    assert client.post("/join/workplace/", work).url == "/join/"
    assert amara.viewer.status == "pending"


def test_only_a_member_can_leave(dora, liver, visitor):
    with pytest.raises(PermissionDenied):
        leave_community(by=visitor.viewer)
