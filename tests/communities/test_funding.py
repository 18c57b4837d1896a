"""From what a company did to what readers are told: derived, never typed."""

import pytest
from django.core.exceptions import ValidationError

from nacre.communities.actions import answer_funding
from nacre.communities.funding import Answers, kind_of
from nacre.communities.models import FundingRelationship, Sponsor

INFLUENCE = [
    {"started_by": "company"},
    {"topic_by": "company"},
    {"authors": "chosen"},
    {"authors": "paid"},
    {"text": "seen"},
    {"text": "facts"},
    {"text": "changed"},
    {"text": "wrote"},
    {"recipients_by": "company"},
    {"gets_figures": True},
]


@pytest.fixture
def tamarisk(liver) -> FundingRelationship:
    """A sponsor's part that nobody has answered for yet."""
    sponsor = Sponsor.objects.create(slug="tamarisk", name="Tamarisk Pharma")
    return FundingRelationship(community=liver, sponsor=sponsor, area="learning")


@pytest.mark.parametrize("yes", INFLUENCE, ids=str)
@pytest.mark.parametrize("agreement", ["grant", "none"])
def test_one_yes_ends_arms_length(tamarisk, agreement, yes):
    with pytest.raises(ValidationError) as refused:
        answer_funding(relationship=tamarisk, answers=Answers(agreement=agreement, **yes))
    (sentences,) = refused.value.message_dict.values()
    assert "the company" in sentences[0]
    assert not FundingRelationship.objects.exists()


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ({"agreement": "none"}, "none"),
        ({"agreement": "grant"}, "hands_off_grant"),
        ({"agreement": "sponsorship"}, "sponsored_nonpromotional"),
        ({"agreement": "sponsorship", "topic_by": "company"}, "sponsored_nonpromotional"),
        ({"agreement": "sponsorship", "text": "facts"}, "sponsored_nonpromotional"),
        ({"agreement": "sponsorship", "gets_figures": True}, "sponsored_nonpromotional"),
        ({"agreement": "sponsorship", "started_by": "company"}, "company_material"),
        ({"agreement": "sponsorship", "authors": "paid"}, "company_material"),
        ({"agreement": "sponsorship", "text": "changed"}, "company_material"),
        ({"agreement": "sponsorship", "recipients_by": "company"}, "company_material"),
        ({"agreement": "company", "text": "wrote"}, "company_material"),
        ({"agreement": "space"}, "advertising"),
        ({"agreement": "joint", "topic_by": "company"}, "joint"),
        ({"agreement": "joint", "text": "wrote"}, "company_material"),
    ],
    ids=str,
)
def test_the_kind_follows_from_what_was_done(answers, kind):
    assert kind_of(Answers(**answers)) == kind


def test_the_label_names_the_company_and_what_it_did(tamarisk):
    answers = Answers(agreement="sponsorship", topic_by="company", text="facts")
    version = answer_funding(relationship=tamarisk, answers=answers)
    assert version.statement == (
        "This section is sponsored by Tamarisk Pharma. Tamarisk Pharma suggested the topic and "
        "checked factual accuracy. Editorial control rests with Liver Society and the clinical "
        "editors."
    )
    answer_funding(relationship=tamarisk, answers=Answers(agreement="space"))
    assert tamarisk.statement == "Advertisement — Tamarisk Pharma."


def test_a_new_answer_is_a_new_version_and_the_old_stays(tamarisk):
    for answers in (Answers(), Answers(), Answers(agreement="sponsorship", gets_figures=True)):
        answer_funding(relationship=tamarisk, answers=answers)
    kept = list(tamarisk.versions.values_list("number", "kind"))
    assert kept == [(2, "sponsored_nonpromotional"), (1, "hands_off_grant")]
    assert tamarisk.report_entitlement == "aggregated"
    answer_funding(relationship=tamarisk, answers=Answers())
    assert tamarisk.report_entitlement == "due_diligence", "a grant buys no figures"


def test_what_is_no_answer_is_refused_by_question(tamarisk):
    with pytest.raises(ValidationError) as refused:
        answer_funding(relationship=tamarisk, answers=Answers(authors="whoever"))
    assert "authors" in refused.value.message_dict
    with pytest.raises(ValidationError, match="written or changed by the company"):
        answer_funding(relationship=tamarisk, answers=Answers(agreement="company"))
    with pytest.raises(TypeError):
        Answers.read({"statement": "typed freely"})


def test_a_sponsor_is_found_by_name_or_made(db):
    made = Sponsor.named("Tamarisk Pharma")
    assert Sponsor.named("tamarisk pharma ") == made
    assert Sponsor.named("Tamarisk-Pharma").slug == "tamarisk-pharma-2"
