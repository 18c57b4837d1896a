"""What reports say of learning: each figure as it is defined, and to whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nacre.communities.models import FundingRelationship, Sponsor
from nacre.insights import metrics
from nacre.insights.compilation import compile_document
from nacre.insights.disclosure import HIDDEN, disclosed
from nacre.insights.periods import Month
from nacre.learning.models import Evaluation
from nacre.learning.report_figures import Learnt
from tests.learning.crowd import attempt, crowd, enrol, evaluate, sure

pytestmark = pytest.mark.django_db
OURS = (
    "learners", "learners_zone_only", "courses_started", "courses_completed",
    "first_attempt_pass_rate", "learning_minutes", "confidence_change", "evaluations", "free_of_bias",
)  # fmt: skip


@pytest.fixture
def month() -> Month:
    """The month in which everything here happens."""
    return Month.of(timezone.now())


@pytest.fixture
def learnt(liver, course, add_module):
    """Ten nurses and two with the zone alone; all did a module, three of them not at once."""
    module, now = add_module("Tapping"), timezone.now()
    people = crowd(liver, 10) + crowd(liver, 2, name="zone", tier="learning_zone_only")
    enrolments = enrol(course, people, days=0, ended=now)
    attempt(enrolments[:9], module, closed_at=now)
    attempt(enrolments[9:], module, closed_at=now, score=40.0, passed=False)
    attempt(enrolments[9:], module, closed_at=now, number=2)
    sure(enrolments, "Say why", 2, 4)
    sure(enrolments[:4], "Say when to tap", 4, 4)
    evaluate(enrolments[:10])
    Evaluation.objects.filter(enrolment__in=enrolments[:3]).update(unbiased=3)
    return module


def told(community, period, audience="body", **how):
    """Our metrics as this audience is told them."""
    found = metrics.collect(community, period, **how)
    return {code: found[code].value for code in OURS if code in found}


def test_each_figure_is_what_its_definition_says(liver, month, learnt):
    found = {code: disclosed(value, "body") for code, value in told(liver, month).items()}
    assert found == {
        "learners": 10,
        "learners_zone_only": 2,
        "courses_started": 12,
        "courses_completed": 12,
        "first_attempt_pass_rate": 75.0,
        "learning_minutes": 30,
        "confidence_change": 1.5,
        "evaluations": 10,
        "free_of_bias": 70.0,
    }


def test_another_month_and_another_community_have_none_of_it(liver, ms, month, learnt):
    for community, period in ((liver, month.previous()), (ms, month)):
        found = told(community, period)
        assert found["learners"] == 0
        assert found["courses_completed"].value == 0
        assert {"first_attempt_pass_rate", "confidence_change", "free_of_bias"}.isdisjoint(found)


def test_house_and_companies_are_not_counted(liver, month, course, add_module):
    module = add_module("Tapping")
    for tier in ("staff", "sponsor_observer"):
        enrolments = enrol(course, crowd(liver, 9, name=tier, tier=tier), days=0)
        attempt(enrolments, module)
        evaluate(enrolments)
    found = told(liver, month)
    assert found["learners"] == found["learners_zone_only"] == 0
    assert found["courses_started"].value == found["evaluations"].value == 0


def test_of_fewer_than_eight_learners_no_rate_is_told(liver, month, course, add_module):
    enrolments = enrol(course, crowd(liver, 7), days=0)
    attempt(enrolments, add_module("Tapping"))
    evaluate(enrolments)
    sure(enrolments, "Say why", 1, 5)
    learnt = Learnt(liver, month)
    assert learnt.first_pass_rate() is learnt.confidence_change() is learnt.free_of_bias() is None
    assert disclosed(learnt.evaluations(), "sponsor") == HIDDEN
    assert disclosed(learnt.completed(), "sponsor") == HIDDEN


def test_the_confidence_of_who_said_it_once_does_not_count(liver, month, course):
    enrolments = enrol(course, crowd(liver, 16), days=0)
    sure(enrolments[:8], "Say why", 3, 4)
    sure(enrolments[8:], "Say why", 1, None)
    assert disclosed(Learnt(liver, month).confidence_change(), "body") == 1.0


def test_minutes_count_when_an_attempt_ends_and_once(liver, month, course, add_module):
    enrolments = enrol(course, crowd(liver, 8), days=0)
    last = month.starts_at - timedelta(days=3)
    attempt(enrolments, add_module("Tapping"), started_at=last, closed_at=last)
    assert Learnt(liver, month).minutes().value == 0
    assert Learnt(liver, month.previous()).minutes().value == 16


# --- who is told -------------------------------------------------------------------------------


@pytest.fixture
def funder(liver) -> Sponsor:
    """A company that pays for a module and is owed figures."""
    return Sponsor.objects.create(slug="tamarisk", name="Tamarisk Pharma")


def pay(page, sponsor) -> None:
    """The company pays for a page."""
    page.funded_by = FundingRelationship.objects.create(
        community=page.community, sponsor=sponsor, area="learning", kind="sponsored_nonpromotional",
        report_entitlement="aggregated", statement="Sponsored by Tamarisk Pharma.",
    )  # fmt: skip
    FundingRelationship.objects.filter(pk=page.funded_by.pk).update(area="elsewhere")
    page.save()


def test_a_sponsor_sees_the_module_that_it_pays_for_and_rounded(
    liver, month, course, learnt, add_module, funder
):
    other = add_module("After the tap")
    pay(other, funder)
    attempt(enrol(course, crowd(liver, 13, name="other"), days=0), other)
    found = told(liver, month, funded_by="tamarisk")
    assert disclosed(found["learners"], "body") == 13
    assert disclosed(found["learning_minutes"], "sponsor") == 25
    assert disclosed(found["first_attempt_pass_rate"], "sponsor") == HIDDEN, "fewer than forty"
    assert found["evaluations"].value == 0, "what is said of the course is not the module's"


def test_a_sponsor_of_nothing_that_is_learnt_is_told_nothing_of_it(liver, month, learnt, funder):
    assert told(liver, month, funded_by="tamarisk") == {}


def test_the_report_has_a_part_about_learning_for_the_body(liver, month, learnt):
    from nacre.insights.rendering import Look
    from nacre.insights.rendering.sections import sections

    document = compile_document(liver, month, audience="body")
    values = {row["code"]: row["value"] for row in document["metrics"]}
    assert (values["learners"], values["free_of_bias"]) == (10, 70.0)
    part = {one.slug: one for one in sections(document, Look.of(liver))}["learning"]
    assert part.finding == f"12 courses were completed in {month.label.split()[0]}"
    assert ["Passed at the first attempt", 75.0, "%"] in part.table.rows


def test_without_learning_the_report_has_no_such_part(liver, month):
    from nacre.insights.rendering import Look
    from nacre.insights.rendering.sections import sections

    document = compile_document(liver, month, audience="body")
    assert "learning" not in {one.slug for one in sections(document, Look.of(liver))}
