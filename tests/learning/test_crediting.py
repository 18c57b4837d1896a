"""What a completed course leaves: a certificate and a line for the CPD log, once each."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nacre.certificates.models import Certificate
from nacre.communities.models import FundingRelationship, Sponsor
from nacre.cpd.models import Entry
from nacre.learning import actions
from nacre.learning.models import Attempt, Enrolment
from tests.learning.taking import finish


@pytest.fixture
def sponsored(liver, course):
    """The course is paid for by a company."""
    sponsor = Sponsor.objects.create(slug="tamarisk", name="Tamarisk Pharma")
    course.funded_by = FundingRelationship.objects.create(
        community=liver, sponsor=sponsor, scope="module", kind="sponsored_nonpromotional",
        statement="Sponsored by Tamarisk Pharma, which had no say in it.",
    )  # fmt: skip
    course.save()
    return course


def test_the_last_answer_earns_certificate_and_cpd_proposal(nadia, course, add_module):
    finish(add_module("Tapping"), nadia)
    certificate, entry = Certificate.objects.get(), Entry.objects.get()
    assert certificate.membership == nadia.membership
    assert certificate.subject == course.subject
    assert certificate.facts["score"] == 100
    assert entry.state == "proposed"
    assert entry.certificate_number == certificate.number
    assert entry.claimed == 15


def test_finishing_again_changes_nothing(nadia, add_module):
    module = add_module("Tapping")
    finish(module, nadia)
    enrolment = Enrolment.objects.get()
    assert not actions.complete_if_done(enrolment=enrolment, by=nadia.viewer)
    actions.credit_course(enrolment=enrolment)
    finish(module, nadia)
    assert Certificate.objects.count() == Entry.objects.count() == 1
    assert [a.is_practice for a in Attempt.objects.order_by("number")] == [False, True]


def test_who_pays_stands_before_the_start_on_each_screen_and_on_the_certificate(
    at, nadia, sponsored, add_module
):
    module, said = add_module("Tapping"), "Sponsored by Tamarisk Pharma, which had no say in it."
    browser = at("liver", nadia)
    for address in (sponsored.path_in_community, sponsored.url_of_start, module.url_of_player):
        assert said in browser.get(address).text
    browser.post(f"{module.url_of_player}start/")
    assert said in browser.get(module.url_of_player).text
    assert said in browser.get(f"{module.url_of_player}offline/").text
    finish(module, nadia)
    assert said in Certificate.objects.get().facts["funding"]


def test_a_course_without_a_certificate_still_counts_for_cpd(nadia, course, add_module):
    type(course).objects.filter(pk=course.pk).update(gives_certificate=False)
    finish(add_module("Tapping"), nadia)
    assert not Certificate.objects.exists()
    assert Entry.objects.exists()


def test_what_expires_is_taken_again_from_90_days_before(nadia, course, add_module):
    type(course).objects.filter(pk=course.pk).update(valid_months=12)
    course.refresh_from_db()
    finish(add_module("Tapping"), nadia)
    done = Enrolment.objects.all()
    for months, edition in ((1, 1), (10, 2)):
        done.filter(edition=1).update(completed_at=timezone.now() - timedelta(days=30 * months))
        assert actions.start_course(course=course, by=nadia.viewer).edition == edition
    assert done.count() == 2, "the first stays: it is the history"


def test_a_nurse_who_is_no_member_holds_the_certificate_and_sees_no_colleagues(
    at, nadia, amara, add_module
):
    """nadia has the Learning Zone alone."""
    finish(add_module("Tapping"), nadia)
    browser, certificate = at("liver", nadia), Certificate.objects.get()
    pdf = browser.get(f"/certificates/{certificate.key}/pdf/")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert "valid" in at("liver", None).get(f"/verify/{certificate.key}/").text.lower()
    for closed in ("/members/", "/messages/", f"/members/{amara.membership.key}/"):
        assert "Osei" not in browser.get(closed).text
