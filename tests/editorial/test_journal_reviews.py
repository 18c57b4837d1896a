"""A journal review: how it was appraised, and what it means for the one who reads it."""

import pytest
from django.core.exceptions import ValidationError

from nacre.editorial.actions import place_page, publish_placed
from nacre.editorial.models import JournalReviewPage
from nacre.editorial.review_blocks import implications_for
from nacre.evidence.actions import add_citation
from tests.cast import make_person

FOR_DOCTORS, FOR_NURSES = "Ask for the scan first.", "Weigh every morning."


@pytest.fixture
def review(news, board, liver):
    """A review with a word for doctors and one for nurses."""
    paper = add_citation(
        doi="10.1000/weigh", shelf=liver, title="Weighing", journal_abbrev="Gut", year=2024
    )
    page = JournalReviewPage(
        title="Weighing works",
        slug="weighing",
        citation=paper,
        why_it_matters="It is cheap.",
        implications=[
            {"type": "implication", "value": {"profession": "doctor", "text": FOR_DOCTORS}},
            {"type": "implication", "value": {"profession": "nurse", "text": FOR_NURSES}},
        ],
        appraisal_tool="RoB 2",
        judgement="some concerns",
        level_of_evidence="OCEBM 2",
        nice_guidance="TA123",
        registration="ISRCTN12345678",
        study_funding="The hospital itself",
        community=liver,
    )
    return place_page(page=page, below=news)


def test_each_profession_reads_its_own_word_first(at, review, liver):
    nurse = make_person(liver, "Ada", "Nwosu", profession="nurse", tier="full")
    doctor = make_person(liver, "Ivo", "Hale", profession="doctor", tier="full")
    told = at("liver", nurse).get(review.path_in_community).text
    assert told.index(FOR_NURSES) < told.index("And for colleagues") < told.index(FOR_DOCTORS)
    told = at("liver", doctor).get(review.path_in_community).text
    assert told.index(FOR_DOCTORS) < told.index("And for colleagues") < told.index(FOR_NURSES)


def test_a_profession_without_a_word_is_told_so(at, review, liver):
    dietitian = make_person(liver, "Una", "Frost", profession="dietitian", tier="full")
    told = at("liver", dietitian).get(review.path_in_community).text
    said = told.index("Nothing is said here for your profession, dietitian")
    assert said < told.index(FOR_DOCTORS) < told.index(FOR_NURSES)


def test_a_change_shows_at_once_to_those_who_read_it_before(at, review, liver, committed):
    nurse = make_person(liver, "Ada", "Nwosu", profession="nurse", tier="full")
    browser = at("liver", nurse)
    browser.get(review.path_in_community)
    review.implications = [
        {"type": "implication", "value": {"profession": "nurse", "text": "Weigh twice."}}
    ]
    with committed():
        publish_placed(page=review)
    told = browser.get(review.path_in_community).text
    assert "Weigh twice." in told
    assert FOR_NURSES not in told


def test_somebody_outside_reads_no_word_of_it(at, review):
    assert FOR_NURSES not in at("liver").get(review.path_in_community).text


def test_for_nobody_in_particular_all_stand_alike():
    said = implications_for([{"profession": "nurse", "text": "x"}], "")
    assert (said["own"], said["missing"]) == ([], "")
    assert said["others"] == [{"term": "Nurse", "value": "x"}]


def test_appraisal_and_registration_are_shown_with_their_links(at, review, amara):
    told = at("liver", amara).get(review.path_in_community).text
    for words in (
        "Risk of bias (RoB 2)",
        "Some concerns",
        "OCEBM 2",
        "https://www.nice.org.uk/guidance/ta123",
        "https://www.isrctn.com/ISRCTN12345678",
        "The hospital itself",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("judgement", "critical risk of bias", "one of: low risk of bias, some concerns"),
        ("nice_guidance", "TA 123", "TA123"),
        ("registration", "see paper", "NCT and eight digits"),
    ],
)
def test_what_an_instrument_does_not_know_is_refused(review, field, value, words):
    setattr(review, field, value)
    with pytest.raises(ValidationError) as refused:
        review.clean()
    assert words in str(refused.value.message_dict[field])
