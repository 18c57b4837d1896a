"""Practising members rate new papers: few at a time, by profession, and nobody is recognised."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from nacre.editorial import actions
from nacre.editorial.models import PaperRating, Rater
from nacre.editorial.scores import panels_of, spread_of
from nacre.evidence.joining import merge_citations
from nacre.evidence.models import Citation
from nacre.privacy import holdings
from tests.cast import make_person
from tests.editorial.papers import make_paper, rated

RATING = "/rating/"
SAID = {"relevance": "6", "newsworthiness": "3", "changes_practice": "yes", "comment": "Sober"}


@pytest.fixture
def kept(liver, erin, desk):
    """`kept("title")` is a paper that an editor kept for rating."""

    def keep(title="Invented bile"):
        paper = make_paper(liver, title)
        actions.keep_for_rating(citation=paper, by=erin.viewer)
        return paper

    return keep


@pytest.fixture
def rater(amara):
    """Amara offered three a week."""
    actions.offer_to_rate(per_week=3, by=amara.viewer)
    return amara


def test_whoever_offers_is_shown_one_paper_at_a_time(at, amara, kept):
    paper = kept()
    browser = at("liver", amara)
    assert paper.title not in browser.get(RATING).text
    assert not Rater.objects.exists()
    browser.post(f"{RATING}offer/", {"per_week": "3"})
    assert paper.title in browser.get(RATING).text
    browser.post(f"{RATING}{paper.pk}/", SAID)
    rating = PaperRating.objects.get()
    assert (rating.relevance, rating.newsworthiness, rating.changes_practice) == (6, 3, True)
    assert rating.profession == "doctor"
    assert "Nothing to rate now" in browser.get(RATING).text


def test_an_answer_that_is_missing_is_asked_for_and_nothing_is_kept(at, rater, kept):
    page = at("liver", rater).post(f"{RATING}{kept().pk}/", SAID | {"relevance": "8"}).text
    assert "Select a valid choice" in page
    assert not PaperRating.objects.exists()


def test_rating_again_replaces_and_costs_nothing_of_the_week(at, rater, kept):
    papers = [kept(f"Invented bile {number}") for number in range(4)]
    browser = at("liver", rater)
    for paper in papers[:3]:
        browser.post(f"{RATING}{paper.pk}/", SAID)
    assert "That is all for this week" in browser.get(RATING).text
    browser.post(f"{RATING}{papers[0].pk}/", SAID | {"relevance": "1"})
    refused = browser.post(f"{RATING}{papers[3].pk}/", SAID)
    assert "as many papers this week as you wanted" in refused.text
    assert sorted(PaperRating.objects.values_list("relevance", flat=True)) == [1, 6, 6]
    last = timezone.now() - timedelta(days=8)
    PaperRating.objects.update(first_rated_at=last)
    assert papers[3].title in browser.get(RATING).text


@pytest.mark.parametrize("person", ["ben", "chen", "dora", "faye", "visitor"])
def test_only_verified_members_of_a_health_profession_rate(request, at, kept, person):
    paper, browser = kept(), at("liver", request.getfixturevalue(person))
    assert browser.get(RATING).status_code == 404
    for address in ("offer/", f"{paper.pk}/", "stop/"):
        assert browser.post(RATING + address, SAID | {"per_week": "5"}).status_code == 404
    assert not PaperRating.objects.exists()


def test_nobody_rates_what_was_not_kept_or_without_having_offered(rater, nadia, liver, kept):
    said = {"relevance": 5, "newsworthiness": 5, "changes_practice": False}
    with pytest.raises(PermissionDenied):
        actions.rate_paper(citation=make_paper(liver), by=rater.viewer, **said)
    with pytest.raises(PermissionDenied):
        actions.rate_paper(citation=kept(), by=nadia.viewer, **said)


def test_a_retracted_paper_is_not_offered(at, rater, kept):
    Citation.objects.filter(pk=kept().pk).update(status="retracted")
    assert "Nothing to rate now" in at("liver", rater).get(RATING).text


def test_looking_and_stopping_with_get_changes_nothing(at, rater, kept):
    browser = at("liver", rater)
    browser.get(f"{RATING}{kept().pk}/")
    assert browser.get(f"{RATING}stop/").status_code == 405
    assert Rater.objects.count() == 1
    browser.post(f"{RATING}stop/")
    assert not Rater.objects.exists()


def test_a_comment_that_names_a_patient_is_refused(at, rater, kept):
    said = SAID | {"comment": "like NHS no 943 476 5919"}
    assert "NHS number" in at("liver", rater).post(f"{RATING}{kept().pk}/", said).text
    assert not PaperRating.objects.exists()


def test_professions_are_never_mixed_and_nothing_is_told_of_a_few(liver, kept):
    paper = kept()
    rated(liver, paper, "nurse", [7, 7, 6, 6, 6, 5, 5, 2, 7], changes=8)
    rated(liver, paper, "doctor", [1, 1, 2])
    nurses, doctors = sorted(
        panels_of(liver, [paper.pk])[paper.pk].scores, key=lambda one: one.profession, reverse=True
    )
    assert (nurses.profession, nurses.people, nurses.relevance.median) == ("Nurse", 10, 6)
    assert (nurses.relevance.low, nurses.relevance.high, nurses.changing) == (5, 7, 10)
    assert (doctors.people, doctors.relevance, doctors.changing) == ("*", None, "*")


def test_editors_see_the_spread_and_comments_without_names(at, liver, erin, rater, kept):
    paper = kept()
    rated(liver, paper, "nurse", [6] * 8)
    at("liver", rater).post(f"{RATING}{paper.pk}/", SAID)
    page = at("liver", erin).get("/desk/papers/?show=kept").text
    assert "about 10" in page
    assert "fewer than 8: not shown" in page
    assert "“Sober”" in page
    assert "Osei" not in page


def test_what_the_fewest_have_rated_comes_first(at, rater, liver, kept):
    first, second = kept("Rated by many"), kept("Rated by nobody")
    rated(liver, second, "nurse", [5])
    assert first.title in at("liver", rater).get(RATING).text


def test_the_middle_and_the_middle_half_of_scores():
    spread = spread_of([1, 2, 3, 4, 5, 6, 7, 7])
    assert (spread.median, spread.low, spread.high) == (4.5, 2.75, 6.25)


def test_merged_papers_keep_one_word_of_each_rater(liver, rater, kept):
    one, other = kept("Invented bile in two records"), kept("Invented bile in two records")
    for paper in (one, other):
        rated(liver, paper, "nurse", [4])
    Citation.objects.filter(pk=other.pk).update(doi=None, pmid="77")
    other.refresh_from_db()
    merge_citations(kept=one, gone=other)
    assert PaperRating.objects.filter(citation=one).count() == 2


def test_ratings_are_in_one_s_own_data(rater, kept):
    actions.rate_paper(
        citation=kept(), relevance=7, newsworthiness=7, changes_practice=True, by=rater.viewer
    )
    own = [h.model for h in holdings.holdings() if h.rows(rater.user).exists()]
    assert {"editorial.Rater", "editorial.PaperRating"} <= set(own)


def test_a_week_is_not_passed_in_a_second_window(rater, kept):
    papers = [kept(f"Invented bile {number}") for number in range(4)]
    said = {"relevance": 5, "newsworthiness": 5, "changes_practice": False, "by": rater.viewer}
    for paper in papers[:3]:
        actions.rate_paper(citation=paper, **said)
    with pytest.raises(ValidationError):
        actions.rate_paper(citation=papers[3], **said)


def test_staff_who_look_as_a_member_rate_nothing(liver, rater, kept):
    with pytest.raises(PermissionDenied):
        actions.offer_to_rate(per_week=5, by=replace(rater.viewer, impersonated_by=1))


def test_a_second_profession_is_not_another_rater(liver, kept):
    person = make_person(liver, "Uma", "Reed", profession="pharmacist")
    actions.offer_to_rate(per_week=3, by=person.viewer)
    actions.offer_to_rate(per_week=10, by=person.viewer)
    assert Rater.objects.get().per_week == 10


def test_a_rater_s_home_says_that_a_paper_waits_and_nobody_else_s_does(at, rater, nadia, kept):
    kept()
    assert "A new paper waits for your word" in at("liver", rater).get("/").text
    assert "waits for your word" not in at("liver", nadia).get("/").text
    assert "Rate new papers" in at("liver", nadia).get("/members/me/").text
